import type { ClientToServer, ServerToClient } from '@seldinger/contract';
import type { Socket } from 'socket.io-client';

export type AppSocket = Socket<ServerToClient, ClientToServer>;

const againAfterMs = 1_000;

let connection: Promise<AppSocket> | undefined;

/** The one socket of this page, opened when first needed; its code is a chunk of its own. */
export function openSocket(): Promise<AppSocket> {
  connection ??= import('socket.io-client').then(({ io }) => {
    const socket: AppSocket = io({ transports: ['websocket', 'polling'], reconnectionDelay: 500, reconnectionDelayMax: 5_000 });
    keepOpen(socket);
    return socket;
  });
  return connection;
}

/** socket.io mends a lost line by itself, but not one that the server cut or refused: a role was lost, or the server goes down. */
function keepOpen(socket: AppSocket): void {
  const mine = connection;
  const again = () => setTimeout(() => connection === mine && socket.connect(), againAfterMs);
  socket.on('disconnect', (reason) => reason === 'io server disconnect' && again());
  socket.on('connect_error', () => !socket.active && again());
}

/** Closes it, if open; the next `openSocket` starts anew, as the person then signed in. */
export function closeSocket(): void {
  void connection?.then((socket) => socket.disconnect());
  connection = undefined;
}
