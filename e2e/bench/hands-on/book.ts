import { deepStrictEqual } from 'node:assert';
import type { Client } from 'pg';
import { Pool } from 'pg';
import { connected, type Databases } from '../live/database';
import { startInProcess } from '../live/in-process';
import { insertEdition } from '../live/rows';
import { inTurn, milliseconds, report } from '../measure';

const [RUNS, TRAINEES, PLACES] = [5, 1_000, 4];

type Asker = { personId: string; can(): boolean; demand(): void };
type Requests = { request(viewer: Asker, editionId: string, input: { weekId: string; note: null }): Promise<unknown> };
type Suite = { editionId: string; weekIds: string[]; personIds: string[] };

/**
 * So many trainees ask at once for a place in one week: exactly four have it, and everybody has the answer. Ours is the whole way through the
 * service, with its mails and events; the limit inserts the same number of rows for the week, each by itself on a connection of
 * as large a pool, and lets the database's own constraints refuse all but four.
 */
export async function book1000(databases: Databases): Promise<void> {
  const databaseUrl = await databases.fresh();
  const server = await startInProcess(databaseUrl);
  const pool = new Pool({ connectionString: databaseUrl, max: 10 });
  try {
    const requests = server.part<Requests>('./handson/request.service.js', 'RequestService');
    const events = server.part<{ start(supervise: boolean): Promise<void> }>('./platform/events.js', 'Events');
    await events.start(false);
    const suite = await connected(databaseUrl, fill);
    let week = 0;
    const ours = async (): Promise<number> => {
      const weekId = suite.weekIds[week++]!;
      const ask = (personId: string) => requests.request({ personId, can: () => true, demand: () => undefined }, suite.editionId, { weekId, note: null });
      const took = await milliseconds(() => Promise.allSettled(suite.personIds.map(ask)));
      deepStrictEqual(await taken(pool, weekId), PLACES);
      return took;
    };
    const bare = async (): Promise<number> => {
      const weekId = suite.weekIds[week++]!;
      const { rows } = await pool.query<{ id: string }>('SELECT id FROM handson_place WHERE week_id = $1', [weekId]);
      const took = await milliseconds(() => Promise.allSettled(suite.personIds.map((personId, index) => insert(pool, suite.editionId, weekId, rows[index % PLACES]!.id, personId))));
      deepStrictEqual(await taken(pool, weekId), PLACES);
      return took;
    };
    report({ name: 'book-1000', ...(await inTurn(RUNS, ours, bare)), unit: 'ms', trainees: TRAINEES, places: PLACES });
  } finally {
    await pool.end();
    await server.close();
  }
}

function insert(pool: Pool, editionId: string, weekId: string, placeId: string, personId: string): Promise<unknown> {
  return pool.query(`INSERT INTO handson_booking (edition_id, place_id, week_id, person_id, state, held_until, created_at) VALUES ($1, $2, $3, $4, 'held', now() + interval '72 hours', now())`, [editionId, placeId, weekId, personId]);
}

async function taken(pool: Pool, weekId: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>('SELECT count(*)::int AS count FROM handson_booking WHERE week_id = $1', [weekId]);
  return rows[0]!.count;
}

/** An edition with two rooms, a week for each run of the two and their warm-ups, and a thousand trainees. */
async function fill(db: Client): Promise<Suite> {
  const { editionId, personIds } = await insertEdition(db, TRAINEES);
  await db.query(`INSERT INTO handson_room (edition_id, position, name, screen_secret) SELECT $1, n, 'Room ' || n, decode('00', 'hex') FROM generate_series(1, 2) AS n`, [editionId]);
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO handson_week (edition_id, monday) SELECT $1, date_trunc('week', now())::date + 7 * n FROM generate_series(2, $2::int) AS n RETURNING id`,
    [editionId, 2 * (RUNS + 1) + 2],
  );
  await db.query('ANALYZE');
  return { editionId, personIds, weekIds: rows.map(({ id }) => id) };
}
