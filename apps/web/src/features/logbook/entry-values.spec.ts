import { emptyEntry, isDose, isFluoroscopy, isKerma, valuesOf, writeOf } from './entry-values';

const filled = { ...emptyEntry('2027-02-10', 'Gycm2'), procedure: 'tips', role: 'supervised' as const };

describe('an entry as typed', () => {
  it('leaves out what was not said', () => {
    expect(writeOf(filled, 0)).toEqual({
      procedure: 'tips',
      role: 'supervised',
      performedOn: '2027-02-10',
      access: null,
      outcome: null,
      complication: null,
      fluoroscopySeconds: null,
      doseAreaProduct: null,
      airKerma: null,
      supervisorId: null,
      note: null,
      version: 0,
    });
  });

  it('no complication is not the same as nothing said', () => expect(writeOf({ ...filled, complication: '0' }, 0).complication).toBe(0));

  it('comes back as it was written', () => {
    const written = writeOf({ ...filled, access: 'jugular', outcome: 'partial', complication: '3', minutes: '12', seconds: '5', dose: '12,345', kerma: '410', note: ' Two stents. ' }, 4);
    expect(written).toMatchObject({ fluoroscopySeconds: 725, doseAreaProduct: 12_345, airKerma: 410, note: 'Two stents.', version: 4 });
    expect(writeOf(valuesOf(written, 'uGym2'), 4)).toEqual(written);
  });

  it('minutes without seconds are whole minutes', () => expect(writeOf({ ...filled, minutes: '12' }, 0).fluoroscopySeconds).toBe(720));
});

describe('what cannot be meant is refused', () => {
  it.each([['601', ''], ['600', '1'], ['1', '60'], ['1.5', ''], ['-1', '0']])('%s min %s s', (minutes, seconds) => expect(isFluoroscopy(minutes, seconds)).toBe(false));
  it.each([['', ''], ['600', '0'], ['', '59'], ['0', '']])('but not %s min %s s', (minutes, seconds) => expect(isFluoroscopy(minutes, seconds)).toBe(true));
  it('air kerma in other than whole mGy', () => expect(['', '0', '100000', '100001', '1.5'].map(isKerma)).toEqual([true, true, true, false, false]));
  it('a dose that is no number', () => expect([isDose('', 'Gycm2'), isDose('12.3', 'Gycm2'), isDose('12.345', 'mGycm2')]).toEqual([true, true, false]));
});
