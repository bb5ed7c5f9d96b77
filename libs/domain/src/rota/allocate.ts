import type { RotaFigures } from './figures';
import type { Assignment, RotaProblem } from './types';

export const ROTA_RULE = 'rota-1';

/** A linear program as text in CPLEX's LP format, solved to optimality; `null` when it has no solution. Integer columns come back whole. */
export type Solve = (program: string) => { value: number; columns: Readonly<Record<string, number>> } | null;

export type UnmetKind = 'closed' | 'lectures' | 'past' | 'given' | 'worst' | 'sum' | 'exposure' | 'sharing' | 'draw';
/** Somebody leaves a week for another; null: from, or to, having none. */
export type Move = { personId: string; fromRank: number | null; toRank: number | null; fromWeekId: string | null; toWeekId: string | null };
export type Unmet = { weekId: string; rank: number; kind: UnmetKind; chain: Move[]; loss: number | null };
export type Proposed = { personId: string; weekId: string | null; placeId: string | null; rank: number | null; wished: boolean; unmet: Unmet[] };
export type ClashRule = { kind: 'impossible' | 'closed' | 'lectures' | 'past' | 'given' | 'capacity'; personId: string | null; weekIds: string[] };
export type Clash = { personIds: string[]; weekIds: string[]; places: number; rules: ClashRule[] };
export type Proof = { stage: 'placed' | 'worst' | 'sum' | 'exposure' | 'sharing'; value: number; bound: number };
export type Allocation = { ruleVersion: string; seed: number; assignments: Assignment[]; figures: RotaFigures; proofs: Proof[]; wishes: Proposed[]; clash: Clash | null };

/** Gives every trainee who has no place in `agreed` one week: see docs/features/hands-on.md. */
export function allocate(_problem: RotaProblem, _options: { seed: number; weighExposure: boolean }, _solve: Solve): Allocation {
  throw new Error('not written yet');
}
