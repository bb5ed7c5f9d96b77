import type { CreditAccount, LectureCreditRow, LedgerEntry, Progress } from '@seldinger/contract';
import { progress, type CreditEntry } from '@seldinger/domain';
import type { ModuleRow } from '../programme';
import type { EntryRow, LectureRow, TraineeRow } from './credits.queries';

/** What a trainee's standing comes from. `awaited`: lectures whose verified credit has not reached the ledger yet. */
export type Standing = { trainee: TraineeRow; modules: readonly ModuleRow[]; lectures: readonly LectureRow[]; entries: readonly CreditEntry[]; awaited: ReadonlySet<string>; now: number };

export function presentProgress({ trainee, modules, lectures, entries, awaited, now }: Standing): Progress {
  const undecided = lectures.map(({ id, moduleId, plannedMinutes, endsAt, verifiedAt }) => ({
    moduleId,
    plannedMinutes,
    endsAt: endsAt.getTime(),
    verifiedAt: awaited.has(id) ? null : (verifiedAt?.getTime() ?? null),
  }));
  const { modules: tallies, total, elearning, onTrack, slackLectures } = progress({ modules, entries, lectures: undecided, now });
  return {
    ...trainee,
    modules: modules.map(({ id, key, titleEn, titleIt, elearningMinutes, handsonMinutes }, i) => {
      const { earnedMinutes, possibleMinutes, lostMinutes } = tallies[i]!;
      return { moduleId: id, key, title: { en: titleEn, it: titleIt }, elearningMinutes, handsonMinutes, earnedMinutes, possibleMinutes, lostMinutes };
    }),
    ...total,
    elearning,
    onTrack,
    slackLectures,
  };
}

export function presentAccount(standing: Standing, entries: readonly EntryRow[]): CreditAccount {
  return {
    progress: presentProgress({ ...standing, entries }),
    lectures: standing.lectures.map((lecture) => presentLecture(lecture, entries, standing.awaited)),
    entries: entries.map(presentEntry),
  };
}

function presentLecture(lecture: LectureRow, entries: readonly EntryRow[], awaited: ReadonlySet<string>): LectureCreditRow {
  const own = entries.filter(({ lectureId }) => lectureId === lecture.id);
  const reversed = new Set(own.map(({ reversesId }) => reversesId));
  const standing = (kind: EntryRow['kind']) => own.find((entry) => entry.kind === kind && !reversed.has(entry.id));
  const [award, caughtUp] = [standing('lecture'), standing('catch-up')];
  const catchUpMinutes = caughtUp?.minutes ?? 0;
  const { id, number, moduleId, titleEn, titleIt, startsAt, endsAt, plannedMinutes } = lecture;
  return {
    lectureId: id,
    number,
    title: { en: titleEn, it: titleIt },
    moduleId,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    plannedMinutes,
    state: stateOf(lecture, award !== undefined || catchUpMinutes > 0, awaited.has(id)),
    creditMinutes: (award?.minutes ?? 0) + catchUpMinutes,
    catchUpMinutes,
    countsWhole: award !== undefined && award.why.basis !== 'watched' && award.why.whole,
  };
}

function stateOf({ state }: LectureRow, awarded: boolean, awaited: boolean): LectureCreditRow['state'] {
  if (state === 'planned') return 'to-come';
  if (state === 'live') return 'live';
  if (state === 'ended' || awaited) return 'waiting';
  return awarded ? 'earned' : 'missed';
}

function presentEntry({ titleEn, titleIt, startsAt, recordedAt, ...entry }: EntryRow): LedgerEntry {
  return {
    ...entry,
    lectureTitle: titleEn === null || titleIt === null ? null : { en: titleEn, it: titleIt },
    lectureStartsAt: startsAt?.toISOString() ?? null,
    at: recordedAt.toISOString(),
  };
}
