import type { Track } from 'livekit-client';
import { useEffect, useRef, type ComponentProps } from 'react';

/** A track's picture. */
export function TrackVideo({ track, ...rest }: { track: Track | undefined } & ComponentProps<'video'>) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!track || !element) return;
    track.attach(element);
    return () => void track.detach(element);
  }, [track]);
  return <video ref={video} autoPlay muted playsInline {...rest} />;
}
