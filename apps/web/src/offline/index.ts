import type { Me } from '@seldinger/contract';
import { queryClient } from '../api/query';
import { session } from '../api/session';
import { logbookQueries } from '../features/logbook/logbook-queries';
import { outboxOf, startOutbox } from '../features/logbook/outbox/running';
import { ANSWERS_CACHE, OWNER } from './kept';
import { registerWorker } from './register';

async function isKeptFor(personId: string): Promise<boolean> {
  const owner = await (await caches.open(ANSWERS_CACHE)).match(OWNER);
  return (await owner?.text()) === personId;
}

/** Asks once for all that opens the logbook, now that the worker hears the answers. */
async function fill(me: Me): Promise<void> {
  await queryClient.fetchQuery({ ...session, staleTime: 0 });
  const editionIds = me.memberships.filter(({ permissions }) => permissions.includes('logbook:write')).map(({ editionId }) => editionId);
  await Promise.all(editionIds.flatMap((editionId) => logbookQueries(editionId).map((query) => queryClient.fetchQuery({ ...query, staleTime: 0 }))));
}

/** Sends what waits on this device, and makes the logbook open without a line from now on. */
export async function begin(me: Me): Promise<void> {
  startOutbox(me.person.id);
  if (!(await registerWorker()) || (await isKeptFor(me.person.id))) return;
  await fill(me).catch(() => undefined);
}

/** Whether entries of this person wait on this device. */
export async function hasUnsent(personId: string): Promise<boolean> {
  const outbox = outboxOf(personId);
  await outbox.load();
  return outbox.entries().length > 0;
}
