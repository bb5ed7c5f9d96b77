import { LocalAudioTrack, LocalVideoTrack, RoomEvent, Track, type LocalTrackPublication, type Participant, type Room, type TrackPublication } from 'livekit-client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { deviceProblem } from '../devices/device-problem';
import type { MediaLink } from './media-connection';
import { screenCapture, screenPublish } from './room-options';

export type ShareState = 'off' | 'choosing' | 'on';

/** Publishes copies: the room stops what it sent when its line is gone for good, and the desktop must outlive that. */
async function publish(room: Room, desktop: MediaStream): Promise<LocalTrackPublication[]> {
  const sent: Promise<LocalTrackPublication>[] = [];
  for (const original of desktop.getTracks()) {
    const copy = original.clone();
    if (original.kind === 'video') {
      copy.contentHint = 'detail';
      sent.push(room.localParticipant.publishTrack(new LocalVideoTrack(copy, undefined, true), { ...screenPublish, source: Track.Source.ScreenShare }));
    } else {
      sent.push(room.localParticipant.publishTrack(new LocalAudioTrack(copy, undefined, true), { source: Track.Source.ScreenShareAudio, dtx: false, red: false }));
    }
  }
  return Promise.all(sent);
}

/** One's own shared desktop. It is chosen once and sent again by itself after the media server was away. */
export function useScreenShare(room: Room, link: MediaLink) {
  const [state, setState] = useState<ShareState>('off');
  const [failed, setFailed] = useState(false);
  const desktop = useRef<MediaStream>(undefined);
  const connected = link === 'connected';

  const send = useCallback(async () => {
    if (!desktop.current || room.localParticipant.getTrackPublication(Track.Source.ScreenShare)) return;
    await publish(room, desktop.current).catch(() => undefined);
  }, [room]);

  const stop = useCallback(() => {
    desktop.current?.getTracks().forEach((track) => track.stop());
    desktop.current = undefined;
    for (const source of [Track.Source.ScreenShare, Track.Source.ScreenShareAudio]) {
      const track = room.localParticipant.getTrackPublication(source)?.track;
      if (track) void room.localParticipant.unpublishTrack(track, true);
    }
    setState('off');
  }, [room]);

  const start = useCallback(async () => {
    setFailed(false);
    setState('choosing');
    try {
      desktop.current = await navigator.mediaDevices.getDisplayMedia(screenCapture);
    } catch (error) {
      setState('off');
      // Closing the browser's picker is a choice, not a failure.
      setFailed(deviceProblem(error) !== 'denied');
      return;
    }
    desktop.current.getVideoTracks()[0]?.addEventListener('ended', stop, { once: true });
    setState('on');
    if (room.state === 'connected') await send();
  }, [room, send, stop]);

  useEffect(() => {
    if (connected) void send();
  }, [connected, send]);

  useEffect(() => {
    // The chair turned the desktop off: it ends here too, rather than going on unseen.
    const muted = (publication: TrackPublication, participant: Participant) => {
      if (participant === room.localParticipant && publication.source === Track.Source.ScreenShare) stop();
    };
    room.on(RoomEvent.TrackMuted, muted);
    return () => void room.off(RoomEvent.TrackMuted, muted);
  }, [room, stop]);

  useEffect(() => stop, [stop]);

  return { state, failed, start, stop };
}

export type ScreenShare = ReturnType<typeof useScreenShare>;
