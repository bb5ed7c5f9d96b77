import type { CaptionLanguage } from '@seldinger/contract';

/** How somebody likes to watch on this device, kept from recording to recording. */
export interface Preferences {
  speed: number;
  /** 0 to 1. */
  volume: number;
  muted: boolean;
  captions: CaptionLanguage | 'off';
}

export const speeds = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

const key = 'seldinger.player';
const first: Preferences = { speed: 1, volume: 1, muted: false, captions: 'off' };

export function readPreferences(): Preferences {
  try {
    const kept = { ...first, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Preferences>) };
    return { ...kept, speed: speeds.includes(kept.speed) ? kept.speed : 1, volume: Math.min(1, Math.max(0, Number(kept.volume) || 0)) };
  } catch {
    return first;
  }
}

export const keepPreferences = (preferences: Preferences): void => localStorage.setItem(key, JSON.stringify(preferences));
