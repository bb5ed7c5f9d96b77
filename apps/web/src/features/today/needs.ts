import type { HandsonSwap, Lecture, PendingVerifications, PlaceRequest, PersonRow, Plan, PlanProblem } from '@seldinger/contract';

const DAY_MS = 86_400_000;
/** A lecture without a trainer is pressing four weeks before it, a trainer without a way in two weeks before. */
const trainerWithinMs = 28 * DAY_MS;
const wayInWithinMs = 14 * DAY_MS;

/** One thing that waits for somebody; `by` is when it should be done, epoch milliseconds. */
export type Need = { by: number } & (
  | { kind: 'verify'; pending: PendingVerifications['items'][number] }
  | { kind: 'no-trainer'; lecture: Lecture }
  | { kind: 'no-way-in'; lecture: Lecture & { trainer: NonNullable<Lecture['trainer']> } }
  | { kind: 'problem'; problem: PlanProblem }
  | { kind: 'place-request'; request: PlaceRequest }
  | { kind: 'swap'; swap: HandsonSwap }
);

const toCome = ({ lectures }: Plan, now: number, withinMs: number) => lectures.filter(({ state, startsAt }) => state === 'planned' && Date.parse(startsAt) > now && Date.parse(startsAt) <= now + withinMs);

/** Lectures to come soon that nobody gives yet. */
export const withoutTrainer = (plan: Plan, now: number): Need[] =>
  toCome(plan, now, trainerWithinMs)
    .filter(({ trainer }) => trainer === null)
    .map((lecture) => ({ kind: 'no-trainer', lecture, by: Date.parse(lecture.startsAt) }));

/** Lectures to come soon whose trainer has no account; whether a link was made is to be asked of each. */
export const trainersWithoutAccount = (plan: Plan, trainers: readonly PersonRow[], now: number): (Lecture & { trainer: NonNullable<Lecture['trainer']> })[] => {
  const without = new Set(trainers.filter(({ hasAccount }) => !hasAccount).map(({ id }) => id));
  return toCome(plan, now, wayInWithinMs).flatMap((lecture) => (lecture.trainer && without.has(lecture.trainer.id) ? [{ ...lecture, trainer: lecture.trainer }] : []));
};

/** What is wrong with the plan itself: conflicts at once, hours that do not add up while lectures are still to come. */
export function planNeeds(plan: Plan, now: number): Need[] {
  const ahead = plan.lectures.filter(({ state }) => state === 'planned').at(-1);
  return plan.problems.flatMap((problem): Need[] => {
    if (problem.severity === 'conflict') return [{ kind: 'problem', problem, by: now }];
    return problem.kind === 'module-hours' && ahead ? [{ kind: 'problem', problem, by: Date.parse(ahead.startsAt) }] : [];
  });
}

/** In order of deadline; a verification was due when its lecture ended. */
export const inOrder = (needs: readonly Need[]): Need[] => [...needs].sort((a, b) => a.by - b.by);
