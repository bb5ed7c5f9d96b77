import type { Interval } from '../time/interval';

export const JOIN_MINUTES_BEFORE = 15;
const JOIN_MINUTES_AFTER = 30;
const MINUTE_MS = 60_000;

export type JoinRefusal = 'too-early' | 'over' | 'removed' | 'not-yours';

type Planned = { startsAt: number; endsAt: number; minutesBefore?: number };

/** When a classroom lets people in: from shortly before the planned start until half an hour after the planned end. */
export function joinWindow({ startsAt, endsAt, minutesBefore = JOIN_MINUTES_BEFORE }: Planned): Interval {
  return { start: startsAt - minutesBefore * MINUTE_MS, end: endsAt + JOIN_MINUTES_AFTER * MINUTE_MS };
}

/**
 * Why somebody may not enter the classroom now, or null.
 * A lecture that is live takes people in however long it overruns; one that was ended takes nobody, whatever the plan says.
 */
export function joinRefusal(
  asked: Planned & { now: number; state: 'planned' | 'live' | 'ended' | 'verified'; removed: boolean; mine: boolean },
): JoinRefusal | null {
  if (!asked.mine) return 'not-yours';
  if (asked.removed) return 'removed';
  if (asked.state === 'live') return null;
  if (asked.state !== 'planned') return 'over';
  const { start, end } = joinWindow(asked);
  if (asked.now < start) return 'too-early';
  return asked.now < end ? null : 'over';
}
