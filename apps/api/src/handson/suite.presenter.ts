import type { SuiteDay, SuiteStay } from '@seldinger/contract';
import { addDays, dayMinutes, type SuiteDayFacts } from '@seldinger/domain';
import type { ChangeRow, DayRow, StayRow } from './suite.queries';

/** A stay with what is known of its days; days of which nothing was recorded have no row. */
export type Stay = StayRow & { days: readonly DayRow[]; changes: readonly ChangeRow[] };

/** Monday to Friday. */
export const datesOf = ({ monday }: Pick<StayRow, 'monday'>): string[] => [0, 1, 2, 3, 4].map((days) => addDays(monday, days));
export const dayOf = (stay: Stay, date: string): DayRow | undefined => stay.days.find((day) => day.date === date);

/** The five days as the rules see them. */
export const factsOf = (stay: Stay): SuiteDayFacts[] =>
  datesOf(stay).map((date) => {
    const day = dayOf(stay, date);
    return { date, cameAt: day?.cameAt?.getTime() ?? null, leftAt: day?.leftAt?.getTime() ?? null, signed: day?.signedAt != null };
  });

/** What each of the five days gives: as it was signed, else by what is recorded now. */
export const minutesOf = (stay: Stay): { date: string; minutes: number }[] => factsOf(stay).map((facts) => ({ date: facts.date, minutes: dayOf(stay, facts.date)?.minutes ?? dayMinutes(facts, stay.dayMinutes) }));

export function presentStay(stay: Stay, supervise: boolean): SuiteStay {
  const { bookingId, personId: id, givenName, familyName, roomId, roomName, monday, signatureId, signedMinutes, signedAt, signedBy } = stay;
  const days = minutesOf(stay).map(({ date, minutes }) => presentDay(stay, date, minutes));
  return {
    bookingId,
    person: { id, givenName, familyName },
    roomId,
    roomName,
    monday,
    days,
    dayMinutes: stay.dayMinutes,
    minutes: days.reduce((sum, { minutes }) => sum + minutes, 0),
    signature: signatureId && signedAt ? { id: signatureId, minutes: signedMinutes ?? 0, at: signedAt.toISOString(), by: signedBy ?? '' } : null,
    abilities: { supervise },
  };
}

function presentDay(stay: Stay, date: string, minutes: number): SuiteDay {
  const day = dayOf(stay, date);
  return {
    date,
    cameAt: day?.cameAt?.toISOString() ?? null,
    cameSource: day?.cameSource ?? null,
    leftAt: day?.leftAt?.toISOString() ?? null,
    leftSource: day?.leftSource ?? null,
    minutes,
    signed: day?.signedAt ? { at: day.signedAt.toISOString(), by: day.signedBy ?? '' } : null,
    changes: stay.changes.filter(({ dayId }) => dayId === day?.id).map(presentChange),
    version: day?.version ?? 0,
  };
}

const presentChange = ({ at, by, reason, before, after }: ChangeRow): SuiteDay['changes'][number] => ({
  at: at.toISOString(),
  by,
  reason,
  reopened: before.signed && !after.signed,
  before: { cameAt: before.cameAt, leftAt: before.leftAt },
  after: { cameAt: after.cameAt, leftAt: after.leftAt },
});
