import fc from 'fast-check';
import { intersect, totalMs, union, type Interval } from '../time/interval';
import { earned, FASTEST, LONGEST_BEAT_MS, newlyWatched } from './earned';

const beat = (more: Partial<Parameters<typeof earned>[0]> = {}) => earned({ played: [{ start: 0, end: 10_000 }], speed: 1, elapsedMs: 10_000, allowanceMs: 0, ...more });

describe('what counts as watched', () => {
  it('is what was played while time passed', () => {
    expect(beat()).toEqual({ played: [{ start: 0, end: 10_000 }], allowanceMs: 0 });
  });

  it('seeking through an hour earns the time it took', () => {
    expect(beat({ played: [{ start: 0, end: 3_600_000 }] })).toEqual({ played: [{ start: 0, end: 10_000 }], allowanceMs: 0 });
  });

  it('twice as fast earns twice as much, and nothing is faster', () => {
    expect(totalMs(beat({ played: [{ start: 0, end: 60_000 }], speed: 2 }).played)).toBe(20_000);
    expect(totalMs(beat({ played: [{ start: 0, end: 60_000 }], speed: 16 }).played)).toBe(20_000);
    expect(totalMs(beat({ speed: 0.5 }).played)).toBe(5_000);
  });

  it('pieces are counted in order until time is spent; what is played twice is counted once', () => {
    expect(beat({ played: [{ start: 50_000, end: 58_000 }, { start: 0, end: 4_000 }, { start: 2_000, end: 6_000 }] }).played).toEqual([{ start: 0, end: 6_000 }, { start: 50_000, end: 54_000 }]);
  });

  it('a beat that comes late is paid from what an early one left, but nothing is saved up for long', () => {
    const early = beat({ played: [{ start: 0, end: 8_000 }] });
    expect(early.allowanceMs).toBe(2_000);
    expect(totalMs(beat({ played: [{ start: 8_000, end: 30_000 }], allowanceMs: early.allowanceMs }).played)).toBe(12_000);
    expect(beat({ played: [], elapsedMs: 50_000 }).allowanceMs).toBe(5_000);
    expect(totalMs(beat({ played: [{ start: 0, end: 3_600_000 }], elapsedMs: 86_400_000 }).played)).toBe(LONGEST_BEAT_MS);
  });

  it.each([
    ['a clock that went back', { elapsedMs: -5_000 }],
    ['a player that stood', { played: [] }],
    ['a speed that is none', { speed: 0 }],
    ['a speed backwards', { speed: -1 }],
    ['a piece that ends before it starts', { played: [{ start: 9_000, end: 1_000 }] }],
  ])('%s earns nothing', (_, more) => {
    expect(beat(more).played).toEqual([]);
  });

  const claim = fc.array(fc.tuple(fc.nat(7_200_000), fc.nat(600_000)).map(([start, length]): Interval => ({ start, end: start + length })), { maxLength: 4 });
  const claims = fc.array(fc.record({ played: claim, elapsedMs: fc.nat(120_000), speed: fc.double({ min: 0, max: 4, noNaN: true }) }), { maxLength: 12 });

  it('whatever is claimed over any number of beats, it is never more than the time that passed, times the speed', () => {
    fc.assert(
      fc.property(claims, (beats) => {
        let allowanceMs = 0;
        let total = 0;
        let most = 0;
        for (const { played, elapsedMs, speed } of beats) {
          const paid = earned({ played, elapsedMs, speed, allowanceMs });
          allowanceMs = paid.allowanceMs;
          total += totalMs(paid.played);
          most += elapsedMs * Math.min(speed, FASTEST);
          expect(total + allowanceMs).toBeLessThanOrEqual(most);
          expect(allowanceMs).toBeGreaterThanOrEqual(0);
          // Nothing that was not claimed.
          expect(intersect(played, paid.played)).toEqual(union(paid.played));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('one beat cut into many earns no more than the one', () => {
    fc.assert(
      fc.property(claim, fc.array(fc.nat(20_000), { minLength: 1, maxLength: 10 }), (played, pieces) => {
        const elapsedMs = Math.min(pieces.reduce((sum, piece) => sum + piece, 0), LONGEST_BEAT_MS);
        const whole = totalMs(earned({ played, elapsedMs, speed: 1, allowanceMs: 0 }).played);
        let allowanceMs = 0;
        let watched: Interval[] = [];
        let left = elapsedMs;
        for (const piece of pieces) {
          const paid = earned({ played, elapsedMs: Math.min(piece, left), speed: 1, allowanceMs });
          left -= Math.min(piece, left);
          allowanceMs = paid.allowanceMs;
          watched = union([...watched, ...paid.played]);
        }
        expect(totalMs(watched)).toBeLessThanOrEqual(whole);
      }),
      { numRuns: 1000 },
    );
  });

  it('who plays honestly, with beats that take up to two seconds to arrive, loses nothing', () => {
    const jitter = fc.array(fc.nat(2_000), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(jitter, fc.constantFrom(0.5, 1, 1.5, 2), (late, speed) => {
        // The player's own times run evenly; they reach the server when they do.
        let allowanceMs = 0;
        let watched: Interval[] = [];
        let told = 0;
        let heard = 0;
        for (const [i, ms] of late.entries()) {
          const at = (i + 1) * 10_000 + ms;
          const until = (i + 1) * 10_000 * speed;
          const paid = earned({ played: [{ start: told, end: until }], elapsedMs: at - heard, speed, allowanceMs });
          [told, heard, allowanceMs] = [until, at, paid.allowanceMs];
          watched = union([...watched, ...paid.played]);
        }
        // To the millisecond that each beat may lose where it is rounded.
        expect(told - totalMs(watched)).toBeLessThanOrEqual(late.length);
      }),
      { numRuns: 500 },
    );
  });

  it('what was watched before is not new', () => {
    expect(newlyWatched([{ start: 0, end: 5_000 }], [{ start: 3_000, end: 9_000 }])).toBe(4_000);
    expect(newlyWatched([{ start: 0, end: 5_000 }], [{ start: 1_000, end: 2_000 }])).toBe(0);
  });
});
