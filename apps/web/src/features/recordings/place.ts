const SECOND_MS = 1_000;

/** A place or a length as players show it: "12:04", from an hour on "1:12:04"; begun seconds not counted. */
export function clockTime(ms: number): string {
  const seconds = Math.max(0, Math.trunc(ms / SECOND_MS));
  const [hours, minutes, rest] = [Math.trunc(seconds / 3600), Math.trunc(seconds / 60) % 60, seconds % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** The same to a tenth of a second, for cutting and captions: "12:04.3". */
export function exactClockTime(ms: number): string {
  const tenths = Math.max(0, Math.round(ms / 100));
  return `${clockTime(tenths * 100)}.${tenths % 10}`;
}

/** A place as people type it, "1:12:04", "72:04", "12:04.3" or "12:04,3", in milliseconds; null for anything else. */
export function parseClockTime(text: string): number | null {
  const match = /^(?:(\d{1,3}):)?(\d{1,3}):([0-5]?\d)(?:[.,](\d{1,3}))?$/.exec(text.trim());
  if (!match) return null;
  const [, hours, minutes, seconds, fraction = ''] = match;
  if (hours !== undefined && Number(minutes) > 59) return null;
  return (Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds)) * SECOND_MS + Number(fraction.padEnd(3, '0'));
}

/** The second that an address names (`?at=4324`), in milliseconds of the recording; null where it names none. */
export function placeOfAddress(search: URLSearchParams): number | null {
  const at = search.get('at');
  return at !== null && /^\d{1,7}(\.\d{1,3})?$/.test(at) ? Math.round(Number(at) * SECOND_MS) : null;
}

/** The address of a recording, or of a place in it. A millisecond is kept: a hit must not lie before its word. */
export const recordingAddress = (recordingId: string, atMs?: number | null): string => `/recordings/${recordingId}${atMs === null || atMs === undefined ? '' : `?at=${atMs / SECOND_MS}`}`;
