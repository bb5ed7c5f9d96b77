import type { EntityManager } from 'typeorm';

/** Reads of what hands-on weeks are made of. Dates of the calendar come as YYYY-MM-DD. */

export type RuleRow = { wishesUntil: Date | null; maxWishes: number; keepLectureDays: boolean; holdHours: number; offerHours: number; dayMinutes: number; version: number };
export type RoomRow = { id: string; position: number; name: string };
export type ClosureRow = { id: string; roomId: string | null; reason: string };
export type WeekRow = { id: string; monday: string; planned: string[]; lectureDays: string[]; closures: ClosureRow[] };
export type PlaceRow = { id: string; weekId: string; roomId: string; number: number };
export type SetupRows = { rule: RuleRow; rooms: RoomRow[]; weeks: WeekRow[]; places: PlaceRow[] };
export type BookingRow = {
  id: string;
  editionId: string;
  placeId: string;
  weekId: string;
  roomId: string;
  monday: string;
  roomName: string;
  personId: string;
  givenName: string;
  familyName: string;
  state: 'held' | 'agreed';
  heldUntil: Date | null;
  calendarSequence: number;
};
export type WishRow = { personId: string; note: string | null; version: number; changedAt: Date; ranked: string[]; impossible: string[] };
export type DraftRow = { placeId: string; personId: string | null; authorId: string; givenName: string; familyName: string; changedAt: Date };
/** Who reads a mail about hands-on weeks, and how. */
export type ReaderRow = { personId: string; email: string; givenName: string; locale: 'en' | 'it'; timeZone: string };

/** What holds where an edition has said nothing. */
const DEFAULT_RULE: RuleRow = { wishesUntil: null, maxWishes: 5, keepLectureDays: false, holdHours: 72, offerHours: 48, dayMinutes: 504, version: 0 };

export async function ruleOf(em: EntityManager, editionId: string): Promise<RuleRow> {
  const [row] = (await em.query(
    `SELECT wishes_until AS "wishesUntil", max_wishes AS "maxWishes", keep_lecture_days AS "keepLectureDays", hold_hours AS "holdHours",
            offer_hours AS "offerHours", day_minutes AS "dayMinutes", version
     FROM handson_rule WHERE edition_id = $1`,
    [editionId],
  )) as RuleRow[];
  return row ?? DEFAULT_RULE;
}

export async function roomsOf(em: EntityManager, editionId: string): Promise<RoomRow[]> {
  return em.query('SELECT id, position, name FROM handson_room WHERE edition_id = $1 ORDER BY position', [editionId]);
}

/** In the order of time, with the days of their lectures by the edition's own calendar, and what is closed. */
export async function weeksOf(em: EntityManager, editionId: string): Promise<WeekRow[]> {
  return em.query(
    `SELECT w.id, w.monday::text AS monday, w.planned,
            ARRAY(SELECT DISTINCT d.day::text FROM lecture l CROSS JOIN LATERAL (SELECT (l.starts_at AT TIME ZONE e.time_zone)::date AS day) d
                  WHERE l.edition_id = w.edition_id AND d.day BETWEEN w.monday AND w.monday + 4 ORDER BY 1) AS "lectureDays",
            coalesce((SELECT json_agg(json_build_object('id', c.id, 'roomId', c.room_id, 'reason', c.reason) ORDER BY r.position NULLS FIRST)
                      FROM handson_closure c LEFT JOIN handson_room r ON r.id = c.room_id WHERE c.week_id = w.id), '[]') AS closures
     FROM handson_week w JOIN edition e ON e.id = w.edition_id WHERE w.edition_id = $1 ORDER BY w.monday`,
    [editionId],
  );
}

/** No more of the weeks than when they are, in the order of time. */
export async function weekDatesOf(em: EntityManager, editionId: string): Promise<{ id: string; monday: string }[]> {
  return em.query('SELECT id, monday::text AS monday FROM handson_week WHERE edition_id = $1 ORDER BY monday', [editionId]);
}

/** By week, room and number. */
export async function placesOf(em: EntityManager, editionId: string): Promise<PlaceRow[]> {
  return em.query(
    `SELECT p.id, p.week_id AS "weekId", p.room_id AS "roomId", p.number
     FROM handson_place p JOIN handson_week w ON w.id = p.week_id JOIN handson_room r ON r.id = p.room_id
     WHERE p.edition_id = $1 ORDER BY w.monday, r.position, p.number`,
    [editionId],
  );
}

/** Everything that there is to be shared out. */
export async function setupOf(em: EntityManager, editionId: string): Promise<SetupRows> {
  return { rule: await ruleOf(em, editionId), rooms: await roomsOf(em, editionId), weeks: await weeksOf(em, editionId), places: await placesOf(em, editionId) };
}

const BOOKING = `
  SELECT b.id, b.edition_id AS "editionId", b.place_id AS "placeId", b.week_id AS "weekId", pl.room_id AS "roomId", w.monday::text AS monday, r.name AS "roomName",
         b.person_id AS "personId", p.given_name AS "givenName", p.family_name AS "familyName", b.state, b.held_until AS "heldUntil", b.calendar_sequence AS "calendarSequence"
  FROM handson_booking b JOIN handson_place pl ON pl.id = b.place_id JOIN handson_week w ON w.id = b.week_id JOIN handson_room r ON r.id = pl.room_id
       JOIN person p ON p.id = b.person_id`;

/** Held and agreed, in the order of time, rooms and places. */
export async function bookingsOf(em: EntityManager, editionId: string): Promise<BookingRow[]> {
  return em.query(`${BOOKING} WHERE b.edition_id = $1 ORDER BY w.monday, r.position, pl.number`, [editionId]);
}

/** Those that there are of the ids, in the order of time. */
export async function bookingsByIds(em: EntityManager, bookingIds: readonly string[]): Promise<BookingRow[]> {
  return em.query(`${BOOKING} WHERE b.id = ANY ($1::uuid[]) ORDER BY w.monday, r.position, pl.number`, [bookingIds]);
}

export async function bookingById(em: EntityManager, bookingId: string): Promise<BookingRow | null> {
  return (await bookingsByIds(em, [bookingId]))[0] ?? null;
}

/** The wishes of everybody of the edition who has said something, or of one person. */
export async function wishesOf(em: EntityManager, editionId: string, personId: string | null = null): Promise<WishRow[]> {
  return em.query(
    `SELECT l.person_id AS "personId", l.note, l.version, l.changed_at AS "changedAt",
            ARRAY(SELECT w.week_id::text FROM handson_wish w WHERE w.edition_id = l.edition_id AND w.person_id = l.person_id AND w.rank IS NOT NULL ORDER BY w.rank) AS ranked,
            ARRAY(SELECT w.week_id::text FROM handson_wish w JOIN handson_week k ON k.id = w.week_id
                  WHERE w.edition_id = l.edition_id AND w.person_id = l.person_id AND w.rank IS NULL ORDER BY k.monday) AS impossible
     FROM handson_wish_list l WHERE l.edition_id = $1 AND ($2::uuid IS NULL OR l.person_id = $2)`,
    [editionId, personId],
  );
}

/** What the draft would change. An entry that says no more than the bookings do is none: somebody booked, or gave back, just what it wanted. */
export async function draftOf(em: EntityManager, editionId: string): Promise<DraftRow[]> {
  return em.query(
    `SELECT d.place_id AS "placeId", d.person_id AS "personId", d.changed_by AS "authorId", a.given_name AS "givenName", a.family_name AS "familyName", d.changed_at AS "changedAt"
     FROM handson_draft d JOIN person a ON a.id = d.changed_by JOIN handson_place pl ON pl.id = d.place_id
          JOIN handson_week w ON w.id = pl.week_id JOIN handson_room r ON r.id = pl.room_id LEFT JOIN handson_booking b ON b.place_id = d.place_id
     WHERE d.edition_id = $1 AND d.person_id IS DISTINCT FROM b.person_id ORDER BY w.monday, r.position, pl.number`,
    [editionId],
  );
}

export async function editionOfWeek(em: EntityManager, weekId: string): Promise<string | null> {
  const [row] = (await em.query('SELECT edition_id AS "editionId" FROM handson_week WHERE id = $1', [weekId])) as { editionId: string }[];
  return row?.editionId ?? null;
}

export async function editionOfClosure(em: EntityManager, closureId: string): Promise<string | null> {
  const [row] = (await em.query('SELECT edition_id AS "editionId" FROM handson_closure WHERE id = $1', [closureId])) as { editionId: string }[];
  return row?.editionId ?? null;
}

/** By person. */
export async function readersOf(em: EntityManager, personIds: readonly string[]): Promise<Map<string, ReaderRow>> {
  const rows = (await em.query(`SELECT id AS "personId", email, given_name AS "givenName", locale, time_zone AS "timeZone" FROM person WHERE id = ANY ($1::uuid[])`, [personIds])) as ReaderRow[];
  return new Map(rows.map((row) => [row.personId, row]));
}
