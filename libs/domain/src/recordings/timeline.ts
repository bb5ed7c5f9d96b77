import { intersect, subtract, totalMs, union, type Interval } from '../time/interval';

/**
 * The time of a recording and the time of its player. A recording's own time runs with the lecture's clock, gaps and cuts
 * included; a player runs through what is there, one piece after the other. `spans` are those pieces: in order, disjoint,
 * in milliseconds of the recording.
 */
export type Spans = readonly Interval[];

/** Where in the player something in the recording is found; what is missing is found where the next piece begins, or at the end. */
export function toPlayer(spans: Spans, recordingMs: number): number {
  let before = 0;
  for (const { start, end } of spans) {
    if (recordingMs < start) return before;
    if (recordingMs < end) return before + recordingMs - start;
    before += end - start;
  }
  return before;
}

/** What in the recording the player is showing. At a seam it is the later piece; past the end, the end. */
export function toRecording(spans: Spans, playerMs: number): number {
  let left = Math.max(0, playerMs);
  for (const { start, end } of spans) {
    if (left < end - start) return start + left;
    left -= end - start;
  }
  return spans.at(-1)?.end ?? 0;
}

/** What of the recording was played when the player went from one moment to another, pieces at seams apart. */
export function playedBetween(spans: Spans, fromPlayerMs: number, untilPlayerMs: number): Interval[] {
  if (fromPlayerMs >= untilPlayerMs) return [];
  let before = 0;
  const pieces: Interval[] = [];
  for (const { start, end } of spans) {
    const from = Math.max(fromPlayerMs - before, 0);
    const until = Math.min(untilPlayerMs - before, end - start);
    if (from < until) pieces.push({ start: start + from, end: start + until });
    before += end - start;
  }
  return pieces;
}

/** What is missing between the first moment and the last; `cuts` are left out. */
export function gapsOf(spans: Spans, cuts: readonly Interval[] = []): Interval[] {
  const [first, last] = [spans[0], spans.at(-1)];
  return first && last ? subtract([{ start: first.start, end: last.end }], union([...spans, ...cuts])) : [];
}

/** Pieces that follow each other within `toleranceMs` are one: clocks round, and a rounding is no gap. */
export function joined(pieces: readonly Interval[], toleranceMs: number): Interval[] {
  const spans: Interval[] = [];
  for (const { start, end } of [...pieces].sort((a, b) => a.start - b.start)) {
    const last = spans.at(-1);
    if (last && start - last.end <= toleranceMs) last.end = Math.max(last.end, end);
    else spans.push({ start, end });
  }
  return spans;
}

/** How much of what can be played was watched, in milliseconds. */
export const watchedMs = (spans: Spans, watched: readonly Interval[]): number => totalMs(intersect(spans, watched));
