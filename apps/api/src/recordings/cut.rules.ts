import type { Interval } from '@seldinger/domain';

/** One file of a recording; places in milliseconds of the recording. */
export type Segment = Interval & { partId: string; rendition: number; number: number };

/** Clocks round, and a picture stands longer than this: what two segments share by less is no part of either's neighbour. */
const ROUNDING_MS = 50;

const length = ({ start, end }: Interval): number => end - start;
const shared = (a: Interval, b: Interval): number => Math.min(a.end, b.end) - Math.max(a.start, b.start);

/**
 * What goes when a passage is cut out: whole segments of the first rendition, and of the others what lies in the same place.
 * The passage grows to the borders of those of the first rendition, which say what can be played. Null where there is nothing of it.
 * @param segments those that are still there
 */
export function grownCut(segments: readonly Segment[], passage: Interval): { span: Interval; segments: Segment[] } | null {
  const gone = new Set(segments.filter((segment) => segment.rendition === 0 && shared(segment, passage) > 0));
  if (gone.size === 0) return null;
  let span = around([...gone]);
  for (let before = 0; before < gone.size; ) {
    before = gone.size;
    for (const segment of segments) if (shared(segment, span) > Math.min(ROUNDING_MS, length(segment) / 2)) gone.add(segment);
    const others = around([...gone]);
    // Only what is more than a rounding takes the first rendition further along.
    span = { start: span.start - others.start > ROUNDING_MS ? others.start : span.start, end: others.end - span.end > ROUNDING_MS ? others.end : span.end };
  }
  return { span: around([...gone].filter(({ rendition }) => rendition === 0)), segments: segments.filter((segment) => gone.has(segment)) };
}

const around = (segments: readonly Segment[]): Interval => ({ start: Math.min(...segments.map(({ start }) => start)), end: Math.max(...segments.map(({ end }) => end)) });
