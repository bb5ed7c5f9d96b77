import fc from 'fast-check';
import { allocate } from './allocate';
import { atMostPlaced, matching } from './matching';
import { networkOf } from './network';
import { solveStage, type Solve } from './program';
import { boundOf, faceOf, valueOf, type Stage } from './stage';
import type { RotaProblem } from './types';

/** Two trainees and two weeks with one place each: both would rather have the first, the second trainee by far. */
const two: Stage = {
  options: [[{ bin: 0, cost: 1 }, { bin: 1, cost: 2 }], [{ bin: 0, cost: 1 }, { bin: 1, cost: 9 }]],
  bins: [0, 1].map(() => ({ low: 0, high: 1, alone: 1, extra: 0 })),
};

const stages: fc.Arbitrary<Stage> = fc.integer({ min: 1, max: 3 }).chain((weeks) =>
  fc.record({
    options: fc.array(fc.tuple(...Array.from({ length: weeks }, () => fc.integer({ min: -5, max: 9 }))).map((costs) => costs.map((cost, bin) => ({ bin, cost }))), { minLength: 1, maxLength: 4 }),
    bins: fc.tuple(...Array.from({ length: weeks }, () => fc.record({ low: fc.constant(0), high: fc.integer({ min: 0, max: 3 }), alone: fc.nat(2), extra: fc.nat(2) }))),
  }),
);
const plansOf = ({ options, bins }: Stage): number[][] =>
  options.reduce<number[][]>((plans) => plans.flatMap((plan) => bins.map((_, bin) => [...plan, bin])), [[]]).filter((plan) => bins.every(({ high }, bin) => plan.filter((own) => own === bin).length <= high));

describe('a bound', () => {
  it('is never above what any plan costs, whatever the prices', () => {
    fc.assert(fc.property(stages, fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 3, maxLength: 3 }), (stage, prices) => {
      for (const plan of plansOf(stage)) expect(boundOf(stage, prices)).toBeLessThanOrEqual(valueOf(stage, plan));
    }));
  });

  it('meets a best plan with the prices of its network; a plan that is not the best has no such prices', () => {
    fc.assert(fc.property(stages, (stage) => {
      const plans = plansOf(stage);
      const least = Math.min(...plans.map((plan) => valueOf(stage, plan)));
      for (const plan of plans) {
        const prices = networkOf(stage, plan).prices();
        if (valueOf(stage, plan) > least) expect(prices).toBeNull();
        else expect(boundOf(stage, prices!)).toBe(least);
      }
    }));
  });

  it('leaves open exactly the plans that are as good', () => {
    fc.assert(fc.property(stages, (stage) => {
      const plans = plansOf(stage);
      const least = Math.min(...plans.map((plan) => valueOf(stage, plan)));
      const best = plans.find((plan) => valueOf(stage, plan) === least);
      if (best === undefined) return;
      const { options, bins } = faceOf(stage, networkOf(stage, best).prices()!);
      const left = plans.filter((plan) => plan.every((bin, i) => options[i]!.some((option) => option.bin === bin)) && bins.every(({ low, high }, bin) => plan.filter((own) => own === bin).length >= low && plan.filter((own) => own === bin).length <= high));
      expect(left).toEqual(plans.filter((plan) => valueOf(stage, plan) === least));
    }));
  });

  it('of how many can be placed holds for any set of trainees, and meets the matching for its crowd', () => {
    const open = fc.array(fc.subarray([0, 1, 2]), { minLength: 1, maxLength: 5 });
    fc.assert(fc.property(open, fc.array(fc.nat(2), { minLength: 3, maxLength: 3 }), fc.subarray([0, 1, 2, 3, 4]), (weeks, capacity, some) => {
      const { placed, crowd, weekOf } = matching(weeks, capacity);
      expect(atMostPlaced(weeks, capacity, crowd)).toBe(placed);
      expect(atMostPlaced(weeks, capacity, some.filter((trainee) => trainee < weeks.length))).toBeGreaterThanOrEqual(placed);
      for (const [week, places] of capacity.entries()) expect(weekOf.filter((own) => own === week).length).toBeLessThanOrEqual(places);
    }));
  });
});

describe('what the solver answers', () => {
  const says = (...answers: Record<string, number>[]) => {
    const programs: string[] = [];
    const solve: Solve = (program) => ({ value: 0, columns: answers[programs.push(program) - 1]! });
    return { programs, solve };
  };

  it('is asked again in whole numbers when it is broken', () => {
    const { programs, solve } = says({ x0_0: 0.5, x0_1: 0.5, x1_0: 0.5, x1_1: 0.5 }, { x0_0: 0, x0_1: 1, x1_0: 1, x1_1: 0 });
    expect(solveStage(two, solve)).toEqual([1, 0]);
    expect(programs.map((program) => program.includes('general'))).toEqual([false, true]);
  });

  it('is not needed where nothing is left to choose', () => {
    const { programs, solve } = says();
    expect(solveStage({ ...two, options: [[{ bin: 1, cost: 3 }], [{ bin: 0, cost: 1 }]] }, solve)).toEqual([1, 0]);
    expect(programs).toEqual([]);
  });

  it('is refused when it is no plan, and when it is not the best one', () => {
    const weekIds = ['w0', 'w1', 'w2'];
    const problem: RotaProblem = {
      weeks: weekIds.map((id) => ({ id, monday: '2027-03-01', lectures: false, planned: [] })),
      places: weekIds.map((weekId) => ({ id: `${weekId}-1`, weekId, roomId: 'north', number: 1 })),
      closures: [],
      // Whatever is planned one has the third rank, so the worst rank leaves a worse sum open.
      trainees: [['w0', 'w1'], ['w1', 'w0'], ['w0', 'w3', 'w2']].map((ranked, i) => ({ id: `trainee-${i}`, ranked, impossible: [], lacking: [] })),
      agreed: [],
      today: '2027-01-01',
      rule: { keepLectureDays: false },
    };
    const worse = { x0_0: 0, x0_1: 1, x0_2: 0, x1_0: 1, x1_1: 0, x1_2: 0, x2_0: 0, x2_1: 0, x2_2: 1 };
    expect(() => allocate(problem, { seed: 1, weighExposure: false }, says(worse).solve)).toThrow('not the best one in its sum');
    expect(() => solveStage(two, () => null)).toThrow('no plan is left');
  });
});
