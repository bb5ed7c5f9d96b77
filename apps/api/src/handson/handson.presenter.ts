import type { HandsonBooking, HandsonRule, HandsonSetup, HandsonWishes, RotaBoard } from '@seldinger/contract';
import { localDate } from '@seldinger/domain';
import type { Viewer } from '../platform/http/viewer';
import type { EditionRow } from '../programme';
import { hasBegun, wishesAreOpen } from './handson.policy';
import type { BookingRow, DraftRow, RuleRow, SetupRows, WishRow } from './handson.queries';

export function presentRule({ wishesUntil, ...rule }: RuleRow): HandsonRule {
  return { wishesUntil: wishesUntil?.toISOString() ?? null, ...rule };
}

/** The ground, for this viewer at this moment of the course. */
export function presentSetup({ rule, rooms, weeks, places }: SetupRows, edition: EditionRow, viewer: Viewer, now: Date): HandsonSetup {
  const today = localDate(now.getTime(), edition.timeZone);
  return {
    editionId: edition.id,
    rule: presentRule(rule),
    rooms,
    weeks: weeks.map((week) => ({ ...week, past: hasBegun(week.monday, today) })),
    places,
    abilities: { plan: viewer.can('handson:plan', edition.id), wish: viewer.can('handson:wish', edition.id), supervise: viewer.can('handson:supervise', edition.id) },
  };
}

export function presentBooking({ id, placeId, weekId, personId, givenName, familyName, state, heldUntil }: BookingRow): HandsonBooking {
  return { id, placeId, weekId, person: { id: personId, givenName, familyName }, state, heldUntil: heldUntil?.toISOString() ?? null };
}

/** @param row null: nothing was said yet */
export function presentWishes(row: WishRow | null, rule: RuleRow, now: Date): HandsonWishes {
  const open = wishesAreOpen(rule, now);
  if (!row) return { ranked: [], impossible: [], note: null, version: 0, changedAt: null, open };
  const { ranked, impossible, note, version, changedAt } = row;
  return { ranked, impossible, note, version, changedAt: changedAt.toISOString(), open };
}

export function presentDraft({ placeId, personId, authorId, givenName, familyName, changedAt }: DraftRow): RotaBoard['draft'][number] {
  return { placeId, personId, changedBy: { id: authorId, givenName, familyName }, changedAt: changedAt.toISOString() };
}
