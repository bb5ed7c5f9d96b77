import fc from 'fast-check';
import { catchUp, type CatchUpInput } from './catch-up';

const MINUTE = 60_000;
const given = (more: Partial<CatchUpInput>): number => catchUp({ watchedMs: 180 * MINUTE, attendedMinutes: 0, plannedMinutes: 180, capMinutes: 1_000, usedMinutes: 0, ...more }).minutes;

describe('credit for watching a recording', () => {
  it.each<[string, Partial<CatchUpInput>, number]>([
    ['who was away and watches all of it has the lecture', {}, 180],
    ['minutes are whole, the last one begun counts not', { watchedMs: 91 * MINUTE - 1 }, 90],
    ['a recording that is longer than the plan gives no more than the plan', { watchedMs: 240 * MINUTE }, 180],
    ['what attending gave is not given again', { attendedMinutes: 60 }, 120],
    ['a lecture that was attended leaves nothing', { attendedMinutes: 180 }, 0],
    ['nor does one that gave more than it does now', { attendedMinutes: 200 }, 0],
    ['what is left of the cap is the most', { capMinutes: 200, usedMinutes: 150 }, 50],
    ['a cap that is used up gives nothing', { capMinutes: 150, usedMinutes: 150 }, 0],
    ['nor one that was lowered since', { capMinutes: 100, usedMinutes: 150 }, 0],
    ['without a cap there is no such credit', { capMinutes: 0 }, 0],
  ])('%s', (_, more, minutes) => {
    expect(given(more)).toBe(minutes);
  });

  it('says what it came from', () => {
    expect(catchUp({ watchedMs: 100 * MINUTE + 59_999, attendedMinutes: 30, plannedMinutes: 180, capMinutes: 540, usedMinutes: 480 })).toEqual({
      minutes: 60,
      why: { basis: 'watched', watchedMinutes: 100, attendedMinutes: 30, plannedMinutes: 180, capMinutes: 540, usedMinutes: 480 },
    });
  });

  const minutes = fc.nat(400);
  const input = fc.record({ watchedMs: fc.nat(400 * MINUTE), attendedMinutes: minutes, plannedMinutes: minutes, capMinutes: minutes, usedMinutes: minutes });

  it('is whole, never negative, never more than was watched, than the lecture in all, or than the cap', () => {
    fc.assert(
      fc.property(input, (facts) => {
        const { minutes: credit } = catchUp(facts);
        expect(Number.isInteger(credit)).toBe(true);
        expect(credit).toBeGreaterThanOrEqual(0);
        expect(credit * MINUTE).toBeLessThanOrEqual(facts.watchedMs);
        expect(credit).toBeLessThanOrEqual(Math.max(0, facts.plannedMinutes - facts.attendedMinutes));
        expect(credit).toBeLessThanOrEqual(Math.max(0, facts.capMinutes - facts.usedMinutes));
      }),
      { numRuns: 1000 },
    );
  });

  it('more watched is never less credit, more attended never more', () => {
    fc.assert(
      fc.property(input, fc.nat(100 * MINUTE), fc.nat(100), (facts, moreMs, moreMinutes) => {
        expect(catchUp({ ...facts, watchedMs: facts.watchedMs + moreMs }).minutes).toBeGreaterThanOrEqual(catchUp(facts).minutes);
        expect(catchUp({ ...facts, attendedMinutes: facts.attendedMinutes + moreMinutes }).minutes).toBeLessThanOrEqual(catchUp(facts).minutes);
      }),
      { numRuns: 1000 },
    );
  });

  it('of all lectures together it never passes the cap, in whatever order they come', () => {
    const lecture = fc.record({ watchedMs: fc.nat(240 * MINUTE), attendedMinutes: fc.nat(180), plannedMinutes: fc.constant(180) });
    fc.assert(
      fc.property(fc.array(lecture, { maxLength: 10 }), fc.nat(600), (lectures, capMinutes) => {
        const total = lectures.reduce((usedMinutes, facts) => usedMinutes + catchUp({ ...facts, capMinutes, usedMinutes }).minutes, 0);
        const possible = lectures.reduce((sum, facts) => sum + catchUp({ ...facts, capMinutes: Infinity, usedMinutes: 0 }).minutes, 0);
        expect(total).toBe(Math.min(capMinutes, possible));
      }),
      { numRuns: 500 },
    );
  });
});
