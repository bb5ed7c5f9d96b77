import type { SuiteDay, SuiteStay } from '@seldinger/contract';
import { daySignable, weekSignable, type NotSignable, type SuiteDayFacts } from '@seldinger/domain';

export type DayState = 'signed' | 'to-come' | 'expected' | 'there' | 'left' | 'absent' | 'open';

const factsOf = ({ date, cameAt, leftAt, signed }: SuiteDay): SuiteDayFacts => ({ date, cameAt: cameAt ? Date.parse(cameAt) : null, leftAt: leftAt ? Date.parse(leftAt) : null, signed: signed !== null });

/** `expected`: today, nobody yet; `open`: over, without the time of leaving; `absent`: over, and nobody came. */
export function dayState({ date, cameAt, leftAt, signed }: SuiteDay, today: string): DayState {
  if (signed) return 'signed';
  if (leftAt) return 'left';
  if (cameAt) return date < today ? 'open' : 'there';
  if (date > today) return 'to-come';
  return date < today ? 'absent' : 'expected';
}

/** The server's own rules, so that no button is offered that it would refuse. */
export const canSignDay = (day: SuiteDay, today: string): boolean => !day.signed && daySignable(factsOf(day), today) === null;
export const weekNotSignable = ({ days }: SuiteStay, today: string): NotSignable | null => weekSignable(days.map(factsOf), today);
