import { useEffect, useState } from 'react';
import { levelOf } from '../devices/audio-level';

const lookEveryMs = 100;
const loud = 0.55;
/** So many loud looks are speech and not a cough; a quiet one, as between syllables, takes back half. */
const looksOfSpeech = 6;
const shownForMs = 6_000;

async function mayListen(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: 'microphone' })).state === 'granted';
  } catch {
    // Where the browser does not tell, one is not asked for a permission in mid-lecture.
    return false;
  }
}

/** Whether one speaks while the microphone is off. Only this device listens; nothing is sent. */
export function useSpeakingMuted(muted: boolean, microphoneId: string, wanted: boolean): boolean {
  const [speaking, setSpeaking] = useState(false);
  useEffect(() => {
    if (!muted || !wanted) return;
    let gone = false;
    let close = () => {};
    const listen = async () => {
      if (!(await mayListen()) || gone) return;
      const stream = await navigator.mediaDevices.getUserMedia({ audio: microphoneId ? { deviceId: { ideal: microphoneId } } : true });
      const level = levelOf(stream);
      let looks = 0;
      let hide: ReturnType<typeof setTimeout> | undefined;
      const timer = setInterval(() => {
        looks = level.read() > loud ? looks + 1 : Math.max(0, looks - 0.5);
        if (looks < looksOfSpeech) return;
        looks = 0;
        setSpeaking(true);
        clearTimeout(hide);
        hide = setTimeout(() => setSpeaking(false), shownForMs);
      }, lookEveryMs);
      close = () => {
        clearInterval(timer);
        clearTimeout(hide);
        level.close();
        stream.getTracks().forEach((track) => track.stop());
      };
      if (gone) close();
    };
    listen().catch(() => undefined);
    return () => {
      gone = true;
      close();
      setSpeaking(false);
    };
  }, [muted, microphoneId, wanted]);
  return speaking;
}
