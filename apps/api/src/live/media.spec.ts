import { AudioFrame, AudioSource, LocalAudioTrack, Room, TrackPublishOptions, TrackSource, dispose } from '@livekit/rtc-node';
import { freePort, startLivekit } from '@seldinger/stack/testing';
import { Media } from '../platform/media';
import { startTestApp, type TestApp } from '../testing/app';
import { buildClass, connect, type TestClass } from '../testing/classroom';
import { mediaRoom } from './media-names';
import { RollService } from './roll.service';

type StayRow = { source: string; device: string; connection: string; joinedAt: Date; leftAt: Date | null; endedBy: string | null };
type Token = { url: string; token: string; identity: string };

let app: TestApp;
let server: Awaited<ReturnType<typeof startLivekit>>;
const rooms: Room[] = [];

beforeAll(async () => {
  const port = await freePort();
  server = await startLivekit({ apiUrl: `http://127.0.0.1:${port}` });
  app = await startTestApp({ ...server.settings, PORT: String(port) });
  await app.app.get(Media).probe();
}, 600_000);
afterAll(async () => {
  for (const room of rooms) await room.disconnect();
  await app.close();
  await server.stop();
  await dispose();
}, 60_000);

const tokenOf = async ({ lectureId }: TestClass, personId: string, deviceId = 'device-one'): Promise<Token> => (await (await app.as(personId)).post(`/api/lectures/${lectureId}/classroom/token`, { deviceId, agreesToRecording: true }).expect(200)).body as Token;
const join = async (klass: TestClass, personId: string, deviceId = 'device-one'): Promise<Room> => {
  const { url, token } = await tokenOf(klass, personId, deviceId);
  const room = new Room();
  rooms.push(room);
  await room.connect(url, token, { autoSubscribe: true, dynacast: false });
  return room;
};
const speak = async (room: Room): Promise<string> => {
  const source = new AudioSource(48_000, 1);
  const options = new TrackPublishOptions();
  options.source = TrackSource.SOURCE_MICROPHONE;
  const { sid } = await room.localParticipant!.publishTrack(LocalAudioTrack.createAudioTrack('voice', source), options);
  await source.captureFrame(new AudioFrame(new Int16Array(480), 48_000, 1, 480));
  return sid!;
};
const left = (room: Room): Promise<void> => new Promise((resolve) => room.on('disconnected', () => resolve()));
const staysOf = ({ lectureId }: TestClass, personId: string): Promise<StayRow[]> =>
  app.em.query(`SELECT source, device, connection, joined_at AS "joinedAt", left_at AS "leftAt", ended_by AS "endedBy" FROM stay WHERE lecture_id = $1 AND person_id = $2 ORDER BY source, joined_at`, [lectureId, personId]);
/** What another process sends comes when it comes. */
async function eventually<Result>(look: () => Promise<Result | undefined>): Promise<Result> {
  for (const end = Date.now() + 20_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const found = await look();
    if (found) return found;
  }
  throw new Error('it never came to be');
}
const tracksIn = async (klass: TestClass) => (await app.app.get(Media).participants(mediaRoom(klass.lectureId))).flatMap(({ tracks }) => tracks);
const listed = async (klass: TestClass): Promise<string[]> => (await app.app.get(Media).participants(mediaRoom(klass.lectureId))).map(({ identity }) => identity);

describe('the media room', () => {
  it('keeps once who agreed to be recorded, and when first', async () => {
    const klass = await buildClass(app);
    const before = app.clock.now();
    for (const device of ['device-one', 'device-two', 'device-one']) await tokenOf(klass, klass.trainees[0]!, device);
    const rows: { person_id: string; agreed_at: Date }[] = await app.em.query('SELECT person_id, agreed_at FROM recording_consent WHERE lecture_id = $1', [klass.lectureId]);
    expect(rows).toMatchObject([{ person_id: klass.trainees[0] }]);
    expect(rows[0]!.agreed_at.getTime()).toBeGreaterThanOrEqual(before.getTime());
    expect(rows[0]!.agreed_at.getTime()).toBeLessThanOrEqual(app.clock.nowMs());
  });

  it('is entered with the grants of the role, by device', async () => {
    const klass = await buildClass(app);
    const grants = async (personId: string) => JSON.parse(Buffer.from((await tokenOf(klass, personId)).token.split('.')[1]!, 'base64url').toString()) as { video: Record<string, unknown>; metadata: string; sub: string; exp: number; nbf: number };
    const trainee = await grants(klass.trainees[0]!);
    expect(trainee.sub).toBe(`${klass.trainees[0]}:device-one`);
    expect(trainee.video).toMatchObject({ room: mediaRoom(klass.lectureId), roomJoin: true, canPublish: true, canPublishSources: ['camera', 'microphone'], canPublishData: false });
    expect(trainee.video).not.toHaveProperty('roomAdmin');
    expect(JSON.parse(trainee.metadata)).toEqual({ role: 'trainee' });
    expect(trainee.exp - Math.floor(Date.now() / 1000)).toBeLessThanOrEqual(60);
    expect((await grants(klass.trainer)).video['canPublishSources']).toEqual(['camera', 'microphone', 'screen_share', 'screen_share_audio']);
  });

  it('tells of who comes and goes by webhook and by roll, two devices as one person', async () => {
    const klass = await buildClass(app);
    const [trainee] = klass.trainees as [string];
    const first = await join(klass, trainee, 'device-one');
    await join(klass, trainee, 'device-two');
    await eventually(async () => (await staysOf(klass, trainee)).filter(({ source }) => source === 'media').length === 2);
    await app.em.query('INSERT INTO classroom (lecture_id) VALUES ($1)', [klass.lectureId]);
    await app.app.get(RollService).call(app.clock.nowMs());
    const before = await staysOf(klass, trainee);
    const rolls = before.filter(({ source }) => source === 'roll');
    expect(rolls.map(({ device }) => device).sort()).toEqual(['device-one', 'device-two']);
    for (const roll of rolls) expect(before).toContainEqual({ ...roll, source: 'media', joinedAt: roll.joinedAt });
    await first.disconnect();
    await eventually(async () => (await staysOf(klass, trainee)).some(({ source, device, leftAt }) => source === 'media' && device === 'device-one' && leftAt !== null));
    await app.app.get(RollService).call(app.clock.nowMs());
    const after = await staysOf(klass, trainee);
    expect(after.find(({ source, device }) => source === 'roll' && device === 'device-one')).toMatchObject({ endedBy: 'unlisted' });
    expect(after.find(({ source, device }) => source === 'roll' && device === 'device-two')).toMatchObject({ leftAt: null });
  });

  it('is left at once by who is removed, on all devices, and does not take them in again', async () => {
    const klass = await buildClass(app);
    const [trainee] = klass.trainees as [string];
    const spare = await tokenOf(klass, trainee, 'device-three');
    const [one, two] = [await join(klass, trainee, 'device-one'), await join(klass, trainee, 'device-two')];
    const gone = [left(one), left(two)];
    await (await app.as(klass.trainer)).post(`/api/lectures/${klass.lectureId}/classroom/removals`, { personId: trainee }).expect(204);
    await Promise.all(gone);
    await (await app.as(trainee)).post(`/api/lectures/${klass.lectureId}/classroom/token`, { deviceId: 'device-one', agreesToRecording: true }).expect(403);
    const sly = new Room();
    rooms.push(sly);
    const thrownOut = left(sly);
    await sly.connect(spare.url, spare.token);
    await thrownOut;
    expect(await listed(klass)).toEqual([]);
  });

  it('mutes everyone but who asks', async () => {
    const klass = await buildClass(app);
    const [trainer, trainee] = [await join(klass, klass.trainer), await join(klass, klass.trainees[0]!)];
    const [own, other] = [await speak(trainer), await speak(trainee)];
    await eventually(async () => (await tracksIn(klass)).length === 2);
    await (await app.as(klass.trainer)).post(`/api/lectures/${klass.lectureId}/classroom/mute`, { personId: null }).expect(204);
    const muted = await eventually(async () => {
      const tracks = await tracksIn(klass);
      return tracks.find(({ sid }) => sid === other)?.muted ? tracks : undefined;
    });
    expect(muted.find(({ sid }) => sid === own)!.muted).toBe(false);
  });

  it('closes when the lecture ends, and its stays with it', async () => {
    const klass = await buildClass(app);
    const [trainee] = klass.trainees as [string];
    const socket = await connect(app, trainee);
    expect(await socket.ask('classroom:enter', { lectureId: klass.lectureId, deviceId: 'device-one' })).toMatchObject({ ok: true, classroom: { media: 'up' } });
    const room = await join(klass, trainee);
    await eventually(async () => (await staysOf(klass, trainee)).length === 2);
    const gone = left(room);
    await (await app.as(klass.director)).post(`/api/lectures/${klass.lectureId}/classroom/end`).expect(204);
    await gone;
    const [media, own] = await eventually(async () => {
      const stays = await staysOf(klass, trainee);
      return stays.every(({ leftAt }) => leftAt !== null) ? stays : undefined;
    });
    expect(Math.abs(media!.joinedAt.getTime() - own!.joinedAt.getTime())).toBeLessThan(5_000);
    expect(Math.abs(media!.leftAt!.getTime() - own!.leftAt!.getTime())).toBeLessThan(5_000);
    socket.close();
  });

  it('being down is told to the class, while presence and chat go on', async () => {
    const klass = await buildClass(app);
    const socket = await connect(app, klass.trainees[0]!);
    await socket.ask('classroom:enter', { lectureId: klass.lectureId, deviceId: 'device-one' });
    await server.stop();
    await app.app.get(RollService).call(app.clock.nowMs());
    expect(await socket.hears('media:state')).toMatchObject({ state: 'down' });
    expect(await socket.ask('chat:send', { lectureId: klass.lectureId, clientId: '11111111-2222-4333-8444-555555555555', text: 'no sound' })).toMatchObject({ ok: true });
    await (await app.as(klass.trainees[0]!)).post(`/api/lectures/${klass.lectureId}/classroom/token`, { deviceId: 'device-one', agreesToRecording: true }).expect(503);
    socket.close();
  });
});
