import { keptUntil } from './kept-until';

describe('how long a recording is kept', () => {
  it('with no days more, it is deleted as the last day of the edition ends', () => {
    expect(new Date(keptUntil('2027-10-31', 0, 'UTC')).toISOString()).toBe('2027-11-01T00:00:00.000Z');
  });

  it('days are those of the calendar in the zone of the edition, whatever the clocks do meanwhile', () => {
    expect(new Date(keptUntil('2027-10-31', 90, 'Europe/Rome')).toISOString()).toBe('2028-01-29T23:00:00.000Z');
    expect(new Date(keptUntil('2027-10-31', 150, 'Europe/Rome')).toISOString()).toBe('2028-03-29T22:00:00.000Z');
    expect(new Date(keptUntil('2027-10-31', 90, 'America/Sao_Paulo')).toISOString()).toBe('2028-01-30T03:00:00.000Z');
  });

  it('a longer time never ends sooner', () => {
    const ends = Array.from({ length: 800 }, (_, days) => keptUntil('2027-02-10', days, 'America/St_Johns'));
    expect(ends).toEqual([...ends].sort((a, b) => a - b));
    expect(new Set(ends).size).toBe(800);
  });
});
