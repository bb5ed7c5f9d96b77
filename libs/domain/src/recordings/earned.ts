import { subtract, totalMs, union, type Interval } from '../time/interval';

/** The longest silence between two beats for which time is paid out, and the most that can be saved up: a beat that was late, no more. */
export const LONGEST_BEAT_MS = 60_000;
const SAVED_MS = 5_000;
export const FASTEST = 2;

export type EarningInput = {
  /** What the player says it played since the last beat, in milliseconds of the recording. */
  played: readonly Interval[];
  /** How fast, 0.5 to 2. */
  speed: number;
  /** Milliseconds of the person's own time since they were last paid out, in any tab or device. */
  elapsedMs: number;
  /** What was left of the allowance at the last beat. */
  allowanceMs: number;
};

/**
 * What of it counts as watched. One's own time earns as much of a recording as its speed allows, whatever a player claims:
 * over any number of beats the sum never exceeds the time that passed times the speed. What is claimed beyond it is cut off
 * at its end. Unspent time is kept for a few seconds, because beats arrive early and late.
 */
export function earned({ played, speed, elapsedMs, allowanceMs }: EarningInput): { played: Interval[]; allowanceMs: number } {
  const pace = Math.min(Math.max(speed, 0), FASTEST);
  let left = allowanceMs + Math.floor(Math.min(Math.max(elapsedMs, 0), LONGEST_BEAT_MS) * pace);
  const counted: Interval[] = [];
  for (const { start, end } of union(played)) {
    const length = Math.min(end - start, left);
    if (length <= 0) break;
    counted.push({ start, end: start + length });
    left -= length;
  }
  return { played: counted, allowanceMs: Math.min(left, SAVED_MS) };
}

/** How much of it is new. */
export const newlyWatched = (before: readonly Interval[], played: readonly Interval[]): number => totalMs(subtract(played, before));
