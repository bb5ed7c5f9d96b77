import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { end, endLeftover, recordOf, writePidFile } from './processes';

/** The signals of a stop in turn, each with its patience in milliseconds; SIGKILL follows by itself. */
export type StopSignals = [NodeJS.Signals, number][];

export interface KeptProcessOptions {
  /** Starts the program anew. */
  launch: () => ChildProcess;
  /** Holds the number of the running process; what a killed start left behind is ended by it. */
  pidFile: string;
  stopSignals: StopSignals;
  /** The program ended by itself; it is started again after so many milliseconds. */
  onCrash: (code: number | NodeJS.Signals, retryMs: number) => void;
}

export interface KeptProcess {
  readonly child: ChildProcess | undefined;
  stop(): Promise<void>;
}

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 10_000;
/** A program that ran this long was well: its next crash counts as the first again. */
const STEADY_MS = 30_000;

/** Runs a program and starts it again when it ends, at once the first time and ever more slowly while it keeps failing. */
export async function keepRunning({ launch, pidFile, stopSignals, onCrash }: KeptProcessOptions): Promise<KeptProcess> {
  await endLeftover(pidFile, stopSignals);
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let retryMs = FIRST_RETRY_MS;
  let stopped = false;

  const run = () => {
    const startedAt = performance.now();
    let over = false;
    const started = launch();
    child = started;
    if (started.pid !== undefined) writePidFile(pidFile, started.pid);
    const crashed = (code: number | NodeJS.Signals) => {
      if (over || stopped) return;
      over = true;
      child = undefined;
      rmSync(pidFile, { force: true });
      if (performance.now() - startedAt > STEADY_MS) retryMs = FIRST_RETRY_MS;
      onCrash(code, retryMs);
      timer = setTimeout(run, retryMs);
      retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
    };
    started.once('exit', (code, signal) => crashed(signal ?? code ?? 1));
    started.once('error', () => crashed(127));
  };
  run();

  return {
    get child() {
      return child;
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      if (child?.pid !== undefined) await end(recordOf(child.pid), stopSignals);
      rmSync(pidFile, { force: true });
    },
  };
}
