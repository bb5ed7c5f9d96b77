import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** A process that is told from a later one with the same number by the moment it started. */
export interface ProcessRecord {
  pid: number;
  started: string;
}

/**
 * When the process started, as an opaque word that no other process with this number shares;
 * undefined when there is no such process, or only its zombie.
 */
export function startOf(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
      // The program's name stands in brackets and may hold anything; the fields are counted after it.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
      return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()}:${fields[19]}`;
    }
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return line.startsWith('Z') ? undefined : line.replace(/^\S+\s+/, '');
  } catch {
    return undefined;
  }
}

/** The arguments the process was started with, joined by blanks; empty when it is gone. */
export function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
    return execFileSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

export function recordOf(pid: number): ProcessRecord {
  return { pid, started: startOf(pid) ?? 'ended' };
}

export function isRunning(record: ProcessRecord | undefined): record is ProcessRecord {
  return record !== undefined && startOf(record.pid) === record.started;
}

/** Writes the process number on the first line and its start on the second. */
export function writePidFile(file: string, pid: number): void {
  const { started } = recordOf(pid);
  writeFileSync(file, `${pid}\n${started}\n`);
}

export function readPidFile(file: string): ProcessRecord | undefined {
  try {
    const [pid, started] = readFileSync(file, 'utf8').split('\n');
    return pid && started ? { pid: Number(pid), started } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Ends a process that is ours: the signals in turn, each with its time in milliseconds, then SIGKILL.
 * Resolves once it is gone.
 */
export async function end(record: ProcessRecord, signals: [NodeJS.Signals, number][]): Promise<void> {
  for (const [signal, patience] of [...signals, ['SIGKILL', 5_000] as [NodeJS.Signals, number]]) {
    if (!isRunning(record)) return;
    try {
      process.kill(record.pid, signal);
    } catch {
      // It ended between the look and the signal.
    }
    const until = performance.now() + patience;
    while (isRunning(record) && performance.now() < until) await pause(15);
  }
}

/** Ends what an earlier, killed start left behind, if the pid file's process is still that very one. */
export async function endLeftover(pidFile: string, signals: [NodeJS.Signals, number][]): Promise<boolean> {
  const record = readPidFile(pidFile);
  const found = isRunning(record);
  if (found) await end(record, signals);
  rmSync(pidFile, { force: true });
  return found;
}
