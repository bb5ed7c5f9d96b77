import type { LogbookEntry, LogbookEntryWrite } from '@seldinger/contract';
import type { KeptEntry } from './outbox/decide';

/** `phone`: on this device only. `refused`: there, too, and the server did not take it. */
export const ROW_STATES = ['phone', 'refused', 'waiting', 'signed', 'returned'] as const;
export type RowState = (typeof ROW_STATES)[number];

/** An entry as its author sees it: what this device has of it stands before what the server has. */
export interface Row {
  id: string;
  state: RowState;
  entry: Omit<LogbookEntryWrite, 'version'>;
  server: LogbookEntry | null;
  kept: KeptEntry | null;
}

const rowOf = (id: string, server: LogbookEntry | null, kept: KeptEntry | null): Row[] => {
  const entry = kept?.entry ?? server;
  if (!entry) return [];
  return [{ id, entry, server, kept, state: kept ? (kept.refusal ? 'refused' : 'phone') : server!.state }];
};

/** Everything of one edition, each entry once, newest day first and what was written last on top of its day. */
export function rowsOf(server: readonly LogbookEntry[], kept: readonly KeptEntry[], editionId: string): Row[] {
  const here = new Map(kept.filter((each) => each.editionId === editionId).map((each) => [each.id, each]));
  const there = new Map(server.map((entry) => [entry.id, entry]));
  const ids = [...[...here.values()].sort((a, b) => b.writtenAt - a.writtenAt).map(({ id }) => id), ...server.map(({ id }) => id).filter((id) => !here.has(id))];
  return ids.flatMap((id) => rowOf(id, there.get(id) ?? null, here.get(id) ?? null)).sort((a, b) => b.entry.performedOn.localeCompare(a.entry.performedOn));
}

export interface RowFilter {
  state: RowState | null;
  procedure: string | null;
}

export const filtered = (rows: readonly Row[], { state, procedure }: RowFilter): Row[] =>
  rows.filter((row) => (state === null || row.state === state) && (procedure === null || row.entry.procedure === procedure));

/** The rows of each day, in their order. */
export function byDay(rows: readonly Row[]): { day: string; rows: Row[] }[] {
  const days = new Map<string, Row[]>();
  for (const row of rows) days.set(row.entry.performedOn, [...(days.get(row.entry.performedOn) ?? []), row]);
  return [...days].map(([day, rows]) => ({ day, rows }));
}

/** The procedures that were written down last, each once. */
export const lastUsed = (rows: readonly Row[], most: number): string[] => [...new Set(rows.map(({ entry }) => entry.procedure))].slice(0, most);
