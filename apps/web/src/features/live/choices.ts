import { useCallback, useState } from 'react';

/** What somebody uses on this device, kept from lecture to lecture. An empty id is the system's own choice. */
export interface Choices {
  microphoneId: string;
  cameraId: string;
  speakerId: string;
  microphoneOn: boolean;
  cameraOn: boolean;
  /** Whether this device may listen while muted, to say so when one speaks. */
  warnWhileMuted: boolean;
}

const key = 'seldinger.devices';
const first: Choices = { microphoneId: '', cameraId: '', speakerId: '', microphoneOn: false, cameraOn: true, warnWhileMuted: true };

function read(): Choices {
  try {
    return { ...first, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Choices>) };
  } catch {
    return first;
  }
}

/** The kept choices and a way to change some of them. */
export function useChoices(): [Choices, (change: Partial<Choices>) => void] {
  const [choices, setChoices] = useState(read);
  const change = useCallback((part: Partial<Choices>) => {
    setChoices((now) => {
      const next = { ...now, ...part };
      localStorage.setItem(key, JSON.stringify(next));
      return next;
    });
  }, []);
  return [choices, change];
}
