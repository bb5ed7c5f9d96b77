import type { HandsonSwap, PlaceRequest, WaitingEntry } from '@seldinger/contract';
import type { EntityManager } from 'typeorm';

type Name = { personId: string; givenName: string; familyName: string };
export type RequestRow = Name & Omit<PlaceRequest, 'person' | 'createdAt' | 'heldUntil'> & { editionId: string; bookingId: string | null; createdAt: Date; heldUntil: Date | null };
export type WaitingRow = Name & Omit<WaitingEntry, 'person' | 'since' | 'offeredUntil'> & { editionId: string; bookingId: string | null; since: Date; offeredUntil: Date | null };
export type SwapRow = Omit<HandsonSwap, 'asker' | 'other' | 'createdAt'> & {
  editionId: string;
  askerId: string;
  askerGivenName: string;
  askerFamilyName: string;
  askerBookingId: string | null;
  askerWeekId: string;
  otherId: string;
  otherGivenName: string;
  otherFamilyName: string;
  otherBookingId: string | null;
  otherWeekId: string;
  timeZone: string;
  createdAt: Date;
};
/** Of one person, or of the whole edition; what has ended since then as well. */
export type Scope = { editionId: string; personId?: string; since: Date };

const NAME = 'p.given_name AS "givenName", p.family_name AS "familyName"';

const REQUEST = `
  SELECT r.id, r.edition_id AS "editionId", r.person_id AS "personId", ${NAME}, r.week_id AS "weekId", w.monday::text, room.name AS "roomName", r.booking_id AS "bookingId",
         EXISTS (SELECT 1 FROM handson_booking other WHERE other.person_id = r.person_id AND other.edition_id = r.edition_id AND other.state = 'agreed' AND other.id IS DISTINCT FROM r.booking_id) AS further,
         r.note, r.state, r.created_at AS "createdAt", b.held_until AS "heldUntil", r.reason
  FROM handson_request r JOIN person p ON p.id = r.person_id JOIN handson_week w ON w.id = r.week_id
  LEFT JOIN handson_booking b ON b.id = r.booking_id LEFT JOIN handson_place place ON place.id = b.place_id LEFT JOIN handson_room room ON room.id = place.room_id`;

const WAITING = `
  SELECT q.id, q.edition_id AS "editionId", q.person_id AS "personId", ${NAME}, q.week_id AS "weekId", w.monday::text, q.since, q.state, q.booking_id AS "bookingId",
         CASE WHEN q.state = 'waiting' THEN (SELECT count(*)::int FROM handson_waiting before WHERE before.week_id = q.week_id AND before.state = 'waiting' AND (before.since, before.id) <= (q.since, q.id)) END AS position,
         CASE WHEN q.state = 'offered' THEN b.held_until END AS "offeredUntil", room.name AS "roomName"
  FROM handson_waiting q JOIN person p ON p.id = q.person_id JOIN handson_week w ON w.id = q.week_id
  LEFT JOIN handson_booking b ON b.id = q.booking_id LEFT JOIN handson_place place ON place.id = b.place_id LEFT JOIN handson_room room ON room.id = place.room_id`;

/** One that lies open is void as soon as one of the two has another week, or none. */
const INTACT = `EXISTS (
    SELECT 1 FROM handson_booking a, handson_booking o WHERE a.id = s.asker_booking_id AND o.id = s.other_booking_id
      AND a.state = 'agreed' AND o.state = 'agreed' AND a.week_id = s.asker_week_id AND o.week_id = s.other_week_id)`;
const SWAP = `
  SELECT s.id, s.edition_id AS "editionId", s.asker_id AS "askerId", a.given_name AS "askerGivenName", a.family_name AS "askerFamilyName", s.asker_booking_id AS "askerBookingId", s.asker_week_id AS "askerWeekId",
         aw.monday::text AS "askerMonday", s.other_id AS "otherId", o.given_name AS "otherGivenName", o.family_name AS "otherFamilyName", s.other_booking_id AS "otherBookingId", s.other_week_id AS "otherWeekId",
         ow.monday::text AS "otherMonday", s.note, CASE WHEN s.state IN ('asked', 'accepted') AND NOT ${INTACT} THEN 'void' ELSE s.state END AS state, s.reason, s.created_at AS "createdAt", e.time_zone AS "timeZone"
  FROM handson_swap s JOIN person a ON a.id = s.asker_id JOIN person o ON o.id = s.other_id JOIN edition e ON e.id = s.edition_id
  JOIN handson_week aw ON aw.id = s.asker_week_id JOIN handson_week ow ON ow.id = s.other_week_id`;

/** What waits first, oldest first; then the latest decided. */
export async function requestsOf(em: EntityManager, { editionId, personId, since }: Scope): Promise<RequestRow[]> {
  return em.query(
    `${REQUEST} WHERE r.edition_id = $1 AND ($2::uuid IS NULL OR r.person_id = $2) AND (r.decided_at IS NULL OR r.decided_at >= $3)
     ORDER BY r.decided_at DESC NULLS FIRST, r.created_at, r.id`,
    [editionId, personId ?? null, since],
  );
}

/** Week by week, in the order of the line. */
export async function waitingOf(em: EntityManager, { editionId, personId, since }: Scope): Promise<WaitingRow[]> {
  return em.query(
    `${WAITING} WHERE q.edition_id = $1 AND ($2::uuid IS NULL OR q.person_id = $2) AND (q.ended_at IS NULL OR q.ended_at >= $3) ORDER BY w.monday, q.ended_at NULLS FIRST, q.since, q.id`,
    [editionId, personId ?? null, since],
  );
}

/** What lies open first, oldest first. */
export async function swapsOf(em: EntityManager, { editionId, personId, since }: Scope): Promise<SwapRow[]> {
  return em.query(
    `${SWAP} WHERE s.edition_id = $1 AND ($2::uuid IS NULL OR $2 IN (s.asker_id, s.other_id)) AND (s.state IN ('asked', 'accepted') OR coalesce(s.decided_at, s.answered_at, s.created_at) >= $3)
     ORDER BY s.state IN ('asked', 'accepted') DESC, s.created_at, s.id`,
    [editionId, personId ?? null, since],
  );
}

export async function requestById(em: EntityManager, requestId: string): Promise<RequestRow | null> {
  const [row] = (await em.query(`${REQUEST} WHERE r.id = $1`, [requestId])) as RequestRow[];
  return row ?? null;
}

export async function waitingById(em: EntityManager, waitingId: string): Promise<WaitingRow | null> {
  const [row] = (await em.query(`${WAITING} WHERE q.id = $1`, [waitingId])) as WaitingRow[];
  return row ?? null;
}

export async function swapById(em: EntityManager, swapId: string): Promise<SwapRow | null> {
  const [row] = (await em.query(`${SWAP} WHERE s.id = $1`, [swapId])) as SwapRow[];
  return row ?? null;
}

/** Ends swaps that can be no more: a week of one of the two has changed, or has begun. Returns the editions they are of. @param editionId null for all */
export async function voidStaleSwaps(em: EntityManager, editionId: string | null, at: Date): Promise<string[]> {
  const [rows] = (await em.query(
    `UPDATE handson_swap s SET state = 'void', decided_at = $2
     FROM edition e, handson_week aw, handson_week ow
     WHERE s.state IN ('asked', 'accepted') AND ($1::uuid IS NULL OR s.edition_id = $1) AND e.id = s.edition_id AND aw.id = s.asker_week_id AND ow.id = s.other_week_id
       AND (NOT ${INTACT} OR least(aw.monday, ow.monday) < ($2::timestamptz AT TIME ZONE e.time_zone)::date)
     RETURNING s.edition_id AS "editionId"`,
    [editionId, at],
  )) as [{ editionId: string }[], number];
  return [...new Set(rows.map((row) => row.editionId))];
}

export async function insertRequest(em: EntityManager, request: { editionId: string; personId: string; weekId: string; bookingId: string; note: string | null; at: Date }): Promise<string> {
  const { editionId, personId, weekId, bookingId, note, at } = request;
  const [row] = (await em.query(
    `INSERT INTO handson_request (edition_id, person_id, week_id, booking_id, note, state, created_at) VALUES ($1, $2, $3, $4, $5, 'waiting', $6) RETURNING id`,
    [editionId, personId, weekId, bookingId, note, at],
  )) as { id: string }[];
  return row!.id;
}

/** Null where it had ended before. */
export async function endRequest(em: EntityManager, requestId: string, { state, at, by, reason }: { state: string; at: Date; by: string | null; reason: string | null }): Promise<{ bookingId: string | null } | null> {
  const [rows] = (await em.query(
    `UPDATE handson_request SET state = $2, decided_at = $3, decided_by = $4, reason = $5 WHERE id = $1 AND state = 'waiting' RETURNING booking_id AS "bookingId"`,
    [requestId, state, at, by, reason],
  )) as [{ bookingId: string | null }[], number];
  return rows[0] ?? null;
}

/** Requests whose time has run out, or whose place is gone. */
export async function dueRequests(em: EntityManager, now: Date): Promise<string[]> {
  const rows: { id: string }[] = await em.query(
    `SELECT r.id FROM handson_request r LEFT JOIN handson_booking b ON b.id = r.booking_id WHERE r.state = 'waiting' AND (b.id IS NULL OR b.held_until <= $1) ORDER BY b.held_until, r.id`,
    [now],
  );
  return rows.map(({ id }) => id);
}

/** Swaps that lie open with this place, for the rest of the transaction. */
export async function lockSwapsOf(em: EntityManager, bookingId: string): Promise<void> {
  await em.query(`SELECT 1 FROM handson_swap WHERE state IN ('asked', 'accepted') AND $1 IN (asker_booking_id, other_booking_id) ORDER BY id FOR UPDATE`, [bookingId]);
}
