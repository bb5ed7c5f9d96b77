import type { SearchHit } from '@seldinger/contract';
import type { Interval } from '@seldinger/domain';
import type { EntityManager } from 'typeorm';
import { piecesOf, placeIn } from './recordings.queries';

/** Whose recordings: all of the edition, the released ones, those of the lectures that somebody gives, or those of one lecture. */
export type Reach = { editionId: string; all: boolean; released: boolean; trainerId: string | null; lectureId: string | null };
export type HitRow = Pick<SearchHit, 'recordingId' | 'kind' | 'atMs'> & { number: number; titleEn: string; titleIt: string; text: string | null; spans: Interval[] };

export const MOST_HITS = 50;

const outsideCuts = (recording: string, at: string): string => `NOT EXISTS (SELECT 1 FROM recording_cut x WHERE x.recording_id = ${recording} AND ${at} >= x.from_ms AND ${at} < x.until_ms)`;
/** A name says more about a place than what was said there. */
const rank = (text: string, weight: number): string => `${weight} * ts_rank(search_words(${text}), search_query($2), 1)`;

/** $1 edition, $2 what to look for, $3 to $6 the reach. */
export const SEARCH = `
  WITH visible AS (
    SELECT r.id, r.lecture_id, r.source, r.started_at, r.created_at, r.spans
    FROM recording r JOIN lecture l ON l.id = r.lecture_id
    WHERE r.edition_id = $1 AND r.state <> 'deleted' AND NOT isempty(r.spans)
      AND ($3::boolean OR ($4::boolean AND r.released_at IS NOT NULL) OR l.trainer_id = $5::uuid OR l.id = $6::uuid)
  ), hit AS (
    SELECT v.id AS recording_id, 'title' AS kind, NULL::int AS at_ms, NULL AS text, ${rank(`l.title_en || ' ' || l.title_it`, 4)} AS rank
    FROM visible v JOIN lecture l ON l.id = v.lecture_id WHERE search_words(l.title_en || ' ' || l.title_it) @@ search_query($2)
    UNION ALL
    SELECT v.id, 'chapter', c.at_ms, c.title, ${rank('c.title', 3)}
    FROM chapter c JOIN visible v ON v.id = c.recording_id
    WHERE search_words(c.title) @@ search_query($2) AND c.removed_at IS NULL AND ${outsideCuts('v.id', 'c.at_ms')}
    UNION ALL
    SELECT v.id, 'caption', c.from_ms, c.text, ${rank('c.text', 2)}
    FROM caption_cue c JOIN caption_track t ON t.id = c.track_id JOIN visible v ON v.id = t.recording_id
    WHERE search_words(c.text) @@ search_query($2) AND ${outsideCuts('v.id', 'c.from_ms')}
    UNION ALL
    SELECT said.recording_id, 'chat', said.at_ms, said.text, ${rank('said.text', 1)}
    FROM (
      -- A lecture may have an upload beside its recording: what was said has its place in the latter.
      SELECT DISTINCT ON (c.id) v.id AS recording_id, ${placeIn('v', 'c.sent_at')} AS at_ms, c.text
      FROM chat_message c JOIN visible v ON v.lecture_id = c.lecture_id
      WHERE search_words(c.text) @@ search_query($2) AND c.removed_at IS NULL ORDER BY c.id, v.source, v.created_at
    ) said
    WHERE said.at_ms IS NULL OR ${outsideCuts('said.recording_id', 'said.at_ms')}
  )
  SELECT h.recording_id AS "recordingId", h.kind, h.at_ms AS "atMs", h.text, ${piecesOf('v.spans')} AS spans, l.title_en AS "titleEn", l.title_it AS "titleIt",
         (SELECT count(*)::int FROM lecture earlier WHERE earlier.edition_id = l.edition_id AND earlier.starts_at <= l.starts_at) AS number
  FROM hit h JOIN visible v ON v.id = h.recording_id JOIN lecture l ON l.id = v.lecture_id
  ORDER BY h.rank DESC, l.starts_at DESC, h.recording_id, h.at_ms NULLS FIRST LIMIT ${MOST_HITS}`;

export const searchValues = (q: string, { editionId, all, released, trainerId, lectureId }: Reach): unknown[] => [editionId, q, all, released, trainerId, lectureId];

/** The best first. */
export async function hitsOf(em: EntityManager, q: string, reach: Reach): Promise<HitRow[]> {
  return em.query(SEARCH, searchValues(q, reach));
}
