import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock';
import { endLeftover, isRunning, readPidFile, recordOf, type ProcessRecord } from './processes';

interface Holder extends ProcessRecord {
  url: string;
}

/**
 * Takes the data folder for this process, and makes it when it is missing. Who was killed holds nothing any more.
 * @throws Error with address and process number when another start runs on it
 */
export async function claim(folder: string, findUrl: () => Promise<string>): Promise<string> {
  const run = join(folder, 'run');
  // Others may pass through (PostgreSQL's own account must), not look around.
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  mkdirSync(run, { recursive: true, mode: 0o700 });
  return withLock(join(run, 'lock'), async () => {
    const file = join(run, 'start.json');
    const holder = readHolder(file);
    if (isRunning(holder)) throw new Error(`It runs already on ${folder}: ${holder.url} (process ${holder.pid}). Stop that one, or choose another folder with --data.`);
    await endLeftovers(run);
    const url = await findUrl();
    writeFileSync(file, JSON.stringify({ ...recordOf(process.pid), url } satisfies Holder));
    return url;
  });
}

/** Before a port is chosen: what a killed start left behind may still listen on it. */
async function endLeftovers(run: string): Promise<void> {
  await Promise.all(pidFiles(run).map((file) => endLeftover(file, file.endsWith('postgres.pid') ? [['SIGINT', 20_000]] : [['SIGTERM', 1_000], ['SIGTERM', 1_000]])));
}

/** Ends everything of this data folder at once: for the second Ctrl-C. PostgreSQL recovers at its next start. */
export function killAll(folder: string): void {
  for (const file of pidFiles(join(folder, 'run'))) {
    const record = readPidFile(file);
    if (isRunning(record)) process.kill(record.pid, file.endsWith('postgres.pid') ? 'SIGQUIT' : 'SIGKILL');
  }
}

function pidFiles(run: string): string[] {
  return readdirSync(run).filter((name) => name.endsWith('.pid')).map((name) => join(run, name));
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}
