import fc from 'fast-check';
import { checkInOf, dayMinutes, daySignable, weekSignable, type SuiteDayFacts } from './suite-day';

const MINUTE = 60_000;
const TODAY = '2027-02-10';
const day = (date: string, more: Partial<SuiteDayFacts> = {}): SuiteDayFacts => ({ date, cameAt: null, leftAt: null, signed: false, ...more });

describe('a day in the suite', () => {
  it.each([
    ['gives the minutes from coming to leaving', 0, 480 * MINUTE, 480],
    ['is rounded down', 0, 480 * MINUTE - 1, 479],
    ['gives at most what a day gives', 0, 600 * MINUTE, 504],
    ['gives nothing before the trainee has left', 0, null, 0],
    ['gives nothing when nobody came', null, null, 0],
    ['gives nothing for a moment', 0, 0, 0],
  ])('%s', (_, cameAt, leftAt, minutes) => {
    expect(dayMinutes({ cameAt, leftAt }, 504)).toBe(minutes);
  });

  it('never gives more than was spent there, nor more than a day gives, nor less than nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: -1e8, max: 1e8 }), fc.integer({ min: 60, max: 720 }), (cameAt, length, most) => {
        const minutes = dayMinutes({ cameAt, leftAt: cameAt + length }, most);
        expect(Number.isInteger(minutes)).toBe(true);
        expect(minutes).toBeLessThanOrEqual(most);
        expect(minutes).toBeGreaterThanOrEqual(0);
        expect(minutes * MINUTE).toBeLessThanOrEqual(Math.max(0, length));
      }),
    );
  });

  it.each([
    ['of today, as soon as the trainee has left', day(TODAY, { cameAt: 1, leftAt: 2 }), null],
    ['of today, while the trainee is there: no', day(TODAY, { cameAt: 1 }), 'incomplete'],
    ['of today, while the trainee may still come: no', day(TODAY), 'not-over'],
    ['before today, when nobody came', day('2027-02-09'), null],
    ['before today, without the time of leaving: no', day('2027-02-09', { cameAt: 1 }), 'incomplete'],
    ['still to come: no', day('2027-02-11'), 'not-over'],
  ])('can be signed: %s', (_, given, expected) => {
    expect(daySignable(given, TODAY)).toBe(expected);
  });
});

describe('a week in the suite', () => {
  const week = ['2027-02-08', '2027-02-09', '2027-02-10', '2027-02-11', '2027-02-12'];
  const signed = { cameAt: 1, leftAt: 2, signed: true };

  it.each([
    ['when all five days are signed, even on Friday', week.map((date) => day(date, signed)), '2027-02-12', null],
    ['when it is over and nobody came on the days that are open', [...week.slice(0, 3).map((date) => day(date, signed)), day(week[3]!), day(week[4]!)], '2027-02-13', null],
    ['not while days are to come', week.map((date, i) => day(date, i < 3 ? signed : {})), TODAY, 'not-over'],
    ['not on Friday, while the trainee may still come', week.map((date, i) => day(date, i < 4 ? signed : {})), '2027-02-12', 'not-over'],
    ['not with times that nobody has signed', week.map((date, i) => day(date, i < 4 ? signed : { cameAt: 1, leftAt: 2 })), '2027-02-20', 'incomplete'],
  ])('can be signed %s', (_, days, today, expected) => {
    expect(weekSignable(days, today)).toBe(expected);
  });
});

describe('a press at the screen', () => {
  it.each([
    ['the first says that the trainee came', null, null, false, 0, { what: 'came', changes: true }],
    ['again at once says the same', 0, null, false, 119_999, { what: 'came', changes: false }],
    ['after two minutes says that the trainee leaves', 0, null, false, 120_000, { what: 'left', changes: true }],
    ['again at once says that too', 0, 500_000, false, 600_000, { what: 'left', changes: false }],
    ['later moves leaving on', 0, 500_000, false, 620_000, { what: 'left', changes: true }],
    ['leaves alone what the supervisor wrote', 0, 500_000, true, 9_000_000, { what: 'left', changes: false }],
  ])('%s', (_, cameAt, leftAt, leftByHand, now, expected) => {
    expect(checkInOf({ cameAt, leftAt, leftByHand }, now)).toEqual(expected);
  });
});
