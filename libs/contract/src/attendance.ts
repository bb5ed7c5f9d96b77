import { z } from 'zod';
import { lecture } from './programme';
import { id, instant, interval, milliseconds, minutes, reason } from './primitives';

export const timelineKind = z.enum(['two-sources', 'one-source', 'bridged', 'break', 'absent']);
export const timeline = z.array(z.object({ ...interval.shape, kind: timelineKind }));
export const attendanceFlag = z.object({ kind: z.enum(['absent', 'came-late', 'left-early', 'one-source', 'many-bridges', 'devices']), at: z.int().optional(), ms: milliseconds.optional(), count: z.int().optional() });

export const correction = z.object({ minutes, reason: z.string(), author: z.string(), at: instant }).meta({ id: 'Correction' });
export type Correction = z.infer<typeof correction>;

/** One trainee's row of the director's table. */
export const attendanceRow = z
  .object({
    personId: id,
    givenName: z.string(),
    familyName: z.string(),
    presentMs: milliseconds,
    bridgedMs: milliseconds,
    bridges: z.int(),
    /** Whole minutes by the evidence, before any correction. */
    measuredMinutes: minutes,
    /** Whole minutes that stand: the last correction's, else the measured ones. */
    minutes,
    /** Of the held time, in whole percent rounded down. */
    sharePercent: z.int(),
    creditMinutes: minutes,
    countsWhole: z.boolean(),
    timeline,
    acts: z.array(z.object({ at: z.int(), kind: z.enum(['chat', 'hand']) })),
    flags: z.array(attendanceFlag),
    correction: correction.nullable(),
  })
  .meta({ id: 'AttendanceRow' });
export type AttendanceRow = z.infer<typeof attendanceRow>;

export const verification = z
  .object({ id, verifiedAt: instant, verifiedBy: z.string(), ruleVersion: z.string(), reopenedAt: instant.nullable(), reopenedBy: z.string().nullable(), reopenReason: z.string().nullable() })
  .meta({ id: 'Verification' });
export type Verification = z.infer<typeof verification>;

/** The rule by which figures came about: of the edition as it is, or as it was when they were verified. */
const appliedRule = z.object({ attendance: z.string(), credit: z.string(), wholeFromPercent: z.int(), bridgeSeconds: z.int() });

export const attendanceSheet = z
  .object({
    lecture,
    held: interval.nullable(),
    breaks: z.array(interval),
    heldMs: milliseconds,
    rows: z.array(attendanceRow),
    /** Changes when anything that would be verified changes; sent back so that nobody verifies what they have not seen. */
    fingerprint: z.string(),
    verification: verification.nullable(),
    history: z.array(verification),
    rule: appliedRule,
    abilities: z.object({ verify: z.boolean(), correct: z.boolean(), reopen: z.boolean() }),
  })
  .meta({ id: 'AttendanceSheet' });
export type AttendanceSheet = z.infer<typeof attendanceSheet>;

/** A stay as it was recorded, before any union or clipping. */
export const stay = z
  .object({ id, source: z.enum(['socket', 'media', 'roll']), device: z.string(), joinedAt: instant, lastSeenAt: instant, leftAt: instant.nullable(), endedBy: z.string().nullable() })
  .meta({ id: 'Stay' });
export type StayRecord = z.infer<typeof stay>;

export const attendanceEvidence = z.object({ lecture, held: interval.nullable(), breaks: z.array(interval), row: attendanceRow, stays: z.array(stay), corrections: z.array(correction), rule: appliedRule, verification: verification.nullable() }).meta({ id: 'AttendanceEvidence' });
export type AttendanceEvidence = z.infer<typeof attendanceEvidence>;

export const newCorrection = z.object({ minutes: z.int().min(0).max(1440), reason, fingerprint: z.string() }).meta({ id: 'NewCorrection' });
export type NewCorrection = z.infer<typeof newCorrection>;
export const verifyRequest = z.object({ fingerprint: z.string() }).meta({ id: 'VerifyRequest' });
export type VerifyRequest = z.infer<typeof verifyRequest>;
export const reopenRequest = z.object({ verificationId: id, reason }).meta({ id: 'ReopenRequest' });
export type ReopenRequest = z.infer<typeof reopenRequest>;

/** A lecture that is over and waits for the director: who should have been there, who was, and how many rows ask for a look. */
export const pendingVerification = z.object({ lecture, expected: z.int(), present: z.int(), toLookAt: z.int() }).meta({ id: 'PendingVerification' });
export const pendingVerifications = z.object({ items: z.array(pendingVerification) }).meta({ id: 'PendingVerifications' });
export type PendingVerifications = z.infer<typeof pendingVerifications>;
