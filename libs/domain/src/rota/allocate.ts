import type { Assignment, RotaProblem } from './types';

export const ROTA_RULE = 'rota-1';

/** A linear program as text in CPLEX's LP format, solved to optimality; `null` when it has no solution. Integer columns come back whole. */
export type Solve = (program: string) => { value: number; bound: number; columns: Readonly<Record<string, number>> } | null;

export type UnmetKind = 'closed' | 'lectures' | 'past' | 'given' | 'worst' | 'sum' | 'exposure' | 'sharing' | 'draw';
export type Unmet = { weekId: string; rank: number; kind: UnmetKind; chain: { personId: string; fromRank: number; toRank: number; fromWeekId: string; toWeekId: string }[]; loss: number | null };
export type Proposed = { personId: string; weekId: string | null; placeId: string | null; rank: number | null; wished: boolean; unmet: Unmet[] };
export type ClashRule = { kind: 'impossible' | 'closed' | 'lectures' | 'past' | 'given' | 'capacity'; personId: string | null; weekIds: string[] };
export type Clash = { personIds: string[]; weekIds: string[]; places: number; rules: ClashRule[] };
export type RotaFigures = { trainees: number; placed: number; byRank: number[]; worstRank: number; rankSum: number; exposure: number; sharing: number };
export type Proof = { stage: 'placed' | 'worst' | 'sum' | 'exposure' | 'sharing'; value: number; bound: number };
export type Allocation = { ruleVersion: string; seed: number; assignments: Assignment[]; figures: RotaFigures; proofs: Proof[]; wishes: Proposed[]; clash: Clash | null };

/** Gives every trainee who has no place in `agreed` one week: see docs/features/hands-on.md. */
export function allocate(_problem: RotaProblem, _options: { seed: number; weighExposure: boolean }, _solve: Solve): Allocation {
  throw new Error('not written yet');
}

/** The figures of any rota, by the same reckoning. */
export function rotaFigures(_problem: RotaProblem, _assignments: readonly Assignment[]): RotaFigures {
  throw new Error('not written yet');
}

/** The rank a week has for a trainee: that of the wish; a week that is merely possible comes behind the last wish; null for an impossible one. */
export function rankOf(trainee: { ranked: readonly string[]; impossible: readonly string[] }, weekId: string): number | null {
  if (trainee.impossible.includes(weekId)) return null;
  const at = trainee.ranked.indexOf(weekId);
  return at < 0 ? trainee.ranked.length + 1 : at + 1;
}
