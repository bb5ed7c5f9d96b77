import type { Answers, ClientEvent, ClientPayload, ServerToClient } from '@seldinger/contract';
import { io, type Socket } from 'socket.io-client';
import type { TestApp } from './app';
import { buildEdition, buildLecture, buildMember } from './build';

export type Pushed<Name extends keyof ServerToClient> = Parameters<ServerToClient[Name]>[0];

/** A real socket.io client of one person on one device. */
export type Client = {
  socket: Socket;
  sessionId: string;
  cookie: string;
  ask<Name extends ClientEvent>(name: Name, payload: ClientPayload<Name>): Promise<Answers[Name]>;
  /** All that was pushed under this name so far, oldest first. */
  heard<Name extends keyof ServerToClient>(name: Name): Pushed<Name>[];
  /** The first push, past or to come, of which this is true. */
  hears<Name extends keyof ServerToClient>(name: Name, which?: (data: NonNullable<Pushed<Name>>) => boolean): Promise<NonNullable<Pushed<Name>>>;
  /** Resolves when the server cut the connection. */
  cut: Promise<void>;
  close(): void;
};

/** Connects with a session of one's own, or with the cookie given. */
export async function connect(app: TestApp, personId: string, given?: { cookie: string; sessionId: string }): Promise<Client> {
  const { cookie, sessionId } = given ?? (await app.as(personId));
  const socket = io(app.url, { transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: { cookie } });
  const pushes: { name: string; data: unknown }[] = [];
  const waiting = new Set<() => void>();
  socket.onAny((name: string, data: unknown) => {
    pushes.push({ name, data });
    for (const look of waiting) look();
  });
  const cut = new Promise<void>((resolve) => socket.on('disconnect', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    socket.on('connect', resolve);
    socket.on('connect_error', reject);
  });
  const heard: Client['heard'] = (name) => pushes.filter((push) => push.name === name).map(({ data }) => data as Pushed<typeof name>);
  return {
    socket,
    sessionId,
    cookie,
    cut,
    heard,
    ask: (name, payload) => socket.timeout(10_000).emitWithAck(name, payload),
    hears: (name, which = () => true) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`never heard ${name}; heard ${JSON.stringify(pushes.map((push) => push.name))}`)), 10_000);
        const look = (): void => {
          const found = heard(name).find((data) => data !== undefined && which(data));
          if (!found) return;
          clearTimeout(late);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    close: () => void socket.close(),
  };
}

export type TestClass = { editionId: string; lectureId: string; moduleId: string; director: string; trainer: string; trainees: string[] };

/** A lecture of 15:00 to 18:00 in Rome on 10 February 2027 with a director, its trainer and trainees. */
export async function buildClass(app: TestApp, given: { trainees?: number; state?: 'planned' | 'live' } = {}): Promise<TestClass> {
  const { em } = app;
  const editionId = await buildEdition(em);
  const { personId: director } = await buildMember(em, 'director', { editionId });
  const { personId: trainer } = await buildMember(em, 'trainer', { editionId });
  const trainees: string[] = [];
  for (let count = 0; count < (given.trainees ?? 2); count++) trainees.push((await buildMember(em, 'trainee', { editionId })).personId);
  const lecture = await buildLecture(em, { editionId, trainerId: trainer, state: given.state ?? 'live' });
  return { ...lecture, director, trainer, trainees };
}
