import type { StageView } from '@seldinger/contract';

/** A publication, as far as the choice needs it. */
export type Offered = { sid: string; kind: 'audio' | 'video'; source: 'screen' | 'camera' | 'microphone' | 'other'; isMuted: boolean };
export type Present = { identity: string; metadata: string; tracks: Offered[] };

export type Choice = {
  /** What is on the stage, and its track; none has no track. */
  view: StageView;
  picture?: string;
  /** All tracks of sound. */
  voices: string[];
};

/** The role in a participant's metadata `{ role }`, if it has one. */
export function roleOf(metadata: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(metadata);
    const role = typeof parsed === 'object' && parsed !== null ? (parsed as { role?: unknown }).role : undefined;
    return typeof role === 'string' ? role : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What a recording subscribes to: every sound, and the one picture of the stage: the screen of a leader, else the camera
 * of one, in the order of `leaders` and then of those who came first. Nobody else's picture is ever chosen.
 * @param present in the order in which they came
 */
export function chooseTracks(present: Present[], leaders: string[]): Choice {
  const voices = present.flatMap(({ tracks }) => tracks.filter(({ kind }) => kind === 'audio').map(({ sid }) => sid));
  const inOrder = leaders.flatMap((leader) => present.filter(({ metadata }) => roleOf(metadata) === leader));
  for (const view of ['screen', 'camera'] as const) {
    const shown = inOrder.flatMap(({ tracks }) => tracks).find(({ kind, source, isMuted }) => kind === 'video' && source === view && !isMuted);
    if (shown) return { view, picture: shown.sid, voices };
  }
  return { view: 'none', voices };
}
