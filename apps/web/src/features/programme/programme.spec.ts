import type { Lecture } from '@seldinger/contract';
import { clockChange } from './clock-change';
import { entryTo } from './entry';
import { teachingDays, teachingMonths } from './lecture-days';
import { nextLecture } from './plan';

const lecture = (startsAt: string, change: Partial<Lecture> = {}): Lecture => ({
  id: startsAt,
  editionId: 'e',
  moduleId: 'm',
  number: 1,
  title: { en: 'Access', it: 'Accesso' },
  trainer: null,
  startsAt,
  endsAt: new Date(Date.parse(startsAt) + 180 * 60_000).toISOString(),
  plannedMinutes: 180,
  state: 'planned',
  heldFrom: null,
  heldUntil: null,
  opensAt: new Date(Date.parse(startsAt) - 15 * 60_000).toISOString(),
  closesAt: new Date(Date.parse(startsAt) + 210 * 60_000).toISOString(),
  version: 1,
  abilities: { join: false, moderate: false, plan: false, verify: false },
  ...change,
});

describe('the way into a classroom', () => {
  const planned = lecture('2027-02-09T14:00:00.000Z');
  const at = (time: string) => Date.parse(`2027-02-09T${time}.000Z`);

  it('is closed until the minute it opens', () => {
    expect(entryTo(planned, at('13:44:59'))).toBe('early');
    expect(entryTo(planned, at('13:45:00'))).toBe('open');
  });
  it('closes for a lecture that was never begun', () => expect(entryTo(planned, at('17:30:00'))).toBe('over'));
  it('stays open while a lecture overruns', () => expect(entryTo({ ...planned, state: 'live' }, at('19:00:00'))).toBe('open'));
  it('is closed once the lecture was ended, even before its planned end', () => expect(entryTo({ ...planned, state: 'ended' }, at('15:00:00'))).toBe('over'));
});

describe('the plan by days', () => {
  it("goes by the course's calendar, not the reader's or Greenwich's", () => {
    const late = [lecture('2027-01-31T22:00:00.000Z'), lecture('2027-01-31T23:30:00.000Z')];
    expect(teachingDays(late, 'Europe/Rome').map(({ date }) => date)).toEqual(['2027-01-31', '2027-02-01']);
    expect(teachingMonths(late, 'Europe/Rome').map(({ month }) => month)).toEqual(['2027-01', '2027-02']);
    expect(teachingMonths(late, 'UTC').map(({ month }) => month)).toEqual(['2027-01']);
  });

  it('puts the lectures of one day together', () => {
    const [day] = teachingDays([lecture('2027-02-13T08:00:00.000Z'), lecture('2027-02-13T13:00:00.000Z')], 'Europe/Rome');
    expect(day?.lectures).toHaveLength(2);
  });
});

describe('the next lecture', () => {
  const [held, on, next] = [lecture('2027-02-06T08:00:00.000Z', { state: 'ended' }), lecture('2027-02-13T08:00:00.000Z', { state: 'live' }), lecture('2027-02-20T08:00:00.000Z')];
  const now = Date.parse('2027-02-13T09:00:00.000Z');
  it('is the one that is on', () => expect(nextLecture([held, on, next], now)).toBe(on));
  it('is the first that has not begun', () => expect(nextLecture([held, next], now)).toBe(next));
  it('is not one that was never begun and whose classroom has closed', () => expect(nextLecture([lecture('2027-02-12T08:00:00.000Z'), next], now)).toBe(next));
  it('is none after the last', () => expect(nextLecture([held], now)).toBeUndefined());
});

describe('a time that the clocks do not show once', () => {
  it('is skipped in spring and moves on by the skipped hour', () => expect(clockChange('2027-03-28T02:30', 'Europe/Rome')).toEqual({ kind: 'skipped', meant: '2027-03-28T03:30' }));
  it('comes twice in autumn and means the first', () => expect(clockChange('2027-10-31T02:30', 'Europe/Rome')).toEqual({ kind: 'twice', meant: '2027-10-31T02:30' }));
  it('is an ordinary one an hour later or elsewhere', () => {
    expect(clockChange('2027-10-31T03:00', 'Europe/Rome')).toBeNull();
    expect(clockChange('2027-03-28T02:30', 'UTC')).toBeNull();
  });
  it('knows clocks that change by half an hour', () => expect(clockChange('2027-04-04T01:45', 'Australia/Lord_Howe')?.kind).toBe('twice'));
  it('says nothing of what is no time at all', () => expect(clockChange('2027-02-30T10:00', 'Europe/Rome')).toBeNull());
});
