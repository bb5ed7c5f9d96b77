import { Room, RoomEvent, Track, type RemoteParticipant, type RemoteTrackPublication } from 'livekit-client';
import { useEffect, useRef } from 'react';
import classes from './recording-stage.module.css';
import { chooseStage, type Present } from './stage-choice';

const CHANGES = [RoomEvent.ParticipantConnected, RoomEvent.ParticipantDisconnected, RoomEvent.ParticipantMetadataChanged, RoomEvent.TrackPublished, RoomEvent.TrackUnpublished, RoomEvent.TrackMuted, RoomEvent.TrackUnmuted] as const;

/** What LiveKit Egress records: it opens this page with the room's address and a token of its own, and waits for its words on the console. */
export function RecordingStage() {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const query = new URLSearchParams(window.location.search);
    const [url, token] = [query.get('url'), query.get('token')];
    const screen = video.current;
    if (!url || !token || !screen) return undefined;
    return show(url, token, screen);
  }, []);
  return (
    <main className={classes.stage}>
      <video ref={video} className={classes.picture} autoPlay muted playsInline />
    </main>
  );
}

/** Returns what ends it. */
function show(url: string, token: string, screen: HTMLVideoElement): () => void {
  const room = new Room({ adaptiveStream: false });
  const voices = new Map<string, HTMLMediaElement>();
  const choose = (): void => {
    const { picture, voices: heard } = chooseStage([...room.remoteParticipants.values()].map(presentOf));
    for (const { trackPublications } of room.remoteParticipants.values()) for (const publication of trackPublications.values()) publication.setSubscribed(publication === picture || heard.includes(publication));
  };
  for (const change of CHANGES) room.on(change, choose);
  room.on(RoomEvent.TrackSubscribed, (track) => {
    if (track.kind === Track.Kind.Video) track.attach(screen);
    else voices.set(track.sid ?? '', document.body.appendChild(track.attach()));
  });
  room.on(RoomEvent.TrackUnsubscribed, (track) => {
    track.detach();
    voices.get(track.sid ?? '')?.remove();
    voices.delete(track.sid ?? '');
  });
  // The two words that egress waits for.
  room.on(RoomEvent.Disconnected, () => console.log('END_RECORDING'));
  room.connect(url, token, { autoSubscribe: false }).then(
    () => {
      choose();
      console.log('START_RECORDING');
    },
    (error: unknown) => console.error(error),
  );
  return () => void room.disconnect();
}

function presentOf({ metadata, trackPublications }: RemoteParticipant): Present<RemoteTrackPublication> {
  return {
    metadata,
    offered: [...trackPublications.values()].map((publication) => ({
      publication,
      kind: publication.kind === Track.Kind.Video ? 'video' : 'audio',
      source: publication.source === Track.Source.ScreenShare || publication.source === Track.Source.ScreenShareAudio ? 'screen' : publication.source === Track.Source.Camera ? 'camera' : 'other',
      muted: publication.isMuted,
    })),
  };
}
