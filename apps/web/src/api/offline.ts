import type { Me } from '@seldinger/contract';
import { ANSWERS_CACHE } from '../offline/kept';

/** The first page comes first. */
const afterMs = 2_000;

/** Who writes a logbook writes it where there is no line, too. The code for that comes when the first page is there. */
export function prepareOffline(me: Me): void {
  if (!me.memberships.some(({ permissions }) => permissions.includes('logbook:write'))) return;
  setTimeout(() => void import('../offline').then(({ begin }) => begin(me), () => undefined), afterMs);
}

/** Nothing that the server said to this person stays on the device. What was not sent yet stays: it is the only copy. */
export function forgetAnswers(): void {
  // Browsers have it where the page came over https only.
  if ('caches' in window) void caches.delete(ANSWERS_CACHE);
}
