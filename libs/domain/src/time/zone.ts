import { Temporal } from 'temporal-polyfill';

const LOCAL_DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;
const LOCAL_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Whether this is the name of a time zone (`Europe/Rome`, `UTC`). Bare offsets are refused: they know nothing of summer time. */
export function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(zone)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/**
 * The instant, in epoch milliseconds, at which clocks in `zone` show `localDateTime` (YYYY-MM-DDTHH:mm).
 * A time that the clocks skip in spring moves on by the skipped hour; one that they show twice in autumn is the first.
 * @throws RangeError when the text is no such time or the zone is unknown.
 */
export function toInstant(localDateTime: string, zone: string): number {
  if (!LOCAL_DATE_TIME.test(localDateTime)) throw new RangeError(`not a local time: ${localDateTime}`);
  return Temporal.PlainDateTime.from(localDateTime).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
}

/** What clocks in `zone` show at this instant, as YYYY-MM-DDTHH:mm; seconds are dropped. */
export function toLocal(ms: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/** The day of the calendar in `zone` at this instant, as YYYY-MM-DD. */
export function localDate(ms: number, zone: string): string {
  return toLocal(ms, zone).slice(0, 10);
}

/** The day of the week of a YYYY-MM-DD, from 1 (Monday) to 7 (Sunday). */
export function weekday(date: string): number {
  return plainDate(date).dayOfWeek;
}

/** The YYYY-MM-DD that lies `days` after `date`; before it when negative. */
export function addDays(date: string, days: number): string {
  return plainDate(date).add({ days }).toString();
}

function plainDate(date: string): Temporal.PlainDate {
  if (!LOCAL_DATE.test(date)) throw new RangeError(`not a date: ${date}`);
  return Temporal.PlainDate.from(date);
}
