import { DisconnectReason, RoomEvent, type Room } from 'livekit-client';
import type { AppErrorCode } from '../../../api/errors';
import { asAppError } from '../../../api/errors';

/**
 * connecting: for the first time; reconnecting: the SDK mends a broken line; waiting: gone, tried again from the start;
 * stopped: one may not be in the room any more; elsewhere: another tab took this device's place.
 */
export type MediaLink = 'connecting' | 'connected' | 'reconnecting' | 'waiting' | 'stopped' | 'elsewhere';

interface Ways {
  /** @throws AppError */
  askToken: () => Promise<{ url: string; token: string }>;
  tell: (link: MediaLink) => void;
  signal: AbortSignal;
  /** Fires when the media server is said to be up again, so that nobody waits out a long pause. */
  wake: EventTarget;
}

/** The classroom itself is closed to this person; trying again would not help. */
const closed = new Set<AppErrorCode>(['live.removed', 'live.over', 'live.too-early', 'request.not-found', 'request.forbidden', 'identity.signed-out']);
const longestPauseMs = 15_000;

/** 0.5, 1, 2, 4, 8, 15 s, spread so that forty clients do not knock at once. */
const pauseMs = (failures: number) => Math.min(longestPauseMs, 250 * 2 ** failures) * (0.75 + Math.random() * 0.5);

function pause(ms: number, signal: AbortSignal, wake: EventTarget): Promise<void> {
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      wake.removeEventListener('up', end);
      done();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
    wake.addEventListener('up', end);
  });
}

function untilDisconnected(room: Room, signal: AbortSignal): Promise<DisconnectReason | undefined> {
  return new Promise((done) => {
    room.once(RoomEvent.Disconnected, done);
    signal.addEventListener('abort', () => done(DisconnectReason.CLIENT_INITIATED), { once: true });
  });
}

/** Keeps a room connected until the signal aborts: with a fresh token each time, and longer pauses the longer it fails. */
export async function keepConnected(room: Room, { askToken, tell, signal, wake }: Ways): Promise<void> {
  const mending = () => tell('reconnecting');
  const mended = () => tell('connected');
  // The server's silence is said at once; the SDK notices only a quarter of a minute later that no picture comes either.
  const losses = [RoomEvent.SignalReconnecting, RoomEvent.Reconnecting] as const;
  for (const loss of losses) room.on(loss, mending);
  room.on(RoomEvent.Reconnected, mended);
  const letGo = () => {
    for (const loss of losses) room.off(loss, mending);
    void room.off(RoomEvent.Reconnected, mended).disconnect();
  };
  signal.addEventListener('abort', letGo, { once: true });

  tell('connecting');
  for (let failures = 0; !signal.aborted; ) {
    try {
      const { url, token } = await askToken();
      if (signal.aborted) return;
      const disconnected = untilDisconnected(room, signal);
      await room.connect(url, token, { autoSubscribe: false });
      failures = 0;
      tell('connected');
      const reason = await disconnected;
      if (signal.aborted) return;
      if (reason === DisconnectReason.DUPLICATE_IDENTITY) return tell('elsewhere');
    } catch (error) {
      if (signal.aborted) return;
      if (closed.has(asAppError(error).code)) return tell('stopped');
    }
    tell('waiting');
    failures += 1;
    await pause(pauseMs(failures), signal, wake);
  }
}
