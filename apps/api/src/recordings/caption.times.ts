import { intersect, playedBetween, toPlayer, type Spans } from '@seldinger/domain';
import { CaptionsInvalid, type Cue, type FileCue } from './webvtt';

/** Cues of a file, whose times run with the player, in the time of the recording. @throws CaptionsInvalid for one that begins past the end */
export function inRecording(spans: Spans, cues: readonly FileCue[]): Cue[] {
  return cues.map(({ fromMs, untilMs, text, line }) => {
    const pieces = playedBetween(spans, fromMs, untilMs);
    const [first, last] = [pieces[0], pieces.at(-1)];
    if (!first || !last) throw new CaptionsInvalid(line, 'past the end of the recording');
    return { fromMs: first.start, untilMs: last.end, text };
  });
}

/** Cues of a recording in the time of its player; those that fall into what is missing are left out. */
export function inPlayer(spans: Spans, cues: readonly Cue[]): Cue[] {
  return cues.flatMap(({ fromMs, untilMs, text }) => {
    const pieces = intersect(spans, [{ start: fromMs, end: untilMs }]);
    const [first, last] = [pieces[0], pieces.at(-1)];
    return first && last ? [{ fromMs: toPlayer(spans, first.start), untilMs: toPlayer(spans, last.start) + last.end - last.start, text }] : [];
  });
}
