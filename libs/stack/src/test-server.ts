import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { withLock } from './lock';
import { startPostgres } from './postgres';
import { isRunning, readPidFile, recordOf, type ProcessRecord } from './processes';

/** The advisory lock that everyone who uses the server for tests shares; the guardian has it alone before it stops the server. */
const IN_USE = 7_355_608;

interface Note {
  url: string;
  folder: string;
  guardian: ProcessRecord;
}

/** pg's client, with what its types leave out: whether an open connection keeps the process alive. */
export type Admin = Client & { ref(): void; unref(): void };

export interface TestServer {
  url: string;
  /** The connection that keeps the server in use. */
  admin: Admin;
}

/**
 * Connects to the PostgreSQL for tests, shared by all processes of this user on this machine, or to the one of
 * TEST_DATABASE_URL. Whoever comes first starts it; it ends by itself a minute after the last of these connections.
 */
export async function connectTestServer(): Promise<TestServer> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) return { url: given, admin: await connect(given) };
  const home = ownFolder(join(tmpdir(), `seldinger-test-${process.getuid?.() ?? 'user'}`));
  return withLock(join(home, 'lock'), async () => {
    const found = readNote(home);
    const admin = found && (await connect(found.url).catch(() => undefined));
    if (found && admin) {
      if (!isRunning(found.guardian)) writeNote(home, { ...found, guardian: guard(found) });
      return { url: found.url, admin };
    }
    removeEnded(home);
    const folder = mkdtempSync(join(home, 'server-'));
    const { url } = await startPostgres({
      folder,
      settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '400', shared_buffers: '256MB', autovacuum_naptime: '1h' },
    });
    writeNote(home, { url, folder, guardian: guard({ url, folder }) });
    return { url, admin: await connect(url) };
  });
}

/** @throws Error when somebody else made the folder: its content cannot be trusted then. */
function ownFolder(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  if (process.getuid && statSync(folder).uid !== process.getuid()) throw new Error(`${folder} belongs to another user`);
  return folder;
}

async function connect(url: string): Promise<Admin> {
  const admin = new Client({ connectionString: url, application_name: 'seldinger tests' }) as Admin;
  // A server that ends meanwhile shows in the next query; without a listener it would end the process.
  admin.on('error', () => undefined);
  await admin.connect();
  await admin.query('SELECT pg_advisory_lock_shared($1)', [IN_USE]);
  return admin;
}

function guard({ url, folder }: { url: string; folder: string }): ProcessRecord {
  const guardian = spawn(process.execPath, [join(__dirname, '..', 'bin', 'test-server-guardian.mjs')], {
    cwd: '/',
    detached: true,
    stdio: 'ignore',
    env: { PATH: process.env['PATH'], GUARD_URL: url, GUARD_FOLDER: folder, GUARD_LOCK: String(IN_USE) },
  });
  guardian.unref();
  return recordOf(guardian.pid ?? 0);
}

function readNote(home: string): Note | undefined {
  try {
    return JSON.parse(readFileSync(join(home, 'server.json'), 'utf8')) as Note;
  } catch {
    return undefined;
  }
}

function writeNote(home: string, note: Note): void {
  const file = join(home, 'server.json');
  writeFileSync(`${file}.new`, JSON.stringify(note), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Removes what servers left behind whose guardian could not, for instance after a restart of the machine. */
function removeEnded(home: string): void {
  for (const name of readdirSync(home).filter((entry) => entry.startsWith('server-'))) {
    const pid = readPidFile(join(home, name, 'postgres', '18', 'postmaster.pid'))?.pid;
    if (pid === undefined || recordOf(pid).started === 'ended') rmSync(join(home, name), { recursive: true, force: true });
  }
}
