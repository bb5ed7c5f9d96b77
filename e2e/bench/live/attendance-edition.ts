import { deepStrictEqual } from 'node:assert';
import type { Client } from 'pg';
import { inTurn, milliseconds, report } from '../measure';
import { connected, type Databases } from './database';
import { startInProcess } from './in-process';
import { insertEdition, insertHeldLectures } from './rows';

const RUNS = 15;
const [TRAINEES, LECTURES, STAYS] = [40, 52, 3];

type Presence = { lectureId: string; personId: string; presentMs: number };
type Minutes = { lecture_id: string; person_id: string; minutes: number };

/** The union of the stays, clipped to the time held, less the breaks. It knows nothing of bridged gaps, which these rows do not have. */
const BY_HAND = {
  name: 'attendance',
  text: `
    SELECT s.lecture_id, s.person_id,
           (SELECT floor(sum(extract(epoch FROM upper(part) - lower(part))) / 60)::int
            FROM unnest(s.seen * tstzmultirange(tstzrange(l.held_from, l.held_until)) - coalesce(b.pauses, '{}')) AS part) AS minutes
    FROM lecture l
    JOIN (SELECT lecture_id, person_id, range_agg(tstzrange(joined_at, left_at)) AS seen FROM stay
          WHERE lecture_id IN (SELECT id FROM lecture WHERE edition_id = $1) GROUP BY lecture_id, person_id) s ON s.lecture_id = l.id
    LEFT JOIN (SELECT lecture_id, range_agg(tstzrange(started_at, ended_at)) AS pauses FROM lecture_break GROUP BY lecture_id) b ON b.lecture_id = l.id
    WHERE l.edition_id = $1`,
};

/**
 * The minutes of every trainee in every lecture of a year. Ours is the API's own way (the stays by one statement, the
 * rule of the domain over them: unions, breaks and reconnects); the limit lets PostgreSQL do it with multiranges. Both
 * must find the same minutes before anything is timed.
 */
export async function attendanceEdition(databases: Databases): Promise<void> {
  const databaseUrl = await databases.fresh();
  const server = await startInProcess(databaseUrl);
  try {
    const measured = await connected(databaseUrl, async (db) => {
      const editionId = await fill(db);
      const attendance = server.part<{ presenceOfEdition(em: unknown, editionId: string): Promise<Presence[]> }>('./attendance/attendance.service.js', 'AttendanceService');
      const ours = (): Promise<Presence[]> => attendance.presenceOfEdition(server.em, editionId);
      const byHand = async (): Promise<Minutes[]> => (await db.query<Minutes>({ ...BY_HAND, values: [editionId] })).rows;
      const expected = new Map((await byHand()).map(({ lecture_id, person_id, minutes }) => [`${lecture_id} ${person_id}`, minutes]));
      const found = new Map((await ours()).map(({ lectureId, personId, presentMs }) => [`${lectureId} ${personId}`, Math.floor(presentMs / 60_000)]));
      deepStrictEqual(found.size, TRAINEES * LECTURES);
      deepStrictEqual(found, expected);
      return inTurn(RUNS, () => milliseconds(ours), () => milliseconds(byHand));
    });
    report({ name: 'attendance-edition', ...measured, unit: 'ms', aim: '<= 1.5', stays: TRAINEES * LECTURES * STAYS });
  } finally {
    await server.close();
  }
}

/** Three stays each: the second on another device while the first goes on, the third after a gap of minutes. A break in each lecture. */
async function fill(db: Client): Promise<string> {
  const edition = await insertEdition(db, TRAINEES);
  const lectureIds = await insertHeldLectures(db, edition, LECTURES);
  await db.query(
    `INSERT INTO stay (lecture_id, person_id, device, source, connection, joined_at, last_seen_at, left_at, ended_by)
     SELECT l.id, p.id, 'device-' || n % 2, 'socket', gen_random_uuid(), span.start, span.start + span.length, span.start + span.length, 'left'
     FROM lecture l, unnest($2::uuid[]) WITH ORDINALITY AS p (id, place), generate_series(1, $3::int) AS n,
          LATERAL (SELECT l.held_from + make_interval(mins => (ARRAY[-5, 40, 110])[n], secs => p.place * 7.125) AS start, make_interval(mins => 55 + n * 2, secs => p.place * 3.25) AS length) AS span
     WHERE l.id = ANY($1::uuid[])`,
    [lectureIds, edition.personIds, STAYS],
  );
  await db.query(`INSERT INTO lecture_break (lecture_id, started_at, ended_at) SELECT id, held_from + interval '80 minutes', held_from + interval '90 minutes' FROM unnest($1::uuid[]) AS id JOIN lecture USING (id)`, [lectureIds]);
  await db.query('ANALYZE');
  return edition.editionId;
}
