import type { Plan, PlanProblem } from '@seldinger/contract';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import { moduleOf } from './plan';

/** What is wrong with a plan, as sentences with names and figures. */
export function useProblemWords({ lectures, modules, edition }: Pick<Plan, 'lectures' | 'modules' | 'edition'>) {
  const { t } = useTranslation('programme');
  const format = useFormat();
  const hours = (minutes = 0) => format.number(minutes / 60, 1);
  const lectureOf = (id: string) => lectures.find((lecture) => lecture.id === id);
  const nameOf = (id: string) => {
    const lecture = lectureOf(id);
    return lecture ? t('problem.named', { title: format.text(lecture.title), time: `${format.day(lecture.startsAt, edition.timeZone)}, ${format.time(lecture.startsAt, edition.timeZone)}` }) : null;
  };

  const named = (ids: string[]) => ids.flatMap((id) => nameOf(id) ?? []).join(t('problem.and'));

  const ofModule = ({ moduleId, plannedMinutes = 0, weightMinutes = 0 }: PlanProblem) => {
    const module = moduleOf({ modules }, { moduleId: moduleId ?? '' });
    const figures = { module: module ? format.text(module.title) : '', planned: hours(plannedMinutes), weight: hours(weightMinutes) };
    return t(plannedMinutes < weightMinutes ? 'problem.module-hours-less' : 'problem.module-hours-more', figures);
  };

  return {
    /** For the whole plan: every lecture concerned is named. */
    sentence: (problem: PlanProblem): string => {
      if (problem.kind === 'module-hours') return ofModule(problem);
      const trainer = problem.lectureIds.map((id) => lectureOf(id)?.trainer).find(Boolean);
      return t(`problem.${problem.kind}`, { trainer: trainer ? format.name(trainer) : '', lectures: named(problem.lectureIds) });
    },
    /** For the lecture being looked at, which needs no naming; `trainer` is the name of the one chosen for it. */
    ofThis: (problem: PlanProblem, { lectureId, trainer }: { lectureId: string | null; trainer: string | null }): string => {
      if (problem.kind === 'module-hours') return ofModule(problem);
      const others = problem.lectureIds.filter((id) => id !== lectureId);
      // Lectures of other editions are in no list of this one's.
      const elsewhere = problem.kind === 'trainer-twice' && !others.some(lectureOf);
      return t(elsewhere ? 'problem.ofThis.elsewhere' : `problem.ofThis.${problem.kind}`, { trainer: trainer ?? '', lectures: named(others), from: format.calendarDate(edition.startsOn), to: format.calendarDate(edition.endsOn) });
    },
  };
}

/** Stable among the problems of one plan. */
export const problemKey = ({ kind, lectureIds, moduleId }: PlanProblem): string => [kind, moduleId, ...lectureIds].join(' ');
