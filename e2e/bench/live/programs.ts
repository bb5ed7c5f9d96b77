import { fork } from 'node:child_process';
import { join } from 'node:path';
import { started } from './ending';

/** The repository: benches run from `e2e/dist/bench/live`. */
export const ROOT = join(__dirname, '../../../..');
/** The built server. Benches may not import it (it is above them); they start its programs, or load its parts by path. */
export const API = join(ROOT, 'apps/api/dist');

const STOP_PATIENCE_MS = 5_000;

export type Program = { url: string; pid: number; stop(): Promise<void> };

/**
 * Starts a program of Node on a free port of 127.0.0.1 in a process of its own, and waits until it says its address.
 * @throws Error when it ends before that
 */
export async function startProgram(entry: string, settings: Record<string, string>): Promise<Program> {
  const env = { ...process.env, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: '0', ...settings };
  const child = fork(entry, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = started(async () => {
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS);
    child.kill('SIGTERM');
    await ended;
    clearTimeout(late);
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.on('message', (message: { type?: string; url?: string }) => message.type === 'ready' && message.url && resolve(message.url));
    void ended.then(() => reject(new Error(`${entry} ended before it was ready`)));
  });
  return { url, pid: child.pid!, stop };
}

/** The real server as `npm start` runs it, log and all, without a media server. */
export const startApi = (databaseUrl: string, more: Record<string, string> = {}): Promise<Program> => startProgram(join(API, 'main.js'), { DATABASE_URL: databaseUrl, ...more });
