import { recordingCheck, type Recording, type RecordingCheck, type RecordingSummary, type Span } from '@seldinger/contract';
import { gapsOf, intersect, keptUntil, toPlayer, totalMs, union, type Interval } from '@seldinger/domain';
import type { Part } from './recording.policy';
import type { RecordingRow } from './recordings.queries';

/** What belongs to a recording for one reader. `watched`: what they have played of it. */
export type Reading = { cuts: Interval[]; watched: Interval[]; positionMs: number; percent: number | null; captions: ('en' | 'it')[] };
export type Presented = RecordingRow & Reading & { part: Part };

export const spanOf = ({ start, end }: Interval): Span => ({ fromMs: start, untilMs: end });

export function presentSummary(row: Presented): RecordingSummary {
  return { ...summary(row), abilities: { watch: canPlay(row), manage: row.part.manage } };
}

function summary(row: Presented): Omit<RecordingSummary, 'abilities'> {
  return {
    id: row.id,
    lectureId: row.lectureId,
    editionId: row.editionId,
    lecture: { number: row.number, title: { en: row.titleEn, it: row.titleIt }, startsAt: row.startsAt.toISOString(), trainer: row.trainer },
    source: row.source,
    state: row.state,
    durationMs: totalMs(row.spans),
    released: row.releasedAt !== null,
    watchedMs: totalMs(intersect(row.spans, row.watched)),
    positionMs: row.positionMs,
    playerMs: toPlayer(row.spans, row.positionMs),
    percent: row.percent,
    captions: row.captions,
    gaps: gapsOf(row.spans, row.cuts).length,
    check: checkOf(row),
    failure: row.failure,
    keptUntil: new Date(keptUntil(row.endsOn, row.keptDays, row.timeZone)).toISOString(),
    createdAt: row.createdAt.toISOString(),
  };
}

/** What there is to play, for somebody who may. */
const canPlay = ({ part, state, spans }: Presented): boolean => part.watch && state !== 'deleted' && state !== 'converting' && spans.length > 0;

function checkOf({ checkedAt, inspection }: RecordingRow): RecordingCheck | null {
  if (!checkedAt) return null;
  const parsed = recordingCheck.safeParse({ ...(inspection as object), at: checkedAt.toISOString() });
  return parsed.success ? parsed.data : null;
}

export type Detailed = Presented & Pick<Recording, 'chapters' | 'watermark'> & { cutLog: Recording['cuts'] };

export function presentRecording(row: Detailed): Recording {
  const standing = row.state !== 'deleted';
  const over = row.state === 'ready';
  return {
    ...summary(row),
    startedAt: row.startedAt?.toISOString() ?? null,
    spans: row.spans.map(spanOf),
    cutSpans: union(row.cuts).map(spanOf),
    chapters: row.chapters,
    watched: intersect(row.spans, row.watched).map(spanOf),
    watermark: row.watermark,
    cuts: row.part.manage ? row.cutLog : null,
    fileName: row.part.edit ? row.fileName : null,
    releasedAt: row.releasedAt?.toISOString() ?? null,
    releasedBy: row.releasedBy,
    version: row.version,
    abilities: {
      watch: canPlay(row),
      manage: row.part.manage,
      edit: row.part.edit && standing,
      release: row.part.manage && over && row.releasedAt === null,
      cut: row.part.manage && over,
    },
  };
}
