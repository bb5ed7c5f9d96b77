import type { Lecture } from '@seldinger/contract';

export type Entry = 'early' | 'open' | 'over';

type Opening = Pick<Lecture, 'state' | 'opensAt' | 'closesAt'>;

/** Whether a classroom lets people in at `now` (epoch milliseconds), as far as the plan tells; a lecture that is on takes people in however long it overruns. */
export function entryTo({ state, opensAt, closesAt }: Opening, now: number): Entry {
  if (state === 'live') return 'open';
  if (state !== 'planned' || now >= Date.parse(closesAt)) return 'over';
  return now < Date.parse(opensAt) ? 'early' : 'open';
}
