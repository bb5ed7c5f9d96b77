import fc from 'fast-check';
import { CREDIT_RULE, lectureCredit } from './lecture-credit';

const MINUTE = 60_000;
const credit = (presentMs: number, more: Partial<Parameters<typeof lectureCredit>[0]> = {}) => lectureCredit({ presentMs, heldMs: 165 * MINUTE, spanMs: 180 * MINUTE, plannedMinutes: 180, rule: CREDIT_RULE, ...more });

describe('credit for a lecture', () => {
  it('counts minutes one for one, rounded down', () => {
    expect(credit(100 * MINUTE + 59_999)).toMatchObject({ minutes: 100, whole: false, why: { basis: 'minute-for-minute', presentMinutes: 100 } });
  });

  it('counts whole from exactly 90 % of the held time on, and not a millisecond before', () => {
    const ninety = 165 * MINUTE * 0.9;
    expect(credit(ninety)).toMatchObject({ minutes: 180, whole: true });
    expect(credit(ninety - 1)).toMatchObject({ minutes: 148, whole: false });
  });

  it('a break inside a lecture of full length costs nobody credit', () => {
    expect(credit(165 * MINUTE).minutes).toBe(180);
  });

  it('an overrun gives no more than planned', () => {
    expect(credit(200 * MINUTE, { heldMs: 200 * MINUTE, spanMs: 215 * MINUTE }).minutes).toBe(180);
    expect(credit(185 * MINUTE, { heldMs: 260 * MINUTE, spanMs: 260 * MINUTE })).toMatchObject({ minutes: 180, whole: false });
  });

  it('a lecture cut short gives what it lasted', () => {
    const short = { heldMs: 90 * MINUTE, spanMs: 100 * MINUTE + 30_000 };
    expect(credit(90 * MINUTE, short)).toMatchObject({ minutes: 100, whole: true, why: { basis: 'cut-short', spanMinutes: 100 } });
    expect(credit(120 * MINUTE, short).minutes).toBe(100);
    expect(credit(40 * MINUTE, short)).toMatchObject({ minutes: 40, whole: false });
  });

  it('a lecture that lasted 90 % of its plan was given in full', () => {
    expect(credit(162 * MINUTE, { heldMs: 162 * MINUTE, spanMs: 162 * MINUTE }).minutes).toBe(180);
    expect(credit(162 * MINUTE - 1, { heldMs: 162 * MINUTE - 1, spanMs: 162 * MINUTE - 1 }).minutes).toBe(161);
  });

  it('the share is the edition’s to set', () => {
    expect(credit(149 * MINUTE, { rule: { version: 'lecture-1', wholeFromPercent: 100 } }).minutes).toBe(149);
    expect(credit(83 * MINUTE, { rule: { version: 'lecture-1', wholeFromPercent: 50 } }).minutes).toBe(180);
  });

  it('a lecture never held gives nothing, not even whole', () => {
    expect(credit(0, { heldMs: 0, spanMs: 0 })).toMatchObject({ minutes: 0, whole: false });
  });

  it('who was absent gets nothing', () => expect(credit(0)).toMatchObject({ minutes: 0, whole: false }));

  it('more presence never gives less credit, and no credit exceeds the plan', () => {
    const ms = fc.nat(300 * MINUTE);
    fc.assert(
      fc.property(ms, ms, ms, ms, fc.integer({ min: 15, max: 240 }), (a, b, c, d, plannedMinutes) => {
        const [less, more, heldMs, spanMs] = [a, b, c, d].sort((x, y) => x - y) as [number, number, number, number];
        const [low, high] = [less, more].map((presentMs) => credit(presentMs, { heldMs, spanMs, plannedMinutes }));
        expect(low!.minutes).toBeLessThanOrEqual(high!.minutes);
        expect(high!.minutes).toBeLessThanOrEqual(plannedMinutes);
        expect(low!.minutes).toBeGreaterThanOrEqual(Math.min(plannedMinutes, Math.floor(less / MINUTE)));
      }),
      { numRuns: 2000 },
    );
  });
});
