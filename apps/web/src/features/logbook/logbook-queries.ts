import type { LogbookEntry, LogbookPage } from '@seldinger/contract';
import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { $api, api } from '../../api/client';

/** The server's most at a time; a trainee's whole year is two or three of them. */
const PAGE = 200;

async function everyPage(read: (query: { limit: number; after: string | undefined }) => Promise<{ data?: LogbookPage }>): Promise<LogbookEntry[]> {
  const entries: LogbookEntry[] = [];
  let after: string | undefined;
  do {
    const { data } = await read({ limit: PAGE, after });
    entries.push(...(data?.items ?? []));
    after = data?.next ?? undefined;
  } while (after);
  return entries;
}

const ofEdition = (editionId: string) => ({ params: { path: { editionId } } });

/** All entries of the trainee who asks, newest first: whole, so that it can be searched without a line. */
export const ownEntries = (editionId: string) =>
  queryOptions({ queryKey: ['logbook', 'own', editionId], queryFn: () => everyPage((query) => api.GET('/api/editions/{editionId}/logbook/me', { params: { path: { editionId }, query } })) });
export const ownSummary = (editionId: string) => $api.queryOptions('get', '/api/editions/{editionId}/logbook/me/summary', ofEdition(editionId));
/** Whom a trainee may ask to sign. */
export const supervisorsOf = (editionId: string) => $api.queryOptions('get', '/api/editions/{editionId}/logbook/supervisors', ofEdition(editionId), { staleTime: 600_000 });
/** Another trainee's, for those who look after the edition. */
export const entriesOf = (editionId: string, personId: string) =>
  queryOptions({
    queryKey: ['logbook', 'of', editionId, personId],
    queryFn: () => everyPage((query) => api.GET('/api/editions/{editionId}/logbook/{personId}', { params: { path: { editionId, personId }, query } })),
  });
/** What waits for whoever asks. */
export const entriesToSign = (editionId: string) =>
  queryOptions({ queryKey: ['logbook', 'to-sign', editionId], queryFn: () => everyPage((query) => api.GET('/api/editions/{editionId}/logbook/to-sign', { params: { path: { editionId }, query } })) });
const course = (editionId: string) => $api.queryOptions('get', '/api/editions/{editionId}', ofEdition(editionId), { staleTime: 600_000 });

/** Everything that the trainee's logbook is made of. */
export const logbookQueries = (editionId: string): Parameters<QueryClient['fetchQuery']>[0][] => [course(editionId), ownEntries(editionId), ownSummary(editionId), supervisorsOf(editionId)] as Parameters<QueryClient['fetchQuery']>[0][];

/** Shows at once what the server has just said of these entries, and asks for the figures anew. */
export function takeEntries(queries: QueryClient, editionId: string, entries: readonly LogbookEntry[]): void {
  const taken = new Set(entries.map(({ id }) => id));
  const order = (a: LogbookEntry, b: LogbookEntry) => b.performedOn.localeCompare(a.performedOn) || b.id.localeCompare(a.id);
  queries.setQueryData(ownEntries(editionId).queryKey, (before) => before && [...entries, ...before.filter(({ id }) => !taken.has(id))].sort(order));
  void queries.invalidateQueries({ queryKey: ownSummary(editionId).queryKey });
}
