import { asksForLook, flagWeight } from './weight';

const facts = { flags: [{ kind: 'came-late' as const }], countsWhole: false, corrected: false };

describe('what the chair should look at', () => {
  it('lateness asks for a look where it costs minutes', () => expect(asksForLook(facts)).toBe(true));
  it('but not once the lecture counts whole', () => expect(asksForLook({ ...facts, countsWhole: true })).toBe(false));
  it('nor once it is corrected', () => expect(asksForLook({ ...facts, corrected: true })).toBe(false));
  it('one source asks for a look even where the lecture counts whole', () => expect(asksForLook({ flags: [{ kind: 'one-source' }], countsWhole: true, corrected: false })).toBe(true));
  it('a second device is worth no look', () => expect(asksForLook({ flags: [{ kind: 'devices' }], countsWhole: false, corrected: false })).toBe(false));
  it('nothing remarkable asks for nothing', () => expect(asksForLook({ flags: [], countsWhole: false, corrected: false })).toBe(false));
  it('staying away and leaving for good weigh more than coming late', () =>
    expect((['absent', 'left-early', 'came-late'] as const).map((kind) => flagWeight(kind, false))).toEqual(['wrong', 'wrong', 'attention']));
});
