import type { RotaProblem, RotaTrainee } from '@seldinger/domain';

const PROCEDURES = Array.from({ length: 24 }, (_, i) => `procedure-${i}`);
const WISHES = 5;
const IMPOSSIBLE = 4;

/** Numbers from 0 to below 1 that the seed alone decides (mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * A suite of two rooms with two places each, as a year of the course may bring it: some weeks are much liked, each trainee ranks five and
 * rules out four, a tenth of the rooms is closed, every fifth week has lectures, and a tenth of the trainees was agreed a place before.
 */
export function rotaCase(seed: number, trainees: number, weeks: number): RotaProblem {
  const next = numbers(seed);
  const some = <T>(all: readonly T[], count: number, weight: (one: T) => number): T[] =>
    all.map((one) => ({ one, key: -Math.log(1 - next()) / weight(one) })).sort((a, b) => a.key - b.key).slice(0, count).map(({ one }) => one);
  const weekIds = Array.from({ length: weeks }, (_, i) => `week-${String(i).padStart(3, '0')}`);
  const liked = new Map(weekIds.map((id) => [id, 1 / (0.05 + next())]));
  const places = weekIds.flatMap((weekId) => ['room-1', 'room-2'].flatMap((roomId) => [1, 2].map((number) => ({ id: `${weekId}-${roomId}-${number}`, weekId, roomId, number }))));
  const closures = weekIds.flatMap((weekId) => (next() < 0.1 ? [{ weekId, roomId: next() < 0.5 ? null : 'room-1' }] : []));
  const week = (id: string, i: number) => ({ id, monday: `2027-${String(1 + Math.floor(i / 28)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`, lectures: i % 5 === 0, planned: some(PROCEDURES, 6, () => 1) });
  const people = Array.from({ length: trainees }, (_, i): RotaTrainee => {
    const ranked = some(weekIds, WISHES, (id) => liked.get(id)!);
    const impossible = some(weekIds.filter((id) => !ranked.includes(id)), IMPOSSIBLE, () => 1);
    return { id: `trainee-${String(i).padStart(3, '0')}`, ranked, impossible, lacking: some(PROCEDURES, 8, () => 1) };
  });
  const problem: RotaProblem = { weeks: weekIds.map(week), places, closures, trainees: people, agreed: [], today: '2027-01-01', rule: { keepLectureDays: true } };
  return { ...problem, agreed: agreements(problem, Math.floor(trainees / 10)) };
}

/** The first of them have a place of their first wish that can be had. */
function agreements(problem: RotaProblem, count: number): { placeId: string; personId: string }[] {
  const free = new Map(openWeeks(problem).map(({ weekId, placeIds }) => [weekId, [...placeIds]]));
  return problem.trainees.slice(0, count).flatMap(({ id, ranked }) => {
    const placeId = ranked.flatMap((weekId) => free.get(weekId)?.splice(0, 1) ?? [])[0];
    return placeId === undefined ? [] : [{ placeId, personId: id }];
  });
}

/** The weeks that somebody can be given, with what is free of each. */
export function openWeeks({ weeks, places, closures, agreed, rule }: RotaProblem): { weekId: string; placeIds: string[] }[] {
  const given = new Set(agreed.map(({ placeId }) => placeId));
  const shut = (weekId: string, roomId: string) => closures.some((closure) => closure.weekId === weekId && (closure.roomId ?? roomId) === roomId);
  return weeks
    .filter(({ lectures }) => !(rule.keepLectureDays && lectures))
    .map(({ id }) => ({ weekId: id, placeIds: places.filter((place) => place.weekId === id && !given.has(place.id) && !shut(id, place.roomId)).map((place) => place.id) }));
}
