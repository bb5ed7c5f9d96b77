import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './ports';
import { postgresAccount, reachableBinaries, reachableFolder, type Account } from './postgres-account';
import { commandLine, end, recordOf, writePidFile } from './processes';

const USER = 'seldinger';
const MAJOR = '18';
const START_PATIENCE_MS = 60_000;

export interface Postgres {
  /** Connects to the database `seldinger` as its owner. */
  url: string;
  port: number;
  pid: number;
  /** Resolves when the server ended, whoever ended it. */
  ended: Promise<void>;
  /** Fast shutdown: open transactions are rolled back, then the data is flushed. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** Holds `postgres` (the data), `postgres-secret` (the password) and `postgres.log`. Made when missing. */
  folder: string;
  /** Instead of any free port. */
  port?: number;
  /** Server settings over the defaults, as in postgresql.conf. */
  settings?: Record<string, string>;
}

/**
 * Starts the embedded PostgreSQL on the folder's data, on a free port of 127.0.0.1; makes the data first when there
 * is none. A server of ours that a killed start left running on this very data is stopped first; no other is touched.
 * @throws Error with the end of the server's log when it does not come up.
 */
export async function startPostgres({ folder, port: wanted, settings = {} }: PostgresOptions): Promise<Postgres> {
  mkdirSync(folder, { recursive: true });
  const home = join(folder, 'postgres');
  const account = postgresAccount(join(home, MAJOR));
  reachableFolder(home, account);
  const bin = join(reachableBinaries(account), 'bin');
  const password = secret(join(folder, 'postgres-secret'));
  const data = await dataFolder({ home, bin, password, account, sync: settings['fsync'] !== 'off' });
  await endLeftoverServer(data);

  const log = join(folder, 'postgres.log');
  for (let attempt = 1; ; attempt += 1) {
    const port = wanted ?? (await freePort());
    const server = launch(join(bin, 'postgres'), data, log, { ...settings, port: String(port) }, account);
    const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
    if (await isUp(server, data)) {
      const pid = server.pid as number;
      return {
        url: `postgres://${USER}:${password}@127.0.0.1:${port}/${USER}`,
        port,
        pid,
        ended,
        async stop() {
          server.ref();
          await end(recordOf(pid), [['SIGINT', 20_000], ['SIGQUIT', 5_000]]);
          await ended;
        },
      };
    }
    const words = readFileSync(log, 'utf8').slice(-2_000);
    // Another program may take the port between the look and the start; a killed server's backends need a moment to go.
    if (attempt === 5 || !/Address already in use|still in use|lock file/.test(words)) throw new Error(`PostgreSQL did not start:\n${words}`);
    await pause(200 * attempt);
  }
}

/** Starts the server as above, notes its number in the file and, when it ends unasked, starts it again on the same port. */
export async function keepPostgres({ pidFile, ...options }: PostgresOptions & { pidFile: string }): Promise<Postgres> {
  let server = await startPostgres(options);
  let stopped = false;
  writePidFile(pidFile, server.pid);
  const { url, port } = server;
  const keep = async () => {
    for (let retryMs = 100; ; retryMs = Math.min(retryMs * 2, 5_000)) {
      await server.ended;
      if (stopped) return;
      console.error('  PostgreSQL ended; it is started again.');
      await pause(retryMs);
      if (stopped) return;
      try {
        server = await startPostgres({ ...options, port });
        writePidFile(pidFile, server.pid);
        if (stopped) await server.stop();
      } catch (error) {
        console.error(`  ${(error as Error).message}`);
      }
    }
  };
  const ended = keep();
  return {
    url,
    port,
    ended,
    get pid() {
      return server.pid;
    },
    async stop() {
      stopped = true;
      await server.stop();
      await ended;
      rmSync(pidFile, { force: true });
    },
  };
}

function secret(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

/** The cluster lies in a folder named by its major version; it gets that name only when it is complete. */
async function dataFolder({ home, bin, password, account, sync }: { home: string; bin: string; password: string; account: Account | undefined; sync: boolean }): Promise<string> {
  const place = realpathSync(home);
  const data = join(place, MAJOR);
  if (existsSync(data)) return data;
  // A kill in the middle of initdb leaves a part; nothing was ever stored in it.
  const partial = join(place, `${MAJOR}.partial`);
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { mode: 0o700 });
  const passwordFile = join(place, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  for (const path of account ? [partial, passwordFile] : []) chownSync(path, account?.uid ?? 0, account?.gid ?? 0);
  const options = { ...account, cwd: '/', env: environment() };
  const run = promisify(execFile);
  await run(join(bin, 'initdb'), ['-D', partial, '-U', USER, '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions', ...(sync ? [] : ['--no-sync'])], options);
  rmSync(passwordFile);
  const single = run(join(bin, 'postgres'), ['--single', '-D', partial, ...(sync ? [] : ['-F']), 'postgres'], options);
  single.child.stdin?.end(`CREATE DATABASE ${USER}\n`);
  await single;
  renameSync(partial, data);
  return data;
}

/** Only what the server needs: PG* variables of the caller must not reach it. */
function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
}

/** Stops the server that a killed start left on this data, and clears the note of one that is gone. */
async function endLeftoverServer(data: string): Promise<void> {
  const note = join(data, 'postmaster.pid');
  const pid = Number(noteLines(data)[0]);
  if (!existsSync(note)) return;
  const words = commandLine(pid);
  if (words.includes('postgres') && words.includes(`-D ${data} `)) await end(recordOf(pid), [['SIGINT', 20_000], ['SIGQUIT', 5_000]]);
  // The number may belong to a stranger by now, and PostgreSQL would refuse to start for its sake.
  rmSync(note, { force: true });
}

function noteLines(data: string): string[] {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

function launch(postgres: string, data: string, log: string, settings: Record<string, string>, account: Account | undefined): ChildProcess {
  const all = { listen_addresses: '127.0.0.1', unix_socket_directories: '', timezone: 'UTC', log_timezone: 'UTC', max_connections: '200', ...settings };
  // A file, not a pipe: the server may outlive us, and must not lose its log then. Its own process group keeps the
  // terminal's Ctrl-C from it, so that it stops last.
  const output = openSync(log, 'w', 0o600);
  const server = spawn(postgres, ['-D', data, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])], {
    ...account,
    cwd: '/',
    env: environment(),
    detached: true,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  server.once('error', (error) => writeFileSync(log, String(error)));
  server.unref();
  return server;
}

/** Waits until the server notes itself as ready; false when it ended instead. */
async function isUp(server: ChildProcess, data: string): Promise<boolean> {
  const until = performance.now() + START_PATIENCE_MS;
  while (server.pid !== undefined && server.exitCode === null && server.signalCode === null) {
    const [pid, , , , , , , state] = noteLines(data);
    if (Number(pid) === server.pid && state?.trim() === 'ready') return true;
    if (performance.now() > until) {
      await end(recordOf(server.pid), [['SIGINT', 5_000]]);
      return false;
    }
    await pause(10);
  }
  await pause(0);
  return false;
}
