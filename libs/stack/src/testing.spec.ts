import { Client } from 'pg';
import { randomUUID } from 'node:crypto';
import { testDatabase } from './testing';

async function query<T>(url: string, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end();
  }
}

describe('a database for one spec file', () => {
  it('is migrated once for a key, however many ask for it at the same time, and shared with nobody', async () => {
    const key = randomUUID();
    let migrations = 0;
    const migrate = async (url: string) => {
      migrations += 1;
      await query(url, 'CREATE TABLE module (name text)');
    };
    const [first, second, third] = await Promise.all([1, 2, 3].map(() => testDatabase({ key, migrate })));
    expect(migrations).toBe(1);
    await query(first!.url, "INSERT INTO module VALUES ('Neurointervention')");
    expect(await query(first!.url, 'SELECT name FROM module')).toEqual([{ name: 'Neurointervention' }]);
    expect(await query(second!.url, 'SELECT name FROM module')).toEqual([]);
    await Promise.all([first, second, third].map((database) => database!.drop()));
  });

  it('is never a copy of a migration that failed', async () => {
    const key = randomUUID();
    const failing = testDatabase({
      key,
      migrate: async (url) => {
        await query(url, 'CREATE TABLE half (id int)');
        throw new Error('second migration is wrong');
      },
    });
    await expect(failing).rejects.toThrow('second migration is wrong');
    const whole = await testDatabase({ key, migrate: async (url) => void (await query(url, 'CREATE TABLE whole (id int)')) });
    const tables = await query<{ name: string }>(whole.url, "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'");
    expect(tables).toEqual([{ name: 'whole' }]);
    await whole.drop();
  });

  it('is gone after drop, even with connections left open', async () => {
    const database = await testDatabase({ key: 'empty', migrate: async () => undefined });
    const left = new Client({ connectionString: database.url });
    left.on('error', () => undefined);
    await left.connect();
    await database.drop();
    await expect(query(database.url, 'SELECT 1')).rejects.toThrow(/does not exist/);
  });

  it('has the extensions and collations that the schema builds on', async () => {
    const database = await testDatabase({ key: 'empty', migrate: async () => undefined });
    await query(database.url, 'CREATE EXTENSION btree_gist; CREATE EXTENSION pgcrypto; CREATE EXTENSION pg_trgm');
    const [row] = await query<{ version: number; sorted: string[] }>(
      database.url,
      `SELECT uuid_extract_version(uuidv7()) AS version, (SELECT array_agg(n ORDER BY n COLLATE "it-x-icu") FROM unnest(ARRAY['Zeta','èlite','Elba']) n) AS sorted`,
    );
    expect(row).toEqual({ version: 7, sorted: ['Elba', 'èlite', 'Zeta'] });
    await database.drop();
  });
});
