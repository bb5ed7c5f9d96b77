import type { LogbookEntry, LogbookEntryWrite } from '@seldinger/contract';
import { AppError } from '../../../api/errors';
import { afterAnswer, afterRefusal, onItsWay, type KeptEntry } from './decide';

const write = (more: Partial<LogbookEntryWrite> = {}): LogbookEntryWrite => ({
  performedOn: '2027-02-09',
  procedure: 'femoral-access',
  role: 'assisted',
  access: null,
  outcome: null,
  complication: null,
  fluoroscopySeconds: null,
  doseAreaProduct: null,
  airKerma: null,
  note: null,
  supervisorId: null,
  version: 0,
  ...more,
});
const kept = (more: Partial<KeptEntry> = {}): KeptEntry => ({ id: 'one', editionId: 'edition', entry: write(), revision: 1, writtenAt: 0, sent: [], refusal: null, ...more });
const atServer = (more: Partial<LogbookEntry> = {}): LogbookEntry => ({
  ...write(),
  id: 'one',
  person: { id: 'p', givenName: 'Elena', familyName: 'Marchetti' },
  state: 'waiting',
  decided: null,
  returnedReason: null,
  assessment: null,
  version: 1,
  abilities: { change: true, sign: false },
  ...more,
});
const stale = (current: LogbookEntry) => new AppError('request.stale', [], { current });

describe('what a refusal means', () => {
  it.each(['client.unreachable', 'platform.unavailable', 'request.rate-limited', 'identity.signed-out', 'request.csrf'] as const)('%s passes: the entry waits', (code) => {
    expect(afterRefusal(kept(), new AppError(code))).toEqual({ kind: 'later' });
  });

  it('what the server knows to be wrong is for the author to mend', () => {
    const fields = [{ path: 'note', message: 'name' }];
    expect(afterRefusal(kept(), new AppError('logbook.identifies', fields))).toEqual({ kind: 'refused', refusal: { code: 'logbook.identifies', fields, current: null } });
  });

  it('an entry that stands at the server as it stands here has arrived, whatever the answer says', () => {
    const current = atServer();
    expect(afterRefusal(kept(), stale(current))).toEqual({ kind: 'done', current });
  });

  it('a change over what this phone itself had sent, its answer lost, goes over that one', () => {
    const changed = kept({ entry: write({ role: 'performed' }), revision: 2, sent: [write()] });
    expect(afterRefusal(changed, stale(atServer()))).toEqual({ kind: 'again', version: 1 });
  });

  it('so does one over an older of several that were sent', () => {
    const changed = kept({ entry: write({ note: 'third' }), revision: 3, sent: [write(), write({ note: 'second' })] });
    expect(afterRefusal(changed, stale(atServer()))).toEqual({ kind: 'again', version: 1 });
  });

  it('a change by another device is not written over', () => {
    const other = atServer({ note: 'by the other phone', version: 2 });
    const changed = kept({ entry: write({ role: 'performed', version: 1 }), sent: [] });
    expect(afterRefusal(changed, stale(other))).toEqual({ kind: 'refused', refusal: { code: 'request.stale', fields: [], current: other } });
  });

  it('a returned entry is not written over by what was sent before it was returned', () => {
    const returned = atServer({ state: 'returned', returnedReason: 'Which side?', version: 2 });
    const changed = kept({ entry: write({ role: 'performed' }), sent: [write()] });
    expect(afterRefusal(changed, stale(returned)).kind).toBe('refused');
  });
});

describe('what stays after the server has taken an entry', () => {
  it('nothing of what was sent', () => expect(afterAnswer(kept(), kept(), 1)).toBeNull());
  it('nothing of what its author let go of meanwhile', () => expect(afterAnswer(kept(), undefined, 1)).toBeNull());
  it('a change that was made meanwhile, over the version that it now has', () => {
    const changed = kept({ entry: write({ role: 'performed' }), revision: 2 });
    expect(afterAnswer(kept(), changed, 1)).toEqual({ ...changed, entry: write({ role: 'performed', version: 1 }), sent: [write()] });
  });
});

it('what is on its way is noted once', () => {
  expect(onItsWay(onItsWay(kept())).sent).toEqual([write()]);
});
