import type { RecordingState } from '@seldinger/contract';
import type { Interval } from '@seldinger/domain';
import type { EntityManager } from 'typeorm';

/** A recording with its lecture. `spans`: what can be played, in milliseconds of the recording. */
export type RecordingRow = {
  id: string;
  lectureId: string;
  editionId: string;
  source: 'live' | 'upload';
  state: RecordingState;
  startedAt: Date | null;
  endedAt: Date | null;
  spans: Interval[];
  fileName: string | null;
  createdAt: Date;
  checkedAt: Date | null;
  inspection: unknown;
  failure: string | null;
  releasedAt: Date | null;
  releasedBy: string | null;
  deletedAt: Date | null;
  version: number;
  trainerId: string | null;
  trainer: string | null;
  number: number;
  titleEn: string;
  titleIt: string;
  startsAt: Date;
  /** The last day of its edition, YYYY-MM-DD, and how many days it is kept after it. */
  endsOn: string;
  keptDays: number;
  timeZone: string;
};

/** A multirange as sorted pieces; PostgreSQL keeps them joined and apart. */
export const piecesOf = (column: string): string => `coalesce((SELECT json_agg(json_build_object('start', lower(piece), 'end', upper(piece)) ORDER BY piece) FROM unnest(${column}) AS piece), '[]')`;

/** Pieces as the text of a multirange. */
export const multirange = (pieces: readonly Interval[]): string => `{${pieces.map(({ start, end }) => `[${start},${end})`).join(',')}}`;

/** Where in recording `alias` an instant is, in its milliseconds; null before its zero and for an upload, which has no place in time. */
export const placeIn = (alias: string, instant: string): string => `CASE WHEN ${instant} >= ${alias}.started_at THEN (extract(epoch FROM ${instant} - ${alias}.started_at) * 1000)::int END`;

export const RECORDING = `
  SELECT r.id, r.lecture_id AS "lectureId", r.edition_id AS "editionId", r.source, r.state, r.started_at AS "startedAt", r.ended_at AS "endedAt",
         ${piecesOf('r.spans')} AS spans, r.file_name AS "fileName", r.created_at AS "createdAt", r.checked_at AS "checkedAt", r.inspection, r.failure,
         r.released_at AS "releasedAt", releaser.given_name || ' ' || releaser.family_name AS "releasedBy", r.deleted_at AS "deletedAt", r.version,
         l.trainer_id AS "trainerId", t.given_name || ' ' || t.family_name AS trainer, l.title_en AS "titleEn", l.title_it AS "titleIt", l.starts_at AS "startsAt",
         (SELECT count(*)::int FROM lecture earlier WHERE earlier.edition_id = l.edition_id AND earlier.starts_at <= l.starts_at) AS number,
         e.ends_on::text AS "endsOn", e.time_zone AS "timeZone", coalesce(rule.kept_days, 90) AS "keptDays"
  FROM recording r
  JOIN lecture l ON l.id = r.lecture_id JOIN edition e ON e.id = r.edition_id
  LEFT JOIN person t ON t.id = l.trainer_id LEFT JOIN person releaser ON releaser.id = r.released_by
  LEFT JOIN recording_rule rule ON rule.edition_id = r.edition_id`;

export async function recordingById(em: EntityManager, recordingId: string): Promise<RecordingRow | null> {
  const [row] = (await em.query(`${RECORDING} WHERE r.id = $1`, [recordingId])) as RecordingRow[];
  return row ?? null;
}

/** The recording that goes on in a lecture now, or null. */
export async function activeRecording(em: EntityManager, lectureId: string): Promise<RecordingRow | null> {
  const [row] = (await em.query(`${RECORDING} WHERE r.lecture_id = $1 AND r.state = 'recording'`, [lectureId])) as RecordingRow[];
  return row ?? null;
}

export type RuleRow = { releaseRequired: boolean; watermark: boolean; keptDays: number; catchUpCapMinutes: number; version: number };

/** What the edition says about its recordings; the defaults where it says nothing (version 0). */
export async function ruleOf(em: EntityManager, editionId: string): Promise<RuleRow> {
  const [row] = (await em.query(
    `SELECT release_required AS "releaseRequired", watermark, kept_days AS "keptDays", catch_up_cap_minutes AS "catchUpCapMinutes", version FROM recording_rule WHERE edition_id = $1`,
    [editionId],
  )) as RuleRow[];
  return row ?? { releaseRequired: false, watermark: true, keptDays: 90, catchUpCapMinutes: 0, version: 0 };
}

type Which = { all: boolean; released: boolean; trainerId: string | null; after?: string; limit: number };

/** The recordings of an edition, the latest lecture first, from after the one named. A reader who may not see all sees the released ones, or those of the lectures they give. */
export async function recordingsOf(em: EntityManager, editionId: string, { all, released, trainerId, after, limit }: Which): Promise<RecordingRow[]> {
  return em.query(
    `${RECORDING}
     WHERE r.edition_id = $1 AND ($2 OR ($3 AND r.released_at IS NOT NULL AND r.state <> 'deleted') OR l.trainer_id = $4)
       AND ($5::uuid IS NULL OR (l.starts_at, r.created_at, r.id) < (SELECT al.starts_at, a.created_at, a.id FROM recording a JOIN lecture al ON al.id = a.lecture_id WHERE a.id = $5))
     ORDER BY l.starts_at DESC, r.created_at DESC, r.id DESC LIMIT $6`,
    [editionId, all, released, trainerId, after ?? null, limit],
  );
}

export type Extras = { cuts: Interval[]; percent: number | null; captions: ('en' | 'it')[] };

/** What belongs to each of these recordings, whoever reads. */
export async function extrasOf(em: EntityManager, recordingIds: readonly string[]): Promise<Map<string, Extras>> {
  const rows = (await em.query(
    `SELECT r.id,
            coalesce((SELECT json_agg(json_build_object('start', c.from_ms, 'end', c.until_ms) ORDER BY c.from_ms) FROM recording_cut c WHERE c.recording_id = r.id), '[]') AS cuts,
            (SELECT t.percent FROM recording_task t WHERE t.recording_id = r.id AND t.kind = 'convert' AND t.state IN ('waiting', 'running')) AS percent,
            coalesce((SELECT json_agg(c.language ORDER BY c.language) FROM caption_track c WHERE c.recording_id = r.id), '[]') AS captions
     FROM unnest($1::uuid[]) AS r (id)`,
    [recordingIds],
  )) as (Extras & { id: string })[];
  return new Map(rows.map(({ id, ...extras }) => [id, extras]));
}
