import { freePort } from '@seldinger/stack/testing';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const ROOT = join(__dirname, __dirname.endsWith('dist') ? '../..' : '..');
const START_PATIENCE_MS = 240_000;

export type Stack = {
  url: string;
  folder: string;
  /** The process that runs this program now; it changes when the program was started again. */
  pidOf(program: 'api' | 'worker' | 'livekit' | 'postgres'): number;
  health(): Promise<{ status: string; parts: Record<string, { state: string }> } | null>;
  /** All that the terminal has shown so far. */
  printed(): string;
  stop(): Promise<void>;
};

/** A machine on which neither a media server nor the means to build one can be found. */
function withoutMediaServer(folder: string): NodeJS.ProcessEnv {
  const holds = (place: string) => ['go', 'livekit-server'].some((program) => existsSync(join(place, program)));
  const PATH = (process.env['PATH'] ?? '').split(delimiter).filter((place) => !holds(place)).join(delimiter);
  return { PATH, XDG_CACHE_HOME: join(folder, 'cache'), LIVEKIT_URL: undefined };
}

/** What a newcomer starts, by the same command, on a data folder of its own: `npm start -- --data … --port …`. */
export async function startStack(options: { now?: string; empty?: boolean; withoutMedia?: boolean } = {}): Promise<Stack> {
  const folder = mkdtempSync(join(tmpdir(), 'seldinger-e2e-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const words = ['--data', folder, '--port', String(port), ...(options.now ? ['--now', options.now] : []), ...(options.empty ? ['--empty'] : [])];
  const child = spawn(process.execPath, [join(ROOT, 'libs/stack/bin/start.mjs'), ...words], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NX_DAEMON: 'false', ...(options.withoutMedia && withoutMediaServer(folder)) } });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));

  const health: Stack['health'] = async () => {
    try {
      return (await (await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(3_000) })).json()) as { status: string; parts: Record<string, { state: string }> };
    } catch {
      return null;
    }
  };
  const wanted = options.withoutMedia ? 'degraded' : 'ok';
  await until(async () => {
    if (child.exitCode !== null) throw new Error(`the start ended with ${child.exitCode}:\n${printed}`);
    // The terminal's last word comes after the first good health.
    return printed.includes('Seldinger is ready') && (await health())?.status === wanted;
  }, `the stack is not ${wanted}`, START_PATIENCE_MS).catch((error: Error) => {
    child.kill('SIGINT');
    throw new Error(`${error.message}\n${printed}`);
  });
  return {
    url,
    folder,
    health,
    printed: () => printed,
    pidOf: (program) => Number.parseInt(readFileSync(join(folder, 'run', `${program}.pid`), 'utf8'), 10),
    stop: async () => {
      await ended(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGINT');
  });
}

/** Asks again and again until the answer is yes. @throws Error that says what did not come */
export async function until(question: () => Promise<boolean> | boolean, what: string, patienceMs = 20_000): Promise<void> {
  for (const end = Date.now() + patienceMs; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 100))) {
    if (await question()) return;
  }
  throw new Error(`${what} (waited ${patienceMs / 1000} s)`);
}
