import type { RecorderNews, RecorderOrder } from '@seldinger/contract';
import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const PROJECT = join(__dirname, '..');
const MAIN = join(PROJECT, 'dist', 'main.js');
const PATIENCE_MS = 20_000;

type Of<Type extends RecorderNews['type']> = Extract<RecorderNews, { type: Type }>;

export type StartedRecorder = {
  readonly child: ChildProcess;
  readonly news: RecorderNews[];
  /** Resolves with its exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** The first news of the type that is `matching`, told already or to come. */
  heard<Type extends RecorderNews['type']>(type: Type, matching?: (news: Of<Type>) => boolean): Promise<Of<Type>>;
  /** Resolves when so many segments are named. */
  segments(count: number): Promise<void>;
  stop(): Promise<number | null>;
};

/** As `nx build` does, where nobody has done it: a single spec must run on a fresh checkout too. */
function build(): void {
  const built = statSync(MAIN, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = readdirSync(join(PROJECT, 'src')).filter((name) => !name.endsWith('.spec.ts'));
  if (sources.every((name) => statSync(join(PROJECT, 'src', name)).mtimeMs <= built)) return;
  const swc = join(PROJECT, '..', '..', 'node_modules', '@swc', 'cli', 'bin', 'swc.js');
  execFileSync(process.execPath, [swc, 'src', '-d', 'dist', '--strip-leading-paths', '--config-file', '../../.config/swc.json', '--ignore', '**/*.spec.ts'], { cwd: PROJECT, stdio: 'ignore' });
}

/** Starts the program as the worker does, and gives it its one order. */
export function startRecorder(order: RecorderOrder): StartedRecorder {
  build();
  const child = fork(MAIN, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const news: RecorderNews[] = [];
  const listeners = new Set<() => void>();
  const changed = () => [...listeners].forEach((listener) => listener());
  child.on('message', (message: RecorderNews) => {
    news.push(message);
    changed();
  });
  let hasExited = false;
  const exited = new Promise<number | null>((resolve) =>
    child.once('exit', (code) => {
      hasExited = true;
      resolve(code);
      changed();
    }),
  );
  child.send(order);
  const until = (what: string, isSo: () => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const done = (finish: () => void) => {
        clearTimeout(timer);
        listeners.delete(look);
        finish();
      };
      const look = () => {
        if (isSo()) done(resolve);
        else if (hasExited) done(() => reject(new Error(`it ended before ${what}, and said: ${JSON.stringify(news)}`)));
      };
      const timer = setTimeout(() => done(() => reject(new Error(`no ${what}, but: ${JSON.stringify(news)}`))), PATIENCE_MS);
      listeners.add(look);
      look();
    });
  return {
    child,
    news,
    exited,
    async heard<Type extends RecorderNews['type']>(type: Type, matching: (one: Of<Type>) => boolean = () => true) {
      const find = () => news.find((one): one is Of<Type> => one.type === type && matching(one as Of<Type>));
      await until(type, () => find() !== undefined);
      return find()!;
    },
    segments: (count) => until(`segment ${count}`, () => news.filter(({ type }) => type === 'segment').length >= count),
    async stop() {
      child.send({ type: 'stop' });
      return exited;
    },
  };
}
