import type { Lecture } from '@seldinger/contract';
import { localDate } from '@seldinger/domain';

export interface TeachingDay {
  /** YYYY-MM-DD in the course's zone. */
  date: string;
  lectures: Lecture[];
}

export interface TeachingMonth {
  /** YYYY-MM */
  month: string;
  days: TeachingDay[];
}

/** Appends to the last group if it has this key, else begins a new one; lectures come in order of time. */
function grouped<Item, Group>(items: readonly Item[], keyOf: (item: Item) => string, begin: (key: string, items: Item[]) => Group): Group[] {
  const groups: { key: string; items: Item[] }[] = [];
  for (const item of items) {
    const key = keyOf(item);
    const last = groups.at(-1);
    if (last?.key === key) last.items.push(item);
    else groups.push({ key, items: [item] });
  }
  return groups.map(({ key, items: own }) => begin(key, own));
}

/** The lectures by the course's own calendar: what begins at midnight in Rome is on that day, wherever one reads it. */
export function teachingDays(lectures: readonly Lecture[], courseZone: string): TeachingDay[] {
  return grouped(
    lectures,
    ({ startsAt }) => localDate(Date.parse(startsAt), courseZone),
    (date, own): TeachingDay => ({ date, lectures: own }),
  );
}

export function teachingMonths(lectures: readonly Lecture[], courseZone: string): TeachingMonth[] {
  return grouped(
    teachingDays(lectures, courseZone),
    ({ date }) => date.slice(0, 7),
    (month, days): TeachingMonth => ({ month, days }),
  );
}
