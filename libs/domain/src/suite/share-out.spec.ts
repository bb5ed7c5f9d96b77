import fc from 'fast-check';
import { shareOut, type HandsonModule } from './share-out';

const modules = (vascular = 0, oncology = 0): HandsonModule[] => [
  { id: 'vascular', weight: 1440, given: vascular },
  { id: 'oncology', weight: 1080, given: oncology },
];
const minutesOf = (minutes: number, of: HandsonModule[]): number[] => shareOut(minutes, of).map((share) => share.minutes);
/** Weeks one after the other, each knowing what those before gave. */
const inTurn = (weeks: readonly number[], weights: readonly number[]): number[] =>
  weeks.reduce((given, minutes) => {
    const shares = shareOut(minutes, weights.map((weight, i) => ({ id: String(i), weight, given: given[i]! })));
    return given.map((before, i) => before + shares[i]!.minutes);
  }, weights.map(() => 0));

describe('the minutes of a week', () => {
  it('of a full week fill 4 and 3 CME', () => {
    expect(shareOut(2520, modules())).toEqual([
      { moduleId: 'vascular', minutes: 1440, weight: 1440 },
      { moduleId: 'oncology', minutes: 1080, weight: 1080 },
    ]);
  });

  it('of one day are shared as nearly as whole minutes can', () => {
    expect(minutesOf(504, modules())).toEqual([288, 216]);
    expect(minutesOf(500, modules())).toEqual([286, 214]);
    expect(minutesOf(1, modules())).toEqual([1, 0]);
    expect(minutesOf(0, modules())).toEqual([0, 0]);
  });

  it('go to one module, where only one has hands-on weight, and to none, where none has', () => {
    expect(shareOut(300, [{ id: 'theory', weight: 0, given: 0 }, { id: 'vascular', weight: 2520, given: 0 }])).toEqual([{ moduleId: 'vascular', minutes: 300, weight: 2520 }]);
    expect(shareOut(300, [{ id: 'theory', weight: 0, given: 0 }])).toEqual([]);
  });

  it('three weeks that would be rounded a minute off alone fill both modules together', () => {
    expect(inTurn([841, 841, 838], [1440, 1080])).toEqual([1440, 1080]);
  });

  const weights = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 4 });

  it('are all given, none of them negative, and no module strays a minute from its proportion', () => {
    fc.assert(
      fc.property(weights, fc.array(fc.nat(3000), { maxLength: 5 }), (given, weeks) => {
        const shares = inTurn(weeks, given);
        const total = weeks.reduce((sum, minutes) => sum + minutes, 0);
        const weight = given.reduce((sum, one) => sum + one, 0);
        expect(shares.reduce((sum, minutes) => sum + minutes, 0)).toBe(total);
        if (given.length > 2) return;
        for (const [i, minutes] of shares.entries()) expect(Math.abs(minutes - (total * given[i]!) / weight)).toBeLessThan(1);
      }),
    );
  });

  it('in whatever parts the whole comes, it fills every module to the minute', () => {
    fc.assert(
      fc.property(weights, fc.array(fc.nat(1000), { maxLength: 6 }), (given, cuts) => {
        const whole = given.reduce((sum, weight) => sum + weight, 0);
        const ends = [...cuts.map((cut) => Math.floor((cut * whole) / 1000)), whole].sort((a, b) => a - b);
        const weeks = ends.map((end, i) => end - (ends[i - 1] ?? 0));
        expect(inTurn(weeks, given)).toEqual(given);
      }),
    );
  });

  it('a week that was taken back is made up for by the next', () => {
    fc.assert(
      fc.property(fc.nat(2520), fc.nat(2520), (first, second) => {
        const early = minutesOf(first, modules());
        const late = minutesOf(Math.min(second, 2520 - first), modules(early[0], early[1]));
        const kept = late[0]! + late[1]!;
        const again = minutesOf(2520 - kept, modules(late[0], late[1]));
        expect([late[0]! + again[0]!, late[1]! + again[1]!]).toEqual([1440, 1080]);
        expect(Math.min(...again)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
