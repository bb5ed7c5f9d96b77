import { z } from 'zod';
import { personName } from './handson';
import { id, instant, localDate, localDateTime, minutes, reason, token } from './primitives';

/** Attendance in the suite: who was there from when until when, signed by the supervisor. */

export const timeSource = z.enum(['supervisor', 'code']);
const dayTimesKept = z.object({ cameAt: instant.nullable(), leftAt: instant.nullable() });
export const suiteDay = z
  .object({
    date: localDate,
    cameAt: instant.nullable(),
    cameSource: timeSource.nullable(),
    leftAt: instant.nullable(),
    leftSource: timeSource.nullable(),
    /** What the day gives: by what is recorded now, or as it was signed; at most the day's planned minutes. */
    minutes,
    signed: z.object({ at: instant, by: z.string() }).nullable(),
    /** By hand, the oldest first; `reopened`: only its signature was taken back. */
    changes: z.array(z.object({ at: instant, by: z.string(), reason: z.string(), reopened: z.boolean(), before: dayTimesKept, after: dayTimesKept })),
    /** 0: nothing was recorded yet. */
    version: z.int(),
  })
  .meta({ id: 'SuiteDay' });
export type SuiteDay = z.infer<typeof suiteDay>;

/** A trainee's week in the suite. */
export const suiteStay = z
  .object({
    bookingId: id,
    person: personName,
    roomId: id,
    roomName: z.string(),
    monday: localDate,
    days: z.array(suiteDay),
    dayMinutes: minutes,
    /** The sum of its days. */
    minutes,
    signature: z.object({ id, minutes, at: instant, by: z.string() }).nullable(),
    abilities: z.object({ supervise: z.boolean() }),
  })
  .meta({ id: 'SuiteStay' });
export type SuiteStay = z.infer<typeof suiteStay>;

/** A week in the suite, with everyone who has a place in it. */
export const suiteWeek = z
  .object({ editionId: id, monday: localDate, /** By the edition's calendar. */ today: localDate, timeZone: z.string(), rooms: z.array(z.object({ id, name: z.string() })), stays: z.array(suiteStay), /** Mondays of all weeks with places taken, in order. */ mondays: z.array(localDate) })
  .meta({ id: 'SuiteWeek' });
export type SuiteWeek = z.infer<typeof suiteWeek>;
/** Without a day: this week, else the next one that somebody has a place in, else the last. */
export const suiteQuery = z.object({ monday: localDate.optional() });

export const dayParams = z.object({ bookingId: id, date: localDate });
/** Wall-clock times in the edition's zone; a time that was recorded before is only changed with a reason. */
export const dayTimes = z.object({ cameAtLocal: localDateTime.nullable(), leftAtLocal: localDateTime.nullable(), reason: reason.nullable(), version: z.int().min(0) }).meta({ id: 'SuiteDayTimes' });
export type SuiteDayTimes = z.infer<typeof dayTimes>;
export const daySignature = z.object({ version: z.int().min(0) }).meta({ id: 'SuiteDaySignature' });
/** `minutes`: the sum that was seen; another one is refused. */
export const weekSignature = z.object({ minutes }).meta({ id: 'SuiteWeekSignature' });
export const suiteReopening = z.object({ reason }).meta({ id: 'SuiteReopening' });

/** The code on the room's screen; the trainee's first of a day says that they came, a later one that they leave. */
export const checkIn = z.object({ roomId: id, code: z.string().regex(/^\d{6}$/) }).meta({ id: 'SuiteCheckIn' });
export const checkInAnswer = z.object({ what: z.enum(['came', 'left']), /** What the day at hand stands at. */ date: localDate, stay: suiteStay }).meta({ id: 'SuiteCheckInAnswer' });

export const newScreen = z.object({ url: z.string() }).meta({ id: 'NewSuiteScreen' });
export const screenParams = z.object({ token });
export const suiteScreen = z.object({ roomId: id, roomName: z.string(), editionName: z.string(), code: z.string(), /** When the next code comes. */ until: instant, now: instant }).meta({ id: 'SuiteScreen' });
export type SuiteScreen = z.infer<typeof suiteScreen>;
/** A trainee's own weeks in the suite. */
export const ownStays = z.object({ items: z.array(suiteStay) }).meta({ id: 'OwnSuiteStays' });
export type OwnSuiteStays = z.infer<typeof ownStays>;
