/** A line of the ledger: whole minutes, negative when it reverses another. E-learning and hands-on do not count for each other. */
export type CreditEntry = { moduleId: string; part: CreditPart; minutes: number };
export type CreditPart = 'e-learning' | 'hands-on';

export type ProgressInput = {
  modules: readonly { id: string; elearningMinutes: number; handsonMinutes: number }[];
  entries: readonly CreditEntry[];
  /** Instants in epoch milliseconds; `verifiedAt` is null until the credit is decided. */
  lectures: readonly { moduleId: string; plannedMinutes: number; endsAt: number; verifiedAt: number | null }[];
  now: number;
};

/** Whole minutes; earned + possible + lost = target. */
export type Tally = { targetMinutes: number; earnedMinutes: number; possibleMinutes: number; lostMinutes: number };
export type ModuleTally = Tally & { moduleId: string; elearning: Tally; handson: Tally };
export type Progress = {
  modules: ModuleTally[];
  total: Tally;
  elearning: Tally;
  handson: Tally;
  /** Nothing of the e-learning target is out of reach. */
  onTrack: boolean;
  /** How many more whole lectures may be missed before something is. */
  slackLectures: number;
};

/** The length of a lecture in minutes by which slack is counted. */
const LECTURE_MINUTES = 180;

/** The sum of the entries of one part of each module, in minutes. */
export function balance(entries: readonly CreditEntry[], part: CreditPart): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { moduleId, minutes, part: of } of entries) if (of === part) sums.set(moduleId, (sums.get(moduleId) ?? 0) + minutes);
  return sums;
}

/**
 * Where a trainee stands. A lecture can still give credit until it is verified, and minutes of a module that no lecture
 * is planned for yet can still be planned while the plan has time to come; what neither can give is lost. Credit beyond
 * a module's weight does not count for another module. Hands-on has its own entries: what they leave stays possible
 * throughout, for there can be another week, and no lecture fills it or makes it lost.
 */
export function progress({ modules, entries, lectures, now }: ProgressInput): Progress {
  const [earned, practised] = [balance(entries, 'e-learning'), balance(entries, 'hands-on')];
  const planOpen = lectures.length === 0 || lectures.some(({ endsAt }) => endsAt > now);
  const rows = modules.map((module) => {
    const own = lectures.filter(({ moduleId }) => moduleId === module.id);
    return moduleProgress({ target: module.elearningMinutes, earned: earned.get(module.id) ?? 0, lectures: own, planOpen });
  });
  const perModule = modules.map(({ id, handsonMinutes }, i): ModuleTally => {
    const { elearning } = rows[i]!;
    const handson = handsonTally(handsonMinutes, practised.get(id) ?? 0);
    return { moduleId: id, elearning, handson, ...sum([elearning, handson]) };
  });
  const elearning = sum(rows.map((row) => row.elearning));
  const onTrack = elearning.lostMinutes === 0;
  const slackLectures = onTrack ? rows.reduce((total, row) => total + row.spareLectures, 0) : 0;
  return { modules: perModule, total: sum(perModule), elearning, handson: sum(perModule.map((module) => module.handson)), onTrack, slackLectures };
}

type Lectures = ProgressInput['lectures'];

function moduleProgress({ target, earned, lectures, planOpen }: { target: number; earned: number; lectures: Lectures; planOpen: boolean }) {
  const open = lectures.filter(({ verifiedAt }) => verifiedAt === null);
  const openMinutes = minutesOf(open);
  const unplanned = planOpen ? Math.max(0, target - minutesOf(lectures)) : 0;
  const earnedMinutes = Math.min(target, Math.max(0, earned));
  const possibleMinutes = Math.min(target - earnedMinutes, openMinutes + unplanned);
  const spare = earnedMinutes + openMinutes + unplanned - target;
  const elearning: Tally = { targetMinutes: target, earnedMinutes, possibleMinutes, lostMinutes: target - earnedMinutes - possibleMinutes };
  return { elearning, spareLectures: Math.min(open.length, Math.max(0, Math.floor(spare / LECTURE_MINUTES))) };
}

function handsonTally(target: number, practised: number): Tally {
  const earnedMinutes = Math.min(target, Math.max(0, practised));
  return { targetMinutes: target, earnedMinutes, possibleMinutes: target - earnedMinutes, lostMinutes: 0 };
}

function minutesOf(lectures: Lectures): number {
  return lectures.reduce((total, { plannedMinutes }) => total + plannedMinutes, 0);
}

function sum(tallies: readonly Tally[]): Tally {
  const of = (field: keyof Tally) => tallies.reduce((total, tally) => total + tally[field], 0);
  return { targetMinutes: of('targetMinutes'), earnedMinutes: of('earnedMinutes'), possibleMinutes: of('possibleMinutes'), lostMinutes: of('lostMinutes') };
}
