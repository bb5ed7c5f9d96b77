import type { Pool } from 'pg';
import type { EntityManager } from 'typeorm';
import type { RecordingRow } from './recordings.queries';
import type { RenditionEntry } from './stream.playlists';

/** A way to the files with what decides whether it stands. */
export type StandingRow = Pick<RecordingRow, 'editionId' | 'lectureId' | 'trainerId' | 'releasedAt' | 'state'> & { recordingId: string; personId: string; sessionId: string; expiresAt: Date; withdrawn: boolean };

const STANDING = `v.recording_id AS "recordingId", v.person_id AS "personId", v.session_id AS "sessionId", v.expires_at AS "expiresAt",
  r.edition_id AS "editionId", r.lecture_id AS "lectureId", r.released_at AS "releasedAt", r.state, r.withdrawn_at IS NOT NULL AS withdrawn, l.trainer_id AS "trainerId"`;
const FROM = 'FROM viewing v JOIN recording r ON r.id = v.recording_id JOIN lecture l ON l.id = r.lecture_id';

export async function standingOf(em: EntityManager, viewingId: string): Promise<StandingRow | null> {
  const [row] = (await em.query(`SELECT ${STANDING} ${FROM} WHERE v.id = $1`, [viewingId])) as StandingRow[];
  return row ?? null;
}

type FileRow = StandingRow & { bytes: number | null; init: boolean };

/** Asked for every file of everybody who watches: one statement that stays prepared, and an index for each of its steps. */
const FILE = {
  name: 'standing-of-file',
  text: `
    SELECT ${STANDING}, segment.bytes,
      segment.bytes IS NULL AND EXISTS (SELECT 1 FROM recording_segment s WHERE s.part_id = p.id AND s.rendition = $3 AND s.init_file = $4 AND s.cut_id IS NULL) AS init
    ${FROM} LEFT JOIN recording_part p ON p.recording_id = r.id AND p.number = $2
    LEFT JOIN recording_segment segment ON segment.part_id = p.id AND segment.rendition = $3 AND segment.file = $4 AND segment.cut_id IS NULL
    WHERE v.id = $1`,
};

/** The same for one file, with its size where it is a segment, `init` where segments need it before them; neither where it is none, or was cut out. */
export async function fileStandingOf(pool: Pool, viewingId: string, part: number, rendition: number, file: string): Promise<FileRow | null> {
  const { rows } = await pool.query<FileRow>({ ...FILE, values: [viewingId, part, rendition, file] });
  return rows[0] ?? null;
}

export async function renditionsOf(em: EntityManager, recordingId: string): Promise<RenditionEntry[]> {
  return em.query('SELECT number, width, height, bandwidth, codecs FROM recording_rendition WHERE recording_id = $1 ORDER BY number', [recordingId]);
}

export type SegmentRow = { part: number; file: string; initFile: string | null; startsMs: number; durationMs: number };

/** What can be played of one rendition, in order. */
export async function segmentsOf(em: EntityManager, recordingId: string, rendition: number): Promise<SegmentRow[]> {
  return em.query(
    `SELECT p.number AS part, s.file, s.init_file AS "initFile", s.starts_ms AS "startsMs", s.duration_ms AS "durationMs"
     FROM recording_part p JOIN recording_segment s ON s.part_id = p.id WHERE p.recording_id = $1 AND s.rendition = $2 AND s.cut_id IS NULL ORDER BY s.starts_ms, p.number, s.number`,
    [recordingId, rendition],
  );
}
