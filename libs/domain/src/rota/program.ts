import type { Stage } from './stage';

/** A linear program as text in CPLEX's LP format, solved to optimality; `null` when it has no solution. Integer columns come back whole. */
export type Solve = (program: string) => { value: number; columns: Readonly<Record<string, number>> } | null;

const WHOLE = 1e-6;

/**
 * A plan of least cost. The program is one of transport, so its corners are whole and the linear program's answer is a plan;
 * should a column come back broken all the same, it is solved again as one of integers.
 * @throws Error when there is no plan
 */
export function solveStage(stage: Stage, solve: Solve): number[] {
  if (stage.options.every(({ length }) => length === 1)) return stage.options.map(([only]) => only!.bin);
  const plan = planOf(stage, solve(programOf(stage, false))) ?? planOf(stage, solve(programOf(stage, true)));
  if (plan === null) throw new Error('no plan is left');
  return plan;
}

function planOf(stage: Stage, answer: ReturnType<Solve>): number[] | null {
  if (answer === null) return null;
  const plan: number[] = [];
  for (const [trainee, options] of stage.options.entries()) {
    const found = options.find(({ bin }) => Math.abs(answer.columns[column(trainee, bin)]! - 1) < WHOLE);
    if (found === undefined) return null;
    plan.push(found.bin);
  }
  return plan;
}

const column = (trainee: number, bin: number): string => `x${trainee}_${bin}`;

/** Each trainee has one bin; a bin counts those in it: `a` up to the number that is free of extra cost, `s` above. */
function programOf({ options, bins }: Stage, whole: boolean): string {
  const costs: string[] = [];
  const trainees: string[] = [];
  const inBin: string[][] = bins.map(() => []);
  for (const [trainee, own] of options.entries()) {
    const names = own.map(({ bin }) => column(trainee, bin));
    trainees.push(`t${trainee}: ${names.join('\n+ ')} = 1`);
    for (const [i, { bin, cost }] of own.entries()) {
      inBin[bin]!.push(names[i]!);
      if (cost !== 0) costs.push(`${cost < 0 ? '-' : '+'} ${Math.abs(cost)} ${names[i]}`);
    }
  }
  const counts: string[] = [];
  const bounds: string[] = [];
  for (const [i, { low, high, alone, extra }] of bins.entries()) {
    if (extra > 0) costs.push(`+ ${extra} s${i}`);
    counts.push(`b${i}: ${[...inBin[i]!, ''].join('\n+ ').slice(0, -2)}- a${i} - s${i} = 0`);
    const free = extra > 0 ? alone : high;
    bounds.push(`${Math.min(low, free)} <= a${i} <= ${Math.min(high, free)}`, `${Math.max(low - free, 0)} <= s${i} <= ${Math.max(high - free, 0)}`);
  }
  const lines = ['min', `obj: ${costs.join('\n')}`, 'st', ...trainees, ...counts, 'bounds', ...bounds];
  return [...lines, ...(whole ? ['general', ...inBin.flat()] : []), 'end', ''].join('\n');
}
