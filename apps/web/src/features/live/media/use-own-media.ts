import { RoomEvent, Track, type Participant, type Room, type TrackPublication } from 'livekit-client';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Choices } from '../choices';
import { deviceProblem, type DeviceProblem } from '../devices/device-problem';
import type { MediaLink } from './media-connection';

type Own = 'microphone' | 'camera';
type Wishes = Record<Own, boolean>;

const sourceOf = { microphone: Track.Source.Microphone, camera: Track.Source.Camera } as const;

/** One's own microphone and camera: wished for at any time, sent whenever the room is connected. */
export function useOwnMedia(room: Room, link: MediaLink, choices: Choices, onMutedByOther: () => void) {
  const [wishes, setWishes] = useState<Wishes>({ microphone: choices.microphoneOn, camera: choices.cameraOn });
  const [problem, setProblem] = useState<{ device: Own; why: DeviceProblem } | null>(null);
  const wished = useRef(wishes);
  const connected = link === 'connected';

  const wish = useCallback((device: Own, on: boolean) => {
    wished.current = { ...wished.current, [device]: on };
    setWishes(wished.current);
  }, []);

  const apply = useCallback(
    async (device: Own) => {
      try {
        const me = room.localParticipant;
        await (device === 'microphone' ? me.setMicrophoneEnabled(wished.current.microphone) : me.setCameraEnabled(wished.current.camera));
      } catch (error) {
        // A line that broke meanwhile is not the device's fault; the wish is applied when it is back.
        const why = deviceProblem(error);
        if (!why) return;
        wish(device, false);
        setProblem({ device, why });
      }
    },
    [room, wish],
  );

  useEffect(() => {
    if (!connected) return;
    void apply('microphone');
    void apply('camera');
  }, [connected, apply]);

  useEffect(() => {
    const muted = (publication: TrackPublication, participant: Participant) => {
      if (participant !== room.localParticipant) return;
      for (const device of ['microphone', 'camera'] as const) {
        if (publication.source !== sourceOf[device] || !wished.current[device]) continue;
        wish(device, false);
        if (device === 'microphone') onMutedByOther();
      }
    };
    room.on(RoomEvent.TrackMuted, muted);
    return () => void room.off(RoomEvent.TrackMuted, muted);
  }, [room, wish, onMutedByOther]);

  const toggle = useCallback(
    (device: Own) => {
      setProblem(null);
      wish(device, !wished.current[device]);
      // Off holds at once, whatever the line does; on waits for it.
      if (room.state === 'connected' || !wished.current[device]) void apply(device);
    },
    [room, wish, apply],
  );

  return { ...wishes, toggle, problem, dismissProblem: useCallback(() => setProblem(null), []) };
}

export type OwnMedia = ReturnType<typeof useOwnMedia>;
