import type { AttendanceEvidence, AttendanceRow, AttendanceSheet, Lecture, StayRecord, Verification } from '@seldinger/contract';
import { ATTENDANCE_RULE_VERSION, CREDIT_RULE, subtract, totalMs } from '@seldinger/domain';
import type { RecordedStay } from '../live';
import { figures, presentCorrection, standing, type LectureFacts, type TraineeFacts } from './attendance.figures';
import { fingerprint } from './attendance.fingerprint';
import type { RecordRow, VerificationRow } from './attendance.queries';

/** All that is shown of a lecture's attendance: what is known now, and what was kept when it was verified. */
export type Reading = {
  facts: LectureFacts;
  trainees: TraineeFacts[];
  /** The latest first. */
  history: VerificationRow[];
  /** The verification that stands and what it kept of each trainee; null while there is none. */
  verified: { verification: VerificationRow; records: RecordRow[] } | null;
};

type Line = { row: AttendanceRow; stays: StayRecord[] };

/** A verified lecture shows what was verified, even where evidence came in afterwards. */
function lines({ facts, trainees, verified }: Reading): Line[] {
  if (!verified) return figures(facts, trainees).map(({ row }, i) => ({ row, stays: trainees[i]!.stays.map(presentStay) }));
  const corrections = new Map(trainees.flatMap((trainee) => trainee.corrections).map((correction) => [correction.id, correction]));
  return verified.records.map(({ personId, givenName, familyName, evidence: { row, stays, correctionId } }) => {
    const correction = correctionId === null ? undefined : corrections.get(correctionId);
    return { row: { ...row, personId, givenName, familyName, correction: correction ? presentCorrection(correction) : null }, stays };
  });
}

export function presentSheet(reading: Reading, lecture: Lecture, mayVerify: boolean): AttendanceSheet {
  const { facts, history, verified } = reading;
  const { held, breaks } = facts;
  return {
    lecture,
    held,
    breaks,
    heldMs: verified?.verification.heldMs ?? heldMs(facts),
    rows: lines(reading).map(({ row }) => row),
    fingerprint: verified?.verification.fingerprint ?? fingerprint(facts, reading.trainees),
    verification: verified && presentVerification(verified.verification),
    history: history.map(presentVerification),
    rule: appliedRule(reading),
    abilities: { verify: mayVerify && lecture.state === 'ended', correct: mayVerify && lecture.state === 'ended', reopen: mayVerify && verified !== null },
  };
}

/** Of a reading of one trainee; null for somebody who was no trainee of the edition at the time. */
export function presentEvidence(reading: Reading, lecture: Lecture): AttendanceEvidence | null {
  const [line] = lines(reading);
  if (!line) return null;
  const corrections = reading.trainees.flatMap((trainee) => trainee.corrections);
  const { held, breaks } = reading.facts;
  return { lecture, held, breaks, ...line, corrections: corrections.map(presentCorrection), rule: appliedRule(reading), verification: reading.verified && presentVerification(reading.verified.verification) };
}

/** What was verified stays under the rule it was verified by, whatever the edition's settings are now. */
function appliedRule({ facts, verified }: Reading): AttendanceSheet['rule'] {
  const rule = verified?.verification ?? { attendanceRule: ATTENDANCE_RULE_VERSION, creditRule: CREDIT_RULE.version, ...facts };
  return { attendance: rule.attendanceRule, credit: rule.creditRule, wholeFromPercent: rule.wholeFromPercent, bridgeSeconds: rule.bridgeSeconds };
}

/** What verifying keeps of each trainee. */
export function presentRecords(facts: LectureFacts, trainees: readonly TraineeFacts[]): RecordRow[] {
  return figures(facts, trainees).map(({ row: { givenName, familyName, correction: _, ...row }, why }, i) => {
    const { personId, stays, corrections } = trainees[i]!;
    return { personId, givenName, familyName, evidence: { row, why, stays: stays.map(presentStay), correctionId: standing(corrections)?.id ?? null } };
  });
}

/** The time held less its breaks, in milliseconds. */
export function heldMs({ held, breaks }: LectureFacts): number {
  return held ? totalMs(subtract([held], breaks)) : 0;
}

function presentStay({ id, source, device, joinedAt, lastSeenAt, leftAt, endedBy }: RecordedStay): StayRecord {
  return { id, source, device, joinedAt: instant(joinedAt), lastSeenAt: instant(lastSeenAt), leftAt: leftAt === null ? null : instant(leftAt), endedBy };
}

function presentVerification({ id, verifiedAt, verifiedBy, attendanceRule, creditRule, reopenedAt, reopenedBy, reopenReason }: VerificationRow): Verification {
  return {
    id,
    verifiedAt: verifiedAt.toISOString(),
    verifiedBy,
    ruleVersion: `${attendanceRule}, ${creditRule}`,
    reopenedAt: reopenedAt?.toISOString() ?? null,
    reopenedBy,
    reopenReason,
  };
}

const instant = (ms: number): string => new Date(ms).toISOString();
