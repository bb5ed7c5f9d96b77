import type { ErrorBody, LogbookEntry, LogbookEntryWrite } from '@seldinger/contract';
import type { AppError, AppErrorCode } from '../../../api/errors';

/** Why the server did not take an entry; it stays on the phone until its author mends it. */
export interface Refusal {
  code: AppErrorCode;
  fields: NonNullable<ErrorBody['fields']>;
  /** As it stands at the server, where that is what is in the way. */
  current: LogbookEntry | null;
}

/** An entry on this phone that the server has not confirmed yet. */
export interface KeptEntry {
  id: string;
  editionId: string;
  /** Its `version` is the one at the server that it was written over; 0 for a new entry. */
  entry: LogbookEntryWrite;
  /** Grows with every change on this phone, so that an answer to an older one does not take the newer along. */
  revision: number;
  /** Epoch milliseconds. */
  writtenAt: number;
  /** What was sent, and may have arrived although its answer did not. */
  sent: LogbookEntryWrite[];
  refusal: Refusal | null;
}

const FIELDS = ['performedOn', 'procedure', 'role', 'access', 'outcome', 'complication', 'fluoroscopySeconds', 'doseAreaProduct', 'airKerma', 'note', 'supervisorId'] as const;

type Content = Pick<LogbookEntryWrite, (typeof FIELDS)[number]>;

/** Whether two entries say the same, whatever their versions. */
export const sameContent = (a: Content, b: Content): boolean => FIELDS.every((field) => a[field] === b[field]);

/** As it is from the moment that it is on its way. */
export const onItsWay = (kept: KeptEntry): KeptEntry => ({ ...kept, sent: [...kept.sent.filter((each) => !sameContent(each, kept.entry)), kept.entry] });

/** What passes by itself, or with another session: the entry waits. Anything else is for its author to decide. */
const passes = new Set<AppErrorCode>(['client.unreachable', 'client.unexpected', 'platform.unavailable', 'platform.failed', 'request.rate-limited', 'request.csrf', 'identity.signed-out']);

export type Next = { kind: 'done'; current: LogbookEntry } | { kind: 'later' } | { kind: 'again'; version: number } | { kind: 'refused'; refusal: Refusal };

/** What a refusal means for an entry that was sent; `kept` as it was before it was sent. */
export function afterRefusal({ entry, sent }: KeptEntry, { code, fields, details }: Pick<AppError, 'code' | 'fields' | 'details'>): Next {
  if (passes.has(code)) return { kind: 'later' };
  const current = (details?.current ?? null) as LogbookEntry | null;
  if (current && sameContent(current, entry)) return { kind: 'done', current };
  // Only what this phone sent before, its answer lost, came in between: the newer is meant.
  if (code === 'request.stale' && current?.state === 'waiting' && sent.some((each) => sameContent(current, each))) return { kind: 'again', version: current.version };
  return { kind: 'refused', refusal: { code, fields, current } };
}

/** What stays on the phone after the server has taken what was sent; `now` as it is by then. Null: nothing. */
export function afterAnswer(sent: KeptEntry, now: KeptEntry | undefined, version: number): KeptEntry | null {
  if (!now || now.revision === sent.revision) return null;
  return { ...now, entry: { ...now.entry, version }, sent: [sent.entry] };
}
