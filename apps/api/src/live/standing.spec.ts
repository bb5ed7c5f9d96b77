import { DataSource } from 'typeorm';
import { startTestApp, type TestApp } from '../testing/app';
import { buildMember, buildMembership } from '../testing/build';
import { buildClass, connect, type Client, type TestClass } from '../testing/classroom';
import { Realtime } from '../platform/realtime';
import { LiveService } from './live.service';

let app: TestApp;
let clients: Client[] = [];

beforeAll(async () => {
  app = await startTestApp();
});
afterEach(() => {
  clients.forEach((client) => client.close());
  clients = [];
});
afterAll(() => app.close());

const inside = async ({ lectureId }: TestClass, personId: string, given?: { cookie: string; sessionId: string }): Promise<Client> => {
  const client = await connect(app, personId, given);
  clients.push(client);
  expect(await client.ask('classroom:enter', { lectureId, deviceId: 'device-one' })).toMatchObject({ ok: true });
  return client;
};
const endOf = async ({ lectureId }: TestClass, personId: string) => ((await app.em.query('SELECT ended_by AS "endedBy" FROM stay WHERE lecture_id = $1 AND person_id = $2', [lectureId, personId])) as { endedBy: string | null }[]).map(({ endedBy }) => endedBy);
/** The end of a cut connection's stay is written after the cut. */
const endWritten = async (klass: TestClass, personId: string): Promise<string> => {
  for (;;) {
    const [endedBy] = await endOf(klass, personId);
    if (endedBy) return endedBy;
  }
};

describe('an open socket', () => {
  it('that is cut by signing out ends its stay on purpose, so that coming back is no reconnect', async () => {
    const klass = await buildClass(app);
    const [trainee] = klass.trainees as [string];
    const signedIn = await app.as(trainee);
    const client = await inside(klass, trainee, signedIn);
    await signedIn.delete('/api/session').expect(204);
    await client.cut;
    expect(await endWritten(klass, trainee)).toBe('signed-out');
    await app.drain();
    expect((await app.app.get(LiveService).evidence(app.em, klass.lectureId)).stays.get(trainee)).toMatchObject([{ left: true, endedBy: 'signed-out' }]);
  });

  it('is cut when its person gains a role, and comes back as who they are now', async () => {
    const klass = await buildClass(app);
    const [trainee] = klass.trainees as [string];
    const client = await inside(klass, trainee);
    await (await app.as(klass.director)).put(`/api/editions/${klass.editionId}/people/${trainee}/roles`, { roles: ['trainee', 'director'] }).expect(200);
    await client.cut;
    expect(await endWritten(klass, trainee)).toBe('disconnected');
    const again = await connect(app, trainee);
    clients.push(again);
    expect(await again.ask('classroom:enter', { lectureId: klass.lectureId, deviceId: 'device-one' })).toMatchObject({ classroom: { role: 'director' } });
  });

  it('does not outlive its session', async () => {
    const klass = await buildClass(app);
    const [leaving, staying] = klass.trainees as [string, string];
    const [client, other] = [await inside(klass, leaving), await inside(klass, staying)];
    await app.em.query('UPDATE session SET expires_at = $2 WHERE id = $1', [client.sessionId, new Date(Date.now() - 1)]);
    await app.app.get(Realtime).review();
    await client.cut;
    expect(other.socket.connected).toBe(true);
    await expect(connect(app, leaving, { cookie: client.cookie, sessionId: client.sessionId })).rejects.toThrow('identity.signed-out');
  });

  it('does not keep its session alive by being open', async () => {
    const klass = await buildClass(app);
    const client = await inside(klass, klass.trainees[0]!);
    const old = new Date(Date.now() - 3_600_000);
    await app.em.query('UPDATE session SET last_seen_at = $2 WHERE id = $1', [client.sessionId, old]);
    await app.app.get(Realtime).review();
    expect(await app.em.query('SELECT last_seen_at AS "lastSeenAt" FROM session WHERE id = $1', [client.sessionId])).toEqual([{ lastSeenAt: old }]);
  });

  it('learns what was told while the server could not listen', async () => {
    const klass = await buildClass(app);
    const [losing, staying] = klass.trainees as [string, string];
    const [client, other] = [await inside(klass, losing), await inside(klass, staying)];
    await app.em.query('UPDATE membership SET until = greatest(since, now()) WHERE person_id = $1', [losing]);
    await app.em.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'seldinger listener'`);
    await client.cut;
    expect(await other.hears('data:changed')).toEqual({ topic: 'everything' });
    expect(other.socket.connected).toBe(true);
  });
});

describe('who leads the class', () => {
  it('and was removed from it leads it no more, least of all back in', async () => {
    const klass = await buildClass(app);
    const [trainer, director] = [await app.as(klass.trainer), await app.as(klass.director)];
    const address = `/api/lectures/${klass.lectureId}/classroom`;
    await director.post(`${address}/removals`, { personId: klass.trainer }).expect(204);
    expect((await trainer.delete(`${address}/removals/${klass.trainer}`).expect(403)).body).toMatchObject({ code: 'live.removed' });
    await trainer.post(`${address}/removals`, { personId: klass.trainees[0] }).expect(403);
    await trainer.post(`${address}/break`).expect(403);
    await trainer.post(`${address}/end`).expect(403);
    expect((await trainer.get(address).expect(200)).body).toMatchObject({ members: [], removed: [], abilities: { enter: false, moderate: false, share: false } });
    await director.delete(`${address}/removals/${klass.trainer}`).expect(204);
    await trainer.post(`${address}/break`).expect(204);
  });

  it('does so no longer once the lecture has another trainer', async () => {
    const klass = await buildClass(app);
    const { personId: next } = await buildMember(app.em, 'trainer', { editionId: klass.editionId });
    const client = await inside(klass, klass.trainer);
    const director = await app.as(klass.director);
    const { version } = (await director.get(`/api/lectures/${klass.lectureId}`).expect(200)).body as { version: number };
    await director.patch(`/api/lectures/${klass.lectureId}`, { version, trainerId: next }).expect(200);
    await app.drain();
    await client.cut;
    expect(await endOf(klass, klass.trainer)).toEqual(['role-lost']);
  });

  it('goes on in the part that is left when the lecture gets another trainer', async () => {
    const klass = await buildClass(app);
    await buildMembership(app.em, { personId: klass.trainer, editionId: klass.editionId, role: 'trainee' });
    const client = await inside(klass, klass.trainer);
    const director = await app.as(klass.director);
    const { version } = (await director.get(`/api/lectures/${klass.lectureId}`).expect(200)).body as { version: number };
    await director.patch(`/api/lectures/${klass.lectureId}`, { version, trainerId: null }).expect(200);
    await app.drain();
    await client.cut;
    const again = await connect(app, klass.trainer);
    clients.push(again);
    expect(await again.ask('classroom:enter', { lectureId: klass.lectureId, deviceId: 'device-one' })).toMatchObject({ classroom: { role: 'trainee' } });
  });
});

describe('a lecture’s id', () => {
  it('in capitals is the same classroom', async () => {
    const klass = await buildClass(app);
    const [one, two] = klass.trainees as [string, string];
    const listener = await inside(klass, one);
    const shouting = { ...klass, lectureId: klass.lectureId.toUpperCase() };
    const speaker = await inside(shouting, two);
    expect(await speaker.ask('chat:send', { lectureId: shouting.lectureId, clientId: '0d9f3c55-6b58-4a3f-8f6c-0e6f5f1f9a01', text: 'hello' })).toMatchObject({ ok: true });
    expect(await listener.hears('chat:messages')).toMatchObject({ lectureId: klass.lectureId, messages: [{ text: 'hello' }] });
  });
});

describe('removing and entering at once', () => {
  it('who enters after the removal began is not let in', async () => {
    const klass = await buildClass(app);
    const { lectureId, director } = klass;
    const [trainee] = klass.trainees as [string];
    const client = await connect(app, trainee);
    clients.push(client);
    const answer = await app.em.transaction(async (em) => {
      await em.query('SELECT 1 FROM lecture WHERE id = $1 FOR NO KEY UPDATE', [lectureId]);
      const entering = client.ask('classroom:enter', { lectureId, deviceId: 'device-one' });
      await waiting(() => false);
      await em.query('INSERT INTO removal (lecture_id, person_id, removed_at, removed_by) VALUES ($1, $2, now(), $3)', [lectureId, trainee, director]);
      return { entering };
    });
    expect(await answer.entering).toMatchObject({ ok: false, error: { code: 'live.removed' } });
  });

  it('who enters just before it is removed all the same', async () => {
    const klass = await buildClass(app);
    const { lectureId } = klass;
    const [trainee] = klass.trainees as [string];
    const director = await app.as(klass.director);
    const removal = await app.em.transaction(async (em) => {
      await em.query('SELECT 1 FROM lecture WHERE id = $1 FOR SHARE', [lectureId]);
      let done = false;
      const removing = director.post(`/api/lectures/${lectureId}/classroom/removals`, { personId: trainee }).then(() => (done = true));
      await waiting(() => done);
      await em.query(`INSERT INTO stay (lecture_id, person_id, device, source, connection, joined_at, last_seen_at) VALUES ($1, $2, 'device-one', 'socket', gen_random_uuid()::text, $3, $3)`, [lectureId, trainee, app.clock.now()]);
      return { removing };
    });
    await removal.removing;
    expect(await endOf(klass, trainee)).toEqual(['removed']);
  });

  /** Resolves when some statement waits for a lock, or when told otherwise. */
  async function waiting(orElse: () => boolean): Promise<void> {
    for (;;) {
      const rows: unknown[] = await app.em.query(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`);
      if (rows.length > 0 || orElse()) return;
    }
  }
});

describe('the server', () => {
  it('stops while sockets are open, and no stay runs on', async () => {
    const other = await startTestApp();
    const klass = await buildClass(other);
    const [trainee] = klass.trainees as [string];
    const client = await connect(other, trainee);
    expect(await client.ask('classroom:enter', { lectureId: klass.lectureId, deviceId: 'device-one' })).toMatchObject({ ok: true });
    const database = await new DataSource({ type: 'postgres', url: other.databaseUrl }).initialize();
    await other.app.close();
    await client.cut;
    expect(await database.query('SELECT left_at IS NOT NULL AS ended FROM stay')).toEqual([{ ended: true }]);
    await database.destroy();
    await other.close();
  });
});
