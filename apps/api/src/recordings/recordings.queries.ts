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
