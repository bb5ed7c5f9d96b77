import fc from 'fast-check';
import { intersect, totalMs, union, type Interval } from '../time/interval';
import { gapsOf, joined, playedBetween, toPlayer, toRecording, watchedMs } from './timeline';

/** Two pieces with 10 s missing between them, and the beginning missing too. */
const SPANS = [{ start: 5_000, end: 20_000 }, { start: 30_000, end: 40_000 }];

/** Pieces in order, disjoint, touching nowhere. */
const spans = fc.array(fc.tuple(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1, max: 5_000 })), { minLength: 1, maxLength: 6 }).map((pieces) => {
  let at = 0;
  return pieces.map(([gap, length]): Interval => ({ start: (at += gap), end: (at += length) }));
});
const moment = fc.nat(70_000);

describe('the time of the player', () => {
  it('runs through what is there and leaves out what is missing', () => {
    expect([5_000, 19_999, 30_000, 39_999].map((ms) => toPlayer(SPANS, ms))).toEqual([0, 14_999, 15_000, 24_999]);
  });

  it('what is missing is found where the next piece begins, and past the end at the end', () => {
    expect([0, 20_000, 25_000, 40_000, 99_999].map((ms) => toPlayer(SPANS, ms))).toEqual([0, 15_000, 15_000, 25_000, 25_000]);
  });

  it('a seam is the later piece, and past the end there is the end', () => {
    expect([0, 14_999, 15_000, 25_000, 99_999, -5].map((ms) => toRecording(SPANS, ms))).toEqual([5_000, 19_999, 30_000, 40_000, 40_000, 5_000]);
  });

  it('of nothing is nothing', () => {
    expect([toPlayer([], 7), toRecording([], 7), playedBetween([], 0, 7), gapsOf([])]).toEqual([0, 0, [], []]);
  });

  it('every moment of the player comes back from the recording as it was', () => {
    fc.assert(fc.property(spans, moment, (pieces, ms) => expect(toPlayer(pieces, toRecording(pieces, ms))).toBe(Math.min(ms, totalMs(pieces)))), { numRuns: 1000 });
  });

  it('every moment of the recording that is there comes back from the player as it was', () => {
    fc.assert(
      fc.property(spans, moment, (pieces, ms) => {
        const isThere = pieces.some(({ start, end }) => start <= ms && ms < end);
        const back = toRecording(pieces, toPlayer(pieces, ms));
        if (isThere) expect(back).toBe(ms);
        else expect(back).toBe(pieces.find(({ start }) => start > ms)?.start ?? pieces.at(-1)!.end);
      }),
      { numRuns: 1000 },
    );
  });

  it('never runs backwards', () => {
    fc.assert(
      fc.property(spans, moment, fc.nat(5_000), (pieces, ms, later) => {
        expect(toPlayer(pieces, ms + later)).toBeGreaterThanOrEqual(toPlayer(pieces, ms));
        expect(toPlayer(pieces, ms + later) - toPlayer(pieces, ms)).toBeLessThanOrEqual(later);
        expect(toRecording(pieces, ms + later)).toBeGreaterThanOrEqual(toRecording(pieces, ms));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('what was played', () => {
  it('is apart at a seam', () => {
    expect(playedBetween(SPANS, 14_000, 16_000)).toEqual([{ start: 19_000, end: 20_000 }, { start: 30_000, end: 31_000 }]);
    expect(playedBetween(SPANS, 14_000, 15_000)).toEqual([{ start: 19_000, end: 20_000 }]);
    expect(playedBetween(SPANS, 15_000, 15_001)).toEqual([{ start: 30_000, end: 30_001 }]);
  });

  it('is nothing backwards, and nothing past the end', () => {
    expect(playedBetween(SPANS, 9_000, 9_000)).toEqual([]);
    expect(playedBetween(SPANS, 9_000, 2_000)).toEqual([]);
    expect(playedBetween(SPANS, 25_000, 90_000)).toEqual([]);
    expect(playedBetween(SPANS, 24_000, 90_000)).toEqual([{ start: 39_000, end: 40_000 }]);
  });

  it('is as long as the player ran, all of it there, and the same in one go or in two', () => {
    fc.assert(
      fc.property(spans, moment, fc.nat(20_000), fc.nat(20_000), (pieces, from, first, second) => {
        const whole = playedBetween(pieces, from, from + first + second);
        const end = totalMs(pieces);
        expect(totalMs(whole)).toBe(Math.max(0, Math.min(from + first + second, end) - Math.min(from, end)));
        expect(union(intersect(pieces, whole))).toEqual(union(whole));
        expect(union([...playedBetween(pieces, from, from + first), ...playedBetween(pieces, from + first, from + first + second)])).toEqual(union(whole));
      }),
      { numRuns: 1000 },
    );
  });

  it('counts of what can be played, and once', () => {
    expect(watchedMs(SPANS, [{ start: 0, end: 10_000 }, { start: 6_000, end: 12_000 }, { start: 35_000, end: 90_000 }])).toBe(7_000 + 5_000);
  });
});

describe('what is missing', () => {
  it('lies between the first moment and the last; what was cut is not missing', () => {
    expect(gapsOf(SPANS)).toEqual([{ start: 20_000, end: 30_000 }]);
    expect(gapsOf(SPANS, [{ start: 18_000, end: 26_000 }])).toEqual([{ start: 26_000, end: 30_000 }]);
    expect(gapsOf(SPANS, [{ start: 20_000, end: 30_000 }, { start: 0, end: 5_000 }])).toEqual([]);
  });

  it('and what is there make up the whole', () => {
    fc.assert(
      fc.property(spans, (pieces) => {
        expect(union([...pieces, ...gapsOf(pieces)])).toEqual([{ start: pieces[0]!.start, end: pieces.at(-1)!.end }]);
        expect(intersect(pieces, gapsOf(pieces))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('a rounding is no gap', () => {
    const pieces = Object.freeze([Object.freeze({ start: 4_003, end: 8_000 }), Object.freeze({ start: 0, end: 4_000 }), Object.freeze({ start: 8_011, end: 9_000 })]);
    expect(joined(pieces, 10)).toEqual([{ start: 0, end: 8_000 }, { start: 8_011, end: 9_000 }]);
    expect(joined([{ start: 0, end: 10 }, { start: 2, end: 5 }, { start: 10, end: 12 }], 0)).toEqual([{ start: 0, end: 12 }]);
  });

  it('pieces that were joined are in order and apart by more than that, and cover all there was', () => {
    const any = fc.array(fc.tuple(fc.nat(20_000), fc.integer({ min: 1, max: 3_000 })).map(([start, length]) => ({ start, end: start + length })), { maxLength: 8 });
    fc.assert(
      fc.property(any, fc.nat(500), (pieces, tolerance) => {
        const whole = joined(pieces, tolerance);
        for (const [i, { start, end }] of whole.entries()) {
          expect(start).toBeLessThan(end);
          if (i > 0) expect(start - whole[i - 1]!.end).toBeGreaterThan(tolerance);
        }
        expect(intersect(whole, pieces)).toEqual(union(pieces));
        for (const gap of gapsOf(union(pieces))) if (intersect(whole, [gap]).length > 0) expect(gap.end - gap.start).toBeLessThanOrEqual(tolerance);
      }),
      { numRuns: 1000 },
    );
  });
});
