import type { CourseModule, Lecture, Plan, PlanProblem } from '@seldinger/contract';
import { useQueryClient } from '@tanstack/react-query';
import { $api } from '../../api/client';
import { entryTo } from './entry';

const ofEdition = (editionId: string) => ({ params: { path: { editionId } } });

/** The whole plan of an edition: modules, lectures in order of time, and what is wrong with it. */
export const usePlan = (editionId: string) => $api.useQuery('get', '/api/editions/{editionId}/plan', ofEdition(editionId));

/** Who may be chosen as a lecture's trainer. */
export const useTrainers = (editionId: string) => $api.useQuery('get', '/api/editions/{editionId}/trainers', ofEdition(editionId));

/** Asks anew for all that shows the plan; to be called after every change of it. */
export function usePlanChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
}

export const moduleOf = ({ modules }: Pick<Plan, 'modules'>, { moduleId }: Pick<Lecture, 'moduleId'>): CourseModule | undefined => modules.find(({ id }) => id === moduleId);

/** The lecture that is on, else the next whose classroom has not closed by `now` (epoch milliseconds); undefined after the last. */
export const nextLecture = (lectures: readonly Lecture[], now: number): Lecture | undefined =>
  lectures.find(({ state }) => state === 'live') ?? lectures.find((lecture) => entryTo(lecture, now) !== 'over');

/** What is wrong with this very lecture. */
export const problemsOf = ({ problems }: Pick<Plan, 'problems'>, lectureId: string): PlanProblem[] => problems.filter(({ lectureIds }) => lectureIds.includes(lectureId));
