import { calendarDate, cme, duration, hoursMinutes, lectureTime, percent, relative, runningTime } from './format';

const start = Date.UTC(2027, 1, 9, 14);
const lecture = { start, end: start + 3 * 3_600_000 };

describe('the time of a lecture', () => {
  it('stands in the zone of the course', () => {
    expect(lectureTime(lecture, 'en', 'Europe/Rome', 'Europe/Rome')).toEqual({ course: 'Tue 9 Feb, 15:00–18:00', own: null });
    expect(lectureTime(lecture, 'it', 'Europe/Rome', 'Europe/Rome').course).toBe('mar 9 feb, 15:00–18:00');
  });

  it('adds the reader’s own time only where it differs', () => {
    expect(lectureTime(lecture, 'en', 'Europe/Rome', 'America/Halifax').own).toBe('10:00');
    expect(lectureTime(lecture, 'en', 'Europe/Rome', 'Europe/Berlin').own).toBeNull();
  });

  it('names the reader’s day where that differs too', () => {
    expect(lectureTime(lecture, 'en', 'Europe/Rome', 'Pacific/Auckland').own).toBe('Wed 10 Feb, 03:00');
  });

  it('follows the course’s change to summer time while the reader’s zone has none', () => {
    const april = { start: Date.UTC(2027, 3, 6, 13), end: Date.UTC(2027, 3, 6, 16) };
    expect(lectureTime(april, 'en', 'Europe/Rome', 'Africa/Tunis')).toEqual({ course: 'Tue 6 Apr, 15:00–18:00', own: '14:00' });
    expect(lectureTime(lecture, 'en', 'Europe/Rome', 'Africa/Tunis').own).toBeNull();
  });

  it('midnight is 00:00, not 24:00', () => {
    const midnight = Date.UTC(2027, 1, 9, 23);
    expect(lectureTime({ start: midnight, end: midnight + 60_000 }, 'en', 'Europe/Rome', 'Europe/Rome').course).toBe('Wed 10 Feb, 00:00–00:01');
  });
});

describe('numbers', () => {
  it('a calendar date does not move with the reader’s zone', () => expect(calendarDate('2027-02-09', 'en')).toBe('Tue 9 Feb 2027'));

  it('lengths read as hours and minutes', () => {
    expect(hoursMinutes(134)).toBe('2:14');
    expect(hoursMinutes(5)).toBe('0:05');
    expect(hoursMinutes(-65)).toBe('−1:05');
    expect(duration(134 * 60_000 + 59_999)).toBe('2:14');
    expect(runningTime(134 * 60_000 + 9_000)).toBe('2:14:09');
  });

  it('credit reads as the domain gives it, in the notation of the language', () => {
    expect(cme(5940, 'en')).toBe('16.5');
    expect(cme(5940, 'it')).toBe('16,5');
    expect(cme(121, 'en')).toBe('0.34');
  });

  it('shares are cut, so that 89.9 % does not read as 90', () => {
    expect(percent(0.8999, 'en')).toBe('89');
    expect(percent(0.29, 'en')).toBe('29');
  });

  it('distances in time take the largest unit', () => {
    expect(relative(start + 12 * 60_000, start, 'en')).toBe('in 12 min');
    expect(relative(start + 12 * 60_000, start, 'it')).toBe('tra 12 min');
    expect(relative(start + 5_000, start, 'en')).toBe('in 1 min');
    expect(relative(start - 3 * 86_400_000, start, 'en')).toBe('3 days ago');
  });
});
