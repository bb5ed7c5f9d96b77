import type { CaptionLanguage, CaptionTrack } from '@seldinger/contract';
import type { Interval } from '@seldinger/domain';
import type { EntityManager } from 'typeorm';
import type { Cue } from './webvtt';

/** Cues in milliseconds of the recording, in the order of time. */
export type TrackRow = CaptionTrack & { id: string };

export async function trackOf(em: EntityManager, recordingId: string, language: CaptionLanguage): Promise<TrackRow | null> {
  const [row] = (await em.query(
    `SELECT t.id, t.language, t.version,
            coalesce((SELECT json_agg(json_build_object('fromMs', c.from_ms, 'untilMs', c.until_ms, 'text', c.text) ORDER BY c.number) FROM caption_cue c WHERE c.track_id = t.id), '[]') AS cues
     FROM caption_track t WHERE t.recording_id = $1 AND t.language = $2`,
    [recordingId, language],
  )) as TrackRow[];
  return row ?? null;
}

/** Makes the track or gives it its next version, with these cues and no others. */
export async function writeTrack(em: EntityManager, { recordingId, language, cues, authorId, at }: { recordingId: string; language: CaptionLanguage; cues: readonly Cue[]; authorId: string; at: Date }): Promise<void> {
  const [track] = (await em.query(
    `INSERT INTO caption_track (recording_id, language, changed_by, changed_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (recording_id, language) DO UPDATE SET changed_by = $3, changed_at = $4, version = caption_track.version + 1 RETURNING id`,
    [recordingId, language, authorId, at],
  )) as [{ id: string }];
  await em.query('DELETE FROM caption_cue WHERE track_id = $1', [track.id]);
  await em.query(
    `INSERT INTO caption_cue (track_id, number, from_ms, until_ms, text) SELECT $1, place, from_ms, until_ms, text FROM unnest($2::int[], $3::int[], $4::text[]) WITH ORDINALITY AS said (from_ms, until_ms, text, place)`,
    [track.id, cues.map(({ fromMs }) => fromMs), cues.map(({ untilMs }) => untilMs), cues.map(({ text }) => text)],
  );
}

export async function deleteTrack(em: EntityManager, recordingId: string, language: CaptionLanguage): Promise<boolean> {
  const [, gone] = (await em.query('DELETE FROM caption_track WHERE recording_id = $1 AND language = $2', [recordingId, language])) as [unknown, number];
  return gone > 0;
}

/** What is said in a passage, wholly or in part, goes with it; each track that loses something gets its next version. */
export async function deleteCues(em: EntityManager, recordingId: string, { start, end }: Interval): Promise<void> {
  await em.query(
    `WITH gone AS (
       DELETE FROM caption_cue c USING caption_track t WHERE t.id = c.track_id AND t.recording_id = $1 AND c.from_ms < $3 AND c.until_ms > $2 RETURNING t.id
     )
     UPDATE caption_track SET version = version + 1 WHERE id IN (SELECT id FROM gone)`,
    [recordingId, start, end],
  );
}

/** What was cut out. */
export async function cutSpansOf(em: EntityManager, recordingId: string): Promise<Interval[]> {
  return em.query('SELECT from_ms AS start, until_ms AS "end" FROM recording_cut WHERE recording_id = $1 ORDER BY from_ms', [recordingId]);
}
