/** How much had arrived when; `at` in milliseconds of any clock that only goes forward. */
export interface Arrived {
  at: number;
  bytes: number;
}

/** A network's pace changes: what was more than so long ago says nothing about now. */
const windowMs = 15_000;

/** The recent marks with a new one; the newest that is older than the window stays, as the mark to measure from. */
export function withArrived(marks: readonly Arrived[], next: Arrived): Arrived[] {
  const last = marks.at(-1);
  // After a pause or a lost line the server may hold less than was sent: measuring begins anew.
  if (last && next.bytes < last.bytes) return [next];
  const recent = marks.findLastIndex(({ at }) => next.at - at >= windowMs);
  return [...marks.slice(Math.max(0, recent)), next];
}

/** Bytes a second over the recent marks; null until a second has been measured. */
export function bytesPerSecond(marks: readonly Arrived[]): number | null {
  const [first, last] = [marks[0], marks.at(-1)];
  return first && last && last.at - first.at >= 1_000 ? ((last.bytes - first.bytes) / (last.at - first.at)) * 1_000 : null;
}

/** Milliseconds until everything is there at this pace; null where there is no telling. */
export function timeLeft(marks: readonly Arrived[], total: number): number | null {
  const pace = bytesPerSecond(marks);
  return pace ? ((total - (marks.at(-1)?.bytes ?? 0)) / pace) * 1_000 : null;
}

/** Whole percent, cut: 100 only when everything is there. */
export const percentOf = (received: number, total: number): number => (total > 0 ? Math.trunc((received / total) * 100) : 0);

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size as a number below a thousand and its unit. */
export function sizeOf(bytes: number): { value: number; unit: (typeof units)[number]; digits: number } {
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / 1_000 ** step;
  return { value, unit: units[step]!, digits: value < 10 && step > 1 ? 1 : 0 };
}
