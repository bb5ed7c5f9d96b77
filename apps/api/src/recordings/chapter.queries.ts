import type { Chapter } from '@seldinger/contract';
import type { EntityManager } from 'typeorm';

export type ChapterRow = Chapter & { recordingId: string; removed: boolean };

const COLUMNS = `id, recording_id AS "recordingId", at_ms AS "atMs", kind, title, version, removed_at IS NOT NULL AS removed`;

export const presentChapter = ({ id, atMs, kind, title, version }: ChapterRow): Chapter => ({ id, atMs, kind, title, version });

/** Those that were not removed, in their order. */
export async function chaptersOf(em: EntityManager, recordingId: string): Promise<Chapter[]> {
  const rows: ChapterRow[] = await em.query(`SELECT ${COLUMNS} FROM chapter WHERE recording_id = $1 AND removed_at IS NULL ORDER BY at_ms, kind, id`, [recordingId]);
  return rows.map(presentChapter);
}

export async function chapterById(em: EntityManager, chapterId: string): Promise<ChapterRow | null> {
  const [row] = (await em.query(`SELECT ${COLUMNS} FROM chapter WHERE id = $1`, [chapterId])) as ChapterRow[];
  return row ?? null;
}

/** @param title null only for a mark */
export async function insertChapter(em: EntityManager, { recordingId, atMs, kind, title, authorId }: { recordingId: string; atMs: number; kind: 'mark' | 'own'; title: string | null; authorId: string }): Promise<Chapter> {
  const [row] = (await em.query(`INSERT INTO chapter (recording_id, at_ms, kind, title, author_id) VALUES ($1, $2, $3, $4, $5) RETURNING ${COLUMNS}`, [recordingId, atMs, kind, title, authorId])) as [ChapterRow];
  return presentChapter(row);
}

/** One that was made before is left as it is now: moved, renamed or removed. Returns whether there is a new one. */
export async function insertHappened(em: EntityManager, recordingId: string, kind: Chapter['kind'], atMs: number): Promise<boolean> {
  const rows: unknown[] = await em.query('INSERT INTO chapter (recording_id, at_ms, happened_ms, kind) VALUES ($1, $2, $2, $3) ON CONFLICT ON CONSTRAINT chapter_once DO NOTHING RETURNING id', [recordingId, atMs, kind]);
  return rows.length > 0;
}

/**
 * A chapter for all that is known to have happened: the beginning, breaks, and questions. Somebody whose hand another person
 * lowered has spoken: from when it went up, or from when the hand before it was lowered, as long as others were first.
 * Chapters that were made before are left as they are. What lies outside the recording has none.
 */
export async function gatherChapters(em: EntityManager, recordingId: string): Promise<void> {
  await em.query(
    `WITH r AS (SELECT id, lecture_id, started_at, ended_at FROM recording WHERE id = $1 AND (started_at IS NOT NULL OR source = 'upload')),
     spoken AS (
       SELECT h.raised_at, h.lowered_at, lag(h.lowered_at) OVER (ORDER BY h.lowered_at, h.raised_at, h.id) AS before
       FROM hand h JOIN r ON r.lecture_id = h.lecture_id WHERE h.lowered_by <> h.person_id
     ),
     happened AS (
       SELECT 'break' AS kind, b.started_at AS at FROM lecture_break b JOIN r ON r.lecture_id = b.lecture_id
       UNION ALL SELECT 'resume', b.ended_at FROM lecture_break b JOIN r ON r.lecture_id = b.lecture_id WHERE b.ended_at IS NOT NULL
       UNION ALL SELECT 'question', greatest(raised_at, before) FROM spoken
     )
     INSERT INTO chapter (recording_id, kind, at_ms, happened_ms)
     SELECT $1, kind, ms, ms FROM (
       SELECT 'start' AS kind, 0 AS ms FROM r
       UNION ALL
       SELECT kind, (extract(epoch FROM at - r.started_at) * 1000)::int FROM happened, r WHERE at BETWEEN r.started_at AND coalesce(r.ended_at, 'infinity')
     ) placed
     ON CONFLICT ON CONSTRAINT chapter_once DO NOTHING`,
    [recordingId],
  );
}
