import type { CaptionTrack } from '@seldinger/contract';

export type Cue = CaptionTrack['cues'][number];

/** Cues in their order, as the server keeps them. */
const inOrder = (cues: Cue[]): Cue[] => [...cues].sort((a, b) => a.fromMs - b.fromMs || a.untilMs - b.untilMs);

export const withCue = (cues: readonly Cue[], cue: Cue): Cue[] => inOrder([...cues, cue]);
export const changedCue = (cues: readonly Cue[], index: number, cue: Cue): Cue[] => inOrder(cues.map((each, at) => (at === index ? cue : each)));
export const withoutCue = (cues: readonly Cue[], index: number): Cue[] => cues.filter((_, at) => at !== index);

/** The cue in two at a moment inside it: the words are shared out by the time, at a space. Null where one of the two would say nothing. */
export function splitCue(cues: readonly Cue[], index: number, atMs: number): Cue[] | null {
  const cue = cues[index];
  if (!cue || atMs <= cue.fromMs || atMs >= cue.untilMs) return null;
  const wanted = cue.text.length * ((atMs - cue.fromMs) / (cue.untilMs - cue.fromMs));
  const spaces = [...cue.text.matchAll(/\s+/g)].map(({ index: at, 0: space }) => ({ at, end: at + space.length }));
  const nearest = spaces.sort((a, b) => Math.abs(a.at - wanted) - Math.abs(b.at - wanted))[0];
  if (!nearest) return null;
  const [first, second] = [cue.text.slice(0, nearest.at).trim(), cue.text.slice(nearest.end).trim()];
  if (!first || !second) return null;
  return cues.flatMap((each, at) => (at === index ? [{ ...cue, untilMs: atMs, text: first }, { ...cue, fromMs: atMs, text: second }] : [each]));
}

/** How long a new one stands: until the next begins, three seconds at most, and never less than one. */
export function newCueAt(cues: readonly Cue[], atMs: number, text: string): Cue {
  const next = cues.find(({ fromMs }) => fromMs > atMs)?.fromMs ?? Infinity;
  return { fromMs: atMs, untilMs: Math.max(atMs + 1_000, Math.min(atMs + 3_000, next)), text };
}
