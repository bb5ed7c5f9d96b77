import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import * as format from './format';
import type { Language } from './language';

const readerZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The formats of format.ts in the reader's language. Instants come as the API's ISO strings or epoch milliseconds. */
export function useFormat() {
  const { t, i18n } = useTranslation('common');
  const language = i18n.language as Language;
  return useMemo(() => {
    const ms = (instant: string | number) => (typeof instant === 'number' ? instant : Date.parse(instant));
    return {
      language,
      day: (instant: string | number, zone: string, options?: { year?: boolean }) => format.day(ms(instant), language, zone, options),
      time: (instant: string | number, zone: string) => format.time(ms(instant), language, zone),
      exactTime: (instant: string | number, zone: string) => format.exactTime(ms(instant), language, zone),
      calendarDate: (date: string) => format.calendarDate(date, language),
      month: (yearMonth: string) => format.month(yearMonth, language),
      /** "Tue 9 Feb, 15:00–18:00 (your time 11:00)" */
      lectureTime: (span: { startsAt: string; endsAt: string }, courseZone: string) => {
        const { course, own } = format.lectureTime({ start: ms(span.startsAt), end: ms(span.endsAt) }, language, courseZone, readerZone);
        return own ? `${course} (${t('yourTime', { time: own })})` : course;
      },
      /** The same in two parts, for where the reader's own time stands below. */
      lectureTimes: (span: { startsAt: string; endsAt: string }, courseZone: string) => {
        const { course, own } = format.lectureTime({ start: ms(span.startsAt), end: ms(span.endsAt) }, language, courseZone, readerZone);
        return { course, own: own && t('yourTime', { time: own }) };
      },
      relative: (instant: string | number, now: number) => format.relative(ms(instant), now, language),
      number: (value: number, digits?: number) => format.number(value, language, digits),
      cme: (minutes: number) => format.cme(minutes, language),
      percent: (share: number) => format.percent(share, language),
      hoursMinutes: format.hoursMinutes,
      duration: format.duration,
      runningTime: format.runningTime,
      /** The API's two-language texts. */
      text: (both: { en: string; it: string }) => both[language],
      name: format.fullName,
      listName: format.listName,
    };
  }, [language, t]);
}
