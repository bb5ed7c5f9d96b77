import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';

const PATIENCE_MS = 20_000;

export type Talk = { deliveriesPerSecond: number; latenciesMs: number[] };
type News = { messages: { id: string }[] };
type Answer = { ok: boolean };

/** Listeners in one classroom, of whom some also write. */
export class Audience {
  private constructor(
    private readonly sockets: Socket[],
    private readonly payload: (id: string) => object,
  ) {}

  /** Connects one client for each cookie. @param payload what `chat:send` carries for a message of this id */
  static async connect(url: string, cookies: string[], payload: (id: string) => object, enter?: object): Promise<Audience> {
    const sockets = cookies.map((cookie) => io(url, { transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: { cookie } }));
    const audience = new Audience(sockets, payload);
    try {
      await Promise.all(
        sockets.map(async (socket) => {
          await new Promise<void>((resolve, reject) => {
            socket.on('connect', resolve);
            socket.on('connect_error', reject);
          });
          if (enter) accepted(await ask(socket, 'classroom:enter', { ...enter, deviceId: randomUUID() }));
        }),
      );
    } catch (error) {
      audience.close();
      throw error;
    }
    return audience;
  }

  /** Each writer sends so many messages, one every so many milliseconds or all at once. Ends when every listener has had every message. */
  async talk({ writers, messages, everyMs }: { writers: number; messages: number; everyMs: number }): Promise<Talk> {
    const sentAt = new Map<string, number>();
    const latenciesMs: number[] = [];
    const awaited = writers * messages * this.sockets.length;
    let [done, giveUp]: [() => void, (why: Error) => void] = [() => undefined, () => undefined];
    const all = new Promise<void>((resolve, reject) => ([done, giveUp] = [resolve, reject]));
    const hear = ({ messages }: News): void => {
      for (const { id } of messages) latenciesMs.push(performance.now() - sentAt.get(id)!);
      if (latenciesMs.length === awaited) done();
    };
    for (const socket of this.sockets) socket.on('chat:messages', hear);
    const late = setTimeout(() => giveUp(new Error(`${latenciesMs.length} of ${awaited} deliveries within ${PATIENCE_MS} ms`)), PATIENCE_MS);
    try {
      const began = performance.now();
      const say = async (socket: Socket): Promise<void> => {
        const id = randomUUID();
        sentAt.set(id, performance.now());
        accepted(await ask(socket, 'chat:send', this.payload(id)));
      };
      const writing = this.sockets.slice(0, writers).flatMap((socket, place) =>
        Array.from({ length: messages }, async (_, count) => {
          // Writers take turns within each interval.
          if (everyMs > 0) await pause(everyMs * (count + place / writers));
          await say(socket);
        }),
      );
      await Promise.all([...writing, all]);
      return { deliveriesPerSecond: awaited / ((performance.now() - began) / 1000), latenciesMs };
    } finally {
      clearTimeout(late);
      for (const socket of this.sockets) socket.off('chat:messages', hear);
    }
  }

  close(): void {
    for (const socket of this.sockets) socket.disconnect();
  }
}

const ask = (socket: Socket, name: string, payload: object): Promise<Answer> => socket.timeout(PATIENCE_MS).emitWithAck(name, payload) as Promise<Answer>;

function accepted(answer: Answer): void {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer)}`);
}
