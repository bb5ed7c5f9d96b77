import { rotaFigures } from './figures';
import { rankOf } from './rank';
import type { RotaPlace, RotaProblem, RotaTrainee } from './types';
import { violations } from './violations';

const WEEKS = ['w1', 'w2', 'w3'];
const placesOf = (weekIds: string[]): RotaPlace[] =>
  weekIds.flatMap((weekId) => ['north', 'south'].flatMap((roomId) => [1, 2].map((number) => ({ id: `${weekId}-${roomId}-${number}`, weekId, roomId, number }))));
const trainee = (id: string, more: Partial<RotaTrainee> = {}): RotaTrainee => ({ id, ranked: [], impossible: [], lacking: [], ...more });
const problem = (more: Partial<RotaProblem> = {}): RotaProblem => ({
  weeks: WEEKS.map((id, i) => ({ id, monday: `2027-03-0${1 + i}`, lectures: id === 'w3', planned: [] })),
  places: placesOf(WEEKS),
  closures: [],
  trainees: ['anna', 'bruno', 'carla'].map((id) => trainee(id)),
  agreed: [],
  today: '2027-01-01',
  rule: { keepLectureDays: false },
  ...more,
});
const give = (...pairs: [placeId: string, personId: string][]) => pairs.map(([placeId, personId]) => ({ placeId, personId }));
const kinds = (more: Partial<RotaProblem>, ...pairs: [string, string][]) => violations(problem(more), give(...pairs)).map(({ kind, personId }) => [kind, personId]);

describe('a rota', () => {
  it('in which everybody has a place of their own breaks nothing', () => {
    expect(kinds({}, ['w1-north-1', 'anna'], ['w1-north-2', 'bruno'], ['w2-north-1', 'carla'], ['w2-south-1', 'anna'])).toEqual([]);
  });

  it('has one trainee a place: both who are on one are named', () => {
    expect(violations(problem(), give(['w1-north-1', 'anna'], ['w1-north-1', 'bruno']))).toEqual([
      { kind: 'place-twice', placeId: 'w1-north-1', weekId: 'w1', personId: 'anna' },
      { kind: 'place-twice', placeId: 'w1-north-1', weekId: 'w1', personId: 'bruno' },
    ]);
  });

  it('has one place a trainee and week', () => {
    expect(kinds({}, ['w1-north-1', 'anna'], ['w1-south-1', 'anna'], ['w2-north-1', 'anna'])).toEqual([['week-twice', 'anna'], ['week-twice', 'anna']]);
  });

  it('has nobody in a closed week, nor in a closed room', () => {
    const closures = [{ weekId: 'w1', roomId: null }, { weekId: 'w2', roomId: 'north' }];
    expect(kinds({ closures }, ['w1-south-1', 'anna'], ['w2-north-1', 'bruno'], ['w2-south-1', 'carla'])).toEqual([['closed', 'anna'], ['closed', 'bruno']]);
  });

  it('has nobody in a week that is impossible for them', () => {
    const trainees = [trainee('anna', { impossible: ['w1'] }), trainee('bruno')];
    expect(kinds({ trainees }, ['w1-north-1', 'anna'], ['w1-north-2', 'bruno'])).toEqual([['impossible', 'anna']]);
  });

  it('has nobody in a week with lectures if the edition says so', () => {
    expect(kinds({}, ['w3-north-1', 'anna'])).toEqual([]);
    expect(kinds({ rule: { keepLectureDays: true } }, ['w3-north-1', 'anna'])).toEqual([['lectures', 'anna']]);
  });

  it('gives no place of a week that has begun; the week that begins today is still to be had', () => {
    expect(kinds({ today: '2027-03-02' }, ['w1-north-1', 'anna'], ['w2-north-1', 'bruno'])).toEqual([['past', 'anna']]);
  });

  it('keeps what was agreed: neither left out nor given to another', () => {
    const agreed = give(['w1-north-1', 'anna'], ['w2-north-1', 'bruno']);
    expect(violations(problem({ agreed }), give(['w2-north-1', 'carla']))).toEqual([
      { kind: 'agreed-moved', placeId: 'w1-north-1', weekId: 'w1', personId: 'anna' },
      { kind: 'agreed-moved', placeId: 'w2-north-1', weekId: 'w2', personId: 'bruno' },
    ]);
  });

  it('may keep what was agreed in a week that has begun or has got lectures since, or for somebody who has left', () => {
    const agreed = give(['w1-north-1', 'anna'], ['w3-north-1', 'bruno'], ['w3-north-2', 'who left']);
    expect(violations(problem({ agreed, today: '2027-03-02', rule: { keepLectureDays: true } }), agreed)).toEqual([]);
  });

  it('has only places and trainees of the edition', () => {
    expect(violations(problem(), give(['elsewhere', 'anna'], ['w1-north-1', 'nobody']))).toEqual([
      { kind: 'unknown', placeId: 'elsewhere', weekId: '', personId: 'anna' },
      { kind: 'unknown', placeId: 'w1-north-1', weekId: 'w1', personId: 'nobody' },
    ]);
  });

  it('that breaks several rules at once has each named', () => {
    const all = { closures: [{ weekId: 'w3', roomId: null }], trainees: [trainee('anna', { impossible: ['w3'] })], rule: { keepLectureDays: true }, today: '2028-01-01' };
    expect(kinds(all, ['w3-north-1', 'anna']).map(([kind]) => kind)).toEqual(['closed', 'impossible', 'lectures', 'past']);
  });

  it('of forty trainees and thirty weeks is judged in well under a millisecond', () => {
    const weeks = Array.from({ length: 30 }, (_, i) => ({ id: `w${i}`, monday: '2027-03-01', lectures: false, planned: [] }));
    const places = placesOf(weeks.map(({ id }) => id));
    const trainees = Array.from({ length: 40 }, (_, i) => trainee(`t${i}`, { ranked: weeks.slice(0, 5).map(({ id }) => id), impossible: weeks.slice(20).map(({ id }) => id) }));
    const board = problem({ weeks, places, trainees });
    const assignments = trainees.map(({ id }, i) => ({ placeId: places[i]!.id, personId: id }));
    const times = Array.from({ length: 200 }, () => {
      const before = performance.now();
      violations(board, assignments);
      return performance.now() - before;
    }).sort((a, b) => a - b);
    expect(times[100]!).toBeLessThan(1);
  });
});

describe('the figures of a rota', () => {
  const trainees = [trainee('anna', { ranked: ['w1', 'w2'], lacking: ['tace', 'evar'] }), trainee('bruno', { ranked: ['w1'] }), trainee('carla', { ranked: ['w3'], impossible: ['w1'] })];
  const weeks = problem().weeks.map((week) => (week.id === 'w2' ? { ...week, planned: ['tace', 'rfa'] } : week));

  it('count wishes by rank, the sum and the worst, what is learnt and who shares a room', () => {
    const figures = rotaFigures(problem({ trainees, weeks }), give(['w2-north-1', 'anna'], ['w2-north-2', 'bruno']));
    expect(figures).toEqual({ trainees: 3, placed: 2, byRank: [0, 1], worstRank: 2, rankSum: 4, exposure: 1, sharing: 2 });
  });

  it('are those of the trainees who had no agreed place; in the rooms everyone counts', () => {
    const agreed = give(['w2-north-1', 'anna']);
    const assignments = [...agreed, ...give(['w2-north-2', 'bruno'], ['w3-north-1', 'carla'])];
    expect(rotaFigures(problem({ trainees, weeks, agreed }), assignments)).toEqual({ trainees: 2, placed: 2, byRank: [1], worstRank: 2, rankSum: 3, exposure: 0, sharing: 2 });
  });

  it('of an empty rota are nought', () => {
    expect(rotaFigures(problem({ trainees: [] }), [])).toEqual({ trainees: 0, placed: 0, byRank: [], worstRank: 0, rankSum: 0, exposure: 0, sharing: 0 });
  });

  it('take the better of two weeks', () => {
    expect(rotaFigures(problem({ trainees }), give(['w2-north-1', 'anna'], ['w1-north-1', 'anna']))).toMatchObject({ placed: 1, byRank: [1, 0], rankSum: 1, sharing: 0 });
  });
});

it('a week has the rank of its wish; one that is merely possible comes behind the last wish', () => {
  const anna = { ranked: ['w2', 'w1'], impossible: ['w4'] };
  expect(['w1', 'w2', 'w3', 'w4'].map((weekId) => rankOf(anna, weekId))).toEqual([2, 1, 3, null]);
});
