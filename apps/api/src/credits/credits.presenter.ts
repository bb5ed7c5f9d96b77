import type { CreditAccount, LectureCreditRow, LedgerEntry, Progress, WeekCreditRow } from '@seldinger/contract';
import { progress, type CreditEntry } from '@seldinger/domain';
import type { ModuleRow } from '../programme';
import type { EntryRow, LectureRow, TraineeRow, WeekRow } from './credits.queries';

/** What a trainee's standing comes from. `awaited`: lectures whose verified credit has not reached the ledger yet. */
export type Standing = { trainee: TraineeRow; modules: readonly ModuleRow[]; lectures: readonly LectureRow[]; entries: readonly CreditEntry[]; awaited: ReadonlySet<string>; now: number };

export function presentProgress({ trainee, modules, lectures, entries, awaited, now }: Standing): Progress {
  const undecided = lectures.map(({ id, moduleId, plannedMinutes, endsAt, verifiedAt }) => ({
    moduleId,
    plannedMinutes,
    endsAt: endsAt.getTime(),
    verifiedAt: awaited.has(id) ? null : (verifiedAt?.getTime() ?? null),
  }));
  const { modules: tallies, total, elearning, handson, onTrack, slackLectures } = progress({ modules, entries, lectures: undecided, now });
  return {
    ...trainee,
    modules: modules.map(({ id, key, titleEn, titleIt, elearningMinutes, handsonMinutes }, i) => {
      const { earnedMinutes, possibleMinutes, lostMinutes, handson: practised } = tallies[i]!;
      return { moduleId: id, key, title: { en: titleEn, it: titleIt }, elearningMinutes, handsonMinutes, earnedMinutes, possibleMinutes, lostMinutes, handsonEarnedMinutes: practised.earnedMinutes };
    }),
    ...total,
    elearning,
    handson,
    onTrack,
    slackLectures,
  };
}

export function presentAccount(standing: Standing, entries: readonly EntryRow[], weeks: readonly WeekRow[]): CreditAccount {
  return {
    progress: presentProgress({ ...standing, entries }),
    lectures: standing.lectures.map((lecture) => presentLecture(lecture, entries, standing.awaited)),
    weeks: weeks.map((week) => presentWeek(week, entries)),
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
    countsWhole: award !== undefined && 'whole' in award.why && award.why.whole,
  };
}

function stateOf({ state }: LectureRow, awarded: boolean, awaited: boolean): LectureCreditRow['state'] {
  if (state === 'planned') return 'to-come';
  if (state === 'live') return 'live';
  if (state === 'ended' || awaited) return 'waiting';
  return awarded ? 'earned' : 'missed';
}

function presentWeek({ bookingId, monday, roomName, begun, signatureId, sharedMinutes }: WeekRow, entries: readonly EntryRow[]): WeekCreditRow {
  const own = entries.filter(({ kind, week }) => kind === 'hands-on' && signatureId !== null && week?.signatureId === signatureId);
  const signed = sharedMinutes === 0 ? 'missed' : own.length > 0 ? 'earned' : 'waiting';
  return {
    bookingId,
    monday,
    roomName,
    state: signatureId ? signed : begun ? 'open' : 'to-come',
    creditMinutes: own.reduce((sum, { minutes }) => sum + minutes, 0),
    modules: own.map(({ moduleId, minutes }) => ({ moduleId, minutes })),
  };
}

function presentEntry({ titleEn, titleIt, startsAt, recordedAt, part: _, ...entry }: EntryRow): LedgerEntry {
  return {
    ...entry,
    lectureTitle: titleEn === null || titleIt === null ? null : { en: titleEn, it: titleIt },
    lectureStartsAt: startsAt?.toISOString() ?? null,
    at: recordedAt.toISOString(),
  };
}
