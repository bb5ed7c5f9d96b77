import { DOSE_UNITS, doseText, minutesSeconds, readDose } from './units';

describe('the dose-area product', () => {
  it('is read in the unit of the console, as whole mGy·cm²', () => {
    expect(readDose('12345', 'mGycm2')).toBe(12_345);
    expect(readDose('1234.5', 'cGycm2')).toBe(12_345);
    expect(readDose('12,345', 'Gycm2')).toBe(12_345);
    expect(readDose('1234.5', 'uGym2')).toBe(12_345);
  });

  it('moves the decimal point and does not multiply, so that nothing is lost', () => {
    expect(readDose('0.29', 'Gycm2')).toBe(290);
    expect(readDose('1.005', 'Gycm2')).toBe(1_005);
    expect(readDose('4.35', 'cGycm2')).toBe(44);
    expect(readDose('8.2', 'uGym2')).toBe(82);
  });

  it('rounds what is finer than one, half up', () => {
    expect(readDose('1.0004', 'Gycm2')).toBe(1_000);
    expect(readDose('1.0005', 'Gycm2')).toBe(1_001);
    expect(readDose('7.5', 'mGycm2')).toBe(8);
  });

  it('is not guessed where a mark for thousands may be meant', () => {
    expect(readDose('12.345', 'mGycm2')).toBeNull();
    expect(readDose('1.234,5', 'Gycm2')).toBeNull();
    expect(readDose('12 345', 'mGycm2')).toBe(12_345);
  });

  it('is refused where it is no number or out of reach', () => {
    for (const text of ['', '-1', '1e3', 'abc', '.5', '100001']) expect(readDose(text, 'Gycm2')).toBeNull();
    expect(readDose('100000', 'Gycm2')).toBe(100_000_000);
  });

  it('is written back as it was read, in every unit', () => {
    for (const unit of DOSE_UNITS) for (const dose of [0, 1, 9, 10, 290, 1_000, 1_005, 12_345, 100_000_000]) expect(readDose(doseText(dose, unit), unit)).toBe(dose);
    expect(doseText(12_340, 'Gycm2')).toBe('12.34');
    expect(doseText(5, 'Gycm2')).toBe('0.005');
    expect(doseText(1_200, 'mGycm2')).toBe('1200');
  });
});

it('fluoroscopy time reads as on the console', () => {
  expect(minutesSeconds(725)).toBe('12:05');
  expect(minutesSeconds(59)).toBe('0:59');
});
