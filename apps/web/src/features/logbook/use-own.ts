import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useMe } from '../../api/session';
import { ownEntries } from './logbook-queries';
import type { Outbox } from './outbox/outbox';
import { outboxOf, startOutbox } from './outbox/running';
import { rowsOf, type Row } from './rows';

/** What waits on this device, always as it is now; every page of the logbook sends it. */
export function useOutbox(): Outbox {
  const { person } = useMe();
  const outbox = outboxOf(person.id);
  useEffect(() => {
    void outbox.load().catch(() => undefined);
    startOutbox(person.id);
  }, [outbox, person.id]);
  return outbox;
}

/** The trainee's own entries, from the server and from this device. `rows` is null until something of them is known. */
export function useOwn(editionId: string) {
  const outbox = useOutbox();
  const kept = useSyncExternalStore(outbox.subscribe, outbox.entries);
  const read = useSyncExternalStore(outbox.subscribe, outbox.isRead);
  const query = useQuery(ownEntries(editionId));
  const rows = useMemo<Row[] | null>(() => {
    // Without a line and without an answer from before, what is on the device is shown alone.
    const known = query.data ?? (query.error && kept.length > 0 ? [] : null);
    return known && (read || query.data) ? rowsOf(known, kept, editionId) : null;
  }, [query.data, query.error, kept, read, editionId]);
  return { outbox, query, rows };
}
