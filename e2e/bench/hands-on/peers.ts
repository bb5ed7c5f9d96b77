import { rankOf, type RotaProblem, type Solve } from '@seldinger/domain';
import loadHighs from 'highs';
import { numbers, openWeeks } from './cases';

export type Ranks = { worst: number; sum: number; placed: number };

/** HiGHS as the server uses it. */
export async function loadSolve(): Promise<Solve> {
  const highs = await loadHighs();
  return (program) => {
    const { Status, ObjectiveValue, Columns } = highs.solve(program, { mip_rel_gap: 0, mip_abs_gap: 0.5 });
    if (Status !== 'Optimal') return null;
    return { value: ObjectiveValue, columns: Object.fromEntries(Object.entries(Columns).map(([name, { Primal }]) => [name, Primal])) };
  };
}

/** By trainee without a place: the open weeks and their ranks. */
function wishesOf(problem: RotaProblem): { weekId: string; rank: number }[][] {
  const served = new Set(problem.agreed.map(({ personId }) => personId));
  const open = openWeeks(problem).filter(({ placeIds }) => placeIds.length > 0);
  return problem.trainees.filter(({ id }) => !served.has(id)).map((trainee) => open.flatMap(({ weekId }) => {
    const rank = rankOf(trainee, weekId);
    return rank === null ? [] : [{ weekId, rank }];
  }));
}

/** As a person with a list would: one trainee after the other, in an order that is drawn, takes the best week that is still free. */
export function greedy(problem: RotaProblem, seed: number): Ranks {
  const next = numbers(seed);
  const free = new Map(openWeeks(problem).map(({ weekId, placeIds }) => [weekId, placeIds.length]));
  const inTurn = wishesOf(problem).map((wishes) => ({ wishes, lot: next() })).sort((a, b) => a.lot - b.lot);
  const ranks = inTurn.flatMap(({ wishes }) => {
    const best = [...wishes].sort((a, b) => a.rank - b.rank).find(({ weekId }) => free.get(weekId)! > 0);
    if (best === undefined) return [];
    free.set(best.weekId, free.get(best.weekId)! - 1);
    return [best.rank];
  });
  return ranksOf(ranks);
}

/** A min-cost matching: the least sum of ranks, and nothing else. Null when not everybody can be placed. */
export function matched(problem: RotaProblem, solve: Solve): Ranks | null {
  const wishes = wishesOf(problem);
  const answer = solve(assignment(problem, wishes));
  if (answer === null) return null;
  return ranksOf(wishes.map((own, i) => own.find((_, j) => Math.round(answer.columns[`x${i}_${j}`]!) === 1)!.rank));
}

/** A bare assignment as linear programs: the smallest worst rank with which there is one, and its least sum of ranks; no rooms, no exposure, no lots, no proof and no reasons. */
export function bareAssignment(problem: RotaProblem, solve: Solve): Ranks | null {
  const wishes = wishesOf(problem);
  const ranks = [...new Set(wishes.flat().map(({ rank }) => rank))].sort((a, b) => a - b);
  for (const worst of ranks) {
    const within = wishes.map((own) => own.filter(({ rank }) => rank <= worst));
    const answer = within.every(({ length }) => length > 0) ? solve(assignment(problem, within)) : null;
    if (answer !== null) return { worst, sum: Math.round(answer.value), placed: wishes.length };
  }
  return null;
}

function assignment(problem: RotaProblem, wishes: readonly { weekId: string; rank: number }[][]): string {
  const inWeek = new Map(openWeeks(problem).map(({ weekId, placeIds }) => [weekId, { names: [] as string[], places: placeIds.length }]));
  const costs: string[] = [];
  const rows: string[] = [];
  for (const [i, own] of wishes.entries()) {
    const names = own.map((_, j) => `x${i}_${j}`);
    rows.push(`t${i}: ${names.join('\n+ ')} = 1`);
    costs.push(...own.map(({ rank }, j) => `+ ${rank} x${i}_${j}`));
    for (const [j, { weekId }] of own.entries()) inWeek.get(weekId)!.names.push(names[j]!);
  }
  for (const [weekId, { names, places }] of inWeek) if (names.length > 0) rows.push(`w${weekId.replace('-', '')}: ${names.join('\n+ ')} <= ${places}`);
  return ['min', `obj: ${costs.join('\n')}`, 'st', ...rows, 'end', ''].join('\n');
}

const ranksOf = (ranks: readonly number[]): Ranks => ({ worst: Math.max(0, ...ranks), sum: ranks.reduce((sum, rank) => sum + rank, 0), placed: ranks.length });
