import type { DeletionList } from '@seldinger/contract';
import type { EntityManager } from 'typeorm';

export type Kept = { id: string; endsOn: string; keptDays: number; timeZone: string };

/** Recordings that lie there finished, whatever came of them, and how long their editions keep them. */
export async function keptRecordings(em: EntityManager): Promise<Kept[]> {
  return em.query(
    `SELECT r.id, e.ends_on::text AS "endsOn", e.time_zone AS "timeZone", coalesce(rule.kept_days, 90) AS "keptDays"
     FROM recording r JOIN edition e ON e.id = r.edition_id LEFT JOIN recording_rule rule ON rule.edition_id = r.edition_id
     WHERE r.state IN ('ready', 'failed') AND r.withdrawn_at IS NULL ORDER BY r.created_at, r.id`,
  );
}

export type Withdrawn = { id: string; editionId: string; lectureId: string; version: number };

/** From here on nothing of it plays; null where it goes on, is being worked on, or was withdrawn already. @param by null for the job */
export async function withdraw(em: EntityManager, recordingId: string, by: string | null, at: Date): Promise<Withdrawn | null> {
  const [rows] = (await em.query(
    `UPDATE recording SET withdrawn_at = $2, deleted_by = $3, spans = '{}', version = version + 1
     WHERE id = $1 AND withdrawn_at IS NULL AND state IN ('ready', 'failed') RETURNING id, edition_id AS "editionId", lecture_id AS "lectureId", version`,
    [recordingId, at, by],
  )) as [Withdrawn[], number];
  return rows[0] ?? null;
}

/** Withdrawn, with files that may still be there. */
export async function unfinishedDeletions(em: EntityManager): Promise<string[]> {
  const rows: { id: string }[] = await em.query(`SELECT id FROM recording WHERE withdrawn_at IS NOT NULL AND state <> 'deleted' ORDER BY withdrawn_at, id`);
  return rows.map(({ id }) => id);
}

export async function uploadsOfRecording(em: EntityManager, recordingId: string): Promise<string[]> {
  const rows: { id: string }[] = await em.query('SELECT id FROM recording_upload WHERE recording_id = $1', [recordingId]);
  return rows.map(({ id }) => id);
}

export type Deleted = { editionId: string; lectureId: string; bytes: number };

/**
 * Its files are gone. What is known of its segments says how much that was, even if an earlier try removed some of them.
 * Null where that was written before. @param removed bytes that went just now
 */
export async function markDeleted(em: EntityManager, recordingId: string, removed: number, at: Date): Promise<Deleted | null> {
  const [rows] = (await em.query(
    `UPDATE recording r SET state = 'deleted', deleted_at = $2, version = version + 1,
            deleted_bytes = greatest($3::bigint, (SELECT coalesce(sum(s.bytes), 0) FROM recording_segment s JOIN recording_part p ON p.id = s.part_id WHERE p.recording_id = r.id AND s.cut_id IS NULL))
     WHERE r.id = $1 AND r.withdrawn_at IS NOT NULL AND r.state <> 'deleted'
     RETURNING r.edition_id AS "editionId", r.lecture_id AS "lectureId", r.deleted_bytes::float8 AS bytes`,
    [recordingId, at, removed],
  )) as [Deleted[], number];
  // What was cut out of it went with the rest.
  if (rows[0]) await em.query('UPDATE recording_cut SET erased_at = $2 WHERE recording_id = $1 AND erased_at IS NULL', [recordingId, at]);
  return rows[0] ?? null;
}

export type DeletionRow = Omit<DeletionList['items'][number], 'at' | 'lecture'> & { at: Date; number: number; titleEn: string; titleIt: string };

/** The latest first, from after the one named. */
export async function deletionsOf(em: EntityManager, editionId: string, after: { at: string; id: string } | null, limit: number): Promise<DeletionRow[]> {
  return em.query(
    `SELECT r.id AS "recordingId", r.deleted_at AS at, p.given_name || ' ' || p.family_name AS author, r.deleted_bytes::float8 AS bytes, l.title_en AS "titleEn", l.title_it AS "titleIt",
            (SELECT count(*)::int FROM lecture earlier WHERE earlier.edition_id = l.edition_id AND earlier.starts_at <= l.starts_at) AS number,
            (SELECT coalesce(sum(s.duration_ms), 0)::float8 FROM recording_segment s JOIN recording_part part ON part.id = s.part_id WHERE part.recording_id = r.id AND s.rendition = 0 AND s.cut_id IS NULL) AS "durationMs"
     FROM recording r JOIN lecture l ON l.id = r.lecture_id LEFT JOIN person p ON p.id = r.deleted_by
     WHERE r.edition_id = $1 AND r.state = 'deleted' AND ($2::timestamptz IS NULL OR (r.deleted_at, r.id) < ($2, $3::uuid))
     ORDER BY r.deleted_at DESC, r.id DESC LIMIT $4`,
    [editionId, after?.at ?? null, after?.id ?? null, limit],
  );
}
