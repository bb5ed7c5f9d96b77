import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { buildStack } from '../fixtures/built-stack';
import { startPostgres } from './postgres';
import { canEnter, nativeFolder, reachableBinaries, reachableFolder } from './postgres-account';
import { recordOf, isRunning } from './processes';
import { connectTestServer } from './test-server';

const isRoot = process.getuid?.() === 0;
const settings = { fsync: 'off' };
const nobody = { uid: 65534, gid: 65534 };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seldinger-postgres-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

describe('the embedded PostgreSQL', () => {
  it('asks for a password that only its owner can read, and listens on this machine alone', async () => {
    const server = await startPostgres({ folder, settings });
    expect(await query(server.url, 'SHOW listen_addresses')).toEqual([['127.0.0.1']]);
    expect(await query(server.url, "SELECT substr(rolpassword, 1, 13) FROM pg_authid WHERE rolname = 'seldinger'")).toEqual([['SCRAM-SHA-256']]);
    expect(statSync(join(folder, 'postgres-secret')).mode & 0o777).toBe(0o600);
    const wrong = new URL(server.url);
    wrong.password = 'wrong';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    await server.stop();
    expect(isRunning(recordOf(server.pid))).toBe(false);
  });

  it('keeps its data over a kill -9, whatever stands in its old note', async () => {
    const first = await startPostgres({ folder });
    await query(first.url, 'CREATE TABLE kept AS SELECT 360 AS minutes');
    process.kill(first.pid, 'SIGKILL');
    await first.ended;
    // The number may have gone to a stranger since: here to this very test.
    const note = join(folder, 'postgres', '18', 'postmaster.pid');
    expect(existsSync(note)).toBe(true);
    writeFileSync(note, `${process.pid}\n${join(folder, 'postgres', '18')}\n0\n5432\n\n127.0.0.1\n`);
    const second = await startPostgres({ folder });
    expect(await query(second.url, 'SELECT minutes FROM kept')).toEqual([[360]]);
    await second.stop();
  });

  it('ends the one that was left running on the same data, and no other', async () => {
    const other = await connectTestServer();
    const leftover = await startPostgres({ folder, settings });
    const next = await startPostgres({ folder, settings });
    await leftover.ended;
    expect(await query(next.url, 'SELECT 1')).toEqual([[1]]);
    expect((await other.admin.query('SELECT 2 AS two')).rows).toEqual([{ two: 2 }]);
    await next.stop();
    await other.admin.end();
  });

  it('begins anew when a kill interrupted the making of its data', async () => {
    const partial = join(folder, 'postgres', '18.partial');
    mkdirSync(partial, { recursive: true });
    chmodSync(folder, 0o711);
    writeFileSync(join(partial, 'PG_VERSION'), '18\n');
    const server = await startPostgres({ folder, settings });
    expect(await query(server.url, 'SELECT 1')).toEqual([[1]]);
    await server.stop();
  });

  it('says what the server said when it cannot start', async () => {
    await expect(startPostgres({ folder, settings: { ...settings, shared_buffers: 'many' } })).rejects.toThrow(/shared_buffers/);
  });
});

// Only root can close a folder to others, or become somebody else; run by anybody else, the tests above are the ordinary user's.
if (isRoot) {
  describe('started by root', () => {
    it('PostgreSQL runs as an account that owns nothing else', async () => {
      const server = await startPostgres({ folder, settings });
      expect(execFileSync('ps', ['-o', 'uid=', '-p', String(server.pid)], { encoding: 'utf8' }).trim()).toBe('65534');
      await server.stop();
    });

    it('runs data of an ordinary user as that user, who can go on with it', async () => {
      const data = join(folder, 'data');
      mkdirSync(data);
      chmodSync(folder, 0o711);
      chownSync(data, 12_345, 12_345);
      const made = await startPostgres({ folder: data, settings });
      await made.stop();
      execFileSync('chown', ['-R', '12345:12345', data]);
      const server = await startPostgres({ folder: data, settings });
      expect(execFileSync('ps', ['-o', 'uid=', '-p', String(server.pid)], { encoding: 'utf8' }).trim()).toBe('12345');
      await server.stop();
    });

    it('data in a folder that only root may enter lies behind a link to an open one', () => {
      const closed = join(folder, 'closed');
      const open = join(folder, 'open');
      chmodSync(folder, 0o711);
      mkdirSync(closed, { mode: 0o700 });
      const home = join(closed, 'data', 'postgres');
      reachableFolder(home, nobody, open);
      expect(lstatSync(home).isSymbolicLink()).toBe(true);
      expect(canEnter(realpathSync(home), nobody)).toBe(true);
      expect(statSync(closed).mode & 0o777).toBe(0o700);
    });

    it('binaries that only root may reach are copied once to an open folder, and work there', () => {
      const open = join(folder, 'open');
      const closed = join(folder, 'closed');
      chmodSync(folder, 0o711);
      mkdirSync(closed, { mode: 0o700 });
      cpSync(join(nativeFolder(), '..'), closed, { recursive: true, verbatimSymlinks: true });
      chmodSync(closed, 0o700);
      const copy = reachableBinaries(nobody, join(closed, 'native'), open);
      expect(reachableBinaries(nobody, join(closed, 'native'), open)).toBe(copy);
      expect(execFileSync(join(copy, 'bin', 'postgres'), ['--version'], { ...nobody, cwd: '/', encoding: 'utf8' })).toContain('PostgreSQL) 18');
      expect(readdirSync(open)).toHaveLength(1);
    });

    it('an ordinary user starts and stops it as well', async () => {
      chownSync(folder, nobody.uid, nobody.gid);
      const built = buildStack();
      const script = `require(${JSON.stringify(join(built.folder, 'dist', 'postgres.js'))}).startPostgres({ folder: ${JSON.stringify(join(folder, 'data'))}, settings: { fsync: 'off' } }).then(async (server) => {
        console.log(process.getuid(), server.port > 0);
        await server.stop();
      })`;
      const words = execFileSync(process.execPath, ['-e', script], { ...nobody, cwd: '/', encoding: 'utf8' });
      built.remove();
      expect(words).toBe('65534 true\n');
    });
  });
}
