import type { LogbookEntry, LogbookEntryWrite } from '@seldinger/contract';
import { AppError } from '../../../api/errors';
import { sameContent, type KeptEntry } from './decide';
import { Outbox } from './outbox';
import type { EntryStore } from './store';

const entry = (note: string): LogbookEntryWrite => ({
  performedOn: '2027-02-09',
  procedure: 'tips',
  role: 'assisted',
  access: null,
  outcome: null,
  complication: null,
  fluoroscopySeconds: null,
  doseAreaProduct: null,
  airKerma: null,
  note,
  supervisorId: null,
  version: 0,
});

/** One device, as its pages see it. */
function device(): EntryStore {
  const kept = new Map<string, KeptEntry>();
  const listeners: (() => void)[] = [];
  return {
    all: async () => [...kept.values()],
    change: async (id, next) => {
      const after = next(kept.get(id));
      if (after) kept.set(id, after);
      else kept.delete(id);
      listeners.forEach((listener) => listener());
    },
    watch: (listener) => listeners.push(listener),
  };
}

/** A server that makes one entry of one id, loses the answers it is told to lose, and is away when told so. */
class Server {
  readonly entries = new Map<string, LogbookEntry>();
  away = false;
  loseAnswers = 0;
  calls = 0;

  put = async ({ id, entry: { version, ...content } }: KeptEntry): Promise<LogbookEntry> => {
    this.calls++;
    if (this.away) throw new AppError('client.unreachable');
    const before = this.entries.get(id);
    const same = before && sameContent(before, content);
    if (before && !same && before.version !== version) throw new AppError('request.stale', [], { current: before });
    const after: LogbookEntry = same
      ? before
      : { ...content, id, person: { id: 'p', givenName: '', familyName: '' }, state: 'waiting', decided: null, returnedReason: null, assessment: null, version: (before?.version ?? 0) + 1, abilities: { change: true, sign: false } };
    this.entries.set(id, after);
    if (this.loseAnswers-- > 0) throw new AppError('client.unreachable');
    return after;
  };
}

function open(server: Server, store: EntryStore, alone: (task: () => Promise<void>) => Promise<void> = (task) => task()) {
  const taken: string[] = [];
  let clock = 0;
  const outbox = new Outbox({ store, send: server.put, alone, onSent: (_, { id }) => taken.push(id), now: () => clock++ });
  return { outbox, taken };
}

/** What browsers do with `navigator.locks` and `ifAvailable`. */
function lock() {
  let held = false;
  return async (task: () => Promise<void>) => {
    if (held) return;
    held = true;
    await task().finally(() => (held = false));
  };
}

describe('entries on this device', () => {
  it('are there before they are sent, in the order of writing', async () => {
    const server = new Server();
    server.away = true;
    const { outbox } = open(server, device());
    await outbox.write('a', 'edition', entry('one'));
    await outbox.write('b', 'edition', entry('two'));
    await outbox.flush();
    expect(outbox.entries().map(({ id }) => id)).toEqual(['a', 'b']);
    expect(server.calls).toBe(1);
    expect(outbox.waits()).toBe(true);
  });

  it('make one entry each when the answer of the first sending is lost', async () => {
    const server = new Server();
    server.loseAnswers = 1;
    const { outbox, taken } = open(server, device());
    await outbox.write('a', 'edition', entry('one'));
    await outbox.write('b', 'edition', entry('two'));
    await outbox.flush();
    await outbox.flush();
    expect([...server.entries.keys()]).toEqual(['a', 'b']);
    expect(taken).toEqual(['a', 'b']);
    expect(outbox.entries()).toEqual([]);
  });

  it('are sent as they were changed last, also when the answer to the first writing is lost', async () => {
    const server = new Server();
    server.loseAnswers = 1;
    const { outbox } = open(server, device());
    await outbox.write('a', 'edition', entry('one'));
    await outbox.flush();
    await outbox.write('a', 'edition', entry('one, mended'));
    await outbox.flush();
    expect(server.entries.get('a')).toMatchObject({ note: 'one, mended', version: 2 });
    expect(outbox.entries()).toEqual([]);
  });

  it('that are changed on their way are sent again', async () => {
    const server = new Server();
    const { outbox } = open(server, device());
    await outbox.write('a', 'edition', entry('one'));
    const first = outbox.flush();
    await outbox.write('a', 'edition', entry('one, mended'));
    await first;
    await outbox.flush();
    expect(server.entries.get('a')?.note).toBe('one, mended');
    expect(outbox.entries()).toEqual([]);
  });

  it('that are written while others are sent go along', async () => {
    const server = new Server();
    const { outbox } = open(server, device());
    await outbox.write('a', 'edition', entry('one'));
    const first = outbox.flush();
    await outbox.write('b', 'edition', entry('two'));
    await first;
    expect([...server.entries.keys()]).toEqual(['a', 'b']);
  });

  it('are sent once by two pages of one browser', async () => {
    const server = new Server();
    const [store, alone] = [device(), lock()];
    const [one, other] = [open(server, store, alone), open(server, store, alone)];
    await one.outbox.write('a', 'edition', entry('one'));
    await Promise.all([one.outbox.flush(), other.outbox.flush()]);
    expect(server.calls).toBe(1);
    expect(other.outbox.entries()).toEqual([]);
  });

  it('stay with what is wrong when they are refused, hold up no other, and are sent when mended', async () => {
    const server = new Server();
    const refusing: Server['put'] = async (kept) => {
      if (kept.entry.note === 'Mario Rossi') throw new AppError('logbook.identifies', [{ path: 'note', message: 'name' }]);
      return server.put(kept);
    };
    const outbox = new Outbox({ store: device(), send: refusing, alone: (task) => task(), onSent: () => undefined, now: () => 0 });
    await outbox.write('a', 'edition', entry('Mario Rossi'));
    await outbox.write('b', 'edition', entry('two'));
    await outbox.flush();
    expect(outbox.entries()).toMatchObject([{ id: 'a', refusal: { code: 'logbook.identifies' } }]);
    expect(outbox.waits()).toBe(false);
    await outbox.write('a', 'edition', entry('no name'));
    await outbox.flush();
    expect(server.entries.get('a')?.note).toBe('no name');
    expect(outbox.entries()).toEqual([]);
  });

  it('are gone when their author lets go of them', async () => {
    const server = new Server();
    const { outbox } = open(server, device());
    await outbox.write('a', 'edition', entry('one'));
    await outbox.drop('a');
    await outbox.flush();
    expect(server.calls).toBe(0);
  });
});
