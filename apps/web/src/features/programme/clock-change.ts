import { toInstant, toLocal } from '@seldinger/domain';

/** Clocks go back by half an hour in one place, by two in another; never by more. */
const stepsMs = [30, 60, 120].map((minutes) => minutes * 60_000);

export type ClockChange = { kind: 'skipped' | 'twice'; /** What the lecture's clock will really show: YYYY-MM-DDTHH:mm. */ meant: string } | null;

/**
 * Whether clocks in `zone` skip this wall-clock time (YYYY-MM-DDTHH:mm) in spring or show it twice in autumn.
 * Times that are no times give null: the form's own rules speak of those.
 */
export function clockChange(localDateTime: string, zone: string): ClockChange {
  let instant: number;
  try {
    instant = toInstant(localDateTime, zone);
  } catch {
    return null;
  }
  const meant = toLocal(instant, zone);
  if (meant !== localDateTime) return { kind: 'skipped', meant };
  return stepsMs.some((step) => toLocal(instant + step, zone) === localDateTime) ? { kind: 'twice', meant } : null;
}
