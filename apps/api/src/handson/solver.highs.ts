import type { Solve } from '@seldinger/domain';
import loadHighs from 'highs';

/** HiGHS, compiled to WebAssembly, as the solver of `allocate`. Holds the thread while it works. */
export async function loadSolve(): Promise<Solve> {
  const highs = await loadHighs();
  return (program) => {
    const { Status, ObjectiveValue, Columns } = highs.solve(program, { mip_rel_gap: 0, mip_abs_gap: 0.5 });
    if (Status === 'Infeasible') return null;
    if (Status !== 'Optimal') throw new Error(`HiGHS: ${Status}`);
    return { value: ObjectiveValue, columns: Object.fromEntries(Object.entries(Columns).map(([name, { Primal }]) => [name, Primal])) };
  };
}
