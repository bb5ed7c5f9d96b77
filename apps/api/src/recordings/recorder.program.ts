import type { RecorderFailure, RecorderNews, RecorderOrder, RecorderStop } from '@seldinger/contract';
import { fork, type ChildProcess } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';

/** The same from `src` and from `dist`: both lie beside each other. */
const PROGRAM = join(__dirname, '../../../recorder/dist/main.js');
/** All that it may know of us: it reads files of strangers, so no address and no secret. */
const ENVIRONMENT = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'NODE_ENV', 'LD_LIBRARY_PATH'];
/** How long after `stop` it may finish the segment under way. */
const STOP_PATIENCE_MS = 15_000;
/** Without a word for so long, it hangs. Reading back is silent, and takes a fraction of what it reads. */
const SILENCE_MS = { record: 60_000, convert: 15 * 60_000, inspect: 3 * 3_600_000 } as const;
const WORDS = 2_000;

/** Why the program did not do what it was told. */
export class RecorderError extends Error {
  constructor(
    readonly reason: RecorderFailure,
    readonly detail: string,
  ) {
    super(`${reason}: ${detail}`);
  }
}

export type RecorderProcess = {
  readonly pid: number | undefined;
  /** Only for `record`: finish the segment under way; ended by force when that takes too long. */
  stop(): void;
  /** Ends it at once. */
  kill(): void;
  /** When the process is gone and all it said was heard. @throws RecorderError unless it did what it was told */
  done: Promise<void>;
};

/** Starts the recorder's program on one order. */
export function startRecorder(order: RecorderOrder, onNews: (news: RecorderNews) => void, program = PROGRAM): RecorderProcess {
  const env = Object.fromEntries(ENVIRONMENT.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
  const child = fork(program, [], { env, execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  // Whoever is in a lecture goes first.
  if (order.do !== 'record') lowerPriority(child);
  let words = '';
  let failure: RecorderError | undefined;
  let timer: NodeJS.Timeout | undefined;
  const killAfter = (ms: number, why: string) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      failure ??= new RecorderError('failed', why);
      child.kill('SIGKILL');
    }, ms);
  };
  let stopping = false;
  const listen = () => !stopping && killAfter(SILENCE_MS[order.do], `silent for ${SILENCE_MS[order.do] / 1000} s`);
  listen();
  child.stderr?.on('data', (data) => (words = (words + String(data)).slice(-WORDS)));
  child.on('message', (news: RecorderNews) => {
    listen();
    if (news.type === 'failed') failure ??= new RecorderError(news.reason, news.detail);
    onNews(news);
  });
  const settled = new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.once('error', (error) => child.pid === undefined && reject(new RecorderError('failed', error.message)));
    // Its last words may still be on their way when it is gone.
    const heard = new Promise<void>((end) => child.once('disconnect', end));
    child.once('close', (code, signal) => void heard.then(() => resolve(signal ?? code ?? 1)));
  });
  const done = settled
    .then((code) => {
      if (failure) throw failure;
      if (code !== 0) throw new RecorderError('failed', `ended with ${code}: ${words.trim()}`);
    })
    .finally(() => clearTimeout(timer));
  child.send(order, () => undefined);
  return {
    pid: child.pid,
    stop() {
      if (stopping) return;
      stopping = true;
      killAfter(STOP_PATIENCE_MS, `did not stop within ${STOP_PATIENCE_MS / 1000} s`);
      if (child.connected) child.send({ type: 'stop' } satisfies RecorderStop, () => undefined);
    },
    kill: () => void child.kill('SIGKILL'),
    done,
  };
}

/**
 * Runs the recorder's program on one order to its end. Nothing of it is left when this comes back.
 * @throws RecorderError unless it did what it was told; the signal's reason when that ended it
 */
export async function runRecorder(order: RecorderOrder, onNews: (news: RecorderNews) => void, signal: AbortSignal, program = PROGRAM): Promise<void> {
  signal.throwIfAborted();
  const recorder = startRecorder(order, onNews, program);
  signal.addEventListener('abort', recorder.kill, { once: true });
  try {
    await recorder.done;
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', recorder.kill);
  }
}

function lowerPriority(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It ended already.
  }
}
