import { localDate } from '../time/zone';

export type PlannedLecture = { id: string; moduleId: string; trainerId: string | null; startsAt: number; endsAt: number };

export const PLAN_PROBLEM_KINDS = ['trainer-twice', 'overlap', 'outside-edition', 'module-hours', 'no-trainer'] as const;
export type PlanProblemKind = (typeof PLAN_PROBLEM_KINDS)[number];

export type PlanProblem = {
  kind: PlanProblemKind;
  /** By their time; empty where no lecture is at fault. */
  lectureIds: string[];
  moduleId: string | null;
  /** Of a module whose lectures do not add up to its weight. */
  plannedMinutes?: number;
  weightMinutes?: number;
  /** A conflict must not be saved; a warning may stand while the plan is being made. */
  severity: 'conflict' | 'warning';
};

export type PlanInput = {
  edition: { startsOn: string; endsOn: string; timeZone: string };
  modules: readonly { id: string; elearningMinutes: number }[];
  /** Instants in epoch milliseconds. */
  lectures: readonly PlannedLecture[];
};

/**
 * Everything wrong with a plan: by kind, then by time, then by the modules' order; the order of the lectures given does not matter.
 * All trainees attend all lectures, so no two may overlap; where the trainer is the same too, both problems are named.
 * The edition's dates are those of its own time zone, the last day included.
 */
export function planProblems({ edition, modules, lectures }: PlanInput): PlanProblem[] {
  const inTime = [...lectures].sort((a, b) => a.startsAt - b.startsAt || a.endsAt - b.endsAt || (a.id < b.id ? -1 : 1));
  const overlapping = inTime.flatMap((first, i) => inTime.slice(i + 1).filter(({ startsAt }) => startsAt < first.endsAt).map((second) => [first, second] as const));
  const sameTrainer = overlapping.filter(([first, second]) => first.trainerId !== null && first.trainerId === second.trainerId);
  return [
    ...sameTrainer.map((pair) => conflict('trainer-twice', pair)),
    ...overlapping.map((pair) => conflict('overlap', pair)),
    ...inTime.filter((lecture) => isOutside(lecture, edition)).map((lecture) => conflict('outside-edition', [lecture])),
    ...modules.flatMap((module) => wrongHours(module, inTime) ?? []),
    ...inTime.filter(({ trainerId }) => trainerId === null).map(({ id }): PlanProblem => ({ kind: 'no-trainer', lectureIds: [id], moduleId: null, severity: 'warning' })),
  ];
}

function conflict(kind: PlanProblemKind, lectures: readonly PlannedLecture[]): PlanProblem {
  return { kind, lectureIds: lectures.map(({ id }) => id), moduleId: null, severity: 'conflict' };
}

function isOutside({ startsAt, endsAt }: PlannedLecture, { startsOn, endsOn, timeZone }: PlanInput['edition']): boolean {
  // A lecture that ends at midnight still belongs to the day before.
  return localDate(startsAt, timeZone) < startsOn || localDate(endsAt - 1, timeZone) > endsOn;
}

function wrongHours({ id, elearningMinutes }: PlanInput['modules'][number], lectures: readonly PlannedLecture[]): PlanProblem | null {
  const own = lectures.filter(({ moduleId }) => moduleId === id);
  const plannedMinutes = Math.floor(own.reduce((sum, { startsAt, endsAt }) => sum + endsAt - startsAt, 0) / 60_000);
  if (plannedMinutes === elearningMinutes) return null;
  return { kind: 'module-hours', lectureIds: [], moduleId: id, plannedMinutes, weightMinutes: elearningMinutes, severity: 'warning' };
}
