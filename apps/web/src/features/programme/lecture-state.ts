import type { Lecture, LectureCreditRow } from '@seldinger/contract';
import type { Tone } from '@seldinger/ui';
import { entryTo } from './entry';

/** What a lecture is to its reader: for a trainee with what it gave, for everybody else with what happens to it. */
export type LectureStanding = 'to-come' | 'live' | 'waiting' | 'verified' | 'not-held' | 'earned' | 'missed';

/** `credit`: the reader's own, for trainees. `now` in epoch milliseconds. */
export function standingOf(lecture: Lecture, credit: LectureCreditRow | undefined, now: number): LectureStanding {
  if (lecture.state === 'planned') return entryTo(lecture, now) === 'over' ? 'not-held' : 'to-come';
  if (lecture.state === 'live') return 'live';
  if (lecture.state === 'ended') return 'waiting';
  return credit && credit.state !== 'to-come' && credit.state !== 'live' ? credit.state : 'verified';
}

export const standingTone: Record<LectureStanding, Tone> = { 'to-come': 'quiet', live: 'accent', waiting: 'quiet', verified: 'quiet', 'not-held': 'attention', earned: 'good', missed: 'wrong' };
