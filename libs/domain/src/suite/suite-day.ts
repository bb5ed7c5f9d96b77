/** The rule by which days in the suite become hands-on credit. */
export const HANDS_ON_RULE = 'hands-on-1';

/** Who presses twice within this time has pressed once. */
const SAME_PRESS_MS = 120_000;
const MINUTE_MS = 60_000;

/** Instants in epoch milliseconds; `date` by the edition's calendar. */
export type SuiteDayFacts = { date: string; cameAt: number | null; leftAt: number | null; signed: boolean };
/** Why something cannot be signed: it is still to come, or a time or a day of it is open. */
export type NotSignable = 'not-over' | 'incomplete';

/** What a day gives: whole minutes from coming to leaving, rounded down, at most those of a day. Without both times it gives nothing. */
export function dayMinutes({ cameAt, leftAt }: Pick<SuiteDayFacts, 'cameAt' | 'leftAt'>, most: number): number {
  if (cameAt === null || leftAt === null) return 0;
  return Math.max(0, Math.min(most, Math.floor((leftAt - cameAt) / MINUTE_MS)));
}

/** Whether a day can be signed: who came has left; who did not come can still come until the day is over. */
export function daySignable({ date, cameAt, leftAt }: SuiteDayFacts, today: string): NotSignable | null {
  if (date > today) return 'not-over';
  if (cameAt !== null) return leftAt === null ? 'incomplete' : null;
  return date < today ? null : 'not-over';
}

/** Whether a week can be signed: all its days are, or those that are not are over and nobody came; these are signed along. */
export function weekSignable(days: readonly SuiteDayFacts[], today: string): NotSignable | null {
  const open = days.filter(({ signed }) => !signed);
  if (open.some(({ cameAt }) => cameAt !== null)) return 'incomplete';
  return open.some(({ date }) => date >= today) ? 'not-over' : null;
}

/** What a press at the room's screen means: the first of a day that the trainee came, a later one that they leave. */
export type CheckIn = { what: 'came' | 'left'; changes: boolean };

/**
 * A press soon after another says the same again. A later one moves the time of leaving on, for who was out for lunch;
 * but what the supervisor wrote stands.
 */
export function checkInOf({ cameAt, leftAt, leftByHand }: { cameAt: number | null; leftAt: number | null; leftByHand: boolean }, now: number): CheckIn {
  if (cameAt === null) return { what: 'came', changes: true };
  if (leftAt !== null) return { what: 'left', changes: !leftByHand && now - leftAt >= SAME_PRESS_MS };
  return now - cameAt < SAME_PRESS_MS ? { what: 'came', changes: false } : { what: 'left', changes: true };
}
