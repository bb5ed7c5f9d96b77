import type { RotaPlace, RotaProblem, RotaTrainee, RotaWeek } from './types';

/** Why nobody more can have a week, whoever it is. */
export type Shut = 'past' | 'closed' | 'lectures' | 'given';
/** What is free of a room in a week, and how many have a place there already. */
export type FreeRoom = { roomId: string; free: RotaPlace[]; agreed: number };
export type OpenWeek = { id: string; planned: ReadonlySet<string>; rooms: FreeRoom[]; capacity: number; /** How many can come and be alone in a room. */ alone: number };

/** A problem as the solver sees it, in the order of ids, so that the order in which it was told changes nothing. */
export type Ground = {
  /** Those who have no agreed place. */
  trainees: RotaTrainee[];
  weeks: OpenWeek[];
  /** By trainee and open week; 0 for an impossible one. */
  ranks: number[][];
  /** How many procedures that the trainee lacks the week has on its list. */
  met(trainee: number, week: number): number;
  shut: ReadonlyMap<string, Shut>;
  /** How many share a room whatever is planned. */
  sharing: number;
};

const ROOM = 2;

/** What there is to be shared out, and among whom. @throws Error for a room of more than two places: how many share is not to be weighed there */
export function groundOf(problem: RotaProblem): Ground {
  const served = new Set(problem.agreed.map(({ personId }) => personId));
  const trainees = inOrder(problem.trainees.filter(({ id }) => !served.has(id)));
  const rooms = roomsOf(problem);
  const shut = new Map<string, Shut>();
  const weeks: OpenWeek[] = [];
  for (const week of inOrder(problem.weeks)) {
    const open = (rooms.get(week.id) ?? []).filter(({ closed }) => !closed);
    const why = shutBy(week, open, problem);
    if (why !== null) shut.set(week.id, why);
    else weeks.push(openWeek(week, open));
  }
  const sharing = [...rooms.values()].flat().reduce((sum, { agreed }) => sum + (agreed > 1 ? agreed : 0), 0);
  const met = (trainee: number, week: number) => trainees[trainee]!.lacking.filter((procedure) => weeks[week]!.planned.has(procedure)).length;
  return { trainees, weeks, ranks: trainees.map((trainee) => ranksOf(trainee, weeks)), met, shut, sharing };
}

/** In the order of their ids, which is nobody's language. */
export const inOrder = <T extends { id: string }>(all: readonly T[]): T[] => [...all].sort((a, b) => (a.id < b.id ? -1 : 1));

function roomsOf(problem: RotaProblem): Map<string, (FreeRoom & { closed: boolean })[]> {
  const closed = new Set(problem.closures.map(({ weekId, roomId }) => `${weekId} ${roomId ?? ''}`));
  const given = new Set(problem.agreed.map(({ placeId }) => placeId));
  const rooms = new Map<string, FreeRoom & { closed: boolean }>();
  const weeks = new Map<string, (FreeRoom & { closed: boolean })[]>();
  for (const place of inOrder(problem.places)) {
    const { weekId, roomId } = place;
    let room = rooms.get(`${weekId} ${roomId}`);
    if (room === undefined) {
      room = { roomId, free: [], agreed: 0, closed: closed.has(`${weekId} `) || closed.has(`${weekId} ${roomId}`) };
      rooms.set(`${weekId} ${roomId}`, room);
      weeks.set(weekId, [...(weeks.get(weekId) ?? []), room]);
    }
    if (given.has(place.id)) room.agreed += 1;
    else room.free.push(place);
    if (room.free.length + room.agreed > ROOM) throw new Error(`room ${roomId} has more than ${ROOM} places in week ${weekId}`);
  }
  return weeks;
}

function shutBy(week: RotaWeek, open: readonly FreeRoom[], { today, rule }: RotaProblem): Shut | null {
  if (week.monday < today) return 'past';
  if (open.length === 0) return 'closed';
  if (rule.keepLectureDays && week.lectures) return 'lectures';
  return open.some(({ free }) => free.length > 0) ? null : 'given';
}

function openWeek({ id, planned }: RotaWeek, rooms: FreeRoom[]): OpenWeek {
  const capacity = rooms.reduce((sum, { free }) => sum + free.length, 0);
  return { id, planned: new Set(planned), rooms, capacity, alone: rooms.filter(({ free, agreed }) => agreed === 0 && free.length > 0).length };
}

/** As `rankOf`, for all weeks at once. */
function ranksOf({ ranked, impossible }: RotaTrainee, weeks: readonly OpenWeek[]): number[] {
  const known = new Map([...ranked].map((weekId, i) => [weekId, i + 1]));
  for (const weekId of impossible) known.set(weekId, 0);
  return weeks.map(({ id }) => known.get(id) ?? ranked.length + 1);
}
