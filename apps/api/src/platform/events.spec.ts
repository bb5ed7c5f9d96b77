import { Test } from '@nestjs/testing';
import { DiscoveryModule } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { startTestApp, type TestApp } from '../testing/app';
import { Clock } from './clock';
import { CONFIG, readConfig } from './config';
import { Events, On } from './events';
import { createLog } from './log';
import { LOG } from './tokens';

class Listener {
  @On('live.lecture.started')
  async one(): Promise<void> {}
  @On('live.lecture.started')
  async two(): Promise<void> {}
  @On('live.lecture.ended')
  async three(): Promise<void> {}
  @On('live.person.removed')
  async four(): Promise<void> {}
}

let test: TestApp;
beforeAll(async () => void (test = await startTestApp()));
afterAll(() => test.close());

async function process(): Promise<Events> {
  const module = await Test.createTestingModule({
    imports: [DiscoveryModule],
    providers: [Events, Listener, Clock, { provide: CONFIG, useValue: readConfig({ DATABASE_URL: test.databaseUrl }) }, { provide: LOG, useValue: createLog('silent', 'test') }, { provide: DataSource, useValue: test.app.get(DataSource) }],
  }).compile();
  return module.get(Events);
}

it('processes that start at once on a new database make their queues without locking each other up', async () => {
  const processes = await Promise.all([process(), process(), process(), process()]);
  await Promise.all(processes.map((events) => events.start(false)));
  const [row] = (await test.em.query(`SELECT count(*)::int AS queues FROM pgboss.queue WHERE name LIKE '%/Listener.%'`)) as { queues: number }[];
  expect(row!.queues).toBe(4);
  await Promise.all(processes.map((events) => events.onApplicationShutdown()));
});
