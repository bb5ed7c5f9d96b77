import type { BoardTrainee, RotaBoard } from '@seldinger/contract';
import { localDate, type Assignment, type RotaProblem } from '@seldinger/domain';
import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { PersonName } from '../identity';
import type { Viewer } from '../platform/http/viewer';
import type { EditionRow } from '../programme';
import { exposureOf, lackingOf } from './exposure.queries';
import { presentBooking, presentDraft, presentSetup } from './handson.presenter';
import { bookingsOf, draftOf, setupOf, wishesOf, type WishRow } from './handson.queries';

type Occupied = Pick<RotaBoard, 'bookings' | 'draft'>;

/** Any text; held until the transaction ends. Whoever writes the draft or publishes it does so one after the other. */
export async function lockRota(em: EntityManager, editionId: string): Promise<void> {
  await em.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`handson rota ${editionId}`]);
}

/** The board as it stands within the transaction. @param trainees of the edition, by name */
export async function readBoard(em: EntityManager, edition: EditionRow, trainees: readonly PersonName[], viewer: Viewer, now: Date): Promise<RotaBoard> {
  const bookings = (await bookingsOf(em, edition.id)).map(presentBooking);
  const draft = (await draftOf(em, edition.id)).map(presentDraft);
  const wishes = new Map((await wishesOf(em, edition.id)).map((row) => [row.personId, row]));
  const lacking = lackingOf(await exposureOf(em, edition.id), trainees.map(({ id }) => id));
  return {
    setup: presentSetup(await setupOf(em, edition.id), edition, viewer, now),
    bookings,
    draft,
    trainees: trainees.map((trainee) => presentTrainee(trainee, wishes.get(trainee.id), lacking.get(trainee.id) ?? [])),
    today: localDate(now.getTime(), edition.timeZone),
    fingerprint: fingerprintOf({ bookings, draft }),
  };
}

function presentTrainee({ id, givenName, familyName }: PersonName, wishes: WishRow | undefined, lacking: string[]): BoardTrainee {
  return { id, givenName, familyName, ranked: wishes?.ranked ?? [], impossible: wishes?.impossible ?? [], note: wishes?.note ?? null, lacking, hasWished: wishes !== undefined };
}

/** Who has which place, held or agreed. */
export function bookedOf({ bookings }: Pick<RotaBoard, 'bookings'>): Map<string, string> {
  return new Map(bookings.map(({ placeId, person }) => [placeId, person.id]));
}

/** Who would have which place if the draft were published. */
export function draftedOf({ bookings, draft }: Occupied): Map<string, string> {
  const drafted = bookedOf({ bookings });
  for (const { placeId, personId } of draft) {
    if (personId === null) drafted.delete(placeId);
    else drafted.set(placeId, personId);
  }
  return drafted;
}

export function assignmentsOf(occupied: ReadonlyMap<string, string>): Assignment[] {
  return [...occupied].map(([placeId, personId]) => ({ placeId, personId }));
}

/** What the rules of a rota need to know of the board. Unless told otherwise, all that is booked stays. */
export function problemOf({ setup, trainees, bookings, today }: Pick<RotaBoard, 'setup' | 'trainees' | 'bookings' | 'today'>, agreed: readonly Assignment[] = assignmentsOf(bookedOf({ bookings }))): RotaProblem {
  return {
    weeks: setup.weeks.map(({ id, monday, lectureDays, planned }) => ({ id, monday, lectures: lectureDays.length > 0, planned })),
    places: setup.places,
    closures: setup.weeks.flatMap(({ id, closures }) => closures.map(({ roomId }) => ({ weekId: id, roomId }))),
    trainees: trainees.map(({ id, ranked, impossible, lacking }) => ({ id, ranked, impossible, lacking })),
    agreed,
    today,
    rule: { keepLectureDays: setup.rule.keepLectureDays },
  };
}

/** From who has the places to who would: one change a place, in the order of the places. */
export function changesBetween(places: readonly { id: string }[], from: ReadonlyMap<string, string>, to: ReadonlyMap<string, string>): { placeId: string; before: string | null; after: string | null }[] {
  return places.map(({ id }) => ({ placeId: id, before: from.get(id) ?? null, after: to.get(id) ?? null })).filter(({ before, after }) => before !== after);
}

/** Stands for what publishing would change, and for all the places of those whom it would touch. */
function fingerprintOf({ bookings, draft }: Occupied): string {
  const booked = bookedOf({ bookings });
  const changes = draft.map(({ placeId, personId }) => [placeId, booked.get(placeId) ?? null, personId]);
  const touched = new Set(changes.flat());
  const theirs = bookings.filter(({ person }) => touched.has(person.id)).map(({ id, placeId, state }) => [id, placeId, state]);
  return createHash('sha256').update(JSON.stringify([changes, theirs])).digest('base64url');
}
