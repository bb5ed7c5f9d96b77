import type { CaptionLanguage, Chapter, RecordingCheck } from './recordings';

type Cue = { fromMs: number; untilMs: number; text: string };

/**
 * A recording that comes with the demo, as `npm run demo-recordings` writes it beside its files: `recording.json`. All places
 * are milliseconds of the recording.
 */
export type DemoRecording = {
  /** The English title of the lecture that it is of. */
  lecture: string;
  rendition: { width: number; height: number; bandwidth: number; codecs: string };
  init: { file: string; bytes: number };
  segments: { file: string; durationMs: number; bytes: number }[];
  check: Omit<RecordingCheck, 'at'>;
  captions: Record<CaptionLanguage, Cue[]>;
  /** `happenedMs`: where it happened, for one that was made from that. */
  chapters: (Pick<Chapter, 'atMs' | 'kind' | 'title'> & { happenedMs: number | null })[];
  /** `by`: the e-mail of a trainee; null for the trainer. */
  messages: { atMs: number; by: string | null; text: string }[];
  /** A hand that goes up, until the trainer lowers it. */
  questions: { atMs: number; untilMs: number; by: string }[];
};
