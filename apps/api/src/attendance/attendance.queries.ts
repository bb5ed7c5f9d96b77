import type { AttendanceRow, StayRecord } from '@seldinger/contract';
import type { Interval } from '@seldinger/domain';
import type { EntityManager } from 'typeorm';
import { ENDED_ON_PURPOSE } from '../live';
import type { Figures } from './attendance.figures';

export type TraineeRow = { personId: string; givenName: string; familyName: string };
export type CorrectionRow = { id: string; personId: string; minutes: number; reason: string; author: string; madeAt: Date };
export type VerificationRow = {
  id: string;
  attendanceRule: string;
  creditRule: string;
  wholeFromPercent: number;
  bridgeSeconds: number;
  heldMs: number;
  fingerprint: string;
  verifiedAt: Date;
  verifiedBy: string;
  reopenedAt: Date | null;
  reopenedBy: string | null;
  reopenReason: string | null;
};
/** What a record keeps of the evidence. Names stay out of it: they belong to the person, and may change or be erased. */
export type Snapshot = { row: Omit<AttendanceRow, 'givenName' | 'familyName' | 'correction'>; why: Figures['why']; stays: StayRecord[]; correctionId: string | null };
export type RecordRow = TraineeRow & { evidence: Snapshot };

/** Makes decisions about one lecture's attendance wait for each other until the transaction ends. */
export async function lockLecture(em: EntityManager, lectureId: string): Promise<void> {
  await em.query('SELECT 1 FROM lecture WHERE id = $1 FOR NO KEY UPDATE', [lectureId]);
}

/** Who was a trainee of the edition at any time of each lecture, by lecture and then by name. @param personId only this person */
export async function traineesOf(em: EntityManager, lectureIds: readonly string[], personId: string | null): Promise<Map<string, TraineeRow[]>> {
  const rows: (TraineeRow & { lectureId: string })[] = await em.query(
    `SELECT DISTINCT l.id AS "lectureId", p.id AS "personId", p.given_name AS "givenName", p.family_name AS "familyName"
     FROM lecture l
     JOIN membership m ON m.edition_id = l.edition_id AND m.role = 'trainee'
       AND m.since < coalesce(l.held_until, l.ends_at) AND coalesce(m.until, 'infinity') > coalesce(l.held_from, l.starts_at)
     JOIN person p ON p.id = m.person_id
     WHERE l.id = ANY($1::uuid[]) AND ($2::uuid IS NULL OR p.id = $2)
     ORDER BY p.family_name, p.given_name, p.id`,
    [lectureIds, personId],
  );
  return byLecture(rows);
}

/** In the order they were made. */
export async function correctionsOf(em: EntityManager, lectureIds: readonly string[]): Promise<Map<string, CorrectionRow[]>> {
  const rows: (CorrectionRow & { lectureId: string })[] = await em.query(
    `SELECT c.id, c.lecture_id AS "lectureId", c.person_id AS "personId", c.minutes, c.reason, a.given_name || ' ' || a.family_name AS author, c.made_at AS "madeAt"
     FROM attendance_correction c JOIN person a ON a.id = c.author_id
     WHERE c.lecture_id = ANY($1::uuid[]) ORDER BY c.seq`,
    [lectureIds],
  );
  return byLecture(rows);
}

/** Every verification of a lecture, the latest first; at most one of them stands. */
export async function verificationsOf(em: EntityManager, lectureId: string): Promise<VerificationRow[]> {
  return em.query(
    `SELECT v.id, v.attendance_rule AS "attendanceRule", v.credit_rule AS "creditRule", v.whole_from_percent AS "wholeFromPercent",
            v.bridge_seconds AS "bridgeSeconds", v.held_ms::float8 AS "heldMs", v.fingerprint, v.verified_at AS "verifiedAt",
            by.given_name || ' ' || by.family_name AS "verifiedBy", v.reopened_at AS "reopenedAt",
            again.given_name || ' ' || again.family_name AS "reopenedBy", v.reopen_reason AS "reopenReason"
     FROM verification v JOIN person by ON by.id = v.verified_by LEFT JOIN person again ON again.id = v.reopened_by
     WHERE v.lecture_id = $1 ORDER BY v.reopened_at IS NULL DESC, v.verified_at DESC, v.id`,
    [lectureId],
  );
}

/** What a verification kept of each trainee, by name. @param personId only of this person */
export async function recordsOf(em: EntityManager, verificationId: string, personId: string | null): Promise<RecordRow[]> {
  return em.query(
    `SELECT p.id AS "personId", p.given_name AS "givenName", p.family_name AS "familyName", r.evidence
     FROM attendance_record r JOIN person p ON p.id = r.person_id
     WHERE r.verification_id = $1 AND ($2::uuid IS NULL OR p.id = $2)
     ORDER BY p.family_name, p.given_name, p.id`,
    [verificationId, personId],
  );
}

/** Where trainees were seen in one lecture, by person; epoch milliseconds. */
export type LectureStays = { lectureId: string; held: Interval; breaks: Interval[]; bridgeMs: number; stays: Map<string, (Interval & { device: string; left: boolean })[]> };
/** Columns rather than rows, one a lecture: thousands of stays travel and parse in a few milliseconds. Instants in seconds. */
type StayColumns = { lectureId: string; start: number; end: number; bridgeSeconds: number; breaks: [number, number][]; people: string[]; devices: string[]; lefts: boolean[]; starts: number[]; ends: number[] };

/** Every stay of a trainee in the lectures of an edition that have begun. Lectures that nobody was in are left out. */
export async function staysOfEdition(em: EntityManager, editionId: string, now: Date): Promise<LectureStays[]> {
  const seconds = (column: string): string => `date_part('epoch', ${column})`;
  const rows: StayColumns[] = await em.query(
    `SELECT l.id AS "lectureId", ${seconds('l.held_from')} AS start, ${seconds('coalesce(l.held_until, $2)')} AS "end", e.bridge_seconds AS "bridgeSeconds",
            coalesce((SELECT json_agg(json_build_array(${seconds('b.started_at')}, ${seconds('coalesce(b.ended_at, $2)')})) FROM lecture_break b WHERE b.lecture_id = l.id), '[]') AS breaks,
            s.people, s.devices, s.lefts, s.starts, s.ends
     FROM lecture l JOIN edition e ON e.id = l.edition_id
     JOIN (
       SELECT lecture_id, to_json(array_agg(person_id)) AS people, to_json(array_agg(device)) AS devices, to_json(array_agg(source = 'socket' AND ended_by IS NOT NULL AND ended_by = ANY($3))) AS lefts,
              to_json(array_agg(${seconds('joined_at')})) AS starts, to_json(array_agg(${seconds('coalesce(left_at, last_seen_at)')})) AS ends
       FROM stay
       WHERE lecture_id IN (SELECT id FROM lecture WHERE edition_id = $1)
         AND person_id IN (SELECT person_id FROM membership WHERE edition_id = $1 AND role = 'trainee')
       GROUP BY lecture_id
     ) s ON s.lecture_id = l.id
     WHERE l.edition_id = $1 AND l.held_from IS NOT NULL`,
    [editionId, now, ENDED_ON_PURPOSE],
  );
  return rows.map(({ lectureId, start, end, bridgeSeconds, breaks, people, devices, lefts, starts, ends }) => {
    const stays: LectureStays['stays'] = new Map(people.map((personId) => [personId, []]));
    people.forEach((personId, i) => stays.get(personId)!.push({ device: devices[i]!, left: lefts[i]!, start: toMs(starts[i]!), end: toMs(ends[i]!) }));
    return { lectureId, held: { start: toMs(start), end: toMs(end) }, breaks: breaks.map(([from, to]) => ({ start: toMs(from), end: toMs(to) })), bridgeMs: bridgeSeconds * 1000, stays };
  });
}

const toMs = (seconds: number): number => Math.round(seconds * 1000);

function byLecture<Row extends { lectureId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.lectureId);
    if (group) group.push(row);
    else groups.set(row.lectureId, [row]);
  }
  return groups;
}
