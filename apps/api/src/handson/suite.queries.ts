import type { EntityManager } from 'typeorm';

/** An agreed week of a trainee in a room, with its standing signature. */
export type StayRow = {
  bookingId: string;
  editionId: string;
  weekId: string;
  personId: string;
  givenName: string;
  familyName: string;
  roomId: string;
  roomName: string;
  monday: string;
  timeZone: string;
  dayMinutes: number;
  signatureId: string | null;
  signedMinutes: number | null;
  signedAt: Date | null;
  signedBy: string | null;
};
type Source = 'supervisor' | 'code';
export type DayRow = {
  id: string;
  bookingId: string;
  date: string;
  cameAt: Date | null;
  cameSource: Source | null;
  leftAt: Date | null;
  leftSource: Source | null;
  minutes: number | null;
  signedAt: Date | null;
  signedBy: string | null;
  version: number;
};
type Kept = { cameAt: string | null; leftAt: string | null; signed: boolean };
export type ChangeRow = { dayId: string; at: Date; by: string; reason: string; before: Kept; after: Kept };

const STAY = `
  SELECT b.id AS "bookingId", b.edition_id AS "editionId", b.week_id AS "weekId", b.person_id AS "personId", p.given_name AS "givenName", p.family_name AS "familyName",
         r.id AS "roomId", r.name AS "roomName", w.monday::text AS monday, e.time_zone AS "timeZone", coalesce(h.day_minutes, 504) AS "dayMinutes",
         s.id AS "signatureId", s.minutes AS "signedMinutes", s.signed_at AS "signedAt", a.given_name || ' ' || a.family_name AS "signedBy"
  FROM handson_booking b
  JOIN handson_place l ON l.id = b.place_id JOIN handson_room r ON r.id = l.room_id JOIN handson_week w ON w.id = b.week_id
  JOIN edition e ON e.id = b.edition_id JOIN person p ON p.id = b.person_id
  LEFT JOIN handson_rule h ON h.edition_id = b.edition_id
  LEFT JOIN suite_signature s ON s.booking_id = b.id AND s.reopened_at IS NULL LEFT JOIN person a ON a.id = s.signed_by
  WHERE b.state = 'agreed'`;

/** A booking that is only held, for somebody who is not coming yet, is none. */
export async function stayById(em: EntityManager, bookingId: string): Promise<StayRow | null> {
  const [row] = (await em.query(`${STAY} AND b.id = $1`, [bookingId])) as StayRow[];
  return row ?? null;
}

/** Room by room, by name. */
export const staysOfWeek = (em: EntityManager, editionId: string, monday: string): Promise<StayRow[]> =>
  em.query(`${STAY} AND b.edition_id = $1 AND w.monday = $2 ORDER BY r.position, p.family_name, p.given_name, b.id`, [editionId, monday]);

/** The earliest first. */
export const staysOfPerson = (em: EntityManager, editionId: string, personId: string): Promise<StayRow[]> => em.query(`${STAY} AND b.edition_id = $1 AND b.person_id = $2 ORDER BY w.monday`, [editionId, personId]);

/** Whoever else records or signs something of this stay waits until the transaction ends. */
export async function lockStay(em: EntityManager, bookingId: string): Promise<void> {
  await em.query('SELECT 1 FROM handson_booking WHERE id = $1 FOR NO KEY UPDATE', [bookingId]);
}

export const daysOf = (em: EntityManager, bookingIds: readonly string[]): Promise<DayRow[]> =>
  em.query(
    `SELECT d.id, d.booking_id AS "bookingId", d.date::text AS date, d.came_at AS "cameAt", d.came_source AS "cameSource", d.left_at AS "leftAt", d.left_source AS "leftSource",
            d.minutes, d.signed_at AS "signedAt", a.given_name || ' ' || a.family_name AS "signedBy", d.version
     FROM suite_day d LEFT JOIN person a ON a.id = d.signed_by WHERE d.booking_id = ANY($1::uuid[]) ORDER BY d.date`,
    [bookingIds],
  );

/** The oldest first. */
export const changesOf = (em: EntityManager, bookingIds: readonly string[]): Promise<ChangeRow[]> =>
  em.query(
    `SELECT c.day_id AS "dayId", c.made_at AS at, a.given_name || ' ' || a.family_name AS by, c.reason, c.before, c.after
     FROM suite_day_change c JOIN suite_day d ON d.id = c.day_id JOIN person a ON a.id = c.author_id WHERE d.booking_id = ANY($1::uuid[]) ORDER BY c.id`,
    [bookingIds],
  );

export const roomsOf = (em: EntityManager, editionId: string): Promise<{ id: string; name: string }[]> => em.query('SELECT id, name FROM handson_room WHERE edition_id = $1 ORDER BY position', [editionId]);

/** Of the weeks in which somebody has a place, in order. */
export async function mondaysOf(em: EntityManager, editionId: string): Promise<string[]> {
  const rows: { monday: string }[] = await em.query(
    `SELECT w.monday::text AS monday FROM handson_week w WHERE w.edition_id = $1 AND EXISTS (SELECT 1 FROM handson_booking b WHERE b.week_id = w.id AND b.state = 'agreed') ORDER BY w.monday`,
    [editionId],
  );
  return rows.map(({ monday }) => monday);
}

export type DayTimes = { cameAt: Date | null; cameSource: Source | null; cameBy: string | null; leftAt: Date | null; leftSource: Source | null; leftBy: string | null };
/** Who said so of a time that stays is not said anew. */
export async function writeTimes(em: EntityManager, stay: StayRow, date: string, { cameAt, cameSource, cameBy, leftAt, leftSource, leftBy }: DayTimes): Promise<string> {
  const [row] = (await em.query(
    `INSERT INTO suite_day AS d (edition_id, booking_id, week_id, person_id, date, came_at, came_source, came_by, left_at, left_source, left_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (booking_id, date) DO UPDATE SET version = d.version + 1,
       came_at = $6, came_source = CASE WHEN d.came_at = $6 THEN d.came_source ELSE $7 END, came_by = CASE WHEN d.came_at = $6 THEN d.came_by ELSE $8 END,
       left_at = $9, left_source = CASE WHEN d.left_at = $9 THEN d.left_source ELSE $10 END, left_by = CASE WHEN d.left_at = $9 THEN d.left_by ELSE $11 END
     RETURNING id`,
    [stay.editionId, stay.bookingId, stay.weekId, stay.personId, date, cameAt, cameSource, cameBy, leftAt, leftSource, leftBy],
  )) as { id: string }[];
  return row!.id;
}

/** Several days at once, those on which nobody came included. */
export async function writeDaySignatures(em: EntityManager, stay: StayRow, days: readonly { date: string; minutes: number }[], by: string, at: Date): Promise<void> {
  if (days.length === 0) return;
  await em.query(
    `INSERT INTO suite_day AS d (edition_id, booking_id, week_id, person_id, date, minutes, signed_at, signed_by)
     SELECT $1, $2, $3, $4, day.date, day.minutes, $6, $7 FROM jsonb_to_recordset($5::jsonb) AS day (date date, minutes int)
     ON CONFLICT (booking_id, date) DO UPDATE SET version = d.version + 1, minutes = excluded.minutes, signed_at = excluded.signed_at, signed_by = excluded.signed_by`,
    [stay.editionId, stay.bookingId, stay.weekId, stay.personId, JSON.stringify(days), at, by],
  );
}

export async function keepChange(em: EntityManager, dayId: string, { before, after, reason, by, at }: { before: Kept; after: Kept; reason: string; by: string; at: Date }): Promise<void> {
  await em.query('INSERT INTO suite_day_change (day_id, before, after, reason, author_id, made_at) VALUES ($1, $2, $3, $4, $5, $6)', [dayId, before, after, reason, by, at]);
}
