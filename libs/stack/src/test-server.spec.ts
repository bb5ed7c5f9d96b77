import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startPostgres } from './postgres';

it('the server for tests ends by itself, with its folder, once nobody uses it, and not before', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'seldinger-guarded-'));
  const server = await startPostgres({ folder, settings: { fsync: 'off' } });
  const user = new Client({ connectionString: server.url });
  await user.connect();
  await user.query('SELECT pg_advisory_lock_shared(42)');

  const guardian = spawn(process.execPath, [join(__dirname, '..', 'bin', 'test-server-guardian.mjs')], {
    stdio: 'ignore',
    env: { PATH: process.env['PATH'], GUARD_URL: server.url, GUARD_FOLDER: folder, GUARD_LOCK: '42', GUARD_IDLE_MS: '80' },
  });
  const over = new Promise<number | null>((resolve) => guardian.once('exit', resolve));
  // The guardian looks every 20 ms and is given fifty looks of its own: it connects, and finds the lock held each time.
  const guarded = async () => (await user.query("SELECT 1 FROM pg_stat_activity WHERE application_name = 'seldinger guardian'")).rowCount === 1;
  while (!(await guarded())) await user.query('SELECT pg_sleep(0.02)');
  await user.query('SELECT pg_sleep(1)');
  expect(guardian.exitCode).toBe(null);

  await user.end();
  expect(await over).toBe(0);
  await server.ended;
  expect(existsSync(folder)).toBe(false);
});
