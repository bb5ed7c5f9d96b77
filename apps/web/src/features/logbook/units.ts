/** The units in which consoles show the dose-area product. */
export const DOSE_UNITS = ['mGycm2', 'cGycm2', 'Gycm2', 'uGym2'] as const;
export type DoseUnit = (typeof DOSE_UNITS)[number];

/** 1 Gy·cm² is 1000 mGy·cm²; 1 µGy·m² is 10 mGy·cm², as 1 cGy·cm² is. */
const POWER_OF_TEN: Record<DoseUnit, number> = { mGycm2: 0, cGycm2: 1, Gycm2: 3, uGym2: 1 };
const LARGEST = 100_000_000;

/**
 * What a console shows as whole mGy·cm², by moving the decimal point; half of one counts as one.
 * Null for what is no number, is out of reach, or could as well be a number with a mark for thousands.
 */
export function readDose(text: string, unit: DoseUnit): number | null {
  const [, whole, fraction = ''] = /^(\d{1,9})(?:[.,](\d{1,6}))?$/.exec(text.replace(/[\s’']/g, '')) ?? [];
  if (whole === undefined) return null;
  const power = POWER_OF_TEN[unit];
  // "12.345 mGy·cm²": consoles show no thousandths of it, but some people write thousands so.
  if (power === 0 && fraction.length === 3) return null;
  const digits = fraction.padEnd(power + 1, '0');
  const dose = Number(whole + digits.slice(0, power)) + (digits[power]! >= '5' ? 1 : 0);
  return dose <= LARGEST ? dose : null;
}

/** Whole mGy·cm² in another unit, exactly: for a field. */
export function doseText(dose: number, unit: DoseUnit): string {
  const power = POWER_OF_TEN[unit];
  const digits = String(dose).padStart(power + 1, '0');
  const fraction = digits.slice(digits.length - power).replace(/0+$/, '');
  const whole = power === 0 ? digits : digits.slice(0, -power);
  return power === 0 || fraction === '' ? whole : `${whole}.${fraction}`;
}

/** The same as a number with its most digits, for the reader's notation. */
export const doseIn = (dose: number, unit: DoseUnit): { value: number; digits: number } => ({ value: dose / 10 ** POWER_OF_TEN[unit], digits: POWER_OF_TEN[unit] });

/** Seconds as a console shows them: "12:05". */
export const minutesSeconds = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(Math.round(seconds) % 60).padStart(2, '0')}`;
