import type { HandsonSwap, PlaceRequest, WaitingEntry } from '@seldinger/contract';
import type { RequestRow, SwapRow, WaitingRow } from './request.queries';

const nameOf = ({ personId, givenName, familyName }: { personId: string; givenName: string; familyName: string }) => ({ id: personId, givenName, familyName });
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export const presentRequest = ({ id, weekId, monday, roomName, further, note, state, createdAt, heldUntil, reason, ...row }: RequestRow): PlaceRequest => ({
  id,
  person: nameOf(row),
  weekId,
  monday,
  roomName,
  further,
  note,
  state,
  createdAt: createdAt.toISOString(),
  heldUntil: state === 'waiting' ? iso(heldUntil) : null,
  reason,
});

export const presentWaiting = ({ id, weekId, monday, since, state, position, offeredUntil, roomName, ...row }: WaitingRow): WaitingEntry => ({
  id,
  person: nameOf(row),
  weekId,
  monday,
  since: since.toISOString(),
  state,
  position,
  offeredUntil: iso(offeredUntil),
  roomName,
});

export const presentSwap = (row: SwapRow): HandsonSwap => ({
  id: row.id,
  asker: { id: row.askerId, givenName: row.askerGivenName, familyName: row.askerFamilyName },
  askerMonday: row.askerMonday,
  other: { id: row.otherId, givenName: row.otherGivenName, familyName: row.otherFamilyName },
  otherMonday: row.otherMonday,
  note: row.note,
  state: row.state,
  reason: row.reason,
  createdAt: row.createdAt.toISOString(),
});
