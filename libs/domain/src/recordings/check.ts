import { totalMs, type Interval } from '../time/interval';
import { gapsOf, type Spans } from './timeline';

/** What reading a recording's files back found: how long they are, whether they decode, the loudest moment in dB below full scale (null without any sound), the longest stretch without picture or sound inside a piece. */
export type ReadBack = { durationMs: number; decodable: boolean; loudestDb: number | null; longestGapMs: number };
export type Fault = 'silent' | 'not-decodable' | 'too-short' | 'gaps' | 'nothing';

/** Below this there is noise at most: nobody spoke, or no microphone was heard. */
export const SILENT_DB = -60;
/** What may be missing at seams and ends of the files: so much, or this share of the whole. */
const SHORT_MS = 2_000;
const SHORT_SHARE = 0.02;
/** A stretch without data that a viewer notices. */
const GAP_MS = 5_000;

/** What is wrong with a recording, the worst first; empty when all is well. @param spans what can be played @param cuts what was cut out, and is no gap */
export function faultsOf({ durationMs, decodable, loudestDb, longestGapMs }: ReadBack, spans: Spans, cuts: readonly Interval[] = []): Fault[] {
  const expectedMs = totalMs(spans);
  if (expectedMs === 0 || durationMs === 0) return ['nothing'];
  const faults: Fault[] = [];
  if (!decodable) faults.push('not-decodable');
  if (expectedMs - durationMs > Math.max(SHORT_MS, expectedMs * SHORT_SHARE)) faults.push('too-short');
  if (gapsOf(spans, cuts).length > 0 || longestGapMs > GAP_MS) faults.push('gaps');
  if (loudestDb === null || loudestDb < SILENT_DB) faults.push('silent');
  return faults;
}
