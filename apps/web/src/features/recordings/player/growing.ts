import { totalMs, type Interval, type Spans } from '@seldinger/domain';

/** The pieces of a recording that goes on: the player may already have more of the last one than was told. Milliseconds. */
export function grown(spans: Spans, playerEndMs: number): Interval[] {
  const last = spans.at(-1);
  const more = playerEndMs - totalMs(spans);
  return last && more > 0 ? [...spans.slice(0, -1), { start: last.start, end: last.end + Math.floor(more) }] : [...spans];
}

/** A seam of the player: where something is missing, and what. */
export interface Seam {
  kind: 'gap' | 'cut';
  /** What is missing, in milliseconds of the recording. */
  start: number;
  end: number;
}

/** What is missing before the first piece, between pieces and where something was cut, in order; gaps shorter than `fromMs` are roundings. */
export function seamsOf(gaps: readonly Interval[], cuts: readonly Interval[], fromMs = 500): Seam[] {
  const seams = [...gaps.filter(({ start, end }) => end - start >= fromMs).map((gap) => ({ kind: 'gap' as const, ...gap })), ...cuts.map((cut) => ({ kind: 'cut' as const, ...cut }))];
  return seams.sort((a, b) => a.start - b.start);
}
