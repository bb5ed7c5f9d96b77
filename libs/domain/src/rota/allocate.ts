import type { Allocation, Proposed } from './answer';
import { clashOf } from './clash';
import { rotaFigures } from './figures';
import { groundOf, type Ground } from './ground';
import { placesFor } from './places';
import { planOf, type Plan } from './plan';
import type { Solve } from './program';
import { reasonsOf } from './reasons';
import type { Assignment, RotaPlace, RotaProblem } from './types';

export const ROTA_RULE = 'rota-1';

export type AllocateOptions = { seed: number; weighExposure: boolean };

/**
 * Gives every trainee who has no place in `agreed` one week, and no plan is better: as many placed as possible; then the worst rank as
 * small as possible; then the sum of ranks; then, if asked for, as much as possible of what each lacks; then as few as possible who share
 * a room; what is equal in all of these is drawn from the seed. Each value comes with a bound that was found without looking at the plan.
 * @throws Error when the solver's answer is not the best one
 */
export function allocate(problem: RotaProblem, { seed, weighExposure }: AllocateOptions, solve: Solve): Allocation {
  const ground = groundOf(problem);
  const plan = planOf(ground, ['sum', ...(weighExposure ? (['exposure'] as const) : []), 'sharing', 'draw'], seed, solve);
  const places = placesFor(ground, plan.bins, seed);
  const added = ground.trainees.flatMap(({ id }, trainee): Assignment[] => (places[trainee] ? [{ placeId: places[trainee].id, personId: id }] : []));
  const assignments = [...problem.agreed, ...added].sort((a, b) => (a.placeId < b.placeId ? -1 : 1));
  return {
    ruleVersion: ROTA_RULE,
    seed,
    assignments,
    figures: rotaFigures(problem, assignments),
    proofs: plan.proofs,
    wishes: wishesOf(ground, plan, places),
    clash: plan.placed < ground.trainees.length ? clashOf(ground, solve) : null,
  };
}

function wishesOf(ground: Ground, plan: Plan, places: readonly (RotaPlace | null)[]): Proposed[] {
  const unmet = reasonsOf(ground, plan);
  return ground.trainees.map(({ id, ranked }, trainee) => {
    const place = places[trainee];
    if (!place) return { personId: id, weekId: null, placeId: null, rank: null, wished: false, unmet: unmet[trainee]! };
    const rank = ground.ranks[trainee]![plan.bins[trainee]!]!;
    return { personId: id, weekId: place.weekId, placeId: place.id, rank, wished: rank <= ranked.length, unmet: unmet[trainee]! };
  });
}
