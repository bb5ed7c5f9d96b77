import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { isRunning, readPidFile, writePidFile } from './processes';

let count = 0;

/**
 * Runs the work while this process alone holds the lock file. Waits for another holder that is alive
 * and takes over from one that is not, so a kill -9 blocks nobody.
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const own = `${file}.${process.pid}.${(count += 1)}`;
  writePidFile(own, process.pid);
  try {
    while (!take(file, own)) await pause(25);
    try {
      return await work();
    } finally {
      rmSync(file, { force: true });
    }
  } finally {
    rmSync(own, { force: true });
  }
}

function take(file: string, own: string): boolean {
  try {
    // A hard link appears whole or not at all: nobody ever reads a half-written lock.
    linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  if (!isRunning(readPidFile(file))) removeStale(file, `${own}.stale`);
  return false;
}

/** Moves the dead holder's lock away; gives it back when a live one slipped in between look and move. */
function removeStale(file: string, aside: string): void {
  try {
    renameSync(file, aside);
    if (isRunning(readPidFile(aside))) writeFileSync(file, readFileSync(aside), { flag: 'wx' });
  } catch {
    // Somebody else was quicker: the next look tells.
  }
  rmSync(aside, { force: true });
}
