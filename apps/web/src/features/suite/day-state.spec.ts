import type { SuiteDay, SuiteStay } from '@seldinger/contract';
import { canSignDay, dayState, weekNotSignable } from './day-state';

const TODAY = '2027-02-10';
const day = (date: string, more: Partial<SuiteDay> = {}): SuiteDay => ({ date, cameAt: null, cameSource: null, leftAt: null, leftSource: null, minutes: 0, signed: null, changes: [], version: 0, ...more });
const came = { cameAt: '2027-02-10T07:00:00.000Z' };
const left = { ...came, leftAt: '2027-02-10T14:00:00.000Z' };
const signed = { ...left, signed: { at: '2027-02-10T14:05:00.000Z', by: 'Paola Greco' } };

describe('a day in the suite', () => {
  it.each([
    ['expected', day(TODAY)],
    ['there', day(TODAY, came)],
    ['left', day(TODAY, left)],
    ['signed', day(TODAY, signed)],
    ['to-come', day('2027-02-11')],
    ['absent', day('2027-02-09')],
    ['open', day('2027-02-09', came)],
    ['left', day('2027-02-09', left)],
  ])('is %s', (state, given) => {
    expect(dayState(given, TODAY)).toBe(state);
  });

  it('offers its signature when the server would take it', () => {
    expect([day(TODAY), day(TODAY, came), day('2027-02-11'), day(TODAY, signed)].map((given) => canSignDay(given, TODAY))).toEqual([false, false, false, false]);
    expect([day(TODAY, left), day('2027-02-09')].map((given) => canSignDay(given, TODAY))).toEqual([true, true]);
  });
});

it('a week offers its signature when its days are signed, or over without anybody', () => {
  const week = (...days: SuiteDay[]) => ({ days }) as SuiteStay;
  expect(weekNotSignable(week(day('2027-02-09', signed), day(TODAY, signed)), TODAY)).toBeNull();
  expect(weekNotSignable(week(day('2027-02-09'), day(TODAY, signed)), TODAY)).toBeNull();
  expect(weekNotSignable(week(day('2027-02-09', left), day(TODAY, signed)), TODAY)).toBe('incomplete');
  expect(weekNotSignable(week(day(TODAY, signed), day('2027-02-11')), TODAY)).toBe('not-over');
});
