import type { Edition, Plan } from '@seldinger/contract';
import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { DataSource } from 'typeorm';
import { startTestApp, type SignedIn, type TestApp } from '../testing/app';
import { buildEdition, buildLecture, buildMember, buildModule, buildPerson } from '../testing/build';

describe('editions and their plan', () => {
  let test: TestApp;
  let editionId: string;
  let director: SignedIn;
  let trainee: SignedIn;
  let stranger: SignedIn;
  let administrator: SignedIn;

  beforeAll(async () => {
    test = await startTestApp();
    editionId = await buildEdition(test.em, { name: 'Master 2026/27' });
    const signedIn = async (role: 'director' | 'trainee'): Promise<SignedIn> => test.as((await buildMember(test.em, role, { editionId })).personId);
    [director, trainee] = [await signedIn('director'), await signedIn('trainee')];
    stranger = await test.as((await buildMember(test.em, 'director')).personId);
    administrator = await test.as(await buildPerson(test.em, { administrator: true }));
  });
  afterAll(() => test.close());

  const url = (rest = ''): string => `/api/editions/${editionId}${rest}`;
  const dates = { startsOn: '2027-11-01', endsOn: '2028-10-31', timeZone: 'Europe/Rome' };

  describe('who may see them', () => {
    it.each(['', '/plan', '/trainers'])('nobody sees %p without signing in', async (rest) => {
      await test.anyone.get(url(rest)).expect(401);
    });

    it.each(['', '/plan', '/trainers'])('an edition that one has no part in does not exist: %p', async (rest) => {
      await stranger.get(url(rest)).expect(404);
      await administrator.get(`/api/editions/${randomUUID()}${rest}`).expect(404);
    });

    it.each(['', '/plan', '/trainers'])('a malformed id is named: %p', async (rest) => {
      const { body } = await director.get(`/api/editions/here${rest}`).expect(400);
      expect(body).toMatchObject({ code: 'request.invalid', fields: [{ path: 'editionId' }] });
    });

    it('the list holds the own editions, and all for the administrator', async () => {
      await test.anyone.get('/api/editions').expect(401);
      const names = async (who: SignedIn): Promise<string[]> => (await who.get('/api/editions').expect(200)).body.items.map((edition: Edition) => edition.name);
      expect(await names(trainee)).toEqual(['Master 2026/27']);
      expect((await names(administrator)).length).toBeGreaterThan(1);
    });

    it('an edition says what its reader may do there', async () => {
      const abilities = async (who: SignedIn): Promise<unknown> => (await who.get(url()).expect(200)).body.abilities;
      expect(await abilities(director)).toEqual({ plan: true, readPeople: true, verify: true, readAllCredits: true });
      expect(await abilities(trainee)).toEqual({ plan: false, readPeople: false, verify: false, readAllCredits: false });
      expect((await director.get(url())).body).toMatchObject({ startsOn: '2026-11-01', endsOn: '2027-10-31', settings: { bridgeSeconds: 120, joinMinutesBefore: 15, wholeFromPercent: 90 } });
    });

    it('the trainers are those who hold the role now', async () => {
      const { personId } = await buildMember(test.em, 'trainer', { editionId, givenName: 'Marco', familyName: 'Bianchi' });
      await test.em.query(`UPDATE membership SET until = now() WHERE person_id = $1`, [(await buildMember(test.em, 'trainer', { editionId })).personId]);
      expect((await trainee.get(url('/trainers')).expect(200)).body).toEqual({ items: [{ id: personId, givenName: 'Marco', familyName: 'Bianchi' }] });
    });
  });

  describe('making one', () => {
    it('a director makes another edition and is its director at once', async () => {
      const { body } = await director.post('/api/editions', { name: 'Master 2027/28', ...dates }).expect(201);
      expect(body).toMatchObject({ name: 'Master 2027/28', ...dates, version: 1, abilities: { plan: true } });
      await director.get(`/api/editions/${body.id}/plan`).expect(200);
      await stranger.get(`/api/editions/${body.id}`).expect(404);
      const [event] = await test.em.query(`SELECT payload FROM event WHERE name = 'programme.edition.created'`);
      expect(event.payload).toEqual({ editionId: body.id });
    });

    it('the administrator may as well, a trainee may not, nor anybody without signing in', async () => {
      await administrator.post('/api/editions', { name: 'Master 2028/29', ...dates }).expect(201);
      await trainee.post('/api/editions', { name: 'Mine', ...dates }).expect(403);
      await test.anyone.post('/api/editions').send({ name: 'Mine', ...dates }).expect(401);
    });

    it('a name that is taken, dates the wrong way round and an unknown zone are named', async () => {
      const refused = async (more: object): Promise<string[]> => (await director.post('/api/editions', { name: 'New', ...dates, ...more }).expect(400)).body.fields.map(({ path }: { path: string }) => path);
      expect(await refused({ name: 'Master 2026/27' })).toEqual(['name']);
      expect(await refused({ endsOn: '2027-10-31' })).toEqual(['endsOn']);
      expect(await refused({ timeZone: 'Rome/Europe' })).toEqual(['timeZone']);
      expect(await refused({ startsOn: '0000-01-01' })).toEqual(['startsOn']);
      expect(await refused({ name: 'Master \ud800' })).toEqual(['name']);
    });
  });

  describe('changing one', () => {
    it('is the director\'s alone', async () => {
      await trainee.patch(url(), { version: 1, name: 'Mine' }).expect(403);
      await stranger.patch(url(), { version: 1, name: 'Mine' }).expect(404);
      await test.anyone.patch(url()).send({ version: 1, name: 'Mine' }).expect(401);
      await director.patch(url(), { name: 'Without a version' }).expect(400);
    });

    it('a form made from an older version is refused with what stands now', async () => {
      const { body: changed } = await director.patch(url(), { version: 1, settings: { bridgeSeconds: 60, joinMinutesBefore: 10, wholeFromPercent: 85 } }).expect(200);
      expect(changed).toMatchObject({ version: 2, settings: { bridgeSeconds: 60, joinMinutesBefore: 10, wholeFromPercent: 85 } });
      const { body } = await director.patch(url(), { version: 1, name: 'Too late' }).expect(409);
      expect(body).toMatchObject({ code: 'request.stale', details: { current: { version: 2, name: 'Master 2026/27' } } });
    });

    it('an edition cannot shrink away from its lectures', async () => {
      const { lectureId, editionId: own } = await buildLecture(test.em);
      const chair = await test.as((await buildMember(test.em, 'director', { editionId: own })).personId);
      const { body } = await chair.patch(`/api/editions/${own}`, { version: 1, endsOn: '2027-02-09' }).expect(409);
      expect(body).toMatchObject({ code: 'programme.conflict', details: { problems: [{ kind: 'outside-edition', lectureIds: [lectureId], severity: 'conflict' }] } });
      await chair.patch(`/api/editions/${own}`, { version: 1, endsOn: '2027-02-10' }).expect(200);
      await chair.patch(`/api/editions/${own}`, { version: 2, startsOn: '2027-03-01' }).expect(400);
    });

    it('in another zone the lectures to come keep their wall-clock time, those held their instants', async () => {
      const { lectureId, editionId: own, moduleId } = await buildLecture(test.em);
      const held = await buildLecture(test.em, { editionId: own, moduleId, startsAt: '2027-02-03T14:00:00Z', endsAt: '2027-02-03T17:00:00Z', state: 'verified' });
      const chair = await test.as((await buildMember(test.em, 'director', { editionId: own })).personId);
      await chair.patch(`/api/editions/${own}`, { version: 1, timeZone: 'Europe/London' }).expect(200);
      const startsAt = async (id: string): Promise<string> => (await chair.get(`/api/lectures/${id}`).expect(200)).body.startsAt;
      expect(await startsAt(lectureId)).toBe('2027-02-10T15:00:00.000Z');
      expect(await startsAt(held.lectureId)).toBe('2027-02-03T14:00:00.000Z');
    });
  });

  describe('the plan', () => {
    it('numbers the lectures in time, adds up each module and names what does not fit its weight', async () => {
      const { editionId: own, moduleId } = await buildModule(test.em, { elearningMinutes: 360, position: 1 });
      const { moduleId: other } = await buildModule(test.em, { editionId: own, elearningMinutes: 180, position: 2 });
      const { personId } = await buildMember(test.em, 'trainer', { editionId: own, givenName: 'Ada', familyName: 'Greco' });
      const second = await buildLecture(test.em, { editionId: own, moduleId, trainerId: personId, startsAt: '2027-02-17T14:00:00Z', endsAt: '2027-02-17T17:00:00Z' });
      const first = await buildLecture(test.em, { editionId: own, moduleId: other });
      const reader = await test.as((await buildMember(test.em, 'trainee', { editionId: own })).personId);
      const { body }: { body: Plan } = await reader.get(`/api/editions/${own}/plan`).expect(200);
      expect(body.modules.map(({ plannedMinutes, elearningMinutes }) => [plannedMinutes, elearningMinutes])).toEqual([[180, 360], [180, 180]]);
      expect(body.lectures.map(({ id, number, trainer }) => [id, number, trainer])).toEqual([
        [first.lectureId, 1, null],
        [second.lectureId, 2, { id: personId, givenName: 'Ada', familyName: 'Greco' }],
      ]);
      expect(body.problems).toEqual([
        { kind: 'module-hours', lectureIds: [], moduleId, plannedMinutes: 180, weightMinutes: 360, severity: 'warning' },
        { kind: 'no-trainer', lectureIds: [first.lectureId], moduleId: null, severity: 'warning' },
      ]);
    });

    it('takes as many queries for many lectures as for none', async () => {
      const { editionId: own, moduleId } = await buildModule(test.em);
      const reader = await test.as((await buildMember(test.em, 'trainee', { editionId: own })).personId);
      const queries = jest.spyOn(test.app.get(DataSource).manager, 'query');
      const counted = async (): Promise<number> => {
        queries.mockClear();
        await reader.get(`/api/editions/${own}/plan`).expect(200);
        return queries.mock.calls.length;
      };
      const before = await counted();
      for (let day = 10; day < 20; day++) await buildLecture(test.em, { editionId: own, moduleId, startsAt: `2027-03-${day}T10:00:00Z`, endsAt: `2027-03-${day}T13:00:00Z` });
      expect(await counted()).toBe(before);
      queries.mockRestore();
    });

    it('opens the classroom in its join window only, to those of the edition', async () => {
      const { lectureId, editionId: own } = await buildLecture(test.em);
      const reader = await test.as((await buildMember(test.em, 'trainee', { editionId: own })).personId);
      const at = async (now: string): Promise<boolean> => {
        test.clock.setTo(Date.parse(now));
        return (await reader.get(`/api/lectures/${lectureId}`).expect(200)).body.abilities.join;
      };
      expect([await at('2027-02-10T13:44:00Z'), await at('2027-02-10T13:46:00Z'), await at('2027-02-10T17:31:00Z')]).toEqual([false, true, false]);
      expect((await reader.get(`/api/lectures/${lectureId}`)).body).toMatchObject({ opensAt: '2027-02-10T13:45:00.000Z', closesAt: '2027-02-10T17:30:00.000Z', number: 1, plannedMinutes: 180 });
    });

    it('tells everyone of the edition when it changes, and nobody else', async () => {
      const own = await buildEdition(test.em);
      const chair = await test.as((await buildMember(test.em, 'director', { editionId: own })).personId);
      const listen = async (who: SignedIn): Promise<{ socket: Socket; told: object[] }> => {
        const socket = io(test.url, { transports: ['websocket'], extraHeaders: { cookie: who.cookie } });
        const told: object[] = [];
        socket.on('data:changed', (change) => told.push(change));
        await new Promise((resolve, reject) => socket.on('connect', () => resolve(null)).on('connect_error', reject));
        return { socket, told };
      };
      const [inside, outside] = [await listen(await test.as((await buildMember(test.em, 'trainee', { editionId: own })).personId)), await listen(stranger)];
      const arrived = new Promise((resolve) => inside.socket.once('data:changed', resolve));
      await chair.post(`/api/editions/${own}/modules`, { title: { en: 'Theory', it: 'Teoria' }, kind: 'e-learning', elearningCme: 8, handsonCme: 0 }).expect(201);
      expect(await arrived).toEqual({ topic: 'plan', editionId: own });
      expect(outside.told).toEqual([]);
      inside.socket.close();
      outside.socket.close();
    });
  });
});
