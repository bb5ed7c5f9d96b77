import { playedBetween, type Interval, type Spans } from '@seldinger/domain';

/** What lies between two moments of the player, as one passage of the recording, with what is missing inside it. Null where there is nothing. */
export function passageBetween(spans: Spans, fromPlayerMs: number, untilPlayerMs: number): Interval | null {
  const pieces = playedBetween(spans, fromPlayerMs, untilPlayerMs);
  const [first, last] = [pieces[0], pieces.at(-1)];
  return first && last ? { start: Math.floor(first.start), end: Math.ceil(last.end) } : null;
}
