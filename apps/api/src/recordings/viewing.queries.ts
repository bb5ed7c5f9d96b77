import type { Interval } from '@seldinger/domain';
import type { EntityManager } from 'typeorm';
import { piecesOf } from './recordings.queries';

/** What a person has played of a recording, on all devices together, in milliseconds of the recording. */
export async function watchedOf(em: EntityManager, recordingId: string, personId: string): Promise<Interval[]> {
  const [row] = (await em.query(`SELECT ${piecesOf('w.played')} AS played FROM (SELECT range_agg(played) AS played FROM viewing WHERE recording_id = $1 AND person_id = $2) w`, [recordingId, personId])) as { played: Interval[] }[];
  return row?.played ?? [];
}

/** Where the person was last, on whatever device; 0 at first. */
export async function lastPosition(em: EntityManager, recordingId: string, personId: string): Promise<number> {
  const [row] = (await em.query('SELECT position_ms AS "positionMs" FROM viewing WHERE recording_id = $1 AND person_id = $2 ORDER BY beat_at DESC LIMIT 1', [recordingId, personId])) as { positionMs: number }[];
  return row?.positionMs ?? 0;
}

/** The same of many recordings, for their list. */
export async function readingsOf(em: EntityManager, recordingIds: readonly string[], personId: string): Promise<Map<string, { watched: Interval[]; positionMs: number }>> {
  const rows = (await em.query(
    `SELECT w.recording_id AS "recordingId", ${piecesOf('w.played')} AS watched, w.position AS "positionMs"
     FROM (SELECT recording_id, range_agg(played) AS played, (array_agg(position_ms ORDER BY beat_at DESC))[1] AS position
           FROM viewing WHERE person_id = $2 AND recording_id = ANY($1::uuid[]) GROUP BY recording_id) w`,
    [recordingIds, personId],
  )) as { recordingId: string; watched: Interval[]; positionMs: number }[];
  return new Map(rows.map(({ recordingId, ...reading }) => [recordingId, reading]));
}
