import type { WeekRoom } from '@seldinger/contract';
import type { EntityManager } from 'typeorm';

/** A week as somebody sees it who would like to be in it. */
export type WishedWeek = {
  id: string;
  editionId: string;
  monday: string;
  timeZone: string;
  holdHours: number;
  offerHours: number;
  /** The edition keeps weeks with lectures free, and this is one. */
  lectures: boolean;
  /** Places of rooms that are open. */
  open: number;
  /** Those that nobody has. */
  free: number;
  /** Others who wait in its line. */
  line: number;
  /** This person has a place in it. */
  booked: boolean;
};

const CLOSED = `EXISTS (SELECT 1 FROM handson_closure c WHERE c.week_id = p.week_id AND (c.room_id IS NULL OR c.room_id = p.room_id))`;
const BOOKED = `EXISTS (SELECT 1 FROM handson_booking b WHERE b.place_id = p.id)`;

export async function wishedWeek(em: EntityManager, weekId: string, personId: string): Promise<WishedWeek | null> {
  const [row] = (await em.query(
    `SELECT w.id, w.edition_id AS "editionId", w.monday::text, e.time_zone AS "timeZone", coalesce(rule.hold_hours, 72) AS "holdHours", coalesce(rule.offer_hours, 48) AS "offerHours",
            coalesce(rule.keep_lecture_days, false) AND EXISTS (
              SELECT 1 FROM lecture l WHERE l.edition_id = w.edition_id AND (l.starts_at AT TIME ZONE e.time_zone)::date BETWEEN w.monday AND w.monday + 4) AS lectures,
            places.open, places.free,
            (SELECT count(*)::int FROM handson_waiting q WHERE q.week_id = w.id AND q.state = 'waiting' AND q.person_id <> $2) AS line,
            EXISTS (SELECT 1 FROM handson_booking b WHERE b.week_id = w.id AND b.person_id = $2) AS booked
     FROM handson_week w JOIN edition e ON e.id = w.edition_id LEFT JOIN handson_rule rule ON rule.edition_id = w.edition_id
     CROSS JOIN LATERAL (SELECT count(*)::int AS open, count(*) FILTER (WHERE NOT ${BOOKED})::int AS free FROM handson_place p WHERE p.week_id = w.id AND NOT ${CLOSED}) AS places
     WHERE w.id = $1`,
    [weekId, personId],
  )) as WishedWeek[];
  return row ?? null;
}

/** What each week has to give, in their order; what lies free for those in the line is theirs. */
export async function weekRooms(em: EntityManager, editionId: string): Promise<WeekRoom[]> {
  return em.query(
    `SELECT w.id AS "weekId", greatest(0, places.free - line.count) AS free, line.count AS line
     FROM handson_week w
     CROSS JOIN LATERAL (SELECT count(*)::int AS free FROM handson_place p WHERE p.week_id = w.id AND NOT ${CLOSED} AND NOT ${BOOKED}) AS places
     CROSS JOIN LATERAL (SELECT count(*)::int AS count FROM handson_waiting q WHERE q.week_id = w.id AND q.state = 'waiting') AS line
     WHERE w.edition_id = $1 ORDER BY w.monday`,
    [editionId],
  );
}

/**
 * Locks a place of the week that nobody has, for the rest of the transaction; null where none is left. Waits for nobody: a place that
 * somebody else is about to take counts as taken. Rather one that the director's draft leaves free, and rather in the emptier room.
 */
export async function lockFreePlace(em: EntityManager, weekId: string, personId: string): Promise<string | null> {
  const taken: string[] = [];
  for (;;) {
    const [place] = (await em.query(
      `SELECT p.id FROM handson_place p JOIN handson_room r ON r.id = p.room_id LEFT JOIN handson_draft d ON d.place_id = p.id
       WHERE p.week_id = $1 AND p.id <> ALL ($3::uuid[]) AND NOT ${BOOKED} AND NOT ${CLOSED}
       ORDER BY d.person_id IS NOT NULL AND d.person_id <> $2,
                (SELECT count(*) FROM handson_booking b JOIN handson_place other ON other.id = b.place_id WHERE other.week_id = p.week_id AND other.room_id = p.room_id), r.position, p.number
       LIMIT 1 FOR UPDATE OF p SKIP LOCKED`,
      [weekId, personId, taken],
    )) as { id: string }[];
    if (!place) return null;
    // Who held the lock before us may have taken it since our statement began.
    const since = (await em.query('SELECT 1 FROM handson_booking WHERE place_id = $1', [place.id])) as object[];
    if (since.length === 0) return place.id;
    taken.push(place.id);
  }
}

export async function insertHeld(em: EntityManager, held: { placeId: string; weekId: string; editionId: string; personId: string; until: Date; at: Date }): Promise<string> {
  const [row] = (await em.query(
    `INSERT INTO handson_booking (edition_id, place_id, week_id, person_id, state, held_until, created_at) VALUES ($1, $2, $3, $4, 'held', $5, $6) RETURNING id`,
    [held.editionId, held.placeId, held.weekId, held.personId, held.until, held.at],
  )) as { id: string }[];
  return row!.id;
}

/** Makes a held place an agreed one; false where it is held no more. */
export async function agreeHeld(em: EntityManager, bookingId: string): Promise<boolean> {
  const [, count] = (await em.query(`UPDATE handson_booking SET state = 'agreed', held_until = NULL WHERE id = $1 AND state = 'held'`, [bookingId])) as [unknown, number];
  return count === 1;
}

export type FreedPlace = { editionId: string; weekId: string; placeId: string };

export async function deleteBooking(em: EntityManager, bookingId: string): Promise<FreedPlace | null> {
  const [rows] = (await em.query('DELETE FROM handson_booking WHERE id = $1 RETURNING edition_id AS "editionId", week_id AS "weekId", place_id AS "placeId"', [bookingId])) as [FreedPlace[], number];
  return rows[0] ?? null;
}

/** A trainee who asks for a week no longer calls it impossible. The list's row comes first: whoever changes the wishes holds it too. */
export async function forgetImpossible(em: EntityManager, { editionId, weekId, personId, at }: { editionId: string; weekId: string; personId: string; at: Date }): Promise<void> {
  await em.query(
    `UPDATE handson_wish_list l SET version = version + 1, changed_at = $4 WHERE l.edition_id = $1 AND l.person_id = $3
       AND EXISTS (SELECT 1 FROM handson_wish w WHERE w.week_id = $2 AND w.person_id = $3 AND w.rank IS NULL)`,
    [editionId, weekId, personId, at],
  );
  await em.query('DELETE FROM handson_wish WHERE week_id = $1 AND person_id = $2 AND rank IS NULL', [weekId, personId]);
}
