import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import { startMedia, type MediaServer } from './livekit';
import { connectTestServer } from './test-server';

export { freePort, freeUdpPort } from './ports';
export { startS3, type S3 } from './versitygw';

export interface TestDatabaseOptions {
  /** Names the state that `migrate` produces: a hash of the migrations. Databases of one key share one template. */
  key: string;
  /** Brings the empty database at this address to the current schema. Runs once per key and server. */
  migrate: (url: string) => Promise<void>;
}

export interface TestDatabase {
  url: string;
  /** Removes the database, with whatever is still connected to it. */
  drop(): Promise<void>;
}

/**
 * A fresh, migrated database of one's own on the real PostgreSQL for tests: a copy of a template made once per key,
 * so each spec file can have one. Safe from parallel Jest workers.
 */
export async function testDatabase({ key, migrate }: TestDatabaseOptions): Promise<TestDatabase> {
  const { url, admin } = await connectTestServer();
  const template = `template_${createHash('sha256').update(key).digest('hex').slice(0, 24)}`;
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  try {
    await madeOnce(admin, template, async (unfinished) => migrate(withDatabase(url, unfinished)));
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  } catch (error) {
    await admin.end();
    throw error;
  }
  // It marks the server as in use; a spec that forgets to drop its database must still be able to end.
  admin.unref();
  return {
    url: withDatabase(url, name),
    async drop() {
      admin.ref();
      await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await admin.end();
    },
  };
}

/** The template gets its name only when it is complete, so a failed or killed migration is never copied. */
async function madeOnce(admin: Client, template: string, fill: (name: string) => Promise<void>): Promise<void> {
  const exists = async () => (await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [template])).rowCount === 1;
  if (await exists()) return;
  await admin.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [template]);
  try {
    if (await exists()) return;
    const unfinished = `unfinished_${template}`;
    await admin.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${unfinished}`);
    await fill(unfinished);
    await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`, [unfinished]);
    await admin.query(`ALTER DATABASE ${unfinished} RENAME TO ${template}`);
  } finally {
    await admin.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [template]);
  }
}

/**
 * The real LiveKit server on ports and keys of its own; builds it first where this machine has none (some minutes).
 * @param apiUrl where its webhooks go, as `${apiUrl}/api/live/webhooks`
 * @throws Error when there is no server and it cannot be built
 */
export async function startLivekit({ apiUrl }: { apiUrl: string }): Promise<MediaServer> {
  const folder = mkdtempSync(join(tmpdir(), 'seldinger-livekit-'));
  const server = await startMedia({ folder, apiUrl });
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const failure = await new Promise<string | undefined>((resolve) => {
    server.subscribe(({ state, detail }) => {
      if (state === 'up') resolve(undefined);
      if (state === 'missing' || state === 'down') resolve(detail ?? state);
    });
  });
  if (failure === undefined) return { ...server, stop };
  await stop();
  throw new Error(failure);
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
