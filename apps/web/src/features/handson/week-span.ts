import { useFormat } from '../../i18n/use-format';

const tags = { en: 'en-GB', it: 'it-IT' } as const;
const DAY_MS = 86_400_000;

/** Monday to Friday: "22–26 Feb", "29 Mar – 2 Apr". */
export function weekSpan(monday: string, language: keyof typeof tags): string {
  const from = Date.parse(`${monday}T00:00:00Z`);
  const range = new Intl.DateTimeFormat(tags[language], { day: 'numeric', month: 'short', timeZone: 'UTC' }).formatRange(from, from + 4 * DAY_MS);
  return range.replace(/\s/g, ' ').replace(/\b0(\d)/g, '$1').replace(/^(\d+) – (\d+) /, '$1–$2 ');
}

/** The same in the reader's language. */
export function useWeekSpan(): (monday: string) => string {
  const { language } = useFormat();
  return (monday) => weekSpan(monday, language);
}

/** An instant by the edition's clock: "Tue 9 Feb, 15:00". */
export function useMoment(zone: string): (instant: string) => string {
  const format = useFormat();
  return (instant) => `${format.day(instant, zone)}, ${format.time(instant, zone)}`;
}
