import type { PlanProblem } from '@seldinger/contract';
import { planProblems } from '@seldinger/domain';
import type { EntityManager } from 'typeorm';
import { violatedConstraint } from '../platform/db';
import { AppError } from '../platform/http/app-error';
import { lecturesElsewhere, lecturesOf, modulesOf, type EditionRow, type LectureRow, type ModuleRow } from './programme.queries';

/** A lecture as it would stand; its instants are UTC. */
export type Candidate = Pick<LectureRow, 'id' | 'moduleId' | 'trainerId' | 'startsAt' | 'endsAt'>;

/** Any number. Plans are written rarely; one at a time means that each sees all that was saved before it, and none deadlocks. */
const PLAN_LOCK = 7_204_116_033;

/** Held until the transaction ends. */
export async function lockPlan(em: EntityManager): Promise<void> {
  await em.query('SELECT pg_advisory_xact_lock($1)', [PLAN_LOCK]);
}

/** Everything wrong with the plan as given. */
export function problemsOf(edition: EditionRow, modules: readonly ModuleRow[], lectures: readonly Candidate[]): PlanProblem[] {
  return planProblems({ edition, modules, lectures: lectures.map((lecture) => ({ ...lecture, startsAt: lecture.startsAt.getTime(), endsAt: lecture.endsAt.getTime() })) });
}

/**
 * What would be wrong if the lecture stood like this: its own problems and those of its module, old and new.
 * A lecture that is still to be made is in no list of ids.
 */
export async function problemsWith(em: EntityManager, edition: EditionRow, candidate: Candidate): Promise<PlanProblem[]> {
  const [modules, lectures] = [await modulesOf(em, edition.id), await lecturesOf(em, edition.id)];
  const before = lectures.find(({ id }) => id === candidate.id);
  const all = problemsOf(edition, modules, [...lectures.filter((lecture) => lecture !== before), candidate]);
  const touched = all.filter(({ lectureIds, moduleId }) => lectureIds.includes(candidate.id) || (moduleId !== null && [candidate.moduleId, before?.moduleId].includes(moduleId)));
  const elsewhere = candidate.trainerId ? await lecturesElsewhere(em, candidate.trainerId, edition.id, candidate.startsAt, candidate.endsAt) : [];
  const twice = elsewhere.map(({ id }): PlanProblem => ({ kind: 'trainer-twice', lectureIds: [candidate.id, id], moduleId: null, severity: 'conflict' }));
  const exists = before !== undefined;
  return [...twice, ...touched].map((problem) => (exists ? problem : { ...problem, lectureIds: problem.lectureIds.filter((id) => id !== candidate.id) }));
}

/** @throws programme.conflict with those problems that cannot stand, if there are any. */
export function refuseConflicts(problems: readonly PlanProblem[]): void {
  if (problems.some(isConflict)) throw conflict(problems);
}

export function conflict(problems: readonly PlanProblem[]): AppError {
  return new AppError('programme.conflict', { details: { problems: problems.filter(isConflict) } });
}

const isConflict = ({ severity }: PlanProblem): boolean => severity === 'conflict';

/** The database has the last word on overlaps: whether this error is that word. */
export function isOverlap(error: unknown): boolean {
  return ['lecture_overlap', 'lecture_trainer_twice'].includes(violatedConstraint(error) ?? '');
}
