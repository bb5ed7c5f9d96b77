import type { Recording } from '@seldinger/contract';
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Playback, PlaybackState } from './playback';

export interface PlayerInside {
  recording: Recording;
  playback: Playback;
}

export const PlayerContext = createContext<PlayerInside | null>(null);

/** The player that this part belongs to. */
export function usePlayer(): PlayerInside {
  const inside = useContext(PlayerContext);
  if (!inside) throw new Error('usePlayer outside a player');
  return inside;
}

/** A figure of what plays; renders again only when it changes. Select plain values, not new objects. */
export function usePlaying<Value>(select: (state: PlaybackState) => Value): Value {
  const { playback } = usePlayer();
  return useSyncExternalStore(playback.subscribe, () => select(playback.now()));
}

/** The place that is shown, in whole seconds of the recording: as often as a list beside the picture has to know it. */
export function useSecond(): number {
  const { playback } = usePlayer();
  return usePlaying(() => Math.floor(playback.atMs() / 1000)) * 1000;
}
