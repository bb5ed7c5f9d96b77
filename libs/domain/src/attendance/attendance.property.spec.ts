import fc from 'fast-check';
import type { Interval } from '../time/interval';
import { attendance } from './attendance';
import type { Stay, TimelineKind } from './types';

/** Looks at each second by itself and shares no code with the rule: instants are whole seconds from 0 to LENGTH. */
const LENGTH = 400;
type Input = { stays: Stay[]; held: Interval; breaks: Interval[]; bridgeMs: number };

function oracle({ stays, held, breaks, bridgeMs }: Input) {
  const at = (span: Interval, s: number) => span.start <= s * 1000 && s * 1000 < span.end;
  const seconds = Array.from({ length: LENGTH }, (_, s) => s);
  const there = seconds.map((s) => stays.filter((stay) => at(stay, s)));
  const bridged = seconds.map(() => false);
  const gaps: number[][] = [];
  for (let s = 1; s < LENGTH; s++) {
    if (there[s]!.length > 0 || there[s - 1]!.length === 0) continue;
    let back = s;
    while (back < LENGTH && there[back]!.length === 0) back++;
    if (back === LENGTH || (back - s) * 1000 > bridgeMs) continue;
    const lasting = stays.filter((one) => one.start < one.end);
    const gaveUp = (device: string) => lasting.some((one) => one.left && one.device === device && one.end >= s * 1000 - 5_000 && one.end <= s * 1000 + 5_000);
    const same = there[s - 1]!.some((gone) => !gaveUp(gone.device) && there[back]!.some((came) => came.device === gone.device));
    if (!same) continue;
    gaps.push(seconds.slice(s, back));
    for (let t = s; t < back; t++) bridged[t] = true;
  }
  const inBreak = (s: number) => breaks.some((span) => at(span, s));
  const kindOf = (s: number): TimelineKind | null => {
    if (!at(held, s)) return null;
    if (inBreak(s)) return 'break';
    const sources = new Set(there[s]!.map(({ source }) => (source === 'socket' ? 'socket' : 'media')));
    if (sources.size > 0) return sources.size === 2 ? 'two-sources' : 'one-source';
    return bridged[s] ? 'bridged' : 'absent';
  };
  const kinds = seconds.map(kindOf);
  const count = (...wanted: TimelineKind[]) => kinds.filter((kind) => kind !== null && wanted.includes(kind)).length;
  const counted = seconds.filter((s) => kinds[s] !== null && kinds[s] !== 'break');
  return {
    kinds,
    heldMs: counted.length * 1000,
    presentMs: count('two-sources', 'one-source', 'bridged') * 1000,
    bridgedMs: count('bridged') * 1000,
    bridges: gaps.filter((gap) => gap.some((s) => counted.includes(s))).length,
    devices: Math.max(0, ...counted.map((s) => new Set(there[s]!.map(({ device }) => device)).size)),
    seen: seconds.filter((s) => kinds[s] !== null && there[s]!.length > 0),
  };
}

const second = fc.nat(LENGTH - 1).map((s) => s * 1000);
const stay = fc.record({ id: fc.uuid(), source: fc.constantFrom('socket', 'media', 'roll'), device: fc.constantFrom('laptop', 'phone', 'tablet'), start: second, lasted: fc.nat(90), left: fc.boolean() });
const stays: fc.Arbitrary<Stay[]> = fc.array(stay.map(({ lasted, ...rest }) => ({ ...rest, end: Math.min(rest.start + lasted * 1000, (LENGTH - 1) * 1000) })), { maxLength: 9 });
const pause = fc.record({ start: second, end: second });
const input: fc.Arbitrary<Input> = fc.record({
  stays,
  held: fc.record({ start: fc.nat(120), length: fc.nat(LENGTH - 121) }).map(({ start, length }) => ({ start: start * 1000, end: (start + length) * 1000 })),
  breaks: fc.array(pause, { maxLength: 3 }),
  bridgeMs: fc.nat(60).map((s) => s * 1000),
});

it('attendance is what a count second by second gives, for 10,000 random sets of stays', () => {
  fc.assert(
    fc.property(input, (given) => {
      const got = attendance(given);
      const want = oracle(given);
      expect(got).toMatchObject({ heldMs: want.heldMs, presentMs: want.presentMs, bridgedMs: want.bridgedMs });
      expect(got.bridges).toHaveLength(want.bridges);
      expect(got.minutes).toBe(Math.floor(want.presentMs / 60_000));
      expect(got.share).toBe(want.heldMs === 0 ? 0 : Math.floor((want.presentMs / want.heldMs) * 10_000 + 1e-9));
      expect(got.firstSeen).toBe(want.seen.length > 0 ? want.seen[0]! * 1000 : null);
      expect(got.lastSeen).toBe(want.seen.length > 0 ? want.seen.at(-1)! * 1000 + 1000 : null);
      const kinds = want.kinds.map((_, s) => got.timeline.find(({ start, end }) => start <= s * 1000 && s * 1000 < end)?.kind ?? null);
      expect(kinds.join(' ')).toBe(want.kinds.join(' '));
      const devices = got.flags.find((flag) => flag.kind === 'devices')?.count ?? null;
      expect(devices).toBe(want.devices > 1 && want.presentMs > 0 ? want.devices : null);
    }),
    { numRuns: 10_000 },
  );
});

it('the timeline covers the time held without hole or overlap', () => {
  fc.assert(
    fc.property(input, (given) => {
      const { timeline } = attendance(given);
      timeline.forEach((span, i) => expect(span.start).toBe(i === 0 ? given.held.start : timeline[i - 1]!.end));
      expect(timeline.at(-1)?.end ?? given.held.start).toBe(given.held.end);
    }),
    { numRuns: 1000 },
  );
});

it('the order of the stays and seeing one twice change nothing', () => {
  const mixed = input.chain((given) => fc.shuffledSubarray([...given.stays, ...given.stays], { minLength: given.stays.length * 2 }).map((again) => ({ given, again })));
  fc.assert(fc.property(mixed, ({ given, again }) => expect(attendance({ ...given, stays: again })).toEqual(attendance(given))), { numRuns: 1000 });
});
