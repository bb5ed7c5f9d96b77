import { startPostgres } from '@seldinger/stack';
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { started } from './ending';
import { API } from './programs';

export type Databases = {
  /** Address of a migrated database that nobody else uses. */
  fresh(): Promise<string>;
  stop(): Promise<void>;
};

/** A PostgreSQL for the benches alone, with the settings of `npm start`: what is committed is on the disk. */
export async function startDatabases(): Promise<Databases> {
  const folder = mkdtempSync(join(tmpdir(), 'seldinger-bench-'));
  const server = await startPostgres({ folder });
  const stop = started(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  try {
    const migration = fork(join(API, 'migrate.js'), { env: { ...process.env, DATABASE_URL: server.url }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const [code] = (await once(migration, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`the migrations ended with ${code}`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { fresh: () => copyOf(server.url), stop };
}

async function copyOf(template: string): Promise<string> {
  const { pathname } = new URL(template);
  const name = `bench_${randomUUID().replaceAll('-', '')}`;
  const admin = new Client({ connectionString: withName(template, 'postgres') });
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${pathname.slice(1)}`);
  } finally {
    await admin.end();
  }
  return withName(template, name);
}

function withName(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

/** Does the work on a connection of its own. */
export async function connected<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
