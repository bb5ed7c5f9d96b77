import type { Assignment, RotaPlace, RotaProblem, Violation, ViolationKind } from './types';

/**
 * What a rota breaks, one entry a rule and assignment, in the order of the assignments, then the agreed places that it moves; empty for one that can be published.
 * Where two are in each other's way both are named. What was agreed and stays may be in a week that has begun or that has got lectures since.
 */
export function violations(problem: RotaProblem, assignments: readonly Assignment[]): Violation[] {
  const places = new Map(problem.places.map((place) => [place.id, place]));
  const broken = rules(problem, assignments, places);
  const found: Violation[] = [];
  for (const assignment of assignments) {
    const place = places.get(assignment.placeId);
    const kinds: ViolationKind[] = place === undefined ? ['unknown'] : broken(assignment, place);
    for (const kind of kinds) found.push({ kind, placeId: assignment.placeId, weekId: place?.weekId ?? '', personId: assignment.personId });
  }
  const kept = new Set(assignments.map(pair));
  for (const agreed of problem.agreed) {
    if (!kept.has(pair(agreed))) found.push({ kind: 'agreed-moved', placeId: agreed.placeId, weekId: places.get(agreed.placeId)?.weekId ?? '', personId: agreed.personId });
  }
  return found;
}

/** Answers what one assignment breaks; everything that many assignments ask for is looked up once. */
function rules(problem: RotaProblem, assignments: readonly Assignment[], places: ReadonlyMap<string, RotaPlace>): (assignment: Assignment, place: RotaPlace) => ViolationKind[] {
  const trainees = new Map(problem.trainees.map((trainee) => [trainee.id, trainee]));
  const weeks = new Map(problem.weeks.map((week) => [week.id, week]));
  const closed = new Set(problem.closures.map(({ weekId, roomId }) => `${weekId} ${roomId ?? ''}`));
  const agreed = new Set(problem.agreed.map(pair));
  const onPlace = counted(assignments.map(({ placeId }) => placeId));
  const inWeek = counted(assignments.map(({ placeId, personId }) => `${places.get(placeId)?.weekId} ${personId}`));
  return (assignment, { id, weekId, roomId }) => {
    const { personId } = assignment;
    const stays = agreed.has(pair(assignment));
    const week = weeks.get(weekId);
    const trainee = trainees.get(personId);
    const broken: [ViolationKind, boolean][] = [
      ['place-twice', onPlace.get(id)! > 1],
      ['week-twice', inWeek.get(`${weekId} ${personId}`)! > 1],
      ['closed', closed.has(`${weekId} `) || closed.has(`${weekId} ${roomId}`)],
      ['impossible', trainee !== undefined && trainee.impossible.includes(weekId)],
      ['lectures', !stays && problem.rule.keepLectureDays && week !== undefined && week.lectures],
      ['past', !stays && week !== undefined && week.monday < problem.today],
      ['unknown', week === undefined || (!stays && trainee === undefined)],
    ];
    return broken.filter(([, breaks]) => breaks).map(([kind]) => kind);
  };
}

const pair = ({ placeId, personId }: Assignment): string => `${placeId} ${personId}`;

function counted(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
