import type { LogbookEntry } from '@seldinger/contract';
import type { components } from '@seldinger/contract/api';
import { api } from '../../../api/client';
import { AppError, isRefusal } from '../../../api/errors';
import { queryClient } from '../../../api/query';
import { session } from '../../../api/session';
import { takeEntries } from '../logbook-queries';
import type { KeptEntry } from './decide';
import { Outbox } from './outbox';
import { deviceStore } from './store';

const againAfterMs = 30_000;

const outboxes = new Map<string, Outbox>();

const isHere = (personId: string) => queryClient.getQueryData(session.queryKey)?.person.id === personId;

/** One page of this browser at a time; where it cannot be known, the server still makes one entry of two. */
async function aloneAs(name: string, task: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) return task();
  await navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? task() : undefined));
}

/** The API's own types name every procedure; entries outlive releases, and the server says which it knows. */
type Body = components['schemas']['LogbookEntryWrite'];

async function send(personId: string, { id, editionId, entry }: KeptEntry): Promise<LogbookEntry> {
  // The session is of somebody else by now: theirs is another outbox.
  if (!isHere(personId)) throw new AppError('identity.signed-out');
  try {
    const { data } = await api.PUT('/api/editions/{editionId}/logbook/entries/{entryId}', { params: { path: { editionId, entryId: id } }, body: entry as Body });
    if (!data) throw new AppError('client.unexpected');
    return data;
  } catch (error) {
    // The cookie is of another session than the page's: what the page knows of it is out of date.
    if (isRefusal(error, 'identity.signed-out') || isRefusal(error, 'request.csrf')) void queryClient.invalidateQueries({ queryKey: session.queryKey });
    throw error;
  }
}

/** The entries of this person that are on this device only. */
export function outboxOf(personId: string): Outbox {
  const known = outboxes.get(personId);
  if (known) return known;
  const name = `seldinger-logbook-${personId}`;
  const outbox = new Outbox({
    store: deviceStore(name),
    send: (kept) => send(personId, kept),
    alone: (task) => aloneAs(name, task),
    onSent: (editionId, entry) => takeEntries(queryClient, editionId, [entry]),
    now: Date.now,
  });
  outboxes.set(personId, outbox);
  return outbox;
}

const started = new Set<string>();

/** Sends what waits: now, when the line is back, when somebody looks at the page, and every half minute. */
export function startOutbox(personId: string): void {
  const outbox = outboxOf(personId);
  const flush = () => {
    if (isHere(personId)) void outbox.flush().catch(() => undefined);
  };
  flush();
  if (started.has(personId)) return;
  started.add(personId);
  window.addEventListener('online', flush);
  window.addEventListener('focus', flush);
  document.addEventListener('visibilitychange', flush);
  setInterval(() => outbox.waits() && flush(), againAfterMs);
}
