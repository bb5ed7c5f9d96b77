import type { Classroom, MediaPart } from '@seldinger/contract';
import { LogLevel, Room, setLogLevel } from 'livekit-client';
import { useEffect, useState } from 'react';
import type { Choices } from '../choices';
import { askMediaToken } from '../classroom-calls';
import { keepConnected, type MediaLink } from './media-connection';
import { roomOptions } from './room-options';

// Lost lines and retries are shown on the page, in words.
setLogLevel(LogLevel.error);

interface Place {
  lectureId: string;
  deviceId: string;
  role: Classroom['role'];
  /** What the server says of its media server. */
  media: MediaPart;
  /** False once the lecture is over or one was shut out. */
  open: boolean;
}

/** The media room beside the classroom: connected whenever it can be, and never in the way of chat and presence. */
export function useMediaRoom({ lectureId, deviceId, role, media, open }: Place, choices: Choices): { room: Room; link: MediaLink } {
  const [room] = useState(() => new Room(roomOptions(choices, role)));
  const [wake] = useState(() => new EventTarget());
  const [link, setLink] = useState<MediaLink>('connecting');

  useEffect(() => {
    if (!open) return;
    const leaving = new AbortController();
    void keepConnected(room, { askToken: () => askMediaToken(lectureId, deviceId), tell: (now) => !leaving.signal.aborted && setLink(now), signal: leaving.signal, wake });
    return () => leaving.abort();
  }, [room, wake, lectureId, deviceId, open]);

  useEffect(() => {
    if (media.state === 'up') wake.dispatchEvent(new Event('up'));
  }, [media.state, wake]);

  return { room, link };
}
