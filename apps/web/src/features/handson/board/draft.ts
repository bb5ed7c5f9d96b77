import type { BoardTrainee, HandsonSetup, PersonName, PlaceChange, RotaBoard } from '@seldinger/contract';
import type { Assignment, RotaProblem } from '@seldinger/domain';

/** Who has which place: persons by place. */
export type Occupants = ReadonlyMap<string, string>;

/** Somebody taken up to be moved; without a place it is one of those who have no week. */
export interface Picked {
  personId: string;
  placeId: string | null;
}

/** The rota as it is published, with the places that are held. */
export const publishedOf = ({ bookings }: Pick<RotaBoard, 'bookings'>): Occupants => new Map(bookings.map(({ placeId, person }) => [placeId, person.id]));

/** The rota as it would be if the draft were published now. */
export function draftOf(board: Pick<RotaBoard, 'bookings' | 'draft'>): Occupants {
  const occupants = new Map(publishedOf(board));
  for (const { placeId, personId } of board.draft) {
    if (personId) occupants.set(placeId, personId);
    else occupants.delete(placeId);
  }
  return occupants;
}

export const assignmentsOf = (occupants: Occupants): Assignment[] => [...occupants].map(([placeId, personId]) => ({ placeId, personId }));

/** What the rules of a rota need to know. What is held for somebody, and what has begun, is given; what is merely published the director may still move. */
export function problemOf({ setup, bookings, trainees, today }: Pick<RotaBoard, 'setup' | 'bookings' | 'trainees' | 'today'>): RotaProblem {
  const past = new Set(setup.weeks.flatMap((week) => (week.past ? [week.id] : [])));
  return {
    weeks: setup.weeks.map(({ id, monday, lectureDays, planned }) => ({ id, monday, lectures: lectureDays.length > 0, planned })),
    places: setup.places,
    closures: setup.weeks.flatMap(({ id, closures }) => closures.map(({ roomId }) => ({ weekId: id, roomId }))),
    trainees,
    agreed: bookings.flatMap(({ placeId, weekId, person, state }) => (state === 'held' || past.has(weekId) ? [{ placeId, personId: person.id }] : [])),
    today,
    rule: { keepLectureDays: setup.rule.keepLectureDays },
  };
}

/**
 * What moving somebody changes: onto a free place it moves, onto a taken one it exchanges; `to` null takes the week away.
 * Somebody without a week takes the place of whoever has it. Nothing for a place onto itself.
 */
export function moveChanges(occupants: Occupants, { personId, placeId: from }: Picked, to: string | null): PlaceChange[] {
  if (from === to) return [];
  const there = to === null ? null : (occupants.get(to) ?? null);
  if (there === personId) return [];
  const changes: PlaceChange[] = [];
  if (from !== null) changes.push({ placeId: from, before: personId, after: there });
  if (to !== null) changes.push({ placeId: to, before: there, after: personId });
  return changes;
}

export const inverse = (changes: readonly PlaceChange[]): PlaceChange[] => changes.map(({ placeId, before, after }) => ({ placeId, before: after, after: before }));

/** From what is published to the draft as it stands: discarding is undone by it. */
export function changesOfDraft(board: Pick<RotaBoard, 'bookings' | 'draft'>): PlaceChange[] {
  const published = publishedOf(board);
  return board.draft.map(({ placeId, personId }) => ({ placeId, before: published.get(placeId) ?? null, after: personId }));
}

export function occupantsAfter(occupants: Occupants, changes: readonly PlaceChange[]): Occupants {
  const next = new Map(occupants);
  for (const { placeId, after } of changes) {
    if (after) next.set(placeId, after);
    else next.delete(placeId);
  }
  return next;
}

/** The board as it will be once the server has taken these changes. */
export function boardAfter(board: RotaBoard, changes: readonly PlaceChange[], changedBy: PersonName, changedAt: string): RotaBoard {
  const published = publishedOf(board);
  const touched = new Map(changes.map((change) => [change.placeId, change.after]));
  const kept = board.draft.filter(({ placeId }) => !touched.has(placeId));
  const added = [...touched].flatMap(([placeId, personId]) => ((published.get(placeId) ?? null) === personId ? [] : [{ placeId, personId, changedBy, changedAt }]));
  return { ...board, draft: [...kept, ...added] };
}

/** Of these changes those that find somebody else on their place by now. */
export function overtaken(board: Pick<RotaBoard, 'bookings' | 'draft'>, changes: readonly PlaceChange[]): PlaceChange[] {
  const occupants = draftOf(board);
  return changes.filter(({ placeId, before }) => (occupants.get(placeId) ?? null) !== before);
}

/** The same move on the rota as it is by now: who was taken up goes from where they are to where they were to go. */
export function moveAnew(occupants: Occupants, { personId, placeId }: Picked, to: string | null): PlaceChange[] {
  const stillThere = placeId !== null && occupants.get(placeId) === personId;
  const elsewhere = placeId === null ? undefined : [...occupants].find(([, person]) => person === personId)?.[0];
  return moveChanges(occupants, { personId, placeId: stillThere ? placeId : (elsewhere ?? null) }, to);
}

/** Trainees who have no place anywhere. */
export function withoutWeek({ trainees }: Pick<RotaBoard, 'trainees'>, occupants: Occupants): BoardTrainee[] {
  const placed = new Set(occupants.values());
  return trainees.filter(({ id }) => !placed.has(id));
}

/** How many trainees publishing would tell of a change. */
export function peopleChanged(board: Pick<RotaBoard, 'bookings' | 'draft'>): number {
  const people = changesOfDraft(board).flatMap(({ before, after }) => [before, after]);
  return new Set(people.filter((person) => person !== null)).size;
}

/** Why nobody can be in a room in a week; null while it is open. */
export function closedBecause({ weeks, rule }: Pick<HandsonSetup, 'weeks' | 'rule'>, weekId: string, roomId: string): { kind: 'closed'; reason: string } | { kind: 'lectures' } | null {
  const week = weeks.find(({ id }) => id === weekId);
  const closure = week?.closures.find((each) => each.roomId === null || each.roomId === roomId);
  if (closure) return { kind: 'closed', reason: closure.reason };
  return week && rule.keepLectureDays && week.lectureDays.length > 0 ? { kind: 'lectures' } : null;
}
