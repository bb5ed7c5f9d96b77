import { weekSpan } from './week-span';

it.each([
  ['2027-02-22', 'en', '22–26 Feb'],
  ['2027-03-29', 'en', '29 Mar – 2 Apr'],
  ['2027-03-01', 'it', '1–5 mar'],
  ['2027-03-29', 'it', '29 mar – 2 apr'],
] as const)('the week of %s in %s is %s', (monday, language, words) => {
  expect(weekSpan(monday, language)).toBe(words);
});
