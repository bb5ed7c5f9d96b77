import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';

type Row = { id: string };
const only = async (rows: Promise<unknown>): Promise<string> => ((await rows) as Row[])[0]!.id;

/** A room of the suite; the places of the weeks that exist come with it. */
export const buildRoom = (em: EntityManager, { editionId, position = 1, name = `Room ${position}` }: { editionId: string; position?: number; name?: string }): Promise<string> =>
  only(em.query('INSERT INTO handson_room (edition_id, position, name, screen_secret) VALUES ($1, $2, $3, $4) RETURNING id', [editionId, position, name, randomBytes(20)]));

/** A week of the suite: 8 to 12 February 2027 unless told otherwise. */
export const buildWeek = (em: EntityManager, { editionId, monday = '2027-02-08' }: { editionId: string; monday?: string }): Promise<string> =>
  only(em.query('INSERT INTO handson_week (edition_id, monday) VALUES ($1, $2) RETURNING id', [editionId, monday]));

/** The trainee has the first place of the room in this week that is free. */
export const buildBooking = (em: EntityManager, { weekId, roomId, personId, state = 'agreed' }: { weekId: string; roomId: string; personId: string; state?: 'agreed' | 'held' }): Promise<string> =>
  only(
    em.query(
      `INSERT INTO handson_booking (edition_id, place_id, week_id, person_id, state, held_until, created_at)
       SELECT p.edition_id, p.id, p.week_id, $3, $4, CASE WHEN $4 = 'held' THEN '2030-01-01'::timestamptz END, '2027-01-01T08:00:00Z' FROM handson_place p
       WHERE p.week_id = $1 AND p.room_id = $2 AND NOT EXISTS (SELECT 1 FROM handson_booking b WHERE b.place_id = p.id) ORDER BY p.number LIMIT 1 RETURNING id`,
      [weekId, roomId, personId, state],
    ),
  );

/** The days of a booking's week with these minutes from 8 o'clock in Rome on, in winter; 0 is a day on which nobody came. Signed unless told otherwise. */
export async function buildDays(em: EntityManager, { bookingId, signedBy, minutes }: { bookingId: string; signedBy: string | null; minutes: readonly number[] }): Promise<void> {
  for (const [i, length] of minutes.entries()) {
    await em.query(
      `INSERT INTO suite_day (edition_id, booking_id, week_id, person_id, date, came_at, came_source, came_by, left_at, left_source, left_by, minutes, signed_at, signed_by)
       SELECT b.edition_id, b.id, b.week_id, b.person_id, w.monday + $2::int, CASE WHEN $3 > 0 THEN t.at END, CASE WHEN $3 > 0 THEN 'code' END, CASE WHEN $3 > 0 THEN b.person_id END,
              CASE WHEN $3 > 0 THEN t.at + $3 * interval '1 minute' END, CASE WHEN $3 > 0 THEN 'code' END, CASE WHEN $3 > 0 THEN b.person_id END,
              CASE WHEN $4::uuid IS NOT NULL THEN least($3, 504) END, CASE WHEN $4::uuid IS NOT NULL THEN t.at + interval '10 hours' END, $4::uuid
       FROM handson_booking b JOIN handson_week w ON w.id = b.week_id CROSS JOIN LATERAL (SELECT ((w.monday + $2::int) + time '07:00') AT TIME ZONE 'UTC' AS at) t WHERE b.id = $1`,
      [bookingId, i, length, signedBy],
    );
  }
}
