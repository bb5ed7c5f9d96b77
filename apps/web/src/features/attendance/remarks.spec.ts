import type { AttendanceRow } from '@seldinger/contract';
import { asksForLook, inOrder, remarksOf } from './remarks';

const row = (change: Partial<AttendanceRow>): AttendanceRow => ({
  personId: 'a0000000-0000-4000-8000-000000000001',
  givenName: 'Anna',
  familyName: 'Weber',
  presentMs: 0,
  bridgedMs: 0,
  bridges: 0,
  measuredMinutes: 170,
  minutes: 170,
  sharePercent: 100,
  creditMinutes: 180,
  countsWhole: true,
  timeline: [],
  acts: [],
  flags: [],
  correction: null,
  ...change,
});
const late = { kind: 'came-late', at: 1 } as const;
const oneSource = { kind: 'one-source', ms: 44 * 60_000 + 59_000 } as const;

describe('remarks beside a trainee', () => {
  it('the unremarkable have none', () => expect(remarksOf(row({}))).toEqual([]));

  it('a lecture that counts whole makes lateness harmless', () => {
    const whole = row({ flags: [late] });
    expect(remarksOf(whole)).toEqual([{ key: 'flag.whole', tone: 'quiet' }]);
    expect(asksForLook(whole)).toBe(false);
  });

  it('the same lateness asks for a look where minutes are lost', () => {
    expect(asksForLook(row({ countsWhole: false, flags: [late] }))).toBe(true);
  });

  it('one source asks for a look even where the lecture counts whole, in whole minutes', () => {
    expect(remarksOf(row({ flags: [oneSource] }))).toMatchObject([{ key: 'flag.one-source', tone: 'attention', minutes: 44 }]);
  });

  it('a correction answers what was uncertain', () => {
    const corrected = row({ flags: [oneSource], measuredMinutes: 121, correction: { minutes: 160, reason: 'was there', author: 'Laura Ferri', at: '2027-02-09T18:00:00.000Z' } });
    expect(remarksOf(corrected)).toEqual([{ key: 'flag.corrected', tone: 'quiet', minutes: 121 }]);
    expect(asksForLook(corrected)).toBe(false);
  });
});

describe('the order of the sheet', () => {
  const rows = [row({ familyName: 'Conti' }), row({ familyName: 'Novak', flags: [oneSource] }), row({ familyName: 'Weber', countsWhole: false, flags: [{ kind: 'absent' }] }), row({ familyName: 'Abel' })];
  const names = (order: 'look' | 'name') => inOrder(rows, order).map(({ familyName }) => familyName);

  it('puts the gravest first, the rest by name', () => expect(names('look')).toEqual(['Weber', 'Novak', 'Abel', 'Conti']));
  it('or goes by name alone', () => expect(names('name')).toEqual(['Abel', 'Conti', 'Novak', 'Weber']));
});
