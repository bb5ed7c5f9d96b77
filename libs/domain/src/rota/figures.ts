import { rankOf } from './rank';
import type { Assignment, RotaProblem } from './types';

export type RotaFigures = { trainees: number; placed: number; byRank: number[]; worstRank: number; rankSum: number; exposure: number; sharing: number };

/**
 * The figures of any rota, by the reckoning of the solver: of the trainees who have no agreed place, the best week that each has in it.
 * `byRank` counts fulfilled wishes, the first wish first; a week that is merely possible has a rank but fulfils none. `exposure` counts the lacking
 * procedures that their weeks have on the list; `sharing` everyone, agreed or not, who is not alone in a room.
 * For the figures of all trainees, ask with no agreed places.
 */
export function rotaFigures(problem: RotaProblem, assignments: readonly Assignment[]): RotaFigures {
  const places = new Map(problem.places.map((place) => [place.id, place]));
  const planned = new Map(problem.weeks.map((week) => [week.id, new Set(week.planned)]));
  const weeksOf = new Map<string, string[]>();
  const inRoom = new Map<string, number>();
  for (const { placeId, personId } of assignments) {
    const place = places.get(placeId);
    if (place === undefined) continue;
    weeksOf.set(personId, [...(weeksOf.get(personId) ?? []), place.weekId]);
    const room = `${place.weekId} ${place.roomId}`;
    inRoom.set(room, (inRoom.get(room) ?? 0) + 1);
  }
  const served = new Set(problem.agreed.map(({ personId }) => personId));
  const trainees = problem.trainees.filter(({ id }) => !served.has(id));
  const byRank: number[] = Array.from({ length: Math.max(0, ...trainees.map(({ ranked }) => ranked.length)) }, () => 0);
  const ranks: number[] = [];
  let placed = 0;
  let exposure = 0;
  for (const trainee of trainees) {
    const weekIds = weeksOf.get(trainee.id) ?? [];
    if (weekIds.length === 0) continue;
    placed += 1;
    exposure += trainee.lacking.filter((procedure) => weekIds.some((weekId) => planned.get(weekId)?.has(procedure))).length;
    const best = weekIds.flatMap((weekId) => rankOf(trainee, weekId) ?? []).sort((a, b) => a - b)[0];
    if (best === undefined) continue;
    ranks.push(best);
    if (best <= trainee.ranked.length) byRank[best - 1]! += 1;
  }
  const sharing = [...inRoom.values()].filter((people) => people > 1).reduce((sum, people) => sum + people, 0);
  return { trainees: trainees.length, placed, byRank, worstRank: Math.max(0, ...ranks), rankSum: ranks.reduce((sum, rank) => sum + rank, 0), exposure, sharing };
}
