import type { EntityManager } from 'typeorm';
import type { SwapRow } from './request.queries';

/** Asked twice is asked once: null where the same lies open already. */
export async function insertSwap(em: EntityManager, swap: { editionId: string; asker: { personId: string; id: string; weekId: string }; other: { personId: string; id: string; weekId: string }; note: string | null; at: Date }): Promise<string | null> {
  const { editionId, asker, other, note, at } = swap;
  const [row] = (await em.query(
    `INSERT INTO handson_swap (edition_id, asker_id, asker_booking_id, asker_week_id, other_id, other_booking_id, other_week_id, note, state, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'asked', $9)
     ON CONFLICT (asker_booking_id, other_booking_id) WHERE state IN ('asked', 'accepted') DO NOTHING RETURNING id`,
    [editionId, asker.personId, asker.id, asker.weekId, other.personId, other.id, other.weekId, note, at],
  )) as { id: string }[];
  return row?.id ?? null;
}

/** From one of these states to another; false where it was in none of them. */
export async function moveSwap(em: EntityManager, swapId: string, from: readonly SwapRow['state'][], { state, at, by = null, reason = null }: { state: SwapRow['state']; at: Date; by?: string | null; reason?: string | null }): Promise<boolean> {
  const column = state === 'accepted' || state === 'declined' ? 'answered_at' : 'decided_at';
  const [, count] = (await em.query(`UPDATE handson_swap SET state = $3, ${column} = $4, decided_by = $5, reason = $6 WHERE id = $1 AND state = ANY ($2)`, [swapId, from, state, at, by, reason])) as [unknown, number];
  return count === 1;
}

/** The bookings of both, for the rest of the transaction; always in the same order. */
export async function lockBookingsOf(em: EntityManager, { askerBookingId, otherBookingId }: SwapRow): Promise<void> {
  await em.query('SELECT 1 FROM handson_booking WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE', [[askerBookingId, otherBookingId]]);
}

/** In one statement, at whose end the rules are checked: each has what the other had. */
export async function exchangeBookings(em: EntityManager, { askerBookingId, otherBookingId }: SwapRow): Promise<void> {
  await em.query(
    `UPDATE handson_booking b SET place_id = other.place_id, week_id = other.week_id, calendar_sequence = b.calendar_sequence + 1
     FROM handson_booking other WHERE (b.id, other.id) IN (($1::uuid, $2::uuid), ($2::uuid, $1::uuid))`,
    [askerBookingId, otherBookingId],
  );
}

/** Whether this trainee calls the week impossible. */
export async function isImpossible(em: EntityManager, weekId: string, personId: string): Promise<boolean> {
  const rows = (await em.query('SELECT 1 FROM handson_wish WHERE week_id = $1 AND person_id = $2 AND rank IS NULL', [weekId, personId])) as object[];
  return rows.length > 0;
}
