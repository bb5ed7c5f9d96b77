import { useEffect, useState } from 'react';

/** The devices of a kind, as they come and go. Names appear once the browser was allowed to use one; ask again with another `allowed`. */
export function useDevices(kind: MediaDeviceKind, allowed: boolean): MediaDeviceInfo[] {
  const [devices, setDevices] = useState<MediaDeviceInfo[]>([]);
  useEffect(() => {
    const media = navigator.mediaDevices;
    if (!media?.enumerateDevices) return;
    let gone = false;
    const list = () =>
      void media.enumerateDevices().then(
        (all) => gone || setDevices(all.filter((device) => device.kind === kind && device.deviceId !== '' && device.deviceId !== 'default')),
        () => undefined,
      );
    list();
    media.addEventListener('devicechange', list);
    return () => {
      gone = true;
      media.removeEventListener('devicechange', list);
    };
  }, [kind, allowed]);
  return devices;
}
