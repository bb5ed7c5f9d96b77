import { allocate, type Allocation, type RotaProblem, type Solve } from '@seldinger/domain';
import { median, report } from '../measure';
import { rotaCase } from './cases';
import { bareAssignment, greedy, loadSolve, matched } from './peers';

const CASES = 20;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Seconds to the best rota with all rules and aims, its proofs and the reason for every wish not met: median of twenty suites.
 * The peer is a bare assignment of the same suites in HiGHS: worst rank, then sum of ranks.
 */
export async function rotaSeconds(trainees: number, weeks: number, aim: string): Promise<void> {
  const solve = await loadSolve();
  const problems = suites(trainees, weeks);
  proven(problems[0]!, 0, solve);
  bareAssignment(problems[0]!, solve);
  const [ours, peer] = [[] as number[], [] as number[]];
  for (const [seed, problem] of problems.entries()) {
    ours.push(seconds(() => proven(problem, seed, solve)));
    peer.push(seconds(() => bareAssignment(problem, solve)));
  }
  report({ name: `rota-${trainees}x${weeks}`, ours: median(ours), peer: median(peer), unit: 's', runs: CASES, slowest: Math.max(...ours), aim });
}

/** How well off trainees are with our plan, with that of a person with a list (the peer), and with a min-cost matching: means over the same suites. */
export async function rotaRanks(figure: 'rota-worst-rank' | 'rota-rank-sum'): Promise<void> {
  const solve = await loadSolve();
  const plans = suites(40, 30).map((problem, seed) => ({ ours: proven(problem, seed, solve).figures, greedy: greedy(problem, seed), matching: matched(problem, solve)! }));
  const worst = figure === 'rota-worst-rank';
  const ours = mean(plans.map((plan) => (worst ? plan.ours.worstRank : plan.ours.rankSum)));
  const [peer, matching] = [mean(plans.map((plan) => (worst ? plan.greedy.worst : plan.greedy.sum))), mean(plans.map((plan) => (worst ? plan.matching.worst : plan.matching.sum)))];
  report({ name: figure, ours, peer, matching, unit: 'rank', runs: CASES });
}

const suites = (trainees: number, weeks: number): RotaProblem[] => Array.from({ length: CASES }, (_, seed) => rotaCase(1 + seed, trainees, weeks));

/** @throws Error unless everybody is placed and every value is as good as its bound */
function proven(problem: RotaProblem, seed: number, solve: Solve): Allocation {
  const allocation = allocate(problem, { seed, weighExposure: true }, solve);
  const { proofs, figures } = allocation;
  if (figures.placed < figures.trainees || proofs.some(({ value, bound }) => value !== bound)) throw new Error(`case ${seed} is not proven: ${JSON.stringify(proofs)}`);
  return allocation;
}

function seconds(work: () => unknown): number {
  const before = performance.now();
  work();
  return (performance.now() - before) / 1_000;
}
