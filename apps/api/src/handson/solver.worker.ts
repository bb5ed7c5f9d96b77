import { allocate, type AllocateOptions, type Allocation, type RotaProblem } from '@seldinger/domain';
import { parentPort } from 'node:worker_threads';
import { loadSolve } from './solver.highs';

export type SolverOrder = { problems: readonly RotaProblem[]; options: AllocateOptions };
export type SolverAnswer = { allocations: Allocation[] } | { failure: string };

const solving = loadSolve();

/** Allocating holds this thread until it is done; what is asked meanwhile waits. */
async function answer({ problems, options }: SolverOrder): Promise<SolverAnswer> {
  try {
    const solve = await solving;
    return { allocations: problems.map((problem) => allocate(problem, options, solve)) };
  } catch (error) {
    return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.on('message', (order: SolverOrder) => void answer(order).then((said) => parentPort?.postMessage(said)));
