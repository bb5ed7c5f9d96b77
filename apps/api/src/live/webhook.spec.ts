import fc from 'fast-check';
import { AccessToken } from 'livekit-server-sdk';
import { createHash, randomUUID } from 'node:crypto';
import { startTestApp, type TestApp } from '../testing/app';
import { buildClass, type TestClass } from '../testing/classroom';
import { mediaRoom } from './media-names';

const KEYS = { LIVEKIT_URL: 'ws://127.0.0.1:9', LIVEKIT_API_KEY: 'key', LIVEKIT_API_SECRET: 'a secret that is long enough to sign with' };

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp(KEYS);
});
afterAll(() => app.close());

type Hook = { id: string; event: string; createdAt: string; room: { name: string }; participant?: { sid: string; identity: string; joinedAt: string; joinedAtMs: string } };

const signed = async (body: string, secret = KEYS.LIVEKIT_API_SECRET): Promise<string> => {
  const token = new AccessToken(KEYS.LIVEKIT_API_KEY, secret);
  token.sha256 = createHash('sha256').update(body).digest('base64');
  return token.toJwt();
};
const send = async (hook: object, secret?: string): Promise<number> => {
  const body = JSON.stringify(hook);
  const answer = await app.anyone.post('/api/live/webhooks').set('content-type', 'application/webhook+json').set('authorization', await signed(body, secret)).send(body);
  return answer.status;
};
/** Real seconds from now; the course's clock stands elsewhere and is led back to it. */
const hook = ({ lectureId }: TestClass, event: string, sid: string, identity: string, joined: number, at: number): Hook => ({
  id: randomUUID(),
  event,
  createdAt: String(Math.floor((BASE + at * 1000) / 1000)),
  room: { name: mediaRoom(lectureId) },
  participant: { sid, identity, joinedAt: String(Math.floor((BASE + joined * 1000) / 1000)), joinedAtMs: String(BASE + joined * 1000) },
});
const BASE = Math.floor(Date.now() / 1000) * 1000;
const staysOf = async ({ lectureId }: TestClass): Promise<object[]> =>
  app.em.query(`SELECT person_id AS "personId", device, connection, joined_at AS "joinedAt", left_at AS "leftAt" FROM stay WHERE lecture_id = $1 AND source = 'media' ORDER BY connection`, [lectureId]);

describe('a webhook', () => {
  it('that is forged or unsigned is refused and leaves nothing behind', async () => {
    const klass = await buildClass(app);
    const forged = hook(klass, 'participant_joined', 'PA_1', `${klass.trainees[0]}:device-one`, 0, 0);
    expect(await send(forged, 'another secret that is long enough')).toBe(401);
    await app.anyone.post('/api/live/webhooks').set('content-type', 'application/webhook+json').send(JSON.stringify(forged)).expect(401);
    const body = JSON.stringify(forged);
    await app.anyone.post('/api/live/webhooks').set('content-type', 'application/webhook+json').set('authorization', await signed(body)).send(body.replace('PA_1', 'PA_2')).expect(401);
    expect(await app.em.query('SELECT 1 FROM webhook_receipt WHERE id = $1', [forged.id])).toEqual([]);
    expect(await staysOf(klass)).toEqual([]);
  });

  it('that is replayed is taken once', async () => {
    const klass = await buildClass(app);
    const joined = hook(klass, 'participant_joined', `PA_${randomUUID()}`, `${klass.trainees[0]}:device-one`, 0, 0);
    expect([await send(joined), await send(joined), await send(joined)]).toEqual([204, 204, 204]);
    expect(await app.em.query('SELECT 1 FROM webhook_receipt WHERE id = $1', [joined.id])).toHaveLength(1);
    expect(await staysOf(klass)).toHaveLength(1);
  });

  it('about a recorder, an unknown person or another room makes no stay', async () => {
    const klass = await buildClass(app);
    expect(await send(hook(klass, 'participant_joined', `PA_${randomUUID()}`, 'recorder:one', 0, 0))).toBe(204);
    expect(await send(hook(klass, 'participant_joined', `PA_${randomUUID()}`, `${randomUUID()}:device-one`, 0, 0))).toBe(204);
    expect(await send({ ...hook(klass, 'participant_joined', `PA_${randomUUID()}`, `${klass.trainees[0]}:device-one`, 0, 0), room: { name: 'somebody-elses' } })).toBe(204);
    expect(await staysOf(klass)).toEqual([]);
  });

  it('tells the same stays however often and in whatever order it comes', async () => {
    const klass = await buildClass(app);
    const [first, second] = klass.trainees as [string, string];
    const stories = [
      ['one', `${first}:device-one`, 5, 60],
      ['two', `${first}:device-two`, 20, 90],
      ['three', `${first}:device-one`, 70, 95],
      ['four', `${second}:device-one`, 0, 100],
    ] as const;
    const told = async (order: (hooks: Hook[]) => Hook[]): Promise<object[]> => {
      const other = { ...klass, lectureId: (await buildClass(app)).lectureId };
      const suffix = randomUUID();
      const hooks = stories.flatMap(([name, identity, from, to]) => [hook(other, 'participant_joined', `${name}-${suffix}`, identity, from, from), hook(other, 'participant_left', `${name}-${suffix}`, identity, from, to)]);
      await Promise.all(order(hooks).map((one) => send(one)));
      return (await staysOf(other)).map((stay) => ({ ...stay, connection: (stay as { connection: string }).connection.replace(suffix, '') }));
    };
    const expected = await told((hooks) => hooks);
    expect(expected).toHaveLength(4);
    // A leave without its join tells as much; a join without its leave would stay open.
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...Array(16).keys()], { minLength: 16, maxLength: 16 }), fc.shuffledSubarray([0, 2, 4, 6]), async (order, lost) => {
        const again = await told((hooks) => order.filter((index) => !lost.includes(index % 8)).map((index) => hooks[index % 8]!));
        expect(again).toEqual(expected);
      }),
      { numRuns: 12 },
    );
  });
});
