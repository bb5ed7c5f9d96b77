/**
 * A webhook of the media server. `sid` names one connection of a participant, `identity` who it was.
 * `atMs` is when the server made the event, cut to whole seconds; `joinedAtMs` is exact and also comes with a leave.
 */
export type MediaEvent = {
  id: string;
  kind: 'joined' | 'left' | 'aborted' | 'room-finished';
  sid?: string;
  identity?: string;
  joinedAtMs?: number;
  atMs: number;
};

/** One connection to the media room; `end` is null while nothing has ended it. */
export type MediaStay = { sid: string; identity: string; start: number; end: number | null };

/**
 * The connections that the events of one room tell of, by start and then sid. Order and repetition do not matter.
 *
 * A leave without its join still makes a stay, since it carries when the connection joined. An abort ends a stay that
 * joined, but alone it makes none: that connection never got in. A finished room ends whoever was inside.
 */
export function mediaStays(events: readonly MediaEvent[]): MediaStay[] {
  const connections = new Map<string, MediaEvent[]>();
  for (const event of events) {
    if (event.kind === 'room-finished' || event.sid === undefined) continue;
    const known = connections.get(event.sid);
    if (known) known.push(event);
    else connections.set(event.sid, [event]);
  }
  const finishes = events.filter(({ kind }) => kind === 'room-finished').map(({ atMs }) => atMs);
  return [...connections]
    .flatMap(([sid, told]) => stayOf(sid, told, finishes) ?? [])
    .sort((a, b) => a.start - b.start || (a.sid < b.sid ? -1 : 1));
}

function stayOf(sid: string, told: readonly MediaEvent[], finishes: readonly number[]): MediaStay | null {
  const identity = told.find((event) => event.identity !== undefined)?.identity;
  const entered = told.filter(({ kind }) => kind !== 'aborted');
  const start = earliest(entered.flatMap(({ joinedAtMs }) => joinedAtMs ?? [])) ?? earliest(entered.filter(({ kind }) => kind === 'joined').map(({ atMs }) => atMs));
  if (identity === undefined || start === null) return null;
  const startSecond = start - (start % 1000);
  const end = earliest(told.filter(({ kind }) => kind !== 'joined').map(({ atMs }) => atMs)) ?? earliest(finishes.filter((at) => at >= startSecond));
  // An event's time is cut to whole seconds, so a leave in the second of the join seems to come before it.
  return { sid, identity, start, end: end === null ? null : Math.max(start, end) };
}

function earliest(times: readonly number[]): number | null {
  return times.length === 0 ? null : times.reduce((a, b) => Math.min(a, b));
}
