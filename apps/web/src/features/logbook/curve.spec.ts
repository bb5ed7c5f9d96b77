import type { LogbookSummary } from '@seldinger/contract';
import { curveOf, median, STEPS, ticks } from './curve';

const point = (procedure: string, fluoroscopySeconds: number | null, day: number): LogbookSummary['points'][number] => ({
  entryId: `${procedure}-${day}`,
  performedOn: `2027-02-${String(day).padStart(2, '0')}`,
  procedure,
  role: 'assisted',
  fluoroscopySeconds,
  doseAreaProduct: null,
  airKerma: null,
  entrustment: null,
});

describe('a curve', () => {
  it('has the running median of the last five, of fewer at its beginning', () => {
    const points = [600, 500, 700, 100, 900, 100, 100].map((seconds, index) => point('tips', seconds, index + 1));
    expect(curveOf(points, 'fluoroscopy', null).map(({ median }) => median)).toEqual([600, 550, 600, 550, 600, 500, 100]);
  });

  it('leaves out entries without the figure, and medians do not count them', () => {
    const points = [point('tips', 100, 1), point('tips', null, 2), point('tips', 300, 3)];
    expect(curveOf(points, 'fluoroscopy', null).map(({ value, median }) => [value, median])).toEqual([[100, 100], [300, 200]]);
    expect(curveOf(points, 'entrustment', null)).toEqual([]);
  });

  it('is of one procedure or of one chapter where asked', () => {
    const points = [point('tips', 100, 1), point('filter', 200, 2), point('evar', 300, 3)];
    expect(curveOf(points, 'fluoroscopy', 'filter').map(({ value }) => value)).toEqual([200]);
    expect(curveOf(points, 'fluoroscopy', 'chapter:venous').map(({ value }) => value)).toEqual([100, 200]);
  });
});

it('the median of an even number is the mean of the two in the middle', () => expect(median([4, 1, 3, 2])).toBe(2.5));

describe('the axis', () => {
  it('counts in round steps up to the largest value', () => {
    expect(ticks(725, STEPS.fluoroscopy)).toEqual([0, 300, 600, 900]);
    expect(ticks(41_000, STEPS.dose)).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000]);
    expect(ticks(5, STEPS.entrustment)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('has a step where everything is zero', () => expect(ticks(0, STEPS.dose)).toEqual([0, 1]));
});
