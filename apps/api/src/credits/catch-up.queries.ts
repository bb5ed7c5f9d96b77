import type { CatchUp } from '@seldinger/domain';
import type { EntityManager } from 'typeorm';

/** A verification that stands. */
export type Standing = { id: string; editionId: string; moduleId: string; lectureId: string; plannedMinutes: number; capMinutes: number };

/** The verification, if it stands; until the transaction ends nobody reopens it. */
export async function standing(em: EntityManager, verificationId: string): Promise<Standing | null> {
  const [row] = (await em.query(
    `SELECT v.id, v.edition_id AS "editionId", l.module_id AS "moduleId", v.lecture_id AS "lectureId", floor(extract(epoch FROM l.ends_at - l.starts_at) / 60)::int AS "plannedMinutes",
            coalesce((SELECT catch_up_cap_minutes FROM recording_rule r WHERE r.edition_id = v.edition_id), 0) AS "capMinutes"
     FROM verification v JOIN lecture l ON l.id = v.lecture_id WHERE v.id = $1 AND v.reopened_at IS NULL FOR SHARE OF v`,
    [verificationId],
  )) as Standing[];
  return row ?? null;
}

/** The verification of a lecture that stands; until the transaction ends none is made or reopened. */
export async function standingOf(em: EntityManager, lectureId: string): Promise<string | null> {
  await em.query('SELECT 1 FROM lecture WHERE id = $1 FOR SHARE', [lectureId]);
  const [row] = (await em.query('SELECT id FROM verification WHERE lecture_id = $1 AND reopened_at IS NULL', [lectureId])) as { id: string }[];
  return row?.id ?? null;
}

/** Verifications of an edition that stand, of lectures whose recording somebody has watched; the earliest first. */
export async function watchedVerifications(em: EntityManager, editionId: string): Promise<string[]> {
  const rows: { id: string }[] = await em.query(
    `SELECT v.id FROM verification v WHERE v.edition_id = $1 AND v.reopened_at IS NULL AND EXISTS (SELECT 1 FROM catch_up c WHERE c.lecture_id = v.lecture_id) ORDER BY v.verified_at, v.id`,
    [editionId],
  );
  return rows.map(({ id }) => id);
}

/** Who has watched the recording of a verified lecture and has no entry for it yet. @param personId only this person */
export async function watchersOf(em: EntityManager, { id, lectureId }: Standing, personId: string | null): Promise<string[]> {
  const rows: { personId: string }[] = await em.query(
    `SELECT DISTINCT c.person_id AS "personId" FROM catch_up c
     WHERE c.lecture_id = $1 AND ($3::uuid IS NULL OR c.person_id = $3)
       AND NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.verification_id = $2 AND e.person_id = c.person_id AND e.kind = 'catch-up')
     ORDER BY 1`,
    [lectureId, id, personId],
  );
  return rows.map((row) => row.personId);
}

/** Credit for watching of one person in one edition is given by one at a time, until the transaction ends. */
export async function lockCatchUp(em: EntityManager, editionId: string, personId: string): Promise<void> {
  await em.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`catch-up ${editionId} ${personId}`]);
}

export type Watched = { recordingId: string; watchedAt: Date; watchedMs: number; attendedMinutes: number; usedMinutes: number };

/**
 * What a person has watched of a verified lecture, of the recording of it that was watched most; what attending it gave; and
 * what watching other lectures has given. Entries of a verification that was reopened count no more, reversed or not yet.
 */
export async function watchedOf(em: EntityManager, { id, editionId, lectureId }: Standing, personId: string): Promise<Watched | null> {
  const [row] = (await em.query(
    `SELECT c.recording_id AS "recordingId", c.watched_at AS "watchedAt",
            coalesce((SELECT sum(upper(piece) - lower(piece)) FROM (SELECT unnest(range_agg(w.played)) AS piece FROM viewing w WHERE w.recording_id = c.recording_id AND w.person_id = c.person_id) played), 0)::float8 AS "watchedMs",
            coalesce((SELECT r.credit_minutes FROM attendance_record r WHERE r.verification_id = $1 AND r.person_id = $4), 0) AS "attendedMinutes",
            (SELECT coalesce(sum(e.minutes), 0)::int FROM ledger_entry e JOIN verification v ON v.id = e.verification_id
             WHERE e.edition_id = $2 AND e.person_id = $4 AND e.kind = 'catch-up' AND v.reopened_at IS NULL) AS "usedMinutes"
     FROM catch_up c WHERE c.lecture_id = $3 AND c.person_id = $4 ORDER BY "watchedMs" DESC, c.watched_at LIMIT 1`,
    [id, editionId, lectureId, personId],
  )) as Watched[];
  return row ?? null;
}

/** Returns whether there is a new entry. */
export async function insertCatchUp(em: EntityManager, { id, editionId, moduleId, lectureId }: Standing, personId: string, { recordingId, watchedAt }: Watched, { minutes, why }: CatchUp, ruleVersion: string): Promise<boolean> {
  const rows: unknown[] = await em.query(
    `INSERT INTO ledger_entry (edition_id, module_id, person_id, lecture_id, verification_id, recording_id, kind, minutes, rule_version, why, author_id, recorded_at)
     SELECT $1, $2, $3, $4, v.id, $6, 'catch-up', $7, $8, $9, v.verified_by, greatest(v.verified_at, $10::timestamptz) FROM verification v WHERE v.id = $5
     ON CONFLICT (verification_id, person_id) WHERE kind = 'catch-up' DO NOTHING RETURNING id`,
    [editionId, moduleId, personId, lectureId, id, recordingId, minutes, ruleVersion, why, watchedAt],
  );
  return rows.length > 0;
}

/** Keeps that somebody has watched a recording as a whole; the first time counts. */
export async function keepWatched(em: EntityManager, { recordingId, lectureId, personId }: { recordingId: string; lectureId: string; personId: string }, at: string): Promise<void> {
  await em.query('INSERT INTO catch_up (recording_id, person_id, lecture_id, watched_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [recordingId, personId, lectureId, at]);
}
