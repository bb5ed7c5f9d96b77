import type { Overdue } from './live.queries';

const MINUTE_MS = 60_000;
/** A lecture that nobody leads any more ends by itself this long after its planned end, */
const UNLED_MS = 30 * MINUTE_MS;
/** and one that everybody left, this long after that or its planned end, whichever was later. */
const EMPTY_MS = 10 * MINUTE_MS;

/** When a lecture began by itself: at its planned time, or when the first who leads it came after that. Epoch milliseconds. */
export function beganAt({ startsAt, since }: { startsAt: number; since: number }): number {
  return Math.max(startsAt, since);
}

/**
 * Until when an overdue lecture was held if it ends by itself now, or null while it goes on. That is when somebody who
 * leads it was last seen: what is forgotten to be ended was over then. Epoch milliseconds.
 */
export function heldUntil({ endsAt, heldFrom, led, occupied, lastSeen, lastLed }: Omit<Overdue, 'id'>, now: number): number | null {
  const unled = !led && now >= endsAt + UNLED_MS;
  const empty = !occupied && now >= Math.max(endsAt, lastSeen ?? endsAt) + EMPTY_MS;
  if (!unled && !empty) return null;
  return Math.min(now, Math.max(heldFrom, lastLed ?? endsAt));
}
