import type { RotaFigures } from './figures';
import type { Assignment } from './types';

export type UnmetKind = 'closed' | 'lectures' | 'past' | 'given' | 'worst' | 'sum' | 'exposure' | 'sharing' | 'draw';
/** Somebody leaves a week for another; null: from, or to, having none. */
export type Move = { personId: string; fromRank: number | null; toRank: number | null; fromWeekId: string | null; toWeekId: string | null };
/** Why a better wish was not met. `chain`: who else would have to move, in the order of their moves; `loss`: by how much the sum of ranks would rise, null where somebody would be worse off than the worst is. */
export type Unmet = { weekId: string; rank: number; kind: UnmetKind; chain: Move[]; loss: number | null };
export type Proposed = { personId: string; weekId: string | null; placeId: string | null; rank: number | null; wished: boolean; unmet: Unmet[] };

export type ClashRule = { kind: 'impossible' | 'closed' | 'lectures' | 'past' | 'given' | 'capacity'; personId: string | null; weekIds: string[] };
/** A smallest set of trainees who together have fewer places open to them than they are, and the rules that shut the other weeks for them. */
export type Clash = { personIds: string[]; weekIds: string[]; places: number; rules: ClashRule[] };

/** No plan that is as good in the stages before can have a better value than the bound. */
export type Proof = { stage: 'placed' | 'worst' | 'sum' | 'exposure' | 'sharing'; value: number; bound: number };
/** `assignments`: the whole rota, what was agreed included. `figures`, `proofs` and `wishes`: of the trainees who had no place. */
export type Allocation = { ruleVersion: string; seed: number; assignments: Assignment[]; figures: RotaFigures; proofs: Proof[]; wishes: Proposed[]; clash: Clash | null };
