import { passageBetween } from './passage';

describe('a passage to be cut', () => {
  const spans = [
    { start: 0, end: 10_000 },
    { start: 30_000, end: 60_000 },
  ];

  it('ends before a gap when it ends where the gap is', () => expect(passageBetween(spans, 4_000, 10_000)).toEqual({ start: 4_000, end: 10_000 }));

  it('begins after a gap when it begins where the gap is', () => expect(passageBetween(spans, 10_000, 12_000)).toEqual({ start: 30_000, end: 32_000 }));

  it('takes in a gap that lies inside it', () => expect(passageBetween(spans, 8_000, 12_000)).toEqual({ start: 8_000, end: 32_000 }));

  it('is none between two moments in the wrong order, or past the end', () => {
    expect(passageBetween(spans, 12_000, 8_000)).toBeNull();
    expect(passageBetween(spans, 40_000, 50_000)).toBeNull();
  });
});
