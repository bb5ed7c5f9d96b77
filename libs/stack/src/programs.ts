import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { keepRunning, type KeptProcess } from './kept-process';
import type { Ready } from './print';

const READY_PATIENCE_MS = 60_000;
/** Enough to answer what is under way; then it is killed, which costs nothing that is recorded. */
const STOP: [NodeJS.Signals, number][] = [['SIGTERM', 8_000]];

export interface ProgramOptions {
  /** Name of its pid file and log: `run/NAME.pid` and `NAME.log` in the data folder. */
  name: string;
  entry: string;
  folder: string;
  environment: NodeJS.ProcessEnv;
  /** Output goes to the terminal instead of the log. */
  loud?: boolean;
  onStart?: (child: ChildProcess) => void;
}

export interface Program extends KeptProcess {
  ready: Ready;
  /** Ends it; it comes back at once, as after a crash. */
  restart(): void;
}

/**
 * Keeps one of our server programs running, and waits until it says over IPC that it is ready.
 * @throws Error with the end of its log when it ends before that
 */
export async function startProgram({ name, entry, folder, environment, loud = false, onStart }: ProgramOptions): Promise<Program> {
  const log = join(folder, `${name}.log`);
  let wasReady = false;
  // Each start begins a new log, which its restarts continue.
  writeFileSync(log, '', { mode: 0o600 });
  let settle: { resolve: (ready: Ready) => void; reject: (error: Error) => void } | undefined;
  const firstReady = new Promise<Ready>((resolve, reject) => (settle = { resolve, reject }));
  const timer = setTimeout(() => settle?.reject(new Error(`${name} was not ready within ${READY_PATIENCE_MS / 1000} s`)), READY_PATIENCE_MS);

  const kept = await keepRunning({
    pidFile: join(folder, 'run', `${name}.pid`),
    stopSignals: STOP,
    launch: () => {
      const output = loud ? 'inherit' : openSync(log, 'a', 0o600);
      // Its own process group keeps the terminal's Ctrl-C from it: it is stopped in its turn.
      const child = spawn(process.execPath, [entry], { env: environment, detached: true, stdio: ['ignore', output, output, 'ipc'] });
      if (typeof output === 'number') closeSync(output);
      child.on('message', (message: Ready & { type?: string }) => {
        if (message.type !== 'ready') return;
        wasReady = true;
        settle?.resolve(message);
      });
      onStart?.(child);
      return child;
    },
    onCrash: (code, retryMs) => {
      settle?.reject(new Error(`${name} ended (${code}) before it was ready:\n${loud ? '' : tail(log)}`));
      if (wasReady) console.error(`  ${name} ended (${code}); it is started again in ${retryMs} ms. See ${log}`);
    },
  });
  try {
    const ready = await firstReady;
    return { ready, stop: () => kept.stop(), restart: () => void kept.child?.kill('SIGTERM'), get child() { return kept.child; } };
  } catch (error) {
    await kept.stop();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Runs a program to its end.
 * @returns what it printed
 * @throws Error with what it printed when it fails
 */
export async function runProgram(entry: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(process.execPath, [entry], { env: environment, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let words = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (words += String(data)));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`${basename(entry)} failed:\n${words}`);
  return words.trim();
}

function tail(log: string): string {
  try {
    return readFileSync(log, 'utf8').slice(-3_000);
  } catch {
    return '';
  }
}
