// The limit of `chat-fanout-40`: a socket.io server that stores nothing, checks nothing and knows nobody. What one client
// says, padded to the size of a real message, goes to all in the room and back to its sender.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';

const ROOM = 'lecture';
const http = createServer();
const io = new Server(http, { serveClient: false });
io.on('connection', (socket) => {
  void socket.join(ROOM);
  socket.on('chat:send', (message: object, answer: (answer: object) => void) => {
    io.to(ROOM).emit('chat:messages', { messages: [message] });
    answer({ ok: true, message });
  });
});
http.listen(0, '127.0.0.1', () => process.send?.({ type: 'ready', url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` }));
