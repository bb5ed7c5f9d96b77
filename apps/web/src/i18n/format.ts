import { formatCme } from '@seldinger/domain';
import type { Language } from './language';

const MINUTE_MS = 60_000;

/** British order and a 24-hour clock: the course is a European one. */
const tags: Record<Language, string> = { en: 'en-GB', it: 'it-IT' };

/** Intl's formatters are slow to make and free to keep. */
const kept = new Map<string, Intl.DateTimeFormat>();
function dateFormat(language: Language, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language}|${zone}|${JSON.stringify(options)}`;
  const made = kept.get(key) ?? new Intl.DateTimeFormat(tags[language], { ...options, timeZone: zone });
  kept.set(key, made);
  return made;
}

/** "Tue 9 Feb", with the year where asked. `instant` in epoch milliseconds. */
export function day(instant: number, language: Language, zone: string, { year = false } = {}): string {
  const options = { weekday: 'short', day: 'numeric', month: 'short', year: year ? 'numeric' : undefined } as const;
  return dateFormat(language, zone, options).format(instant).replace(',', '');
}

/** "15:00" */
export function time(instant: number, language: Language, zone: string): string {
  return dateFormat(language, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(instant);
}

/** "15:00:09", for evidence. */
export function exactTime(instant: number, language: Language, zone: string): string {
  return dateFormat(language, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(instant);
}

/** A calendar date without a zone ("2027-02-09") as "Tue 9 Feb 2027". */
export function calendarDate(date: string, language: Language): string {
  return day(Date.parse(`${date}T00:00:00Z`), language, 'UTC', { year: true });
}

/** "February 2027", of a month without a zone ("2027-02"). */
export function month(yearMonth: string, language: Language): string {
  return dateFormat(language, 'UTC', { month: 'long', year: 'numeric' }).format(Date.parse(`${yearMonth}-01T00:00:00Z`));
}

export interface LectureTime {
  /** In the course's zone: "Tue 9 Feb, 15:00–18:00". */
  course: string;
  /** The start by the reader's clock where it differs: "11:00", with the day where that differs too. */
  own: string | null;
}

/** A span of time in the course's zone and, where the reader's clock shows another time, the start there. */
export function lectureTime(span: { start: number; end: number }, language: Language, courseZone: string, readerZone: string): LectureTime {
  const startDay = day(span.start, language, courseZone);
  const startTime = time(span.start, language, courseZone);
  const ownDay = day(span.start, language, readerZone);
  const ownTime = time(span.start, language, readerZone);
  const sameDay = startDay === ownDay;
  return {
    course: `${startDay}, ${startTime}–${time(span.end, language, courseZone)}`,
    own: sameDay && startTime === ownTime ? null : sameDay ? ownTime : `${ownDay}, ${ownTime}`,
  };
}

/** Whole minutes as "2:14". */
export function hoursMinutes(minutes: number): string {
  const sign = minutes < 0 ? '−' : '';
  const whole = Math.abs(Math.trunc(minutes));
  return `${sign}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** Milliseconds as "2:14", begun minutes not counted. */
export const duration = (ms: number): string => hoursMinutes(Math.trunc(ms / MINUTE_MS));

/** Milliseconds as "2:14:09", for clocks that run. */
export function runningTime(ms: number): string {
  return `${duration(ms)}:${String(Math.trunc(ms / 1000) % 60).padStart(2, '0')}`;
}

/** "in 12 min", "3 days ago": the largest unit that gives at least one; less than a minute counts as one. */
export function relative(instant: number, now: number, language: Language): string {
  const minutes = (instant - now) / MINUTE_MS;
  const toward = Math.sign(minutes) || 1;
  const size = Math.abs(minutes);
  const words = new Intl.RelativeTimeFormat(tags[language], { numeric: 'always', style: size < 60 ? 'short' : 'long' });
  if (size < 60) return words.format(toward * Math.max(1, Math.round(size)), 'minute');
  if (size < 48 * 60) return words.format(toward * Math.round(size / 60), 'hour');
  return words.format(toward * Math.round(size / 1440), 'day');
}

/** A number in the reader's notation. */
export function number(value: number, language: Language, digits = 0): string {
  return new Intl.NumberFormat(tags[language], { maximumFractionDigits: digits }).format(value);
}

/** Whole minutes of credit in CME, to two digits at most; the figure is the domain's, only its notation is ours. */
export const cme = (minutes: number, language: Language): string => number(formatCme(minutes), language, 2);

/** A share of 1 as whole percent, cut: 89.9 % does not look like 90. */
export const percent = (share: number, language: Language): string => number(Math.trunc(share * 100 + 1e-9), language);

/** "Marchetti, Elena" sorts and reads in lists; "Elena Marchetti" elsewhere. */
export const listName = (person: { givenName: string; familyName: string }) => `${person.familyName}, ${person.givenName}`;
export const fullName = (person: { givenName: string; familyName: string }) => `${person.givenName} ${person.familyName}`;
