import type { HandsonBooking, RotaBoard } from '@seldinger/contract';
import { violations, type Violation } from '@seldinger/domain';
import type { EntityManager } from 'typeorm';
import { assignmentsOf, bookedOf, draftedOf, problemOf } from './rota.board';

/** What publishing does to the bookings: who keeps one but elsewhere, who loses one, who gets one, and which places are nobody's then. */
export type Publication = {
  moved: { booking: HandsonBooking; placeId: string; weekId: string }[];
  removed: HandsonBooking[];
  added: { placeId: string; weekId: string; personId: string }[];
  freed: { placeId: string; weekId: string }[];
};

/** From the board's bookings to what its draft wants. Whoever loses one place and gets another keeps the booking: the same week first, then in the order of time. */
export function publicationOf(board: Pick<RotaBoard, 'bookings' | 'draft' | 'setup'>): Publication {
  const placeOf = new Map(board.setup.places.map((place) => [place.id, place]));
  const bookingOn = new Map(board.bookings.map((booking) => [booking.placeId, booking]));
  const removed = board.draft.flatMap(({ placeId }) => bookingOn.get(placeId) ?? []);
  const added = board.draft.flatMap(({ placeId, personId }) => (personId === null ? [] : [{ placeId, personId, weekId: placeOf.get(placeId)!.weekId }]));
  const moved: Publication['moved'] = [];
  for (const sameWeek of [true, false]) {
    for (const gain of [...added]) {
      const loss = removed.find(({ person, weekId }) => person.id === gain.personId && (!sameWeek || weekId === gain.weekId));
      if (!loss) continue;
      moved.push({ booking: loss, placeId: gain.placeId, weekId: gain.weekId });
      removed.splice(removed.indexOf(loss), 1);
      added.splice(added.indexOf(gain), 1);
    }
  }
  const freed = board.draft.filter(({ placeId, personId }) => personId === null && bookingOn.has(placeId)).map(({ placeId }) => ({ placeId, weekId: placeOf.get(placeId)!.weekId }));
  return { moved, removed, added, freed };
}

/**
 * What publishing the draft would break. The director may move by hand what is agreed, but neither what is held for somebody who asked nor a week that has begun.
 * What the bookings break already, since a lecture was moved or a trainee left, keeps nobody from publishing the rest.
 */
export function brokenBy(board: RotaBoard): Violation[] {
  const past = new Set(board.setup.weeks.filter((week) => week.past).map(({ id }) => id));
  const fixed = board.bookings.filter(({ state, weekId }) => state === 'held' || past.has(weekId));
  const problem = problemOf(board, assignmentsOf(bookedOf({ bookings: fixed })));
  const key = ({ kind, placeId, personId }: Violation): string => `${kind} ${placeId} ${personId}`;
  const before = new Set(violations(problem, assignmentsOf(bookedOf(board))).map(key));
  return violations(problem, assignmentsOf(draftedOf(board))).filter((violation) => !before.has(key(violation)));
}

/**
 * Keeps the places of the draft, all bookings and all weeks as they are until the transaction ends. Always in this order, which is also that of whoever
 * takes a place or exchanges two: first the place, then the booking, then the week.
 */
export async function lockForPublication(em: EntityManager, editionId: string): Promise<void> {
  await em.query('SELECT 1 FROM handson_place WHERE id IN (SELECT place_id FROM handson_draft WHERE edition_id = $1) ORDER BY id FOR NO KEY UPDATE', [editionId]);
  await em.query('SELECT 1 FROM handson_booking WHERE edition_id = $1 ORDER BY id FOR UPDATE', [editionId]);
  await em.query('SELECT 1 FROM handson_week WHERE edition_id = $1 ORDER BY id FOR SHARE', [editionId]);
}

/** Writes it, places that are given up first; the draft is empty then. Returns the ids of the new bookings by place. */
export async function writePublication(em: EntityManager, editionId: string, { moved, removed, added }: Publication, now: Date): Promise<Map<string, string>> {
  await em.query('DELETE FROM handson_booking WHERE id = ANY ($1::uuid[])', [removed.map(({ id }) => id)]);
  // One statement: the constraints are looked at when it is done, so that people can exchange their places.
  await em.query(
    `UPDATE handson_booking b SET place_id = m.place_id, week_id = m.week_id, calendar_sequence = b.calendar_sequence + 1
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS m (id, place_id, week_id) WHERE b.id = m.id`,
    [moved.map(({ booking }) => booking.id), moved.map(({ placeId }) => placeId), moved.map(({ weekId }) => weekId)],
  );
  const rows = (await em.query(
    `INSERT INTO handson_booking (edition_id, place_id, week_id, person_id, state, created_at)
     SELECT $1, place_id, week_id, person_id, 'agreed', $2 FROM unnest($3::uuid[], $4::uuid[], $5::uuid[]) AS a (place_id, week_id, person_id) RETURNING id, place_id AS "placeId"`,
    [editionId, now, added.map(({ placeId }) => placeId), added.map(({ weekId }) => weekId), added.map(({ personId }) => personId)],
  )) as { id: string; placeId: string }[];
  await em.query('DELETE FROM handson_draft WHERE edition_id = $1', [editionId]);
  return new Map(rows.map(({ id, placeId }) => [placeId, id]));
}

/** Whether anybody's days were noted for one of these bookings. */
export async function haveDays(em: EntityManager, bookingIds: readonly string[]): Promise<boolean> {
  const rows = (await em.query('SELECT 1 FROM suite_day WHERE booking_id = ANY ($1::uuid[]) LIMIT 1', [bookingIds])) as object[];
  return rows.length > 0;
}
