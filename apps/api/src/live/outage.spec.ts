import { connect as dial, createServer, type Server, type Socket } from 'node:net';
import { startTestApp, type TestApp } from '../testing/app';
import { buildClass, connect, type TestClass } from '../testing/classroom';
import { BeatService } from './beat.service';

type StayRow = { joinedAt: Date; lastSeenAt: Date; leftAt: Date | null; endedBy: string | null };

let direct: TestApp;
let app: TestApp;
let proxy: Server;
let down = false;
const wires = new Set<Socket>();

/** A wire to PostgreSQL that can be cut. */
beforeAll(async () => {
  direct = await startTestApp();
  const database = new URL(direct.databaseUrl);
  const { port, hostname } = database;
  proxy = createServer((near) => {
    if (down) return near.destroy();
    const far = dial(Number(port), hostname);
    for (const [from, to] of [[near, far], [far, near]] as const) {
      wires.add(from);
      from.on('error', () => to.destroy()).on('close', () => {
        wires.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  database.port = String((proxy.address() as { port: number }).port);
  database.hostname = '127.0.0.1';
  app = await startTestApp({ DATABASE_URL: database.toString() });
});
afterAll(async () => {
  down = false;
  await app.close();
  await direct.close();
  proxy.close();
});

const cut = (): void => {
  down = true;
  for (const wire of wires) wire.destroy();
};
const staysOf = ({ lectureId }: TestClass, personId: string): Promise<StayRow[]> =>
  direct.em.query(`SELECT joined_at AS "joinedAt", last_seen_at AS "lastSeenAt", left_at AS "leftAt", ended_by AS "endedBy" FROM stay WHERE lecture_id = $1 AND person_id = $2 ORDER BY joined_at`, [lectureId, personId]);

describe('PostgreSQL gone for ten seconds', () => {
  it('loses no stay: who stays, who leaves meanwhile and who knocks meanwhile are all counted', async () => {
    const klass = await buildClass(direct, { trainees: 3 });
    const { lectureId } = klass;
    const [staying, leaving, knocking] = klass.trainees as [string, string, string];
    const enter = { lectureId, deviceId: 'device-one' };
    const [one, two, three] = [await connect(app, staying), await connect(app, leaving), await connect(app, knocking)];
    for (const client of [one, two]) expect(await client.ask('classroom:enter', enter)).toMatchObject({ ok: true });
    const beats = app.app.get(BeatService);
    expect(await beats.beat()).toBe(true);

    cut();
    const gone = app.clock.nowMs();
    expect(await beats.beat()).toBe(false);
    expect(await three.ask('classroom:enter', enter)).toMatchObject({ ok: false, error: { code: 'platform.unavailable' } });
    expect(await one.ask('chat:send', { lectureId, clientId: '11111111-2222-4333-8444-555555555555', text: 'hello?' })).toMatchObject({ ok: false, error: { code: 'platform.unavailable' } });
    app.clock.advance(4_000);
    await two.ask('classroom:leave', { lectureId });
    app.clock.advance(6_000);
    const back = app.clock.nowMs();
    await one.ask('hand:lower', { lectureId });
    expect(await beats.beat()).toBe(false);
    down = false;

    expect(await three.ask('classroom:enter', enter)).toMatchObject({ ok: true });
    expect(await beats.beat()).toBe(true);
    expect(await one.ask('chat:send', { lectureId, clientId: '11111111-2222-4333-8444-555555555555', text: 'hello?' })).toMatchObject({ ok: true, message: { seq: 1 } });
    const [stayed] = await staysOf(klass, staying);
    expect(stayed!.leftAt).toBeNull();
    expect(stayed!.lastSeenAt.getTime()).toBeGreaterThanOrEqual(back);
    const [leftMeanwhile] = await staysOf(klass, leaving);
    expect(leftMeanwhile).toMatchObject({ endedBy: 'left' });
    expect(leftMeanwhile!.leftAt!.getTime() - gone).toBeGreaterThanOrEqual(4_000);
    expect(leftMeanwhile!.leftAt!.getTime() - gone).toBeLessThan(6_000);
    const [knocked] = await staysOf(klass, knocking);
    expect(knocked!.joinedAt.getTime()).toBeLessThan(gone + 2_000);
    expect(await staysOf(klass, knocking)).toHaveLength(1);
    for (const client of [one, two, three]) client.close();
  });
});
