import type { AttendanceRow, Correction } from '@seldinger/contract';
import { attendance, CREDIT_RULE, lectureCredit, type Interval, type LectureCredit } from '@seldinger/domain';
import type { Act, RecordedStay } from '../live';
import type { CorrectionRow, TraineeRow } from './attendance.queries';

const MINUTE_MS = 60_000;
const NOT_HELD: Interval = { start: 0, end: 0 };

/** What a lecture says about everyone's attendance of it. `held` is null before it began and reaches to now while it goes on. */
export type LectureFacts = { held: Interval | null; breaks: Interval[]; plannedMinutes: number; bridgeSeconds: number; wholeFromPercent: number };
/** What is known of one trainee's attendance; corrections in the order they were made. */
export type TraineeFacts = TraineeRow & { stays: RecordedStay[]; acts: Act[]; corrections: CorrectionRow[] };
/** A row of the sheet, and how its credit came about. */
export type Figures = { row: AttendanceRow; why: LectureCredit['why'] & { whole: boolean; corrected: boolean } };

/** The last correction stands. */
export const standing = (corrections: readonly CorrectionRow[]): CorrectionRow | null => corrections.at(-1) ?? null;

/**
 * The figures of each trainee by the evidence: the sheet, a trainee's own page and what verifying keeps all go by this.
 * A correction's minutes take the place of the measured ones, and share and credit follow from them by the same rule.
 */
export function figures(lecture: LectureFacts, trainees: readonly TraineeFacts[]): Figures[] {
  return trainees.map((trainee) => figuresOf(lecture, trainee));
}

function figuresOf({ held: heldOrNot, breaks, plannedMinutes, bridgeSeconds, wholeFromPercent }: LectureFacts, { stays, acts, corrections, ...trainee }: TraineeFacts): Figures {
  const held = heldOrNot ?? NOT_HELD;
  const measured = attendance({ stays, held, breaks, bridgeMs: bridgeSeconds * 1000 });
  const { heldMs } = measured;
  const correction = standing(corrections);
  const presentMs = correction ? correction.minutes * MINUTE_MS : measured.presentMs;
  const credit = lectureCredit({ presentMs, heldMs, spanMs: held.end - held.start, plannedMinutes, rule: { ...CREDIT_RULE, wholeFromPercent } });
  const row: AttendanceRow = {
    ...trainee,
    presentMs: measured.presentMs,
    bridgedMs: measured.bridgedMs,
    bridges: measured.bridges.length,
    measuredMinutes: measured.minutes,
    minutes: correction?.minutes ?? measured.minutes,
    sharePercent: heldMs === 0 ? 0 : Math.min(100, Math.floor((presentMs * 100) / heldMs)),
    creditMinutes: credit.minutes,
    countsWhole: credit.whole,
    timeline: measured.timeline,
    acts: acts.filter(({ at }) => at >= held.start && at < held.end),
    flags: measured.flags,
    correction: correction && presentCorrection(correction),
  };
  return { row, why: { ...credit.why, whole: credit.whole, corrected: correction !== null } };
}

export function presentCorrection({ minutes, reason, author, madeAt }: CorrectionRow): Correction {
  return { minutes, reason, author, at: madeAt.toISOString() };
}
