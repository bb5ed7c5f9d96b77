import { useTracks } from '@livekit/components-react/hooks';
import { Track, type Room, type Track as AnyTrack } from 'livekit-client';
import { useEffect, useRef } from 'react';

/** One voice: the room's own audio element, which knows the chosen loudspeaker. */
function TrackAudio({ track }: { track: AnyTrack }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = track.attach();
    host.current?.append(element);
    return () => {
      track.detach(element);
      element.remove();
    };
  }, [track]);
  return <div ref={host} hidden />;
}

/** Everybody's voice, and the sound of the shared desktop. */
export function RoomAudio({ room }: { room: Room }) {
  const heard = useTracks([Track.Source.Microphone, Track.Source.ScreenShareAudio], { room, onlySubscribed: true });
  return heard.map(({ participant, publication }) => !participant.isLocal && publication.track && <TrackAudio key={publication.trackSid} track={publication.track} />);
}
