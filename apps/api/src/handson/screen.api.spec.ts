import { checkInAnswer, suiteScreen, type SuiteScreen } from '@seldinger/contract';
import { randomUUID } from 'node:crypto';
import { startTestApp, type SignedIn, type TestApp } from '../testing/app';
import { buildEdition, buildMember } from '../testing/build';
import { buildBooking, buildRoom, buildWeek } from '../testing/suite';

const AT = Date.parse('2027-02-10T07:00:00Z');
const TODAY = '2027-02-10';

describe('the screen of a room', () => {
  let test: TestApp;
  let editionId: string;
  let roomId: string;
  let weekId: string;
  let conti: string;
  let trainee: SignedIn;
  let supervisor: SignedIn;

  beforeAll(async () => {
    test = await startTestApp();
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    test.clock.setTo(AT);
    editionId = await buildEdition(test.em);
    roomId = await buildRoom(test.em, { editionId, name: 'Angio 1' });
    weekId = await buildWeek(test.em, { editionId });
    ({ personId: conti } = await buildMember(test.em, 'trainee', { editionId }));
    await buildBooking(test.em, { weekId, roomId, personId: conti });
    trainee = await test.as(conti);
    supervisor = await test.as((await buildMember(test.em, 'supervisor', { editionId })).personId);
  });

  const make = async (room = roomId): Promise<string> => ((await supervisor.post(`/api/suite/rooms/${room}/screens`).expect(201)).body.url as string).split('/').at(-1)!;
  const read = async (token: string): Promise<SuiteScreen> => suiteScreen.parse((await test.anyone.get(`/api/suite/screens/${token}`).expect(200)).body);
  const checkIn = (code: string, who = trainee, room = roomId) => who.post(`/api/editions/${editionId}/suite/check-ins`, { roomId: room, code });
  /** One that is not valid now. */
  const wrong = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  const dayOf = (body: unknown) => {
    const { stay, date } = checkInAnswer.parse(body);
    return stay.days.find((day) => day.date === date)!;
  };

  it('shows the room and a code of six digits to whoever has its link, and nothing of any person', async () => {
    const token = await make();
    const shown = await read(token);
    expect(shown).toMatchObject({ roomId, roomName: 'Angio 1', code: expect.stringMatching(/^\d{6}$/) });
    expect(Object.keys(shown).sort()).toEqual(['code', 'editionName', 'now', 'roomId', 'roomName', 'until']);
    expect(Date.parse(shown.until) - Date.parse(shown.now)).toBeGreaterThan(0);
    expect(Date.parse(shown.until) % 30_000).toBe(0);
    expect(await test.em.query(`SELECT count(*)::int AS n FROM suite_screen WHERE encode(token_hash, 'escape') LIKE '%' || $1 || '%'`, [token])).toEqual([{ n: 0 }]);
  });

  it('has another code every 30 seconds, and each room its own', async () => {
    const second = await make(await buildRoom(test.em, { editionId, position: 2 }));
    const first = await make();
    const codes = new Set<string>();
    for (let i = 0; i < 5; i++) {
      codes.add((await read(first)).code).add((await read(second)).code);
      test.clock.advance(30_000);
    }
    expect(codes.size).toBeGreaterThan(8);
  });

  it('has one link: a new one takes the place of the old', async () => {
    const old = await make();
    const token = await make();
    expect((await test.anyone.get(`/api/suite/screens/${old}`).expect(410)).body.code).toBe('identity.link-invalid');
    await read(token);
    const made = await Promise.all([1, 2, 3].map(() => make()));
    const answers = await Promise.all(made.map((one) => test.anyone.get(`/api/suite/screens/${one}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410]);
    await test.anyone.get(`/api/suite/screens/${'x'.repeat(43)}`).expect(410);
    await test.anyone.get('/api/suite/screens/short').expect(400);
  });

  it('is opened by who supervises', async () => {
    const path = `/api/suite/rooms/${roomId}/screens`;
    await test.anyone.post(path).expect(401);
    await trainee.post(path).expect(403);
    await (await test.as((await buildMember(test.em, 'supervisor')).personId)).post(path).expect(404);
    await supervisor.post(`/api/suite/rooms/${randomUUID()}/screens`).expect(404);
    await supervisor.post('/api/suite/rooms/one/screens').expect(400);
  });

  describe('checking in by its code', () => {
    let token: string;
    beforeEach(async () => {
      token = await make();
    });
    const code = async (): Promise<string> => (await read(token)).code;

    it('says first that the trainee came, later that the trainee leaves', async () => {
      const came = await checkIn(await code()).expect(200);
      expect(came.body.what).toBe('came');
      expect(dayOf(came.body)).toMatchObject({ date: TODAY, cameSource: 'code', leftAt: null });
      test.clock.advance(7 * 3_600_000);
      const left = await checkIn(await code()).expect(200);
      expect(left.body.what).toBe('left');
      expect(dayOf(left.body)).toMatchObject({ leftSource: 'code', minutes: 420 });
      test.clock.advance(600_000);
      expect(dayOf((await checkIn(await code()).expect(200)).body).minutes).toBe(430);
    });

    it('again within two minutes changes nothing and answers the same, also at once', async () => {
      const current = await code();
      const answers = await Promise.all([1, 2, 3].map(() => checkIn(current).expect(200)));
      expect(new Set(answers.map(({ body }) => JSON.stringify([body.what, dayOf(body).cameAt]))).size).toBe(1);
      test.clock.advance(110_000);
      expect((await checkIn(await code()).expect(200)).body.what).toBe('came');
      test.clock.advance(20_000);
      const left = (await checkIn(await code()).expect(200)).body;
      test.clock.advance(60_000);
      const again = (await checkIn(await code()).expect(200)).body;
      expect([left.what, again.what, dayOf(again).leftAt]).toEqual(['left', 'left', dayOf(left).leftAt]);
    });

    it('takes the code of now and the one before, no other', async () => {
      const before = await code();
      test.clock.advance(60_000);
      expect((await checkIn(before).expect(409)).body.code).toBe('suite.wrong-code');
      const last = await code();
      test.clock.advance(30_000);
      await checkIn(last).expect(200);
      test.clock.advance(30_000);
      const next = await code();
      test.clock.advance(-30_000);
      expect((await checkIn(next).expect(409)).body.code).toBe('suite.wrong-code');
    });

    it('leaves alone what the supervisor wrote, and what is signed', async () => {
      test.clock.setTo(Date.parse('2027-02-10T15:00:00Z'));
      const { body } = await supervisor.get(`/api/editions/${editionId}/suite`).expect(200);
      const path = `/api/suite/bookings/${body.stays[0].bookingId}/days/${TODAY}`;
      await supervisor.put(path, { cameAtLocal: `${TODAY}T08:00`, leftAtLocal: `${TODAY}T14:00`, reason: null, version: 0 }).expect(200);
      expect(dayOf((await checkIn(await code()).expect(200)).body)).toMatchObject({ minutes: 360, leftSource: 'supervisor', version: 1 });
      await supervisor.post(`${path}/signature`, { version: 1 }).expect(200);
      expect((await checkIn(await code()).expect(409)).body.code).toBe('suite.signed');
    });

    it('is for who has a place in this room today', async () => {
      const other = await buildRoom(test.em, { editionId, position: 2 });
      const elsewhere = await make(other);
      expect((await checkIn((await read(elsewhere)).code, trainee, other).expect(409)).body.code).toBe('suite.not-expected');
      const { personId } = await buildMember(test.em, 'trainee', { editionId });
      await buildBooking(test.em, { weekId, roomId, personId, state: 'held' });
      expect((await checkIn(await code(), await test.as(personId)).expect(409)).body.code).toBe('suite.not-expected');
      test.clock.setTo(Date.parse('2027-02-13T08:00:00Z'));
      expect((await checkIn(await code()).expect(409)).body.code).toBe('suite.not-expected');
    });

    it('of who guesses ends after ten tries, and rightful ones do not count', async () => {
      for (let i = 0; i < 12; i++) await checkIn(await code()).expect(200);
      for (let i = 0; i < 10; i++) expect((await checkIn(wrong(await code())).expect(409)).body.code).toBe('suite.wrong-code');
      const { body } = await checkIn(await code()).expect(429);
      expect(body).toMatchObject({ code: 'request.rate-limited', details: { retryAfterSeconds: expect.any(Number) } });
    });

    it('is a trainee’s, of this edition', async () => {
      const path = `/api/editions/${editionId}/suite/check-ins`;
      await test.anyone.post(path).send({ roomId, code: '123456' }).expect(401);
      await supervisor.post(path, { roomId, code: '123456' }).expect(403);
      await (await test.as((await buildMember(test.em, 'trainee')).personId)).post(path, { roomId, code: '123456' }).expect(404);
      await trainee.post(path, { roomId, code: '12345' }).expect(400);
      await trainee.post(path, { roomId: randomUUID(), code: '123456' }).expect(404);
    });
  });
});
