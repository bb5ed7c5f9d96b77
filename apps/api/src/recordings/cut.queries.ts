import type { Cut } from '@seldinger/contract';
import type { Interval } from '@seldinger/domain';
import type { EntityManager } from 'typeorm';
import type { Segment } from './cut.rules';

type Row = Omit<Cut, 'at'> & { at: Date };

const SELECT = `
  SELECT c.id, c.from_ms AS "fromMs", c.until_ms AS "untilMs", c.reason, p.given_name || ' ' || p.family_name AS author, c.cut_at AS at, c.erased_at IS NOT NULL AS erased
  FROM recording_cut c JOIN person p ON p.id = c.cut_by`;

const present = ({ at, ...row }: Row): Cut => ({ ...row, at: at.toISOString() });

/** Who cut what out of a recording, when and why; the latest first. */
export async function cutLogOf(em: EntityManager, recordingId: string): Promise<Cut[]> {
  const rows: Row[] = await em.query(`${SELECT} WHERE c.recording_id = $1 ORDER BY c.cut_at DESC, c.id`, [recordingId]);
  return rows.map(present);
}

export async function cutById(em: EntityManager, cutId: string): Promise<Cut | null> {
  const [row] = (await em.query(`${SELECT} WHERE c.id = $1`, [cutId])) as Row[];
  return row ? present(row) : null;
}

/** The files that are still part of the recording. */
export async function segmentsOf(em: EntityManager, recordingId: string): Promise<Segment[]> {
  return em.query(
    `SELECT s.part_id AS "partId", s.rendition, s.number, s.starts_ms AS start, s.starts_ms + s.duration_ms AS "end"
     FROM recording_segment s JOIN recording_part p ON p.id = s.part_id WHERE p.recording_id = $1 AND s.cut_id IS NULL ORDER BY s.rendition, s.starts_ms`,
    [recordingId],
  );
}

type NewRow = { recordingId: string; span: Interval; segments: readonly Segment[]; reason: string; authorId: string; at: Date };

/** Returns its id. From here on its segments are no part of the recording. */
export async function insertCut(em: EntityManager, { recordingId, span, segments, reason, authorId, at }: NewRow): Promise<string> {
  const [row] = (await em.query('INSERT INTO recording_cut (recording_id, from_ms, until_ms, reason, cut_by, cut_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id', [recordingId, span.start, span.end, reason, authorId, at])) as [{ id: string }];
  await em.query(
    `UPDATE recording_segment s SET cut_id = $1 FROM unnest($2::uuid[], $3::int[], $4::int[]) AS gone (part_id, rendition, number)
     WHERE (s.part_id, s.rendition, s.number) = (gone.part_id, gone.rendition, gone.number)`,
    [row.id, segments.map(({ partId }) => partId), segments.map(({ rendition }) => rendition), segments.map(({ number }) => number)],
  );
  return row.id;
}

export type CutFile = { part: number; rendition: number; file: string };

/** What a cut removes from the storage, and the uploaded files that its recording was made from; recording null for an unknown cut. */
export async function erasedFiles(em: EntityManager, cutId: string): Promise<{ recordingId: string | null; files: CutFile[]; uploadIds: string[] }> {
  const [cut] = (await em.query(
    `SELECT c.recording_id AS "recordingId", coalesce((SELECT json_agg(u.id) FROM recording_upload u WHERE u.recording_id = c.recording_id), '[]') AS "uploadIds" FROM recording_cut c WHERE c.id = $1`,
    [cutId],
  )) as { recordingId: string; uploadIds: string[] }[];
  if (!cut) return { recordingId: null, files: [], uploadIds: [] };
  const files: CutFile[] = await em.query('SELECT p.number AS part, s.rendition, s.file FROM recording_segment s JOIN recording_part p ON p.id = s.part_id WHERE s.cut_id = $1', [cutId]);
  return { ...cut, files };
}
