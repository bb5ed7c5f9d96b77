import { useParticipants } from '@livekit/components-react/hooks';
import { RoomEvent, Track, type Participant, type Room } from 'livekit-client';
import { arrangeFaces, type Face } from './arrange';
import { roleOf } from './participants';

export interface ArrangedFace extends Face {
  participant: Participant;
}

/** What changes a face or its place. Who speaks is asked by each face for itself. */
const updateOnlyOn = [
  RoomEvent.TrackPublished,
  RoomEvent.TrackUnpublished,
  RoomEvent.LocalTrackPublished,
  RoomEvent.LocalTrackUnpublished,
  RoomEvent.TrackMuted,
  RoomEvent.TrackUnmuted,
  RoomEvent.TrackSubscribed,
  RoomEvent.TrackUnsubscribed,
  RoomEvent.ParticipantMetadataChanged,
  RoomEvent.Connected,
  RoomEvent.Reconnected,
];

function sends(participant: Participant, source: Track.Source): boolean {
  const publication = participant.getTrackPublication(source);
  return publication !== undefined && !publication.isMuted;
}

/** Everybody in the media room, in the strip's order. */
export function useFaces(room: Room): ArrangedFace[] {
  const participants = useParticipants({ room, updateOnlyOn });
  return arrangeFaces(
    participants
      .filter(({ identity }) => identity !== '')
      .map((participant) => ({
        identity: participant.identity,
        name: participant.name ?? '',
        role: roleOf(participant),
        own: participant.isLocal,
        camera: sends(participant, Track.Source.Camera),
        screen: sends(participant, Track.Source.ScreenShare),
        participant,
      })),
  );
}
