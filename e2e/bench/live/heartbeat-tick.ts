import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inTurn, milliseconds, report } from '../measure';
import { connected, type Databases } from './database';
import { startInProcess, type Server } from './in-process';
import { insertEdition, insertLiveLecture } from './rows';

const RUNS = 15;

type Connection = { id: string; lectureId: string; personId: string; name: string; role: 'trainee'; device: string; sessionId: string; socket: null; joinedAt: number; lastSeenAt: number; end: null };

/** Each connection has a time of its own, so a beat carries a name and a time a row. Not kept prepared: planned for as many rows as there are, it is faster. */
const BY_HAND = `
  UPDATE stay SET last_seen_at = to_timestamp(beat.seen / 1000) FROM unnest($1::text[], $2::float8[]) AS beat (connection, seen)
  WHERE stay.source = 'socket' AND stay.connection = beat.connection AND stay.left_at IS NULL`;

/**
 * One beat: every connection of the process writes that it lives. Ours is the server's own BeatService, from its book of
 * connections to the commit; the limit is one statement by hand over the same rows. Between two beats the rows that the
 * last one left behind are cleared away for both, as PostgreSQL does by itself in the seconds between real beats.
 */
export async function heartbeatTick(databases: Databases, connections: number): Promise<void> {
  const databaseUrl = await databases.fresh();
  const server = await startInProcess(databaseUrl);
  try {
    const book = await connected(databaseUrl, (db) => enter(db, server, connections));
    const beats = server.part<{ beat(): Promise<boolean> }>('./live/beat.service.js', 'BeatService');
    const measured = await connected(databaseUrl, (cleaner) =>
      connected(databaseUrl, (db) => {
        const live = async (): Promise<void> => {
          await cleaner.query('VACUUM stay');
          for (const connection of book) connection.lastSeenAt += 5_000;
        };
        const ours = async (): Promise<number> => {
          await live();
          return milliseconds(async () => demand(await beats.beat(), 'the beat failed'));
        };
        const byHand = async (): Promise<number> => {
          await live();
          return milliseconds(async () => {
            const { rowCount } = await db.query(BY_HAND, [book.map(({ id }) => id), book.map(({ lastSeenAt }) => lastSeenAt)]);
            demand(rowCount === book.length, `${rowCount} rows`);
          });
        };
        return inTurn(RUNS, ours, byHand);
      }),
    );
    report({ name: `heartbeat-tick-${connections}`, ...measured, unit: 'ms', aim: '<= 1.5' });
  } finally {
    await server.close();
  }
}

/** Connections without a network, in the book and in the database as if they had entered: forty to a lecture. */
async function enter(db: Client, server: Server, count: number): Promise<Connection[]> {
  const known = server.part<{ add(connection: Connection): void }>('./live/connections.js', 'Connections');
  const book: Connection[] = [];
  const joinedAt = Date.now();
  while (book.length < count) {
    const edition = await insertEdition(db, 40);
    const lectureId = await insertLiveLecture(db, edition);
    await db.query('INSERT INTO classroom (lecture_id) VALUES ($1)', [lectureId]);
    for (const personId of edition.personIds) book.push({ id: randomUUID(), lectureId, personId, name: 'Giulia Conti', role: 'trainee', device: 'device-1', sessionId: randomUUID(), socket: null, joinedAt, lastSeenAt: joinedAt, end: null });
  }
  await db.query(
    `INSERT INTO stay (lecture_id, person_id, device, session_id, source, connection, joined_at, last_seen_at)
     SELECT l, p, 'device-1', gen_random_uuid(), 'socket', c, $4, $4 FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS s (l, p, c)`,
    [book.map(({ lectureId }) => lectureId), book.map(({ personId }) => personId), book.map(({ id }) => id), new Date(joinedAt)],
  );
  await db.query('ANALYZE stay');
  for (const connection of book) known.add(connection);
  return book;
}

function demand(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}
