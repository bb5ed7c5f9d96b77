/** One aim of the solver, on what the aims before have left open. */
export type Option = { bin: number; cost: number };
export type Stage = {
  /** For each trainee the bins open to them: the weeks, and one more for those whom no week is left for. */
  options: readonly (readonly Option[])[];
  bins: readonly Bin[];
};
/** How many it takes at least and at most; each above `alone` costs `extra`. */
export type Bin = { low: number; high: number; alone: number; extra: number };

/** What so many cost in a bin, beside what each of them costs: never less for one more than for the one before. */
export const crowding = ({ alone, extra }: Bin, count: number): number => extra * Math.max(0, count - alone);

export function countsOf(stage: Stage, plan: readonly number[]): number[] {
  const counts = stage.bins.map(() => 0);
  for (const bin of plan) counts[bin]! += 1;
  return counts;
}

/** What a plan costs. */
export function valueOf(stage: Stage, plan: readonly number[]): number {
  const counts = countsOf(stage, plan);
  const crowded = stage.bins.reduce((sum, bin, i) => sum + crowding(bin, counts[i]!), 0);
  return plan.reduce((sum, bin, trainee) => sum + costOf(stage, trainee, bin), crowded);
}

/** @throws Error for a bin that is not open to the trainee */
export function costOf(stage: Stage, trainee: number, bin: number): number {
  const option = stage.options[trainee]!.find((option) => option.bin === bin);
  if (option === undefined) throw new Error(`trainee ${trainee} is in week ${bin}, which is not open to them`);
  return option.cost;
}

/**
 * No plan can cost less than this, whatever the prices: were every place to be paid for, each trainee could not fare better than in the
 * bin that is cheapest with its price, nor each bin earn more than with the number that pays best. Knows no plan, so it proves one.
 */
export function boundOf(stage: Stage, prices: readonly number[]): number {
  const trainees = stage.options.reduce((sum, options) => sum + cheapest(options, prices), 0);
  return stage.bins.reduce((sum, bin, i) => sum + best(bin, prices[i]!).cost, trainees);
}

/** What prices that prove a plan leave open: every plan that costs as little, and no other. */
export function faceOf(stage: Stage, prices: readonly number[]): Stage {
  return {
    options: stage.options.map((options) => {
      const least = cheapest(options, prices);
      return options.filter(({ bin, cost }) => cost + prices[bin]! === least);
    }),
    bins: stage.bins.map((bin, i) => ({ ...bin, low: best(bin, prices[i]!).low, high: best(bin, prices[i]!).high })),
  };
}

function cheapest(options: readonly Option[], prices: readonly number[]): number {
  return options.reduce((least, { bin, cost }) => Math.min(least, cost + prices[bin]!), Infinity);
}

/** The numbers that cost a bin least when each brings its price. */
function best(bin: Bin, price: number): { cost: number; low: number; high: number } {
  let found = { cost: Infinity, low: bin.low, high: bin.low };
  for (let count = bin.low; count <= bin.high; count++) {
    const cost = crowding(bin, count) - price * count;
    if (cost < found.cost) found = { cost, low: count, high: count };
    else if (cost === found.cost) found = { ...found, high: count };
  }
  return found;
}
