import { RoomEvent, Track, type RemoteTrackPublication, type Room } from 'livekit-client';
import { useEffect } from 'react';

const events = [RoomEvent.Connected, RoomEvent.Reconnected, RoomEvent.TrackPublished, RoomEvent.ParticipantConnected] as const;

/** Everything is received but cameras: those only while they are shown. */
export function useSubscriptions(room: Room): void {
  useEffect(() => {
    const receive = () => {
      for (const participant of room.remoteParticipants.values()) {
        for (const publication of participant.trackPublications.values()) {
          if (publication.source !== Track.Source.Camera && !publication.isDesired) publication.setSubscribed(true);
        }
      }
    };
    receive();
    for (const event of events) room.on(event, receive);
    return () => {
      for (const event of events) room.off(event, receive);
    };
  }, [room]);
}

/** How many places show a camera; the stage and the strip may show the same. */
const viewers = new WeakMap<RemoteTrackPublication, number>();
const lingerMs = 1_500;

/** Receives a camera while it is shown; a moment longer, for who turns the page and back. */
export function useShownCamera(publication: RemoteTrackPublication | undefined): void {
  useEffect(() => {
    if (!publication || publication.source !== Track.Source.Camera) return;
    viewers.set(publication, (viewers.get(publication) ?? 0) + 1);
    publication.setSubscribed(true);
    return () => {
      viewers.set(publication, (viewers.get(publication) ?? 1) - 1);
      setTimeout(() => {
        if (viewers.get(publication) === 0) publication.setSubscribed(false);
      }, lingerMs);
    };
  }, [publication]);
}
