import type { Interval } from '../time/interval';

/** Where a stay was seen: the socket's heartbeat, the media server's webhooks, or its participant list read from time to time. */
export type StaySource = 'socket' | 'media' | 'roll';

/**
 * One uninterrupted presence of one connection, in epoch milliseconds. `device` is the same in all three sources.
 * `left` says that it ended on purpose, by Leave, by signing out or by who leads the class: what follows is no reconnect.
 */
export type Stay = { id: string; source: StaySource; device: string; start: number; end: number; left?: boolean };

export type TimelineKind = 'two-sources' | 'one-source' | 'bridged' | 'break' | 'absent';
export type TimelineSpan = Interval & { kind: TimelineKind };

/** What the chair should look at before verifying; the data are for the words of the page. */
export type Flag =
  | { kind: 'absent' }
  | { kind: 'came-late'; at: number }
  | { kind: 'left-early'; at: number }
  | { kind: 'one-source'; ms: number }
  | { kind: 'many-bridges'; count: number }
  | { kind: 'devices'; count: number };

export type Attendance = {
  /** The time held less its breaks. */
  heldMs: number;
  /** Counted presence, bridged gaps included; never more than `heldMs`. */
  presentMs: number;
  bridgedMs: number;
  /** One span for each gap that was bridged, within the time held; a break inside it is not counted. */
  bridges: Interval[];
  /** Whole minutes of `presentMs`, rounded down once. */
  minutes: number;
  /** `presentMs` of `heldMs` in basis points (10,000 = all), rounded down. */
  share: number;
  /** First and last instant at which any source saw the person within the time held; null when none did. */
  firstSeen: number | null;
  lastSeen: number | null;
  /** Covers the time held from start to end without a hole. */
  timeline: TimelineSpan[];
  flags: Flag[];
};
