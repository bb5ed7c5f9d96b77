import { isKept, ownerOf, wound } from './kept';

describe('which answers are kept on the device', () => {
  it.each(['/api/session', '/api/editions', '/api/editions/e1', '/api/editions/e1/logbook/me', '/api/editions/e1/logbook/me/summary', '/api/editions/e1/logbook/supervisors'])('%s opens the logbook without a line', (path) => {
    expect(isKept(path)).toBe(true);
  });

  it.each(['/api/editions/e1/people', '/api/editions/e1/logbook/p1', '/api/editions/e1/logbook/to-sign', '/api/editions/e1/logbook/me/experience.pdf', '/api/editions/e1/credits/me', '/api/lectures/l1', '/api/session/links'])('%s is only ever asked of the server', (path) => {
    expect(isKept(path)).toBe(false);
  });
});

describe('whose answers are kept', () => {
  const person = (permissions: string[]) => ({ person: { id: 'p1' }, memberships: [{ permissions }], now: '2027-02-10T15:00:00.000Z' });
  it('those of one who writes a logbook', () => expect(ownerOf(person(['logbook:write']))).toBe('p1'));
  it('nobody else’s', () => expect(ownerOf(person(['logbook:sign', 'people:read']))).toBeNull());
});

it('the clock goes on while the answer lies on the device, and never back', () => {
  expect(wound({ now: '2027-02-10T15:00:00.000Z' }, 90_000).now).toBe('2027-02-10T15:01:30.000Z');
  expect(wound({ now: '2027-02-10T15:00:00.000Z' }, -90_000).now).toBe('2027-02-10T15:00:00.000Z');
});
