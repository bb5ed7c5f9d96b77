import { grown, seamsOf } from './growing';

describe('a recording that goes on', () => {
  const spans = [
    { start: 0, end: 10_000 },
    { start: 15_000, end: 20_000 },
  ];

  it('ends where the player already is', () => expect(grown(spans, 18_000.7)).toEqual([{ start: 0, end: 10_000 }, { start: 15_000, end: 23_000 }]));

  it('is never shorter than what was told', () => expect(grown(spans, 9_000)).toEqual(spans));

  it('has nothing to grow from before its first piece', () => expect(grown([], 4_000)).toEqual([]));
});

describe('seams', () => {
  it('stand in order, and a rounding between two pieces is none', () => {
    expect(seamsOf([{ start: 30_000, end: 42_000 }, { start: 50_000, end: 50_040 }], [{ start: 10_000, end: 14_000 }])).toEqual([
      { kind: 'cut', start: 10_000, end: 14_000 },
      { kind: 'gap', start: 30_000, end: 42_000 },
    ]);
  });
});
