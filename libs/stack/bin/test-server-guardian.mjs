// Ends the PostgreSQL for tests once nobody used it for a minute, and removes its folder.
import { existsSync, rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

const { GUARD_URL, GUARD_FOLDER, GUARD_LOCK, GUARD_IDLE_MS = '60000' } = process.env;
const look = Math.min(5_000, Number(GUARD_IDLE_MS) / 4);

async function watch() {
  const client = new pg.Client({ connectionString: GUARD_URL, application_name: 'seldinger guardian' });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query("SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS pid");
  for (let idleSince = performance.now(); ; await pause(look)) {
    // Every user shares this lock. To have it alone means that there is none, and that none can come in between.
    const { rows: [{ alone }] } = await client.query('SELECT pg_try_advisory_lock($1) AS alone', [GUARD_LOCK]);
    if (!alone) {
      idleSince = performance.now();
      continue;
    }
    if (performance.now() - idleSince >= Number(GUARD_IDLE_MS)) return rows[0].pid;
    await client.query('SELECT pg_advisory_unlock($1)', [GUARD_LOCK]);
  }
}

const isAlive = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
};

const pid = await watch().catch(() => undefined);
if (pid) {
  process.kill(pid, 'SIGINT');
  for (let tries = 0; tries < 500 && isAlive(pid) && existsSync(GUARD_FOLDER); tries += 1) await pause(20);
}
rmSync(GUARD_FOLDER, { recursive: true, force: true });
process.exit(0);
