import { Inject, Injectable } from '@nestjs/common';
import { clientEvents, type Answers, type ClientEvent, type ClientPayload, type ClientToServer, type ServerToClient } from '@seldinger/contract';
import { randomUUID } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import type { Logger } from 'pino';
import { Server, type Socket } from 'socket.io';
import type { EntityManager } from 'typeorm';
import { CONFIG, type Config } from './config';
import { runInContext } from './context';
import { isDatabaseGone } from './db';
import { AppError } from './http/app-error';
import { asAppError } from './http/error-filter';
import type { Viewer } from './http/viewer';
import { Notify } from './notify';
import { LOG } from './tokens';

/** Why the server cuts a socket: its person signed out, or should come back as who they are now. */
export type Cut = 'signed-out' | 'outdated';
export type SocketData = { viewer: Viewer; budget: number; budgetAt: number; cut?: Cut };
export type ClassSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketData>;
type ClassServer = Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>;

/** Finds the person behind a cookie; provided by `identity`. */
export const SESSION_READER = Symbol('SessionReader');
export type SessionReader = {
  read(cookieHeader: string | undefined): Promise<Viewer | null>;
  /** The same, but no sign of life of the session. */
  look(cookieHeader: string | undefined): Promise<Viewer | null>;
};

type Reply<Name extends ClientEvent> = Extract<Answers[Name], { ok: true }>;
type Handler<Name extends ClientEvent> = (socket: ClassSocket, payload: ClientPayload<Name>) => Promise<Omit<Reply<Name>, 'ok'>>;
type Pushed = { room: string; event?: keyof ServerToClient; data?: unknown; cut?: Cut };

const PUSH = 'seldinger_push';
/** Sessions end by themselves too, and a push can be lost: every open socket is looked at again this often. */
const REVIEW_MS = 60_000;
/** A client may send this many messages at once, and this many a second in the long run; more are refused. */
const BURST = 30;
const PER_SECOND = 10;

/** Rooms a socket may stand in. */
export const personRoom = (personId: string): string => `person:${personId}`;
export const sessionRoom = (sessionId: string): string => `session:${sessionId}`;
export const lectureRoom = (lectureId: string): string => `lecture:${lectureId}`;
/** Everyone with a role in the edition. A changed role cuts the socket, which then comes back to the right rooms. */
export const editionRoom = (editionId: string): string => `edition:${editionId}`;

/** The one socket.io server: who may connect, what they may say, and pushes to them from any process. */
@Injectable()
export class Realtime {
  private io: ClassServer | undefined;
  private sessions: SessionReader | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly handlers = new Map<ClientEvent, Handler<ClientEvent>>();
  private readonly leaving: ((socket: ClassSocket, reason: string) => Promise<void>)[] = [];

  constructor(
    private readonly notify: Notify,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** Says what happens on a client's event. Its payload is parsed before; a thrown AppError becomes the refusal. */
  handle<Name extends ClientEvent>(name: Name, handler: Handler<Name>): void {
    this.handlers.set(name, handler as unknown as Handler<ClientEvent>);
  }

  onDisconnect(listener: (socket: ClassSocket, reason: string) => Promise<void>): void {
    this.leaving.push(listener);
  }

  async start(http: HttpServer, sessions: SessionReader): Promise<void> {
    const io: ClassServer = new Server(http, {
      serveClient: false,
      transports: ['websocket', 'polling'],
      // A dead network is noticed within 15 s; attendance goes by the last sign of life.
      pingInterval: 5_000,
      pingTimeout: 10_000,
      maxHttpBufferSize: 64 * 1024,
      allowRequest: (request, decide) => decide(null, isOurOrigin(request.headers.origin, request.headers.host, this.config.PUBLIC_URL)),
    });
    io.use((socket, next) => {
      sessions
        .read(socket.handshake.headers.cookie)
        .then((viewer) => {
          if (!viewer) return next(Object.assign(new Error('identity.signed-out'), { data: { code: 'identity.signed-out' } }));
          socket.data = { viewer, budget: BURST, budgetAt: Date.now() };
          next();
        })
        .catch((error: unknown) => next(Object.assign(new Error('refused'), { data: { code: asAppError(error).code } })));
    });
    io.on('connection', (socket) => this.connected(socket));
    this.io = io;
    this.sessions = sessions;
    this.timer = setInterval(() => void this.review(), REVIEW_MS).unref();
    this.notify.onReturn(() => void this.review().then(() => io.local.emit('data:changed', { topic: 'everything' })));
    await this.notify.listen(PUSH, (message) => this.deliver(JSON.parse(message) as Pushed));
  }

  private connected(socket: ClassSocket): void {
    const { viewer } = socket.data;
    void socket.join([personRoom(viewer.personId), sessionRoom(viewer.sessionId), ...[...viewer.roles.keys()].map(editionRoom)]);
    for (const [name, schema] of Object.entries(clientEvents)) {
      const listener = (payload: unknown, answer: unknown) => {
        if (typeof answer !== 'function') return;
        const requestId = randomUUID();
        void runInContext({ requestId, actorId: viewer.personId }, async () => {
          try {
            answer({ ok: true, ...(await this.receive(socket, name as ClientEvent, schema, payload)) });
          } catch (thrown) {
            const error = asAppError(thrown);
            if (error.status >= 500) this.log.error({ err: thrown, event: name }, error.code);
            answer({ ok: false, error: error.body(requestId) });
          }
        });
      };
      socket.on(name as ClientEvent, listener as ClientToServer[ClientEvent]);
    }
    socket.on('disconnect', (reason) => {
      for (const listener of this.leaving) listener(socket, reason).catch((error: unknown) => this.log.error({ err: error }, 'leaving failed'));
    });
  }

  private async receive(socket: ClassSocket, name: ClientEvent, schema: (typeof clientEvents)[ClientEvent], payload: unknown): Promise<object> {
    if (!withinBudget(socket.data)) throw new AppError('request.rate-limited');
    const handler = this.handlers.get(name);
    if (!handler) throw new AppError('request.not-found');
    const parsed = schema.safeParse(payload);
    if (!parsed.success) {
      throw new AppError('request.invalid', { fields: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })) });
    }
    return handler(socket, parsed.data as ClientPayload<ClientEvent>);
  }

  /** To everyone in a room, of this and (with an adapter) all other processes; the hot path. */
  emit<Name extends keyof ServerToClient>(room: string, event: Name, ...data: Parameters<ServerToClient[Name]>): void {
    this.io?.to(room).emit(event, ...data);
  }

  /** To a room from any process, the worker too; within a transaction it goes out on commit. */
  async push<Name extends keyof ServerToClient>(room: string, event: Name, data?: Parameters<ServerToClient[Name]>[0], em?: EntityManager): Promise<void> {
    await this.notify.send(PUSH, { room, event, data } satisfies Pushed, em);
  }

  /** Cuts every socket of a room, in all processes: after signing out, or when roles have changed. */
  async disconnect(room: string, cut: Cut, em?: EntityManager): Promise<void> {
    await this.notify.send(PUSH, { room, cut } satisfies Pushed, em);
  }

  private deliver({ room, event, data, cut }: Pushed): void {
    if (!this.io) return;
    const target = this.io.local.in(room);
    if (event) (target.emit as (name: string, ...data: unknown[]) => void).call(target, event, ...(data === undefined ? [] : [data]));
    if (cut) for (const socket of [...this.sockets()].filter(({ rooms }) => rooms.has(room))) cutOff(socket, cut);
  }

  /** Cuts every socket of this process whose session has ended or carries other roles than when it was opened. */
  async review(): Promise<void> {
    try {
      for (const socket of [...this.sockets()]) {
        const now = (await this.sessions?.look(socket.handshake.headers.cookie)) ?? null;
        if (now?.isStill(socket.data.viewer)) continue;
        socket.emit('session:changed');
        cutOff(socket, 'outdated');
      }
    } catch (error) {
      if (!isDatabaseGone(error)) this.log.error({ err: error }, 'open sockets could not be reviewed');
    }
  }

  /** This process's sockets, for the heartbeat. */
  sockets(): Iterable<ClassSocket> {
    return this.io ? (this.io.of('/').sockets.values() as Iterable<ClassSocket>) : [];
  }

  /** Cuts all sockets and takes no more. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.io?.close();
  }
}

/** Closes the connection below the socket: a client that was told to go would stay away, this one knocks again and is seen anew. */
function cutOff(socket: ClassSocket, cut: Cut): void {
  socket.data.cut = cut;
  socket.conn.close();
}

function withinBudget(data: SocketData): boolean {
  const now = Date.now();
  data.budget = Math.min(BURST, data.budget + ((now - data.budgetAt) / 1000) * PER_SECOND);
  data.budgetAt = now;
  if (data.budget < 1) return false;
  data.budget -= 1;
  return true;
}

/** Browsers name the page's origin; a page of another site may not open a socket with our cookie. A proxy may ask us by another name than people do. */
function isOurOrigin(origin: string | undefined, host: string | undefined, publicUrl: string | undefined): boolean {
  if (!origin) return true;
  try {
    return new URL(origin).host === host || (publicUrl !== undefined && origin === new URL(publicUrl).origin);
  } catch {
    return false;
  }
}
