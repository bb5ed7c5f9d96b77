import { z } from 'zod';
import { bilingual, id, instant, localDate, minutes } from './primitives';

export const moduleProgress = z
  .object({ moduleId: id, key: z.string(), title: bilingual, elearningMinutes: minutes, handsonMinutes: minutes, earnedMinutes: minutes, possibleMinutes: minutes, lostMinutes: minutes, /** Of what is earned. */ handsonEarnedMinutes: minutes })
  .meta({ id: 'ModuleProgress' });

/** How attending came to its minutes. */
const attendedWhy = z.object({
  presentMinutes: minutes,
  /** The time held less its breaks; `spanMinutes` with them. */
  heldMinutes: minutes,
  spanMinutes: minutes,
  plannedMinutes: minutes,
  wholeFromPercent: z.int(),
  /** What decided: minute for minute, the whole lecture, or the whole of one that was cut short. */
  basis: z.enum(['minute-for-minute', 'whole', 'cut-short']),
  whole: z.boolean(),
  corrected: z.boolean(),
});
/** How watching did: up to what attending left of the planned minutes, and other lectures of the cap. */
const watchedWhy = z.object({ basis: z.literal('watched'), watchedMinutes: minutes, attendedMinutes: minutes, plannedMinutes: minutes, capMinutes: minutes, usedMinutes: minutes });
/** How a week in the suite did: its minutes are shared out over the modules that have hands-on weight. */
const practisedWhy = z.object({
  basis: z.literal('hands-on'),
  /** The whole week, on so many days. */
  weekMinutes: minutes,
  days: z.int(),
  /** In proportion to this module's weight of that of all. */
  moduleWeight: minutes,
  totalWeight: minutes,
});

export const ledgerEntry = z
  .object({
    id,
    lectureId: id.nullable(),
    lectureTitle: bilingual.nullable(),
    lectureStartsAt: instant.nullable(),
    /** The week in the suite that it is for. */
    week: z.object({ signatureId: id, bookingId: id, monday: localDate }).nullable(),
    moduleId: id,
    /** Whole minutes; a reversing entry is negative. */
    minutes: z.int(),
    kind: z.enum(['lecture', 'catch-up', 'hands-on', 'reversal']),
    reversesId: id.nullable(),
    ruleVersion: z.string(),
    /** A reversal has that of what it takes back. */
    why: z.discriminatedUnion('basis', [attendedWhy, watchedWhy, practisedWhy]),
    author: z.string(),
    reason: z.string().nullable(),
    at: instant,
  })
  .meta({ id: 'LedgerEntry' });
export type LedgerEntry = z.infer<typeof ledgerEntry>;

/** "Am I on track": the same figures for the trainee and for the director. */
export const progress = z
  .object({
    personId: id,
    givenName: z.string(),
    familyName: z.string(),
    modules: z.array(moduleProgress),
    targetMinutes: minutes,
    earnedMinutes: minutes,
    possibleMinutes: minutes,
    lostMinutes: minutes,
    elearning: z.object({ targetMinutes: minutes, earnedMinutes: minutes, possibleMinutes: minutes, lostMinutes: minutes }),
    handson: z.object({ targetMinutes: minutes, earnedMinutes: minutes, possibleMinutes: minutes, lostMinutes: minutes }),
    onTrack: z.boolean(),
    /** How many more lectures may be missed before the target is out of reach. */
    slackLectures: z.int(),
  })
  .meta({ id: 'Progress' });
export type Progress = z.infer<typeof progress>;

/** A lecture as the trainee sees it in the credits: what it gave, or why it gave nothing (yet). `catchUpMinutes` of it came from watching its recording. */
export const lectureCredit = z
  .object({ lectureId: id, number: z.int(), title: bilingual, moduleId: id, startsAt: instant, endsAt: instant, plannedMinutes: minutes, state: z.enum(['to-come', 'live', 'waiting', 'earned', 'missed']), creditMinutes: minutes, catchUpMinutes: minutes, countsWhole: z.boolean() })
  .meta({ id: 'LectureCredit' });
export type LectureCreditRow = z.infer<typeof lectureCredit>;

/** A week in the suite as the trainee sees it in the credits. `open`: it has begun or is over, and is not signed; `waiting`: it is signed, and the ledger does not know yet. */
export const weekCredit = z
  .object({ bookingId: id, monday: localDate, roomName: z.string(), state: z.enum(['to-come', 'open', 'waiting', 'earned', 'missed']), creditMinutes: minutes, modules: z.array(z.object({ moduleId: id, minutes })) })
  .meta({ id: 'WeekCredit' });
export type WeekCreditRow = z.infer<typeof weekCredit>;

/** A trainee's account: progress, every lecture of the plan, the weeks in the suite, and the ledger, oldest entry first. */
export const creditAccount = z.object({ progress, lectures: z.array(lectureCredit), weeks: z.array(weekCredit), entries: z.array(ledgerEntry) }).meta({ id: 'CreditAccount' });
export type CreditAccount = z.infer<typeof creditAccount>;
export const cohortProgress = z.object({ items: z.array(progress) }).meta({ id: 'CohortProgress' });
export type CohortProgress = z.infer<typeof cohortProgress>;
