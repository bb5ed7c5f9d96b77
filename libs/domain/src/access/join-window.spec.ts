import { joinRefusal, joinWindow } from './join-window';

const MINUTE = 60_000;
const startsAt = 1_800_000_000_000;
const endsAt = startsAt + 180 * MINUTE;
const asked = { startsAt, endsAt, now: startsAt, state: 'planned', removed: false, mine: true } as const;

describe('entry to the classroom', () => {
  it('opens 15 minutes before the start unless the edition says otherwise', () => {
    expect(joinWindow({ startsAt, endsAt })).toEqual({ start: startsAt - 15 * MINUTE, end: endsAt + 30 * MINUTE });
    expect(joinWindow({ startsAt, endsAt, minutesBefore: 0 }).start).toBe(startsAt);
  });

  it('the first millisecond of the window lets in, the one before does not', () => {
    expect(joinRefusal({ ...asked, now: startsAt - 15 * MINUTE })).toBeNull();
    expect(joinRefusal({ ...asked, now: startsAt - 15 * MINUTE - 1 })).toBe('too-early');
  });

  it('a lecture never begun closes half an hour after its planned end', () => {
    expect(joinRefusal({ ...asked, now: endsAt + 30 * MINUTE - 1 })).toBeNull();
    expect(joinRefusal({ ...asked, now: endsAt + 30 * MINUTE })).toBe('over');
  });

  it('a live lecture lets in however long it overruns', () => {
    expect(joinRefusal({ ...asked, state: 'live', now: endsAt + 300 * MINUTE })).toBeNull();
  });

  it('an ended lecture lets nobody in within its planned time', () => {
    expect(joinRefusal({ ...asked, state: 'ended' })).toBe('over');
    expect(joinRefusal({ ...asked, state: 'verified' })).toBe('over');
  });

  it('who was removed stays out, also while it is live', () => {
    expect(joinRefusal({ ...asked, state: 'live', removed: true })).toBe('removed');
  });

  it('a stranger learns nothing of the lecture', () => {
    expect(joinRefusal({ ...asked, state: 'ended', removed: true, mine: false })).toBe('not-yours');
  });
});
