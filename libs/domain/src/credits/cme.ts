/** One CME of the course is six hours of training. */
export const CME_MINUTES = 360;

/** Whole minutes as CME of the course, to two decimals, half away from zero: for showing only, sums are made in minutes. */
export function formatCme(minutes: number): number {
  const hundredths = Math.floor((Math.abs(minutes) * 100 + CME_MINUTES / 2) / CME_MINUTES);
  return (minutes < 0 && hundredths > 0 ? -hundredths : hundredths) / 100;
}
