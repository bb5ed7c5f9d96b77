import type { Assignment, RotaProblem, Violation } from './types';

/** What a rota breaks, one entry a rule and assignment, in the order of the assignments; empty for one that can be published. */
export function violations(_problem: RotaProblem, _assignments: readonly Assignment[]): Violation[] {
  throw new Error('not written yet');
}
