import { attendance } from './attendance';
import type { Stay, StaySource } from './types';

const MINUTE = 60_000;
const T = 1_800_000_000_000;
const held = { start: T, end: T + 180 * MINUTE };
let count = 0;
const stay = (from: number, to: number, device = 'laptop', source: StaySource = 'socket'): Stay => ({ id: `s${count++}`, source, device, start: T + from * MINUTE, end: T + to * MINUTE });
const of = (stays: Stay[], more: Partial<Parameters<typeof attendance>[0]> = {}) => attendance({ stays, held, breaks: [], ...more });
const span = (from: number, to: number) => ({ start: T + from * MINUTE, end: T + to * MINUTE });
const kinds = (result: ReturnType<typeof of>) => result.timeline.map(({ kind }) => kind);

describe('attendance', () => {
  it('a phone and a laptop for the same hour count one hour', () => {
    const result = of([stay(0, 60, 'laptop'), stay(0, 60, 'phone')]);
    expect(result.minutes).toBe(60);
    expect(result.flags).toContainEqual({ kind: 'devices', count: 2 });
  });

  it('one device seen by all three sources is one device, counted once', () => {
    const result = of([stay(0, 180), stay(0, 180, 'laptop', 'media'), stay(1, 179, 'laptop', 'roll')]);
    expect(result).toMatchObject({ minutes: 180, share: 10_000, flags: [] });
    expect(result.timeline).toEqual([{ ...span(0, 180), kind: 'two-sources' }]);
  });

  it('a device that takes over as another leaves is not two at once', () => {
    expect(of([stay(0, 90, 'laptop'), stay(90, 180, 'phone')]).flags.map(({ kind }) => kind)).not.toContain('devices');
  });

  it('nobody there: nothing counts, and the row says absent', () => {
    expect(of([])).toEqual({
      heldMs: 180 * MINUTE, presentMs: 0, bridgedMs: 0, bridges: [], minutes: 0, share: 0, firstSeen: null, lastSeen: null,
      timeline: [{ ...held, kind: 'absent' }], flags: [{ kind: 'absent' }],
    });
  });

  it('coming early and an overrun by oneself give nothing more', () => {
    const result = of([stay(-20, 200)]);
    expect(result).toMatchObject({ minutes: 180, share: 10_000, firstSeen: held.start, lastSeen: held.end });
  });

  it('a break is neither held nor attended, and a stay across it goes on', () => {
    const result = of([stay(0, 180)], { breaks: [span(80, 95)] });
    expect(result).toMatchObject({ heldMs: 165 * MINUTE, minutes: 165, share: 10_000 });
    expect(kinds(result)).toEqual(['one-source', 'break', 'one-source']);
  });

  it('who was there in the break only is absent', () => {
    const result = of([stay(81, 94)], { breaks: [span(80, 95)] });
    expect(result).toMatchObject({ minutes: 0, firstSeen: T + 81 * MINUTE, flags: [{ kind: 'absent' }] });
  });

  it('minutes are rounded down once, not for each stay', () => {
    expect(of([stay(0, 1.5), stay(10, 11.5)]).minutes).toBe(3);
  });

  it('a break wholly outside, doubled or overlapping changes nothing more', () => {
    expect(of([], { breaks: [span(-30, -10), span(80, 95), span(80, 95), span(90, 100), span(170, 190)] }).heldMs).toBe(150 * MINUTE);
  });

  it('a lecture that was never held has no time to attend', () => {
    expect(of([stay(0, 10)], { held: { start: T, end: T } })).toMatchObject({ heldMs: 0, presentMs: 0, share: 0, timeline: [], flags: [] });
  });
});

describe('a gap', () => {
  it('of exactly two minutes, ended by the same device, is bridged, counted and shown', () => {
    const result = of([stay(0, 60), stay(62, 180)]);
    expect(result).toMatchObject({ minutes: 180, bridgedMs: 2 * MINUTE, bridges: [span(60, 62)] });
    expect(kinds(result)).toEqual(['one-source', 'bridged', 'one-source']);
  });

  it('of a millisecond more is not', () => {
    const back = stay(62, 180);
    expect(of([stay(0, 60), { ...back, start: back.start + 1 }])).toMatchObject({ bridgedMs: 0, bridges: [], presentMs: 178 * MINUTE - 1 });
  });

  it('that the person made by leaving is not bridged, though the media server noticed a second later', () => {
    const result = of([{ ...stay(0, 60), left: true }, stay(0, 60 + 1 / 60, 'laptop', 'media'), stay(61, 180)]);
    expect(result).toMatchObject({ bridges: [], presentMs: (60 + 1 / 60 + 119) * MINUTE });
  });

  it('is bridged when an earlier stay of the device was ended by leaving', () => {
    expect(of([{ ...stay(0, 30), left: true }, stay(31, 60), stay(61, 180)]).bridges).toEqual([span(60, 61)]);
  });

  it('ended by another device is not: nothing reconnected by itself', () => {
    expect(of([stay(0, 60, 'laptop'), stay(61, 180, 'phone')])).toMatchObject({ bridgedMs: 0, minutes: 179 });
  });

  it('is none while another source or device was still there', () => {
    expect(of([stay(0, 60), stay(61, 180), stay(50, 70, 'phone', 'media')])).toMatchObject({ bridgedMs: 0, bridges: [], minutes: 180 });
  });

  it('is bridged when the reconnect was seen by another source than the loss', () => {
    expect(of([stay(0, 60, 'laptop', 'media'), stay(61, 180, 'laptop', 'socket')])).toMatchObject({ bridgedMs: MINUTE, minutes: 180 });
  });

  it('without a return is never bridged', () => {
    expect(of([stay(0, 179)])).toMatchObject({ bridgedMs: 0, minutes: 179 });
    expect(of([stay(1, 180)])).toMatchObject({ bridgedMs: 0, minutes: 179 });
  });

  it('across the start counts from the start only', () => {
    expect(of([stay(-10, -0.5), stay(0.5, 180)])).toMatchObject({ minutes: 180, bridgedMs: MINUTE / 2, bridges: [span(0, 0.5)] });
  });

  it('across a short break is measured by the clock and counted without the break', () => {
    expect(of([stay(0, 60), stay(62, 180)], { breaks: [span(60.5, 61.5)] })).toMatchObject({ heldMs: 179 * MINUTE, presentMs: 179 * MINUTE, bridgedMs: MINUTE, bridges: [span(60, 62)] });
  });

  it('across a longer break than the limit is absence', () => {
    expect(of([stay(0, 59.5), stay(75.5, 180)], { breaks: [span(60, 75)] })).toMatchObject({ bridgedMs: 0, presentMs: 164 * MINUTE });
  });

  it('wholly within a break is no bridge', () => {
    expect(of([stay(0, 62), stay(63, 180)], { breaks: [span(60, 75)] }).bridges).toEqual([]);
  });

  it('is not bridged where the edition bridges nothing', () => {
    expect(of([stay(0, 60), stay(61, 180)], { bridgeMs: 0 }).minutes).toBe(179);
  });

  it('is not shortened by a stay without length, nor reconnected to one', () => {
    expect(of([stay(0, 60, 'laptop'), stay(60, 60, 'phone'), stay(61, 180, 'phone')])).toMatchObject({ bridgedMs: 0, minutes: 179 });
    expect(of([stay(0, 60), stay(61.5, 61.5), stay(63, 180)])).toMatchObject({ bridgedMs: 0, minutes: 177 });
  });
});

describe('what the chair should look at', () => {
  it('coming more than two minutes late and leaving more than two minutes early', () => {
    expect(of([stay(3, 170)]).flags).toEqual([{ kind: 'came-late', at: T + 3 * MINUTE }, { kind: 'left-early', at: T + 170 * MINUTE }, { kind: 'one-source', ms: 167 * MINUTE }]);
    expect(of([stay(2, 178)]).flags.map(({ kind }) => kind)).toEqual(['one-source']);
  });

  it('leaving as the last break begins is not early', () => {
    expect(of([stay(0, 160)], { breaks: [span(160, 180)] }).flags.map(({ kind }) => kind)).not.toContain('left-early');
  });

  it('more than two minutes that one source alone saw', () => {
    const socket = stay(0, 180);
    expect(of([socket, stay(0, 178, 'laptop', 'media')]).flags).toEqual([]);
    expect(of([socket, stay(0, 177, 'laptop', 'media')]).flags).toEqual([{ kind: 'one-source', ms: 3 * MINUTE }]);
  });

  it('media and its own participant list are one source: only the socket is a second', () => {
    expect(of([stay(0, 180, 'laptop', 'media'), stay(0, 180, 'laptop', 'roll')]).flags).toEqual([{ kind: 'one-source', ms: 180 * MINUTE }]);
  });

  it('three bridges or more', () => {
    const flapping = [stay(0, 30), stay(31, 60), stay(61, 90), stay(91, 180)];
    expect(of(flapping).flags).toContainEqual({ kind: 'many-bridges', count: 3 });
    expect(of(flapping.slice(1)).flags.map(({ kind }) => kind)).not.toContain('many-bridges');
  });
});
