import fc from 'fast-check';
import { type MediaEvent, mediaStays } from './media-stays';

const T = 1_800_000_000_000;
const joined = (sid: string, joinedAtMs: number): MediaEvent => ({ id: `j-${sid}`, kind: 'joined', sid, identity: `person:${sid}`, joinedAtMs, atMs: joinedAtMs - (joinedAtMs % 1000) });
const left = (sid: string, joinedAtMs: number, atMs: number): MediaEvent => ({ id: `l-${sid}`, kind: 'left', sid, identity: `person:${sid}`, joinedAtMs, atMs });
const finished = (atMs: number): MediaEvent => ({ id: `f-${atMs}`, kind: 'room-finished', atMs });

describe('stays from webhooks', () => {
  it('a join and its leave make one stay, from the exact join on', () => {
    expect(mediaStays([joined('a', T + 123), left('a', T + 123, T + 60_000)])).toEqual([{ sid: 'a', identity: 'person:a', start: T + 123, end: T + 60_000 }]);
  });

  it('a leave without its join still makes the stay', () => {
    expect(mediaStays([left('a', T + 123, T + 60_000)])).toEqual([{ sid: 'a', identity: 'person:a', start: T + 123, end: T + 60_000 }]);
  });

  it('a join without a leave stays open', () => {
    expect(mediaStays([joined('a', T)])).toEqual([{ sid: 'a', identity: 'person:a', start: T, end: null }]);
  });

  it('the finished room closes whoever was inside, but nobody who came after', () => {
    expect(mediaStays([joined('a', T + 500), finished(T + 90_000), joined('b', T + 95_000), finished(T + 120_000), joined('c', T + 130_000)]).map(({ end }) => end)).toEqual([T + 90_000, T + 120_000, null]);
  });

  it('a room finished before the join does not end the stay', () => {
    expect(mediaStays([finished(T - 5000), joined('a', T)])[0]!.end).toBeNull();
  });

  it('a leave within the second of the join gives a stay without length, never a negative one', () => {
    expect(mediaStays([joined('a', T + 700), left('a', T + 700, T)])).toEqual([{ sid: 'a', identity: 'person:a', start: T + 700, end: T + 700 }]);
    expect(mediaStays([joined('a', T + 700), finished(T)])[0]!.end).toBe(T + 700);
  });

  it('an aborted connection that never got in makes no stay, one that had joined ends', () => {
    const aborted: MediaEvent = { id: 'x', kind: 'aborted', sid: 'a', identity: 'person:a', joinedAtMs: T, atMs: T + 20_000 };
    expect(mediaStays([aborted])).toEqual([]);
    expect(mediaStays([aborted, joined('a', T)])).toEqual([{ sid: 'a', identity: 'person:a', start: T, end: T + 20_000 }]);
  });

  it('a join without the exact time counts from the event', () => {
    expect(mediaStays([{ id: 'j', kind: 'joined', sid: 'a', identity: 'p', atMs: T }])).toEqual([{ sid: 'a', identity: 'p', start: T, end: null }]);
  });

  it('an event without a connection or without a person makes no stay', () => {
    expect(mediaStays([{ id: '1', kind: 'joined', identity: 'p', atMs: T }, { id: '2', kind: 'joined', sid: 'a', atMs: T }])).toEqual([]);
  });

  it('a return is a second stay of the same person', () => {
    const back = { ...joined('b', T + 70_000), identity: 'person:a' };
    expect(mediaStays([joined('a', T), left('a', T, T + 60_000), back]).map(({ identity, start }) => [identity, start])).toEqual([['person:a', T], ['person:a', T + 70_000]]);
  });
});

describe('a stream of webhooks gives the same stays', () => {
  const connection = fc.record({ start: fc.nat(10_000_000), lasted: fc.nat(5_000_000), ends: fc.constantFrom('left', 'aborted', 'lost') });
  const stream = fc.record({ connections: fc.array(connection, { maxLength: 12 }), finishes: fc.array(fc.nat(15_000).map((s) => finished(T + s * 1000)), { maxLength: 3 }) }).map(({ connections, finishes }) => [
    ...connections.flatMap(({ start, lasted, ends }, i) => {
      const [sid, from] = [`PA_${i}`, T + start];
      const leave = left(sid, from, from + lasted - ((from + lasted) % 1000));
      return ends === 'lost' ? [joined(sid, from)] : [joined(sid, from), { ...leave, kind: ends } as MediaEvent];
    }),
    ...finishes,
  ]);
  const shuffled = (events: MediaEvent[]) => fc.shuffledSubarray(events, { minLength: events.length });

  it('in any order, with any of them doubled', () => {
    const mixed = stream.chain((events) => fc.record({ events: fc.constant(events), mixed: fc.subarray(events).chain((again) => shuffled([...events, ...again])) }));
    fc.assert(fc.property(mixed, ({ events, mixed }) => expect(mediaStays(mixed)).toEqual(mediaStays(events))), { numRuns: 2000 });
  });

  it('when joins are lost whose leave arrives', () => {
    const thinned = stream.chain((events) => {
      const leaves = new Set(events.filter(({ kind }) => kind === 'left').map(({ sid }) => sid));
      const spare = events.filter(({ kind, sid }) => kind === 'joined' && leaves.has(sid));
      return fc.subarray(spare).chain((lost) => shuffled(events.filter((event) => !lost.includes(event))).map((thin) => ({ events, thin })));
    });
    fc.assert(fc.property(thinned, ({ events, thin }) => expect(mediaStays(thin)).toEqual(mediaStays(events))), { numRuns: 2000 });
  });

  it('and every connection that joined has exactly one stay, never ending before it starts', () => {
    fc.assert(
      fc.property(stream, (events) => {
        const stays = mediaStays(events);
        expect(stays.map(({ sid }) => sid).sort()).toEqual(events.filter(({ kind }) => kind === 'joined').map(({ sid }) => sid).sort());
        expect(stays.every(({ start, end }) => end === null || end >= start)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
