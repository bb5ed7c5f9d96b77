import { costOf, countsOf, crowding, type Stage } from './stage';

/** How trainees could move on from a plan: from bin to bin, each leaving for another of their options, until a chain ends where one more fits. */
export type Network = {
  /** What the cheapest chain from a bin to another costs; Infinity where there is none. */
  distance(from: number, to: number): number;
  /** Who moves in it, in their order: the shortest, where chains cost the same. */
  chain(from: number, to: number): { trainee: number; from: number; to: number }[];
  /** Prices of the bins that prove the plan; null when a better one exists. */
  prices(): number[] | null;
};

/** The network of a plan within a stage: the nodes are the bins, and one more that stands for all places that are not filled. */
export function networkOf(stage: Stage, plan: readonly number[]): Network {
  const nodes = stage.bins.length + 1;
  const spare = nodes - 1;
  // Whole costs, with the number of steps behind them: one comparison weighs both, and no way goes round in circles.
  const scale = 2 * nodes;
  const { length, next, mover } = arcs(stage, plan, scale);
  shorten(length, next, nodes);
  const distance = (from: number, to: number) => (from === to ? 0 : Math.floor(length[from * nodes + to]! / scale));
  return {
    distance,
    chain(from, to) {
      const moves = [];
      for (let at = from; at !== to && next[at * nodes + to] !== -1; at = next[at * nodes + to]!) {
        const then = next[at * nodes + to]!;
        if (at !== spare && then !== spare) moves.push({ trainee: mover[at * nodes + then]!, from: at, to: then });
      }
      return moves;
    },
    prices() {
      for (let node = 0; node < nodes; node++) if (length[node * nodes + node]! < 0) return null;
      const potential = (node: number) => {
        let least = 0;
        for (let from = 0; from < nodes; from++) least = Math.min(least, distance(from, node));
        return least;
      };
      const level = potential(spare);
      return stage.bins.map((_, bin) => level - potential(bin));
    },
  };
}

function arcs(stage: Stage, plan: readonly number[], scale: number): { length: Float64Array; next: Int32Array; mover: Int32Array } {
  const nodes = stage.bins.length + 1;
  const spare = nodes - 1;
  const length = new Float64Array(nodes * nodes).fill(Infinity);
  const next = new Int32Array(nodes * nodes).fill(-1);
  const mover = new Int32Array(nodes * nodes).fill(-1);
  const offer = (from: number, to: number, cost: number, trainee: number) => {
    const at = from * nodes + to;
    if (cost >= length[at]!) return;
    length[at] = cost;
    next[at] = to;
    mover[at] = trainee;
  };
  for (const [trainee, from] of plan.entries()) {
    const now = costOf(stage, trainee, from);
    for (const { bin, cost } of stage.options[trainee]!) if (bin !== from) offer(from, bin, (cost - now) * scale + 1, trainee);
  }
  for (const [i, count] of countsOf(stage, plan).entries()) {
    const bin = stage.bins[i]!;
    if (count < bin.high) offer(i, spare, (crowding(bin, count + 1) - crowding(bin, count)) * scale + 1, -1);
    if (count > bin.low) offer(spare, i, (crowding(bin, count - 1) - crowding(bin, count)) * scale + 1, -1);
  }
  return { length, next, mover };
}

/** All shortest ways at once, by Floyd and Warshall. */
function shorten(length: Float64Array, next: Int32Array, nodes: number): void {
  for (let via = 0; via < nodes; via++) {
    for (let from = 0; from < nodes; from++) {
      const first = length[from * nodes + via]!;
      if (first === Infinity) continue;
      for (let to = 0; to < nodes; to++) {
        const whole = first + length[via * nodes + to]!;
        if (whole >= length[from * nodes + to]!) continue;
        length[from * nodes + to] = whole;
        next[from * nodes + to] = next[from * nodes + via]!;
      }
    }
  }
}
