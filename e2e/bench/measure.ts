/** What a bench prints: ours beside its limit (or peer), measured in the same run. `ratio` is ours / limit. */
export type Figure = { name: string; ours: number; limit?: number; peer?: number; unit: string; runs: number; aim?: string } & Record<string, unknown>;

const rounded = (value: number): number => Number(value.toPrecision(4));

/** One line of JSON on standard output. */
export function report(figure: Figure): void {
  const beside = figure.limit ?? figure.peer;
  const { name, ours, limit, peer, unit, runs, ...more } = figure;
  console.log(
    JSON.stringify({
      name,
      ours: rounded(ours),
      ...(limit === undefined ? {} : { limit: rounded(limit) }),
      ...(peer === undefined ? {} : { peer: rounded(peer) }),
      ...(beside === undefined ? {} : { ratio: rounded(ours / beside) }),
      unit,
      runs,
      ...more,
    }),
  );
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The value below which the given share (0 to 1) of all values lies. */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

export async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work();
  return performance.now() - before;
}

/**
 * Measures ours and the limit in turn, after a warm-up of each, so that a machine that slows down slows both.
 * Returns the medians and how often each was run.
 */
export async function inTurn(runs: number, ours: () => Promise<number>, limit: () => Promise<number>): Promise<{ ours: number; limit: number; runs: number }> {
  await ours();
  await limit();
  const measured = { ours: [] as number[], limit: [] as number[] };
  for (let run = 0; run < runs; run += 1) {
    measured.ours.push(await ours());
    measured.limit.push(await limit());
  }
  return { ours: median(measured.ours), limit: median(measured.limit), runs };
}
