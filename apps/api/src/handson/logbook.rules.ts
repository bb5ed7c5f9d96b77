import type { LogbookEntryWrite } from '@seldinger/contract';
import { findIdentifiers, localDate } from '@seldinger/domain';
import { createHash } from 'node:crypto';
import type { EditionRow } from '../programme';
import { AppError, invalid, notFound } from '../platform/http/app-error';
import type { EntryRow } from './logbook.queries';

/** What a write comes to. `same`: it has been done before, or would change nothing. */
export type WriteStep = 'create' | 'change' | 'same' | 'stale';

/**
 * What to do with an entry that was sent, given what stands under its id.
 * @throws 404 for an id of somebody else, of another edition or removed; logbook.signed
 */
export function writeStep(before: EntryRow | undefined, { personId, editionId, input }: { personId: string; editionId: string; input: LogbookEntryWrite }): WriteStep {
  if (!before) {
    if (input.version === 0) return 'create';
    throw notFound();
  }
  if (before.person.id !== personId || before.editionId !== editionId || before.removed) throw notFound();
  if (before.written.includes(digestOf(input))) return 'same';
  if (before.state === 'signed') throw new AppError('logbook.signed');
  if (before.version !== input.version) return 'stale';
  return before.state === 'waiting' && contentOf(before) === contentOf(input) ? 'same' : 'change';
}

/** Tells one write of an entry from another: from which version, and what. */
export function digestOf(input: LogbookEntryWrite): string {
  return `${input.version}:${createHash('sha256').update(contentOf(input)).digest('base64url').slice(0, 22)}`;
}

const contentOf = ({ performedOn, procedure, role, access, outcome, complication, fluoroscopySeconds, doseAreaProduct, airKerma, note, supervisorId }: Omit<LogbookEntryWrite, 'version'>): string =>
  JSON.stringify([performedOn, procedure, role, access, outcome, complication, fluoroscopySeconds, doseAreaProduct, airKerma, note, supervisorId]);

/** A day of the edition that is not to come, in the edition's own zone. @throws logbook.future, request.invalid */
export function demandDay(performedOn: string, { startsOn, endsOn, timeZone }: Pick<EditionRow, 'startsOn' | 'endsOn' | 'timeZone'>, now: Date): void {
  if (performedOn > localDate(now.getTime(), timeZone)) throw new AppError('logbook.future', { fields: [{ path: 'performedOn', message: 'still to come' }] });
  if (performedOn < startsOn || performedOn > endsOn) throw invalid('performedOn', 'not a day of the edition');
}

/** Free text never says who a patient is. @throws logbook.identifies with the kinds found and where they stand */
export function refuseIdentifiers(path: string, text: string | null): void {
  const spans = text === null ? [] : findIdentifiers(text);
  if (spans.length === 0) return;
  const kinds = [...new Set(spans.map(({ kind }) => kind))];
  throw new AppError('logbook.identifies', { fields: kinds.map((message) => ({ path, message })), details: { spans } });
}
