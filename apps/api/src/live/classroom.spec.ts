import { randomUUID } from 'node:crypto';
import { Events } from '../platform/events';
import { startTestApp, type TestApp } from '../testing/app';
import { buildLecture, buildMember, buildPerson } from '../testing/build';
import { buildClass, connect, type Client, type TestClass } from '../testing/classroom';
import { LiveService } from './live.service';
import { LiveTicker } from './live.ticker';

let app: TestApp;
let clients: Client[] = [];
const NOW = Date.parse('2027-02-10T14:30:00Z');

beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(() => app.clock.setTo(NOW));
afterEach(() => {
  clients.forEach((client) => client.close());
  clients = [];
});
afterAll(() => app.close());

const enter = async ({ lectureId }: TestClass, personId: string, more: { deviceId?: string; lastSeq?: number } = {}) => {
  const client = await connect(app, personId);
  clients.push(client);
  return { client, answer: await client.ask('classroom:enter', { lectureId, deviceId: 'device-one', ...more }) };
};
const inside = async (klass: TestClass, personId: string): Promise<Client> => {
  const { client, answer } = await enter(klass, personId);
  expect(answer).toMatchObject({ ok: true });
  return client;
};
const say = (client: Client, { lectureId }: TestClass, text: string, clientId: string = randomUUID()) => client.ask('chat:send', { lectureId, clientId, text });
const address = ({ lectureId }: TestClass, path = ''): string => `/api/lectures/${lectureId}/classroom${path}`;
const tick = (): Promise<void> => app.app.get(LiveTicker).tick(app.clock.nowMs());
const stateOf = async ({ lectureId }: TestClass) => ((await app.em.query('SELECT state, held_from AS "heldFrom", held_until AS "heldUntil" FROM lecture WHERE id = $1', [lectureId])) as { state: string; heldFrom: Date | null; heldUntil: Date | null }[])[0]!;
const eventsOf = async ({ lectureId }: TestClass): Promise<string[]> => ((await app.em.query(`SELECT name FROM event WHERE payload ->> 'lectureId' = $1 ORDER BY id`, [lectureId])) as { name: string }[]).map(({ name }) => name);

describe('who may enter', () => {
  it('is refused by reason: too early, over, no part in the class, no part in the edition', async () => {
    const klass = await buildClass(app, { state: 'planned' });
    const [trainee] = klass.trainees as [string];
    app.clock.setTo(Date.parse('2027-02-10T13:44:00Z'));
    expect((await enter(klass, trainee)).answer).toMatchObject({ ok: false, error: { code: 'live.too-early' } });
    expect((await (await app.as(trainee)).get(address(klass)).expect(200)).body).toMatchObject({ phase: 'closed', refusal: 'too-early', abilities: { enter: false } });
    app.clock.setTo(Date.parse('2027-02-10T17:31:00Z'));
    expect((await enter(klass, trainee)).answer).toMatchObject({ ok: false, error: { code: 'live.over' } });
    app.clock.setTo(Date.parse('2027-02-10T13:46:00Z'));
    expect((await enter(klass, trainee)).answer).toMatchObject({ ok: true, classroom: { phase: 'open', role: 'trainee', clock: { presentMs: 0, heldMs: 0, running: false } } });
    const { personId: colleague } = await buildMember(app.em, 'trainer', { editionId: klass.editionId });
    expect((await enter(klass, colleague)).answer).toMatchObject({ ok: false, error: { code: 'request.forbidden' } });
    const { personId: stranger } = await buildMember(app.em, 'trainee');
    expect((await enter(klass, stranger)).answer).toMatchObject({ ok: false, error: { code: 'request.not-found' } });
    await app.anyone.get(address(klass)).expect(401);
    await (await app.as(await buildPerson(app.em))).get(address(klass)).expect(403);
    await (await app.as(trainee)).get('/api/lectures/not-an-id/classroom').expect(400);
    expect(await app.em.query('SELECT 1 FROM stay WHERE lecture_id = $1 AND person_id = ANY($2::uuid[])', [klass.lectureId, [colleague, stranger]])).toEqual([]);
  });

  it('speaks only from inside', async () => {
    const klass = await buildClass(app);
    const client = await connect(app, klass.trainees[0]!);
    clients.push(client);
    expect(await say(client, klass, 'hello')).toMatchObject({ ok: false, error: { code: 'live.not-inside' } });
    expect(await client.ask('hand:raise', { lectureId: klass.lectureId })).toMatchObject({ ok: false, error: { code: 'live.not-inside' } });
  });
});

describe('the chat', () => {
  /** All messages that were pushed so far, in the order in which they came. */
  const heard = (client: Client) => client.heard('chat:messages').flatMap(({ messages }) => messages);

  it('numbers messages without gaps, and everyone hears them in that order', async () => {
    const klass = await buildClass(app, { trainees: 3 });
    const people = await Promise.all([klass.trainer, ...klass.trainees].map((person) => inside(klass, person)));
    await Promise.all(people.flatMap((client, who) => Array.from({ length: 8 }, (_, index) => say(client, klass, `${who} says ${index}`))));
    for (const client of people) {
      await client.hears('chat:messages', ({ messages }) => messages.at(-1)!.seq === 32);
      expect(heard(client).map(({ seq }) => seq)).toEqual(Array.from({ length: 32 }, (_, index) => index + 1));
    }
    const { items } = (await (await app.as(klass.trainees[0]!)).get(address(klass, '/chat?limit=200')).expect(200)).body as { items: { seq: number; text: string }[] };
    expect(items.map(({ text }) => text)).toEqual(heard(people[0]!).map(({ text }) => text));
  });

  it('keeps a message that is sent again once', async () => {
    const klass = await buildClass(app);
    const client = await inside(klass, klass.trainees[0]!);
    const other = await inside(klass, klass.trainees[1]!);
    const clientId = randomUUID();
    const [first, again] = await Promise.all([say(client, klass, 'twice', clientId), say(client, klass, 'twice', clientId)]);
    expect(again).toEqual(first);
    expect(await say(client, klass, 'twice', clientId)).toMatchObject({ ok: true, message: { seq: 1 } });
    expect(await say(other, klass, 'mine now', clientId)).toMatchObject({ ok: false, error: { code: 'request.invalid', fields: [{ path: 'clientId' }] } });
    expect(await say(client, klass, 'next')).toMatchObject({ ok: true, message: { seq: 2 } });
    await other.hears('chat:messages', ({ messages }) => messages.at(-1)!.seq === 2);
    expect(heard(other).map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('gives late comers all of it and those who come back what they missed', async () => {
    const klass = await buildClass(app);
    const client = await inside(klass, klass.trainer);
    await say(client, klass, '<b>one</b> & "two"');
    await say(client, klass, 'two');
    await say(client, klass, 'three');
    const { answer: late } = await enter(klass, klass.trainees[0]!);
    expect(late).toMatchObject({ classroom: { chat: { more: false, items: [{ text: '<b>one</b> & "two"', role: 'trainer' }, { text: 'two' }, { text: 'three' }] } } });
    const { answer: back } = await enter(klass, klass.trainees[1]!, { lastSeq: 2 });
    expect(back).toMatchObject({ classroom: { chat: { items: [{ seq: 3 }] } } });
    const signedIn = await app.as(klass.director);
    expect((await signedIn.get(address(klass, '/chat?before=3&limit=1')).expect(200)).body).toMatchObject({ items: [{ seq: 2 }], more: true });
    for (const beyond of ['limit=0', 'before=99999999999', 'after=-1']) await signedIn.get(address(klass, `/chat?${beyond}`)).expect(400);
    expect((await enter(klass, klass.trainees[1]!, { lastSeq: 99_999_999_999 })).answer).toMatchObject({ ok: false, error: { code: 'request.invalid', fields: [{ path: 'lastSeq' }] } });
  });

  it('refuses more than 4,000 characters and nothing but spaces', async () => {
    const klass = await buildClass(app);
    const client = await inside(klass, klass.trainees[0]!);
    expect(await say(client, klass, 'x'.repeat(4000))).toMatchObject({ ok: true });
    expect(await say(client, klass, 'x'.repeat(4001))).toMatchObject({ ok: false, error: { code: 'request.invalid', fields: [{ path: 'text' }] } });
    expect(await say(client, klass, '   ')).toMatchObject({ ok: false, error: { code: 'request.invalid' } });
    expect(await say(client, klass, 'half a character: \ud83d')).toMatchObject({ ok: false, error: { code: 'request.invalid' } });
    expect(await say(client, klass, 'two whole ones: 🫀\n🩻')).toMatchObject({ ok: true });
  });

  it('shows a removed message to nobody, and keeps it', async () => {
    const klass = await buildClass(app);
    const trainer = await inside(klass, klass.trainer);
    const trainee = await inside(klass, klass.trainees[0]!);
    const said = await say(trainee, klass, 'a patient’s name');
    const messageId = said.ok ? said.message.id : '';
    expect(await trainee.ask('chat:remove', { lectureId: klass.lectureId, messageId })).toMatchObject({ ok: false, error: { code: 'request.forbidden' } });
    expect(await trainer.ask('chat:remove', { lectureId: klass.lectureId, messageId })).toEqual({ ok: true });
    expect(await trainee.hears('chat:messages', ({ messages }) => messages[0]!.removed)).toMatchObject({ messages: [{ id: messageId, text: '' }] });
    const { answer } = await enter(klass, klass.trainees[1]!, { lastSeq: 1 });
    expect(answer).toMatchObject({ classroom: { chat: { items: [{ id: messageId, text: '', removed: true }] } } });
    expect(await app.em.query('SELECT text FROM chat_message WHERE id = $1', [messageId])).toEqual([{ text: 'a patient’s name' }]);
  });
});

describe('hands', () => {
  it('stand in the order in which the server saw them, one a person, for late comers too', async () => {
    const klass = await buildClass(app, { trainees: 3 });
    const { lectureId } = klass;
    const [first, second, third] = klass.trainees as [string, string, string];
    const trainer = await inside(klass, klass.trainer);
    const [one, two] = [await inside(klass, first), await inside(klass, second)];
    await two.ask('hand:raise', { lectureId });
    await one.ask('hand:raise', { lectureId });
    await two.ask('hand:raise', { lectureId });
    const queue = await trainer.hears('hand:queue', ({ hands }) => hands.length === 2);
    expect(queue.hands.map(({ personId }) => personId)).toEqual([second, first]);
    expect((await enter(klass, third)).answer).toMatchObject({ classroom: { hands: [{ personId: second }, { personId: first }] } });
    expect(await one.ask('hand:lower', { lectureId, personId: second })).toMatchObject({ ok: false, error: { code: 'request.forbidden' } });
    await trainer.ask('hand:lower', { lectureId, personId: second });
    await one.hears('hand:queue', ({ hands }) => hands.length === 1 && hands[0]!.personId === first);
  });
});

describe('holding a lecture', () => {
  it('begins at its planned time once its trainer is inside, exactly then', async () => {
    const klass = await buildClass(app, { state: 'planned' });
    app.clock.setTo(Date.parse('2027-02-10T13:55:00Z'));
    const trainer = await inside(klass, klass.trainer);
    await tick();
    expect(await stateOf(klass)).toMatchObject({ state: 'planned' });
    app.clock.setTo(Date.parse('2027-02-10T14:00:04Z'));
    await trainer.ask('hand:lower', { lectureId: klass.lectureId });
    await tick();
    expect(await stateOf(klass)).toMatchObject({ state: 'live', heldFrom: new Date('2027-02-10T14:00:00Z') });
    expect(await trainer.hears('classroom:changed')).toMatchObject({ phase: 'live', heldFrom: '2027-02-10T14:00:00.000Z' });
    await tick();
    expect((await eventsOf(klass)).filter((name) => name === 'live.lecture.started')).toHaveLength(1);
  });

  it('begins as a late trainer enters, and not for trainees alone', async () => {
    const klass = await buildClass(app, { state: 'planned' });
    await inside(klass, klass.trainees[0]!);
    await tick();
    expect(await stateOf(klass)).toMatchObject({ state: 'planned' });
    const { answer } = await enter(klass, klass.trainer);
    expect(answer).toMatchObject({ classroom: { phase: 'live' } });
    expect((await stateOf(klass)).heldFrom!.getTime()).toBeGreaterThanOrEqual(NOW);
  });

  it('is begun, broken, resumed and ended by who leads it, each in its turn', async () => {
    const klass = await buildClass(app, { state: 'planned' });
    const trainee = await inside(klass, klass.trainees[0]!);
    const trainer = await app.as(klass.trainer);
    const step = (path: string, status: number) => trainer.post(address(klass, path)).expect(status);
    await (await app.as(klass.trainees[0]!)).post(address(klass, '/start')).expect(403);
    await step('/break', 409);
    await step('/start', 204);
    expect((await step('/start', 409)).body).toMatchObject({ code: 'live.already-started' });
    expect((await step('/resume', 409)).body).toMatchObject({ code: 'live.not-on-break' });
    await step('/break', 204);
    expect((await step('/break', 409)).body).toMatchObject({ code: 'live.on-break' });
    await trainee.hears('classroom:changed', ({ phase }) => phase === 'break');
    await step('/resume', 204);
    await step('/break', 204);
    app.clock.advance(60_000);
    await step('/end', 204);
    expect((await step('/end', 409)).body).toMatchObject({ code: 'live.over' });
    expect(await trainee.hears('classroom:changed', ({ phase }) => phase === 'ended')).toMatchObject({ breaks: [{ endedAt: expect.any(String) as string }, { endedAt: expect.any(String) as string }] });
    expect(await eventsOf(klass)).toEqual(['live.lecture.started', 'live.lecture.ended']);
    expect((await enter(klass, klass.trainees[1]!)).answer).toMatchObject({ ok: false, error: { code: 'live.over' } });
    expect(await app.em.query('SELECT 1 FROM stay WHERE lecture_id = $1 AND left_at IS NULL', [klass.lectureId])).toEqual([]);
  });

  it('ends by itself when nobody leads it half an hour past its time, at the moment when last somebody did', async () => {
    const klass = await buildClass(app);
    const trainer = await inside(klass, klass.trainer);
    app.clock.setTo(Date.parse('2027-02-10T17:02:00Z'));
    await trainer.ask('classroom:leave', { lectureId: klass.lectureId });
    app.clock.setTo(Date.parse('2027-02-10T17:29:00Z'));
    const trainee = await inside(klass, klass.trainees[0]!);
    await tick();
    expect(await stateOf(klass)).toMatchObject({ state: 'live' });
    app.clock.setTo(Date.parse('2027-02-10T17:30:00Z'));
    await trainee.ask('hand:lower', { lectureId: klass.lectureId });
    await tick();
    const { state, heldUntil } = await stateOf(klass);
    expect(state).toBe('ended');
    expect(heldUntil!.getTime() - Date.parse('2027-02-10T17:02:00Z')).toBeLessThan(2_000);
    await tick();
    expect((await eventsOf(klass)).filter((name) => name === 'live.lecture.ended')).toHaveLength(1);
  });
});

describe('moderation', () => {
  it('removes a person until readmitted, and a trainer never the director', async () => {
    const klass = await buildClass(app);
    const [trainee] = klass.trainees as [string];
    const client = await inside(klass, trainee);
    const trainer = await app.as(klass.trainer);
    await trainer.post(address(klass, '/removals'), { personId: klass.director }).expect(403);
    await trainer.post(address(klass, '/removals'), { personId: klass.trainer }).expect(403);
    await trainer.post(address(klass, '/removals'), { personId: randomUUID() }).expect(404);
    await trainer.post(address(klass, '/removals'), { personId: trainee, reason: 'shouts' }).expect(204);
    await trainer.post(address(klass, '/removals'), { personId: trainee }).expect(204);
    await client.hears('classroom:removed');
    expect(await say(client, klass, 'still here')).toMatchObject({ ok: false, error: { code: 'live.not-inside' } });
    expect(await client.ask('classroom:enter', { lectureId: klass.lectureId, deviceId: 'device-two' })).toMatchObject({ ok: false, error: { code: 'live.removed' } });
    await (await app.as(trainee)).get(address(klass, '/chat')).expect(403);
    expect((await trainer.get(address(klass)).expect(200)).body).toMatchObject({ removed: [{ personId: trainee }] });
    await trainer.delete(address(klass, `/removals/${trainee}`)).expect(204);
    await trainer.delete(address(klass, `/removals/${trainee}`)).expect(404);
    expect(await client.ask('classroom:enter', { lectureId: klass.lectureId, deviceId: 'device-two' })).toMatchObject({ ok: true });
    expect(await eventsOf(klass)).toEqual(['live.person.removed', 'live.person.readmitted']);
  });

  it.each([{}, { agreesToRecording: false }, { agreesToRecording: 'yes' }])('nobody gets a token who does not agree to be recorded: %p', async (word) => {
    const klass = await buildClass(app);
    const { body } = await (await app.as(klass.trainees[0]!)).post(address(klass, '/token'), { deviceId: 'device-one', ...word }).expect(400);
    expect(body).toMatchObject({ code: 'request.invalid', fields: [{ path: 'agreesToRecording' }] });
    expect(await app.em.query('SELECT 1 FROM recording_consent WHERE lecture_id = $1', [klass.lectureId])).toEqual([]);
  });

  it('and tokens say that audio and video are out of reach without a media server', async () => {
    const klass = await buildClass(app);
    expect((await (await app.as(klass.trainees[0]!)).post(address(klass, '/token'), { deviceId: 'device-one', agreesToRecording: true }).expect(503)).body).toMatchObject({ code: 'live.media-unavailable' });
    await (await app.as(klass.trainer)).post(address(klass, '/mute'), { personId: null }).expect(503);
    await (await app.as(klass.trainees[0]!)).post(address(klass, '/mute'), { personId: null }).expect(403);
  });
});

describe('signing out', () => {
  it('ends the stay of that session and of no other', async () => {
    const klass = await buildClass(app);
    const [trainee] = klass.trainees as [string];
    const client = await inside(klass, trainee);
    const other = await inside(klass, trainee);
    await app.em.transaction(async (em) => {
      await app.app.get(Events).emit(em, 'identity.session.ended', { personId: trainee, sessionId: client.sessionId });
    });
    await app.drain();
    const rows: { sessionId: string; endedBy: string | null }[] = await app.em.query('SELECT session_id AS "sessionId", ended_by AS "endedBy" FROM stay WHERE lecture_id = $1', [klass.lectureId]);
    expect(rows).toContainEqual({ sessionId: client.sessionId, endedBy: 'signed-out' });
    expect(rows).toContainEqual({ sessionId: other.sessionId, endedBy: null });
  });

  it('losing the role ends the stay and cuts the socket', async () => {
    const klass = await buildClass(app);
    const [trainee] = klass.trainees as [string];
    const client = await inside(klass, trainee);
    await app.em.query('UPDATE membership SET until = now() WHERE person_id = $1', [trainee]);
    await app.em.transaction(async (em) => {
      await app.app.get(Events).emit(em, 'identity.roles.changed', { personId: trainee, editionId: klass.editionId, roles: [] });
    });
    await app.drain();
    await client.cut;
    expect(await app.em.query('SELECT ended_by AS "endedBy" FROM stay WHERE lecture_id = $1', [klass.lectureId])).toEqual([{ endedBy: 'role-lost' }]);
  });
});

describe('what others are told', () => {
  it('the trainee’s own clock runs by the rule of the verification', async () => {
    const klass = await buildClass(app);
    const { client } = await enter(klass, klass.trainees[0]!);
    app.clock.advance(90_000);
    await client.ask('hand:lower', { lectureId: klass.lectureId });
    await tick();
    const clock = await client.hears('clock:own', ({ presentMs }) => presentMs >= 90_000);
    expect(clock.presentMs).toBeLessThan(95_000);
    expect(clock.heldMs).toBeGreaterThanOrEqual(1_890_000);
    expect(clock.running).toBe(true);
  });

  it('the director sees how many are there and how many are silent', async () => {
    const klass = await buildClass(app, { trainees: 3 });
    await inside(klass, klass.trainees[0]!);
    const second = await inside(klass, klass.trainees[1]!);
    await say(second, klass, 'a question');
    const director = await app.as(klass.director);
    expect((await director.get(`/api/editions/${klass.editionId}/live`).expect(200)).body).toMatchObject({ lecture: { id: klass.lectureId }, phase: 'live', expected: 3, present: 2, silent: 1 });
    await (await app.as(klass.trainees[0]!)).get(`/api/editions/${klass.editionId}/live`).expect(403);
  });

  it('evidence comes for many lectures in as many queries as for one', async () => {
    const klass = await buildClass(app);
    const client = await inside(klass, klass.trainees[0]!);
    await say(client, klass, 'a question');
    await client.ask('hand:raise', { lectureId: klass.lectureId });
    const { lectureId: next } = await buildLecture(app.em, { editionId: klass.editionId, startsAt: '2027-02-17T14:00:00Z', endsAt: '2027-02-17T17:00:00Z', moduleId: klass.moduleId });
    const live = app.app.get(LiveService);
    const queries = async (ids: string[]): Promise<number> => {
      let count = 0;
      const counting = { query: (sql: string, values: unknown[]) => ((count += 1), app.em.query(sql, values)) } as unknown as TestApp['em'];
      await live.evidenceOf(counting, ids);
      return count;
    };
    expect(await queries([klass.lectureId, next])).toBe(await queries([klass.lectureId]));
    const found = await live.evidenceOf(app.em, [klass.lectureId, next]);
    expect(found.get(next)!.held).toBeNull();
    const evidence = found.get(klass.lectureId)!;
    expect(evidence.acts.get(klass.trainees[0]!)!.map(({ kind }) => kind)).toEqual(['chat', 'hand']);
    expect(evidence.stays.get(klass.trainees[0]!)).toMatchObject([{ source: 'socket', device: 'device-one', leftAt: null }]);
  });
});
