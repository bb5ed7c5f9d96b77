import { useCallback, useEffect, useState } from 'react';
import { deviceProblem, devicesUsable, type DeviceProblem } from './device-problem';

interface Taken {
  stream: MediaStream | null;
  problem: DeviceProblem | null;
}

const none: Taken = { stream: null, problem: null };

/** The picture or sound of one of one's own devices while it is wanted; given back to the system after that. */
export function useStream(kind: 'audio' | 'video', deviceId: string, wanted: boolean): Taken & { again: () => void } {
  const [taken, setTaken] = useState(none);
  const [tries, setTries] = useState(0);
  const again = useCallback(() => setTries((before) => before + 1), []);

  useEffect(() => {
    if (!wanted) return;
    if (!devicesUsable()) {
      setTaken({ stream: null, problem: 'insecure' });
      return;
    }
    let gone = false;
    let mine: MediaStream | undefined;
    const device = deviceId ? { deviceId: { ideal: deviceId } } : {};
    const asked = navigator.mediaDevices.getUserMedia(kind === 'audio' ? { audio: device } : { video: { ...device, width: { ideal: 1280 }, height: { ideal: 720 } } });
    asked.then(
      (stream) => {
        mine = stream;
        if (gone) stream.getTracks().forEach((track) => track.stop());
        else setTaken({ stream, problem: null });
      },
      (error: unknown) => gone || setTaken({ stream: null, problem: deviceProblem(error) ?? 'failed' }),
    );
    return () => {
      gone = true;
      mine?.getTracks().forEach((track) => track.stop());
      setTaken(none);
    };
  }, [kind, deviceId, wanted, tries]);

  return { ...taken, again };
}
