import type { Proof } from './answer';
import { draw } from './draw';
import type { Ground } from './ground';
import { atMostPlaced, matching } from './matching';
import { networkOf, type Network } from './network';
import { solveStage, type Solve } from './program';
import { boundOf, faceOf, valueOf, type Bin, type Option, type Stage } from './stage';

/** The best plan: by trainee the bin, where the bin behind the last week takes those who have none. */
export type Plan = {
  bins: number[];
  placed: number;
  worst: number;
  proofs: Proof[];
  /** What was weighed of costs, in its order, and how trainees could move within what the aims before leave open. */
  aims: { aim: Aim; stage: Stage; network: Network }[];
};
export type Aim = 'sum' | 'exposure' | 'sharing' | 'draw';

const SIDES = 1_000;
/** Two who share count as two. */
const SHARERS = 2;

/** One aim after the other, each among the plans that are best by those before. @throws Error when an answer of the solver is not the best one */
export function planOf(ground: Ground, aims: readonly Aim[], seed: number, solve: Solve): Plan {
  const { placed, ...most } = mostPlaced(ground);
  const { worst, ...least } = leastWorst(ground, placed);
  const proofs = [most.proof, least.proof];
  const weighed: { aim: Aim; stage: Stage; prices: number[] }[] = [];
  let left = groundStage(ground, placed, worst);
  let bins: number[] = [];
  for (const aim of aims) {
    const stage = aimed(left, aim, ground, seed);
    bins = solveStage(stage, solve);
    const prices = networkOf(stage, bins).prices();
    if (prices === null) throw new Error(`the solver's plan is not the best one in its ${aim}`);
    if (aim !== 'draw') proofs.push(proofOf(aim, valueOf(stage, bins), boundOf(stage, prices), ground));
    weighed.push({ aim, stage, prices });
    left = faceOf(stage, prices);
  }
  return { bins, placed, worst, proofs, aims: weighed.map(({ aim, stage }) => ({ aim, stage, network: networkOf(stage, bins) })) };
}

const capacities = ({ weeks }: Ground): number[] => weeks.map(({ capacity }) => capacity);
/** By trainee the weeks with at most this rank. */
const openUpTo = ({ ranks }: Ground, rank: number): number[][] => ranks.map((own) => [...own.keys()].filter((week) => own[week]! > 0 && own[week]! <= rank));

function mostPlaced(ground: Ground): { placed: number; proof: Proof } {
  const open = openUpTo(ground, Infinity);
  const { placed, crowd } = matching(open, capacities(ground));
  return { placed, proof: { stage: 'placed', value: placed, bound: atMostPlaced(open, capacities(ground), crowd) } };
}

/** The smallest rank with which as many can be placed: with the next smaller one, somebody would be left over. */
function leastWorst(ground: Ground, placed: number): { worst: number; proof: Proof } {
  const ranks = [0, ...new Set(ground.ranks.flat().filter((rank) => rank > 0))].sort((a, b) => a - b);
  const enough = (rank: number) => matching(openUpTo(ground, rank), capacities(ground)).placed === placed;
  let [short, at] = [-1, ranks.length - 1];
  while (at - short > 1) {
    const middle = (short + at) >> 1;
    if (enough(ranks[middle]!)) at = middle;
    else short = middle;
  }
  const worst = ranks[at]!;
  return { worst, proof: { stage: 'worst', value: worst, bound: worstAtLeast(ground, placed, ranks.slice(0, at).at(-1), worst) } };
}

/** If not so many can be placed with the rank before, the worst has at least the next. */
function worstAtLeast(ground: Ground, placed: number, before: number | undefined, next: number): number {
  if (before === undefined) return 0;
  const open = openUpTo(ground, before);
  const { crowd } = matching(open, capacities(ground));
  return atMostPlaced(open, capacities(ground), crowd) < placed ? next : 0;
}

/** Everything that places as many with no rank behind the worst; those who are left over, whoever they are, go to the last bin. */
export function groundStage(ground: Ground, placed: number, worst: number): Stage {
  const over = ground.trainees.length - placed;
  const none = ground.weeks.length;
  const bins: Bin[] = [...ground.weeks.map(({ capacity, alone }) => ({ low: 0, high: capacity, alone, extra: 0 })), { low: over, high: over, alone: over, extra: 0 }];
  const options = openUpTo(ground, worst).map((weeks): Option[] => [...weeks, ...(over > 0 ? [none] : [])].map((bin) => ({ bin, cost: 0 })));
  return { options, bins };
}

/** The same choices, with what they cost by this aim. */
function aimed(stage: Stage, aim: Aim, ground: Ground, seed: number): Stage {
  const cost = costs(aim, ground, seed);
  return {
    options: stage.options.map((options, trainee) => options.map(({ bin }) => ({ bin, cost: bin < ground.weeks.length ? cost(trainee, bin) : 0 }))),
    bins: stage.bins.map((bin) => ({ ...bin, extra: aim === 'sharing' ? SHARERS : 0 })),
  };
}

function costs(aim: Aim, { trainees, weeks, ranks, met }: Ground, seed: number): (trainee: number, week: number) => number {
  if (aim === 'sum') return (trainee, week) => ranks[trainee]![week]!;
  if (aim === 'exposure') return (trainee, week) => -met(trainee, week);
  if (aim === 'draw') return (trainee, week) => draw(seed, SIDES, trainees[trainee]!.id, weeks[week]!.id);
  return () => 0;
}

/** In the figure's own terms: what is learnt is to be as much as possible, and whoever shares anyway is counted. */
function proofOf(stage: Exclude<Aim, 'draw'>, value: number, bound: number, { sharing }: Ground): Proof {
  if (stage === 'exposure') return { stage, value: 0 - value, bound: 0 - bound };
  return stage === 'sharing' ? { stage, value: value + sharing, bound: bound + sharing } : { stage, value, bound };
}
