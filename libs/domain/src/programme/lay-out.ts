import { addDays, toInstant, weekday as weekdayOf } from '../time/zone';

export type LayOutInput = {
  /** Dates as YYYY-MM-DD, the last day included. */
  startsOn: string;
  endsOn: string;
  /** The one teaching day of the week, from 1 (Monday) to 7 (Sunday). */
  weekday: number;
  /** When lectures may begin on a teaching day, by wall clock (HH:mm), in order. */
  startTimes: readonly string[];
  minutes: number;
  timeZone: string;
  holidays: readonly string[];
  lectures: number;
};

export type Slot = { startsAtLocal: string; startsAt: number; endsAt: number };
export type LayOut = { ok: true; slots: Slot[] } | { ok: false; reason: 'too-few-days'; teachingDays: number; places: number; wanted: number };

/**
 * Lays lectures evenly over the teaching days of an edition, as many a day as needed, each at the wall-clock time of its
 * zone whatever the season. The days with one lecture more than others are spread as well, and mornings fill first.
 */
export function layOut({ startsOn, endsOn, weekday, startTimes, minutes, timeZone, holidays, lectures }: LayOutInput): LayOut {
  const days = teachingDays({ startsOn, endsOn, weekday, holidays });
  const places = days.length * startTimes.length;
  if (lectures > places) return { ok: false, reason: 'too-few-days', teachingDays: days.length, places, wanted: lectures };
  const laidBefore = (day: number) => Math.ceil((day * lectures) / days.length);
  const slots = days.flatMap((date, day) =>
    startTimes.slice(0, laidBefore(day + 1) - laidBefore(day)).map((time): Slot => {
      const startsAtLocal = `${date}T${time}`;
      const startsAt = toInstant(startsAtLocal, timeZone);
      return { startsAtLocal, startsAt, endsAt: startsAt + minutes * 60_000 };
    }),
  );
  return { ok: true, slots };
}

function teachingDays({ startsOn, endsOn, weekday, holidays }: Pick<LayOutInput, 'startsOn' | 'endsOn' | 'weekday' | 'holidays'>): string[] {
  const days: string[] = [];
  const first = addDays(startsOn, (weekday - weekdayOf(startsOn) + 7) % 7);
  for (let date = first; date <= endsOn; date = addDays(date, 7)) if (!holidays.includes(date)) days.push(date);
  return days;
}
