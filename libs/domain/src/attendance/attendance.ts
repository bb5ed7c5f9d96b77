import { intersect, type Interval, subtract, totalMs, union } from '../time/interval';
import type { Attendance, Flag, Stay, TimelineKind, TimelineSpan } from './types';

/** Kept with every figure, so that it can be computed again as it was. */
export const ATTENDANCE_RULE_VERSION = 'attendance-1';
export const BRIDGE_MS = 120_000;
/** Shorter lateness, early leaving and time seen by one source only are not worth the chair's look. */
const NOTABLE_MS = 120_000;
const MANY_BRIDGES = 3;
/** Socket and media room do not end in the same millisecond when somebody leaves. */
const LEAVING_MS = 5_000;

/**
 * One person's attendance of one lecture: the union of the stays, clipped to the time held, less the breaks.
 *
 * A gap in that union of at most `bridgeMs` (measured by the clock, breaks included) counts as presence when it ends
 * with an automatic reconnect: a device whose stay ended as the gap began, and not because the person left, is the one
 * that returns. A stay without length proves nothing. All times are epoch milliseconds.
 */
export function attendance({ stays, held, breaks, bridgeMs = BRIDGE_MS }: { stays: readonly Stay[]; held: Interval; breaks: readonly Interval[]; bridgeMs?: number }): Attendance {
  const { counted, present, bridged, attended } = presence({ stays, held, breaks, bridgeMs });
  const seen = intersect(present, [held]);
  const timeline = timelineOf({ stays, present, bridged, attended, counted, held });
  const bridges = bridged.filter((gap) => totalMs(intersect([gap], counted)) > 0).flatMap((gap) => intersect([gap], [held]));
  const heldMs = totalMs(counted);
  const presentMs = totalMs(attended);
  return {
    heldMs,
    presentMs,
    bridgedMs: msOf(timeline, 'bridged'),
    bridges,
    minutes: Math.floor(presentMs / 60_000),
    share: heldMs === 0 ? 0 : Math.floor((presentMs * 10_000) / heldMs),
    firstSeen: seen[0]?.start ?? null,
    lastSeen: seen.at(-1)?.end ?? null,
    timeline,
    flags: flagsOf({ stays, attended, counted, timeline, bridges }),
  };
}

type Seen = Interval & Pick<Stay, 'device' | 'left'>;

/** How many milliseconds `attendance` counts, without saying why: for whole editions at once. */
export function presentMs(of: { stays: readonly Seen[]; held: Interval; breaks: readonly Interval[]; bridgeMs: number }): number {
  return totalMs(presence(of).attended);
}

function presence({ stays, held, breaks, bridgeMs }: { stays: readonly Seen[]; held: Interval; breaks: readonly Interval[]; bridgeMs: number }) {
  const counted = subtract([held], breaks);
  const present = union(stays);
  const bridged = bridgedGaps(stays, present, bridgeMs);
  return { counted, present, bridged, attended: intersect([...present, ...bridged], counted) };
}

function bridgedGaps(stays: readonly Seen[], present: readonly Interval[], bridgeMs: number): Interval[] {
  return present.slice(1).flatMap(({ start: back }, i) => {
    const gone = present[i]!.end;
    return back - gone <= bridgeMs && reconnects(stays, gone, back) ? [{ start: gone, end: back }] : [];
  });
}

function reconnects(stays: readonly Seen[], gone: number, back: number): boolean {
  const lasting = stays.filter(({ start, end }) => start < end);
  const gaveUp = new Set(lasting.filter(({ left, end }) => left && Math.abs(end - gone) <= LEAVING_MS).map(({ device }) => device));
  const dropped = new Set(lasting.filter(({ end, device }) => end === gone && !gaveUp.has(device)).map(({ device }) => device));
  return lasting.some(({ start, device }) => start === back && dropped.has(device));
}

type Spans = { stays: readonly Stay[]; present: Interval[]; bridged: Interval[]; attended: Interval[]; counted: Interval[]; held: Interval };

function timelineOf({ stays, present, bridged, attended, counted, held }: Spans): TimelineSpan[] {
  const bySocket = stays.filter(({ source }) => source === 'socket');
  const byMedia = stays.filter(({ source }) => source !== 'socket');
  const agreed = intersect(intersect(bySocket, byMedia), counted);
  const spans: Record<TimelineKind, Interval[]> = {
    'two-sources': agreed,
    'one-source': subtract(intersect(present, counted), agreed),
    bridged: intersect(bridged, counted),
    break: subtract([held], counted),
    absent: subtract(counted, attended),
  };
  return (Object.keys(spans) as TimelineKind[]).flatMap((kind) => spans[kind].map((span) => ({ ...span, kind }))).sort((a, b) => a.start - b.start);
}

function msOf(timeline: readonly TimelineSpan[], kind: TimelineKind): number {
  return totalMs(timeline.filter((span) => span.kind === kind));
}

type Evidence = { stays: readonly Stay[]; attended: Interval[]; counted: Interval[]; timeline: TimelineSpan[]; bridges: Interval[] };

function flagsOf({ stays, attended, counted, timeline, bridges }: Evidence): Flag[] {
  const [first, last] = [attended[0], attended.at(-1)];
  if (!first || !last) return counted.length > 0 ? [{ kind: 'absent' }] : [];
  const flags: Flag[] = [];
  const missedBefore = totalMs(intersect(counted, [{ start: -Infinity, end: first.start }]));
  const missedAfter = totalMs(intersect(counted, [{ start: last.end, end: Infinity }]));
  const oneSource = msOf(timeline, 'one-source');
  const devices = devicesAtOnce(stays, counted);
  if (missedBefore > NOTABLE_MS) flags.push({ kind: 'came-late', at: first.start });
  if (missedAfter > NOTABLE_MS) flags.push({ kind: 'left-early', at: last.end });
  if (oneSource > NOTABLE_MS) flags.push({ kind: 'one-source', ms: oneSource });
  if (bridges.length >= MANY_BRIDGES) flags.push({ kind: 'many-bridges', count: bridges.length });
  if (devices > 1) flags.push({ kind: 'devices', count: devices });
  return flags;
}

/** The most devices that were there at the same time; one device seen by several sources is one. */
function devicesAtOnce(stays: readonly Stay[], counted: readonly Interval[]): number {
  const devices = [...new Set(stays.map(({ device }) => device))];
  if (devices.length < 2) return devices.length;
  const spans = devices.flatMap((device) => intersect(stays.filter((stay) => stay.device === device), counted));
  // Somebody leaving as somebody comes is not two at once: ends sort before starts.
  const steps = spans.flatMap(({ start, end }) => [{ at: start, step: 1 }, { at: end, step: -1 }]).sort((a, b) => a.at - b.at || a.step - b.step);
  let now = 0;
  return steps.reduce((most, { step }) => Math.max(most, (now += step)), 0);
}
