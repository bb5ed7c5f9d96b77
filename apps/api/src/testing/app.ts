import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { testDatabase } from '@seldinger/stack/testing';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { DataSource, type EntityManager } from 'typeorm';
import { createApp } from '../app';
import { Clock } from '../platform/clock';
import { readConfig } from '../platform/config';
import { migrate } from '../platform/db';
import { Events } from '../platform/events';
import { createLog } from '../platform/log';
import { buildSession } from './build';
import { buildSolver } from './solver';

const MIGRATIONS = join(__dirname, '../../../../migrations');

/** Changes when a migration does, so that an old template is never cloned. */
const migrationsKey = (): string => {
  const hash = createHash('sha256');
  for (const file of readdirSync(MIGRATIONS).filter((name) => name.endsWith('.ts')).sort()) hash.update(readFileSync(join(MIGRATIONS, file)));
  return hash.digest('hex').slice(0, 12);
};

export type SignedIn = { get(path: string): request.Test; post(path: string, body?: object): request.Test; put(path: string, body?: object): request.Test; patch(path: string, body?: object): request.Test; delete(path: string): request.Test; cookie: string; csrf: string; sessionId: string };

export type TestApp = {
  app: NestFastifyApplication;
  url: string;
  databaseUrl: string;
  em: EntityManager;
  clock: Clock;
  /** Delivers all waiting events. */
  drain(): Promise<number>;
  /** Requests without a session. */
  anyone: ReturnType<typeof request>;
  /** Requests with a fresh session of this person. */
  as(personId: string): Promise<SignedIn>;
  close(): Promise<void>;
};

/** The real server on a database of its own, listening on a free port; the course's clock stands at 10 February 2027, 15:30 in Rome. */
export async function startTestApp(settings: Record<string, string> = {}): Promise<TestApp> {
  const database = await testDatabase({ key: migrationsKey(), migrate: async (url) => void (await migrate(url)) });
  const config = readConfig({ DATABASE_URL: database.url, LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent', PORT: '0', ...settings });
  buildSolver();
  const app = await createApp(config, createLog(config.LOG_LEVEL, 'test'));
  await app.listen(config.PORT, '127.0.0.1');
  const clock = app.get(Clock);
  clock.setTo(Date.parse('2027-02-10T14:30:00Z'));
  const url = await app.getUrl();
  const { manager: em } = app.get(DataSource);
  const signedIn = async (personId: string): Promise<SignedIn> => {
    const session = await buildSession(em, personId);
    const send = (test: request.Test): request.Test => test.set('cookie', session.cookie).set('x-csrf-token', session.csrf);
    return {
      ...session,
      get: (path) => send(request(url).get(path)),
      post: (path, body) => send(request(url).post(path)).send(body ?? {}),
      put: (path, body) => send(request(url).put(path)).send(body ?? {}),
      patch: (path, body) => send(request(url).patch(path)).send(body ?? {}),
      delete: (path) => send(request(url).delete(path)),
    };
  };
  return {
    app,
    url,
    databaseUrl: database.url,
    em,
    clock,
    drain: () => app.get(Events).drain(),
    anyone: request(url),
    as: signedIn,
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}
