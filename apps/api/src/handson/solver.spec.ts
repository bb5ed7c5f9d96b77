import type { RotaProblem, RotaTrainee } from '@seldinger/domain';
import { createLog } from '../platform/log';
import { shareHeld } from '../testing/event-loop';
import { buildSolver } from '../testing/solver';
import { Solver } from './solver';

const OPTIONS = { seed: 7, weighExposure: true };

/** Two rooms; everybody wants the same few weeks in an order of their own. */
function suite(trainees: number, weeks: number): RotaProblem {
  const weekIds = Array.from({ length: weeks }, (_, i) => `week-${i}`);
  return {
    weeks: weekIds.map((id, i) => ({ id, monday: '2027-03-01', lectures: false, planned: [`procedure-${i % 7}`] })),
    places: weekIds.flatMap((weekId) => [0, 1, 2, 3].map((i) => ({ id: `${weekId}-${i}`, weekId, roomId: `room-${i >> 1}`, number: 1 + (i % 2) }))),
    closures: [],
    trainees: Array.from({ length: trainees }, (_, i): RotaTrainee => ({ id: `trainee-${i}`, ranked: [0, 1, 2, 3, 4].map((wish) => weekIds[((i * i + wish * 7) % 61) % weeks]!).filter((id, at, all) => all.indexOf(id) === at), impossible: [], lacking: [`procedure-${i % 5}`] })),
    agreed: [],
    today: '2027-01-01',
    rule: { keepLectureDays: false },
  };
}

describe('the solver', () => {
  let solver: Solver;
  beforeAll(buildSolver);
  beforeEach(() => (solver = new Solver(createLog('silent', 'test'))));
  afterEach(() => solver.onApplicationShutdown());

  it('answers with the best rota and its proofs', async () => {
    const { figures, proofs } = await solver.propose(suite(12, 6), OPTIONS);
    expect(figures).toMatchObject({ trainees: 12, placed: 12 });
    expect(proofs.map(({ stage }) => stage)).toEqual(['placed', 'worst', 'sum', 'exposure', 'sharing']);
    for (const { value, bound } of proofs) expect(value).toBe(bound);
  });

  it('answers many questions in their order', async () => {
    const [few, more] = await Promise.all([solver.proposeAll([suite(3, 2), suite(9, 2)], OPTIONS), solver.propose(suite(5, 2), OPTIONS)]);
    expect(few.map(({ figures }) => figures.placed)).toEqual([3, 8]);
    expect(more.figures.placed).toBe(5);
  });

  it('lets the server go on while it plans 200 trainees and 100 weeks', async () => {
    await solver.propose(suite(2, 1), OPTIONS);
    const problem = suite(200, 100);
    const plan = async () => expect((await solver.propose(problem, OPTIONS)).figures.placed).toBe(200);
    expect(await shareHeld(plan, 0.5)).toBeLessThan(0.5);
  });

  it('refuses what takes too long, and answers the next question all the same', async () => {
    await solver.propose(suite(2, 1), OPTIONS);
    solver.patienceMs = 1;
    const late = solver.propose(suite(200, 100), OPTIONS);
    await expect(late).rejects.toMatchObject({ code: 'handson.solver-failed', status: 503 });
    solver.patienceMs = 30_000;
    expect((await solver.propose(suite(4, 2), OPTIONS)).figures.placed).toBe(4);
  });

  it('refuses what fails in the thread, and answers those who waited behind it', async () => {
    const ofThree = { ...suite(1, 1), places: [1, 2, 3].map((number) => ({ id: `${number}`, weekId: 'week-0', roomId: 'room', number })) };
    const [failed, next] = await Promise.allSettled([solver.propose(ofThree, OPTIONS), solver.propose(suite(4, 2), OPTIONS)]);
    expect(failed).toMatchObject({ status: 'rejected', reason: { code: 'handson.solver-failed' } });
    expect(next).toMatchObject({ status: 'fulfilled', value: { figures: { placed: 4 } } });
  });

  it('leaves nobody waiting when the server ends', async () => {
    const [current, behind, closing] = [solver.propose(suite(200, 100), OPTIONS), solver.propose(suite(4, 2), OPTIONS), solver.onApplicationShutdown()];
    expect(await Promise.allSettled([current, behind])).toEqual([0, 1].map(() => expect.objectContaining({ status: 'rejected' })));
    await closing;
    await expect(solver.propose(suite(1, 1), OPTIONS)).rejects.toMatchObject({ code: 'handson.solver-failed' });
  });
});
