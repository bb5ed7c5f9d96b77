import type { LogbookEntry, LogbookEntryWrite } from '@seldinger/contract';
import type { KeptEntry } from './outbox/decide';
import { byDay, filtered, lastUsed, rowsOf } from './rows';

const content = (performedOn: string, procedure = 'tips'): LogbookEntryWrite => ({
  performedOn,
  procedure,
  role: 'assisted',
  access: null,
  outcome: null,
  complication: null,
  fluoroscopySeconds: null,
  doseAreaProduct: null,
  airKerma: null,
  note: null,
  supervisorId: null,
  version: 1,
});
const server = (id: string, performedOn: string, more: Partial<LogbookEntry> = {}): LogbookEntry => ({
  ...content(performedOn),
  id,
  person: { id: 'p', givenName: '', familyName: '' },
  state: 'waiting',
  decided: null,
  returnedReason: null,
  assessment: null,
  abilities: { change: true, sign: false },
  ...more,
});
const kept = (id: string, performedOn: string, more: Partial<KeptEntry> = {}): KeptEntry => ({ id, editionId: 'e', entry: content(performedOn, 'evar'), revision: 1, writtenAt: 0, sent: [], refusal: null, ...more });

describe('the entries of a trainee', () => {
  it('stand each once: what the device has before what the server has', () => {
    const rows = rowsOf([server('a', '2027-02-09'), server('b', '2027-02-08')], [kept('a', '2027-02-09')], 'e');
    expect(rows.map(({ id, state, entry }) => [id, state, entry.procedure])).toEqual([
      ['a', 'phone', 'evar'],
      ['b', 'waiting', 'tips'],
    ]);
  });

  it('stand by day, newest first, and what was written last on top of its day', () => {
    const rows = rowsOf([server('a', '2027-02-09')], [kept('c', '2027-02-09', { writtenAt: 1 }), kept('d', '2027-02-09', { writtenAt: 2 }), kept('e', '2027-02-10')], 'e');
    expect(byDay(rows).map(({ day, rows }) => [day, rows.map(({ id }) => id)])).toEqual([
      ['2027-02-10', ['e']],
      ['2027-02-09', ['d', 'c', 'a']],
    ]);
  });

  it('of another edition stay out', () => expect(rowsOf([], [kept('a', '2027-02-09', { editionId: 'other' })], 'e')).toEqual([]));

  it('are found by state and by procedure', () => {
    const refusal = { code: 'logbook.future', fields: [], current: null } as const;
    const rows = rowsOf([server('a', '2027-02-09'), server('b', '2027-02-08', { state: 'signed' })], [kept('c', '2027-02-07', { refusal: { ...refusal, fields: [] } })], 'e');
    expect(filtered(rows, { state: 'refused', procedure: null }).map(({ id }) => id)).toEqual(['c']);
    expect(filtered(rows, { state: null, procedure: 'tips' }).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(filtered(rows, { state: 'signed', procedure: 'evar' })).toEqual([]);
  });

  it('tell the procedures used last, each once', () => {
    const rows = rowsOf([server('a', '2027-02-09'), server('b', '2027-02-08')], [kept('c', '2027-02-10'), kept('d', '2027-02-06')], 'e');
    expect(lastUsed(rows, 5)).toEqual(['evar', 'tips']);
    expect(lastUsed(rows, 1)).toEqual(['evar']);
  });
});
