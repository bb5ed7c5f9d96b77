import type { PersonName } from '@seldinger/contract';
import { useMemo } from 'react';
import { useFormat } from '../../i18n/use-format';

const tags = { en: 'en-GB', it: 'it-IT' } as const;
const kept = new Map<string, Intl.DateTimeFormat>();

/** "22 Feb": a day of the calendar, or a week by its Monday. */
export function weekName(monday: string, language: keyof typeof tags): string {
  const made = kept.get(language) ?? new Intl.DateTimeFormat(tags[language], { day: 'numeric', month: 'short', timeZone: 'UTC' });
  kept.set(language, made);
  return made.format(Date.parse(`${monday}T00:00:00Z`));
}

/** "22 Feb" in the reader's language. */
export function useWeekName(): (monday: string) => string {
  const { language } = useFormat();
  return (monday) => weekName(monday, language);
}

/** Names as short as they can be: the family name, with the given name where two share it. */
export function shortNames(people: readonly PersonName[]): Map<string, string> {
  const count = new Map<string, number>();
  for (const { familyName } of people) count.set(familyName, (count.get(familyName) ?? 0) + 1);
  return new Map(people.map(({ id, givenName, familyName }) => [id, (count.get(familyName) ?? 0) > 1 ? `${familyName} ${givenName}` : familyName]));
}

export const useShortNames = (people: readonly PersonName[]): Map<string, string> => useMemo(() => shortNames(people), [people]);
