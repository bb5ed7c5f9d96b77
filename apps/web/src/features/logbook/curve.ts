import type { LogbookSummary } from '@seldinger/contract';
import { chapterOf } from './use-words';

export const MEASURES = ['fluoroscopy', 'dose', 'entrustment'] as const;
export type Measure = (typeof MEASURES)[number];
type SummaryPoint = LogbookSummary['points'][number];

export interface CurvePoint {
  entryId: string;
  performedOn: string;
  procedure: string;
  value: number;
  /** Of this entry and the four before it, as many as there are. */
  median: number;
}

const AT_ONCE = 5;

const valueOf: Record<Measure, (point: SummaryPoint) => number | null> = {
  fluoroscopy: ({ fluoroscopySeconds }) => fluoroscopySeconds,
  dose: ({ doseAreaProduct }) => doseAreaProduct,
  entrustment: ({ entrustment }) => entrustment,
};

/** The middle of an odd number; of an even one the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return (lower + upper) / 2;
}

/** @param about a procedure's key, `chapter:` and a chapter's, or null for all */
export function curveOf(points: readonly SummaryPoint[], measure: Measure, about: string | null): CurvePoint[] {
  const chapter = about?.startsWith('chapter:') ? about.slice('chapter:'.length) : null;
  const wanted = ({ procedure }: SummaryPoint) => about === null || (chapter ? chapterOf(procedure) === chapter : procedure === about);
  const values = points.filter(wanted).flatMap((point) => {
    const value = valueOf[measure](point);
    return value === null ? [] : [{ entryId: point.entryId, performedOn: point.performedOn, procedure: point.procedure, value }];
  });
  return values.map((point, index) => ({ ...point, median: median(values.slice(Math.max(0, index - AT_ONCE + 1), index + 1).map(({ value }) => value)) }));
}

/** Round steps from zero to at least the largest value: four to six of them. */
export function ticks(largest: number, steps: readonly number[]): number[] {
  const step = steps.find((each) => largest / each <= 5) ?? steps.at(-1) ?? 1;
  return Array.from({ length: Math.max(1, Math.ceil(largest / step)) + 1 }, (_, index) => index * step);
}

const tens = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];

/** Steps that people count in: minutes for times, one, two and five for all else. */
export const STEPS: Record<Measure, readonly number[]> = {
  fluoroscopy: [15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200],
  dose: tens.flatMap((ten) => [ten, 2 * ten, 5 * ten]),
  entrustment: [1],
};
