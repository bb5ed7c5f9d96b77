import { intersect, subtract, totalMs } from '@seldinger/domain';
import fc from 'fast-check';
import { grownCut, type Segment } from './cut.rules';

/** Segments of one part, one after the other, of these lengths. */
const run = (lengths: readonly number[], { rendition = 0, partId = 'a', from = 0 } = {}): Segment[] => {
  let start = from;
  return lengths.map((length, number) => ({ partId, rendition, number, start, end: (start += length) }));
};
const spanOf = (segments: readonly Segment[], start: number, end: number) => grownCut(segments, { start, end })?.span;

describe('a passage that is cut out', () => {
  const four = run([4_000, 4_000, 4_000, 4_000]);

  it.each([
    ['grows to the borders of the segments it touches', 4_500, 8_100, { start: 4_000, end: 12_000 }],
    ['that fits stays as it is', 4_000, 8_000, { start: 4_000, end: 8_000 }],
    ['of one millisecond takes its whole segment', 3_999, 4_000, { start: 0, end: 4_000 }],
    ['may reach past both ends', 0, 99_999, { start: 0, end: 16_000 }],
  ])('%s', (_, start, end, span) => {
    expect(spanOf(four, start, end)).toEqual(span);
  });

  it('across a gap takes what lies on both sides', () => {
    expect(spanOf([...run([4_000, 4_000]), ...run([4_000, 4_000], { partId: 'b', from: 20_000 })], 7_000, 21_000)).toEqual({ start: 4_000, end: 24_000 });
  });

  it('in a gap is nothing, nor in what was cut before', () => {
    expect(grownCut([...run([4_000]), ...run([4_000], { partId: 'b', from: 20_000 })], { start: 4_000, end: 20_000 })).toBeNull();
    expect(grownCut([], { start: 0, end: 1 })).toBeNull();
  });

  it('goes from every rendition, and a rounding takes no neighbour along', () => {
    const cut = grownCut([...four, ...run([4_010, 3_985, 4_005, 4_000], { rendition: 1 })], { start: 5_000, end: 6_000 });
    expect(cut).toMatchObject({ span: { start: 4_000, end: 8_000 }, segments: [{ rendition: 0, number: 1 }, { rendition: 1, number: 1 }] });
  });

  it('is as long as the longest that it touches, where renditions have other borders', () => {
    const cut = grownCut([...four, ...run([6_000, 6_000, 4_000], { rendition: 1 })], { start: 5_000, end: 6_000 });
    // 4 to 8 s touches both of 6 s each, which reach from 0 to 12.
    expect(cut).toMatchObject({ span: { start: 0, end: 12_000 } });
    expect(cut!.segments).toHaveLength(5);
  });

  it('of any recording is all of the passage, and leaves nothing that was half taken', () => {
    const lengths = fc.array(fc.integer({ min: 200, max: 6_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(lengths, fc.option(lengths, { nil: undefined }), fc.nat(40_000), fc.integer({ min: 1, max: 20_000 }), (first, second, start, length) => {
        const segments = [...run(first), ...(second ? run(second, { rendition: 1 }) : [])];
        const passage = [{ start, end: start + length }];
        const cut = grownCut(segments, passage[0]!);
        const of = (rendition: number) => segments.filter((segment) => segment.rendition === rendition);
        if (!cut) return expect(intersect(of(0), passage)).toEqual([]);
        // What was asked for and is there has gone.
        expect(subtract(intersect(of(0), passage), [cut.span])).toEqual([]);
        for (const segment of segments) {
          const inside = totalMs(intersect([segment], [cut.span]));
          const gone = cut.segments.includes(segment);
          if (segment.rendition === 0) expect(inside).toBe(gone ? segment.end - segment.start : 0);
          // Of the others as much as of the first, to a rounding.
          else expect(gone ? totalMs(subtract(intersect([segment], of(0)), [cut.span])) : inside).toBeLessThanOrEqual(50);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
