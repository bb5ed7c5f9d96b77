import fc from 'fast-check';
import { addDays, isTimeZone, localDate, toInstant, toLocal, weekday } from './zone';

const utc = (iso: string) => Date.parse(`${iso}:00Z`);

describe('time zones', () => {
  it.each(['Europe/Rome', 'America/St_Johns', 'Asia/Kathmandu', 'UTC', 'Etc/GMT+3'])('%s is a zone', (zone) => expect(isTimeZone(zone)).toBe(true));
  it.each(['', 'Europe/Atlantis', '+02:00', '2026-01-01T00:00[Europe/Rome]', 'Europe/Rome ', 'Z2'])('%p is none', (zone) => expect(isTimeZone(zone)).toBe(false));

  it('the same wall-clock time is another instant in winter and in summer', () => {
    expect(toInstant('2026-11-07T09:00', 'Europe/Rome')).toBe(utc('2026-11-07T08:00'));
    expect(toInstant('2027-05-08T09:00', 'Europe/Rome')).toBe(utc('2027-05-08T07:00'));
  });

  it('a time that spring skips moves on by the skipped hour', () => {
    expect(toLocal(toInstant('2027-03-28T02:30', 'Europe/Rome'), 'Europe/Rome')).toBe('2027-03-28T03:30');
  });

  it('a time that autumn shows twice is the first of the two', () => {
    expect(toInstant('2026-10-25T02:30', 'Europe/Rome')).toBe(utc('2026-10-25T00:30'));
    expect(toLocal(utc('2026-10-25T01:30'), 'Europe/Rome')).toBe('2026-10-25T02:30');
  });

  it('zones half an hour off are exact', () => {
    expect(toInstant('2027-01-15T12:00', 'America/St_Johns')).toBe(utc('2027-01-15T15:30'));
  });

  it('the date is that of the zone, and seconds are dropped', () => {
    expect(localDate(utc('2026-12-31T23:30'), 'Europe/Rome')).toBe('2027-01-01');
    expect(localDate(utc('2026-12-31T23:30'), 'America/St_Johns')).toBe('2026-12-31');
    expect(toLocal(utc('2026-12-31T23:30') + 59_999, 'UTC')).toBe('2026-12-31T23:30');
  });

  it.each(['2027-02-30T10:00', '2027-02-10', '2027-02-10T10:00:00', '2027-02-10T25:00', 'soon'])('%p is refused as a local time', (text) => {
    expect(() => toInstant(text, 'UTC')).toThrow(RangeError);
  });

  it('an unknown zone is refused', () => expect(() => toInstant('2027-02-10T10:00', 'Europe/Atlantis')).toThrow(RangeError));

  it('weeks begin on Monday', () => {
    expect(weekday('2026-11-02')).toBe(1);
    expect(weekday('2026-11-07')).toBe(6);
    expect(weekday('2026-11-08')).toBe(7);
  });

  it('days are added by the calendar', () => {
    expect(addDays('2027-02-28', 1)).toBe('2027-03-01');
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
    expect(() => addDays('2027-1-1', 1)).toThrow(RangeError);
  });

  it('any whole minute comes back the same, except in the hour shown twice', () => {
    const zone = fc.constantFrom('Europe/Rome', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC');
    const minute = fc.integer({ min: utc('2020-01-01T00:00') / 60_000, max: utc('2035-01-01T00:00') / 60_000 });
    fc.assert(
      fc.property(minute, zone, (m, z) => {
        const back = toInstant(toLocal(m * 60_000, z), z);
        expect([0, 30, 60]).toContain(m - back / 60_000);
        expect(toLocal(back, z)).toBe(toLocal(m * 60_000, z));
      }),
      { numRuns: 500 },
    );
  });
});
