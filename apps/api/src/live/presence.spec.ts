import { DataSource } from 'typeorm';
import { startTestApp, type TestApp } from '../testing/app';
import { buildClass, connect, type Client, type TestClass } from '../testing/classroom';
import { BeatService } from './beat.service';
import { LiveTicker } from './live.ticker';

type StayRow = { device: string; joinedAt: Date; lastSeenAt: Date; leftAt: Date | null; endedBy: string | null };

let app: TestApp;
const clients: Client[] = [];
const START = Date.parse('2027-02-10T14:30:00Z');

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(async () => {
  clients.forEach((client) => client.close());
  await app.close();
});

const inside = async (klass: TestClass, personId: string, deviceId = 'device-one', on: TestApp = app): Promise<Client> => {
  const client = await connect(on, personId);
  clients.push(client);
  const answer = await client.ask('classroom:enter', { lectureId: klass.lectureId, deviceId });
  expect(answer).toMatchObject({ ok: true });
  return client;
};
const staysOf = (klass: TestClass, personId: string): Promise<StayRow[]> =>
  app.em.query(`SELECT device, joined_at AS "joinedAt", last_seen_at AS "lastSeenAt", left_at AS "leftAt", ended_by AS "endedBy" FROM stay WHERE lecture_id = $1 AND person_id = $2 AND source = 'socket' ORDER BY joined_at`, [klass.lectureId, personId]);
const tick = (): Promise<void> => app.app.get(LiveTicker).tick(app.clock.nowMs());
/** Something that the server answers, so that it has surely read all that came before. */
const signOfLife = (client: Client, klass: TestClass) => client.ask('classroom:enter', { lectureId: klass.lectureId, deviceId: 'device-one' });

describe('a stay', () => {
  it('begins at the server’s clock when a socket enters, and ends at its last sign of life when it closes', async () => {
    const klass = await buildClass(app);
    const [trainee] = klass.trainees as [string];
    const watcher = await inside(klass, klass.director);
    app.clock.setTo(START);
    const client = await inside(klass, trainee);
    const [open] = await staysOf(klass, trainee);
    expect(open!.joinedAt.getTime()).toBeGreaterThanOrEqual(START);
    expect(open!.joinedAt.getTime()).toBeLessThan(START + 2_000);
    expect(open!.leftAt).toBeNull();
    app.clock.advance(60_000);
    await signOfLife(client, klass);
    await client.ask('classroom:leave', { lectureId: klass.lectureId });
    const [ended] = await staysOf(klass, trainee);
    expect(ended!.endedBy).toBe('left');
    expect(ended!.leftAt!.getTime() - ended!.joinedAt.getTime()).toBeGreaterThanOrEqual(60_000);
    expect(ended!.leftAt!.getTime() - ended!.joinedAt.getTime()).toBeLessThan(62_000);
    await watcher.hears('classroom:member', ({ member }) => member.personId === trainee && !member.present);
  });

  it('is written on by every beat, all connections in one statement', async () => {
    const klass = await buildClass(app);
    const [first, second] = klass.trainees as [string, string];
    const one = await inside(klass, first);
    const two = await inside(klass, second);
    app.clock.advance(7_000);
    await signOfLife(one, klass);
    await signOfLife(two, klass);
    expect(await app.app.get(BeatService).beat()).toBe(true);
    for (const person of [first, second]) {
      const [stay] = await staysOf(klass, person);
      expect(stay!.lastSeenAt.getTime() - stay!.joinedAt.getTime()).toBeGreaterThanOrEqual(7_000);
    }
  });

  it('is ended at its last sign of life when no process writes for it any more', async () => {
    const klass = await buildClass(app);
    const [trainee] = klass.trainees as [string];
    const now = app.clock.nowMs();
    await app.em.query(`INSERT INTO stay (lecture_id, person_id, device, source, connection, joined_at, last_seen_at) VALUES ($1, $2, 'device-one', 'socket', 'of-a-dead-process', $3, $4)`, [klass.lectureId, trainee, new Date(now - 600_000), new Date(now - 31_000)]);
    app.clock.advance(20_000);
    await tick();
    const [stay] = await staysOf(klass, trainee);
    expect(stay).toMatchObject({ endedBy: 'lost', leftAt: new Date(now - 31_000) });
  });

  it('that was given up while its socket lived goes on as a new one, without a hole', async () => {
    const klass = await buildClass(app);
    const [trainee] = klass.trainees as [string];
    const client = await inside(klass, trainee);
    const now = app.clock.nowMs();
    await app.em.query(`UPDATE stay SET left_at = last_seen_at, ended_by = 'lost' WHERE lecture_id = $1`, [klass.lectureId]);
    app.clock.setTo(now + 60_000);
    await signOfLife(client, klass);
    await app.app.get(BeatService).beat();
    await app.app.get(BeatService).beat();
    const [lost, successor] = await staysOf(klass, trainee);
    expect(successor!.joinedAt).toEqual(lost!.leftAt);
    expect(successor!.lastSeenAt.getTime()).toBeGreaterThanOrEqual(now + 60_000);
    expect(await staysOf(klass, trainee)).toHaveLength(2);
  });

  it('of a lecture that is over is changed by no beat', async () => {
    const klass = await buildClass(app);
    const [trainee] = klass.trainees as [string];
    const client = await inside(klass, trainee);
    await (await app.as(klass.director)).post(`/api/lectures/${klass.lectureId}/classroom/end`).expect(204);
    const before = await staysOf(klass, trainee);
    expect(before[0]).toMatchObject({ endedBy: 'lecture-ended' });
    app.clock.advance(30_000);
    await client.ask('hand:raise', { lectureId: klass.lectureId });
    await app.app.get(BeatService).beat();
    expect(await staysOf(klass, trainee)).toEqual(before);
  });

  it('counts two devices as one person', async () => {
    const klass = await buildClass(app);
    const [trainee] = klass.trainees as [string];
    const watcher = await inside(klass, klass.director);
    await inside(klass, trainee, 'device-one');
    const second = await inside(klass, trainee, 'device-two');
    expect(await watcher.hears('classroom:member', ({ member }) => member.devices === 2)).toMatchObject({ member: { personId: trainee, present: true } });
    second.close();
    await until(async () => (await staysOf(klass, trainee)).some(({ leftAt }) => leftAt !== null));
    const body = (await (await app.as(klass.director)).get(`/api/lectures/${klass.lectureId}/classroom`).expect(200)).body as { members: { personId: string; present: boolean; devices: number }[] };
    expect(body.members.find(({ personId }) => personId === trainee)).toMatchObject({ present: true, devices: 1 });
    expect(body.members).toHaveLength(4);
  });

  it('that breaks off and is taken up again within ten seconds is never shown as gone', async () => {
    const klass = await buildClass(app);
    const [trainee, other] = klass.trainees as [string, string];
    const watcher = await inside(klass, klass.director);
    const client = await inside(klass, trainee);
    const leaver = await inside(klass, other);
    client.close();
    leaver.close();
    await until(async () => (await staysOf(klass, trainee))[0]!.leftAt !== null && (await staysOf(klass, other))[0]!.leftAt !== null);
    app.clock.advance(8_000);
    await tick();
    await inside(klass, trainee);
    app.clock.advance(5_000);
    await tick();
    await watcher.hears('classroom:member', ({ member }) => member.personId === other && !member.present);
    expect(watcher.heard('classroom:member').filter((change) => change.member.personId === trainee && !change.member.present)).toEqual([]);
  });
});

describe('a crash', () => {
  it('costs nobody more than one beat, and nothing that was recorded', async () => {
    const klass = await buildClass(app);
    const [trainee] = klass.trainees as [string];
    const crashing = await startTestApp({ DATABASE_URL: app.databaseUrl });
    crashing.clock.setTo(START);
    const client = await inside(klass, trainee, 'device-one', crashing);
    crashing.clock.advance(100_000);
    await signOfLife(client, klass);
    await crashing.app.get(LiveTicker).tick(crashing.clock.nowMs());
    crashing.clock.advance(4_900);
    await signOfLife(client, klass);
    // From here on the process can write nothing: the database sees what it sees of a killed one.
    await crashing.app.get(DataSource).destroy();
    client.close();
    app.clock.setTo(START + 200_000);
    await inside(klass, trainee);
    await tick();
    const [lost, next] = await staysOf(klass, trainee);
    expect(lost!.endedBy).toBe('lost');
    expect(START + 104_900 - lost!.leftAt!.getTime()).toBeLessThanOrEqual(5_000);
    expect(next!.joinedAt.getTime()).toBeGreaterThanOrEqual(START + 200_000);
    await crashing.app.close();
  });
});

/** Waits for what a closing socket does on the server; there is nobody left to answer. */
async function until(done: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 2_000; tries++) if (await done()) return;
  throw new Error('it never came to be');
}
