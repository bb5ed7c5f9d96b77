import type { Me } from '@seldinger/contract';
import { ANSWERS_CACHE } from '../offline/kept';

/** The first page comes first. */
const afterMs = 2_000;

const writesLogbook = ({ memberships }: Me) => memberships.some(({ permissions }) => permissions.includes('logbook:write'));

/** Who writes a logbook writes it where there is no line, too. The code for that comes when the first page is there. */
export function prepareOffline(me: Me): void {
  if (!writesLogbook(me)) return;
  setTimeout(() => void import('../offline').then(({ begin }) => begin(me)).catch(() => undefined), afterMs);
}

/** Whether this device has something of the person that nobody else has. */
export async function hasUnsent(me: Me): Promise<boolean> {
  if (!writesLogbook(me)) return false;
  try {
    return await (await import('../offline')).hasUnsent(me.person.id);
  } catch {
    // Nothing can be kept where nothing can be read.
    return false;
  }
}

/** Nothing that the server said to this person stays on the device. What was not sent yet stays: it is the only copy. */
export function forgetAnswers(): void {
  // Browsers have it where the page came over https only.
  if ('caches' in window) void caches.delete(ANSWERS_CACHE);
}
