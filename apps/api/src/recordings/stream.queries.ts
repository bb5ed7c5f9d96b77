import type { EntityManager } from 'typeorm';
import type { RecordingRow } from './recordings.queries';
import type { RenditionEntry } from './stream.playlists';

/** A way to the files with what decides whether it stands. */
export type StandingRow = Pick<RecordingRow, 'editionId' | 'lectureId' | 'trainerId' | 'releasedAt' | 'state'> & { recordingId: string; personId: string; sessionId: string; expiresAt: Date };

const STANDING = `v.recording_id AS "recordingId", v.person_id AS "personId", v.session_id AS "sessionId", v.expires_at AS "expiresAt",
  r.edition_id AS "editionId", r.lecture_id AS "lectureId", r.released_at AS "releasedAt", r.state, l.trainer_id AS "trainerId"`;
const FROM = 'FROM viewing v JOIN recording r ON r.id = v.recording_id JOIN lecture l ON l.id = r.lecture_id';

export async function standingOf(em: EntityManager, viewingId: string): Promise<StandingRow | null> {
  const [row] = (await em.query(`SELECT ${STANDING} ${FROM} WHERE v.id = $1`, [viewingId])) as StandingRow[];
  return row ?? null;
}

/** The same for one file, with its size where it is a segment, `init` where segments need it before them; neither where it is none, or was cut out. */
export async function fileStandingOf(em: EntityManager, viewingId: string, part: number, rendition: number, file: string): Promise<(StandingRow & { bytes: number | null; init: boolean }) | null> {
  const [row] = (await em.query(
    `SELECT ${STANDING}, found.bytes, coalesce(found.init, false) AS init ${FROM}
     LEFT JOIN LATERAL (
       SELECT CASE WHEN s.file = $4 THEN s.bytes END AS bytes, s.file <> $4 AS init FROM recording_part p JOIN recording_segment s ON s.part_id = p.id
       WHERE p.recording_id = r.id AND p.number = $2 AND s.rendition = $3 AND s.cut_id IS NULL AND (s.file = $4 OR s.init_file = $4) LIMIT 1
     ) found ON true WHERE v.id = $1`,
    [viewingId, part, rendition, file],
  )) as (StandingRow & { bytes: number | null; init: boolean })[];
  return row ?? null;
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
