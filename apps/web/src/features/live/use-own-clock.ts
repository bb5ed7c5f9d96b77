import type { OwnClock } from '@seldinger/contract';
import { useNow } from '../../api/clock';

/** What counts for oneself now: the server's last word, and since then the time that passed while it runs. Milliseconds. */
export const countedAt = (clock: OwnClock, now: number): number => clock.presentMs + (clock.running ? Math.max(0, now - Date.parse(clock.at)) : 0);

/** Ticks every second between the server's words. Null for who is not counted. */
export function useOwnClock(clock: OwnClock | null): number | null {
  const now = useNow(1_000);
  return clock && countedAt(clock, now);
}
