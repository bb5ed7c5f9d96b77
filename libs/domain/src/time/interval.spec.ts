import fc from 'fast-check';
import { type Interval, intersect, subtract, totalMs, union } from './interval';

const LENGTH = 60;
const intervals = fc.array(
  fc.tuple(fc.nat(LENGTH), fc.nat(LENGTH)).map(([start, end]) => ({ start, end })),
  { maxLength: 8 },
);
const covered = (set: Interval[]) => Array.from({ length: LENGTH }, (_, t) => set.some(({ start, end }) => start <= t && t < end));
const isCanonical = (set: Interval[]) => set.every(({ start, end }, i) => start < end && (i === 0 || set[i - 1]!.end < start));

describe('intervals', () => {
  it('touching intervals join, empty and inverted ones vanish', () => {
    expect(union([{ start: 5, end: 9 }, { start: 0, end: 5 }, { start: 12, end: 12 }, { start: 20, end: 15 }])).toEqual([{ start: 0, end: 9 }]);
  });

  it('the end of an interval is not part of it', () => {
    expect(intersect([{ start: 0, end: 5 }], [{ start: 5, end: 9 }])).toEqual([]);
  });

  it('a hole in the middle leaves both ends', () => {
    expect(subtract([{ start: 0, end: 10 }], [{ start: 3, end: 4 }])).toEqual([{ start: 0, end: 3 }, { start: 4, end: 10 }]);
  });

  it('time covered twice counts once', () => {
    expect(totalMs([{ start: 0, end: 10 }, { start: 5, end: 12 }, { start: 20, end: 21 }])).toBe(13);
  });

  it('leaves its arguments as they were', () => {
    const given = Object.freeze([Object.freeze({ start: 4, end: 8 }), Object.freeze({ start: 0, end: 5 })]);
    expect(union(given)).toEqual([{ start: 0, end: 8 }]);
  });

  it('agrees with sets of single instants', () => {
    fc.assert(
      fc.property(intervals, intervals, (a, b) => {
        const [inA, inB] = [covered(a), covered(b)];
        const results = [
          { got: union([...a, ...b]), want: inA.map((x, t) => x || inB[t]!) },
          { got: intersect(a, b), want: inA.map((x, t) => x && inB[t]!) },
          { got: subtract(a, b), want: inA.map((x, t) => x && !inB[t]!) },
        ];
        for (const { got, want } of results) {
          expect(covered(got)).toEqual(want);
          expect(isCanonical(got)).toBe(true);
          expect(totalMs(got)).toBe(want.filter(Boolean).length);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
