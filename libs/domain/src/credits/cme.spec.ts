import fc from 'fast-check';
import { CME_MINUTES, formatCme } from './cme';

describe('minutes as CME', () => {
  it.each([[0, '0'], [180, '0.5'], [360, '1'], [170, '0.47'], [9, '0.03'], [1, '0'], [-180, '-0.5'], [-9, '-0.03'], [9360, '26'], [11_880, '33']])('%i minutes read %s', (minutes, text) => {
    expect(String(formatCme(minutes))).toBe(text);
  });

  it('a reversal reads as the entry it reverses, with a minus', () => {
    fc.assert(fc.property(fc.nat(100_000), (minutes) => expect(formatCme(-minutes) + formatCme(minutes)).toBe(0)));
    expect(Object.is(formatCme(-1), 0)).toBe(true);
  });

  it('is never off by more than half a hundredth and has at most two decimals', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (minutes) => {
        expect(Math.abs(formatCme(minutes) - minutes / CME_MINUTES)).toBeLessThanOrEqual(0.005 + 1e-9);
        expect(String(formatCme(minutes))).toMatch(/^\d+(\.\d{1,2})?$/);
      }),
    );
  });
});
