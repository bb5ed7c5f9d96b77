import type { Lecture } from '@seldinger/contract';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { startTestApp, type SignedIn, type TestApp } from '../testing/app';
import { buildEdition, buildLecture, buildMember, buildModule, buildStay } from '../testing/build';

describe('lectures', () => {
  let test: TestApp;
  let editionId: string;
  let moduleId: string;
  let trainerId: string;
  let director: SignedIn;
  let trainee: SignedIn;
  let stranger: SignedIn;

  beforeEach(async () => {
    editionId = await buildEdition(test.em, { startsOn: '2026-10-01', endsOn: '2027-10-31' });
    ({ moduleId } = await buildModule(test.em, { editionId, elearningMinutes: 180 }));
    ({ personId: trainerId } = await buildMember(test.em, 'trainer', { editionId }));
    director = await test.as((await buildMember(test.em, 'director', { editionId })).personId);
    trainee = await test.as((await buildMember(test.em, 'trainee', { editionId })).personId);
    stranger = await test.as((await buildMember(test.em, 'director')).personId);
  });
  beforeAll(async () => {
    test = await startTestApp();
  });
  afterAll(() => test.close());

  const title = { en: 'Endoleaks and their treatment', it: 'Endoleak e loro trattamento' };
  const input = (more: object = {}): object => ({ moduleId, title, trainerId, startsAtLocal: '2027-02-10T15:00', durationMinutes: 180, ...more });
  const add = (more: object = {}, who = director) => who.post(`/api/editions/${editionId}/lectures`, input(more));
  const added = async (more: object = {}): Promise<Lecture> => (await add(more).expect(201)).body;
  const check = (more: object = {}, who = director) => who.post(`/api/editions/${editionId}/lectures/check`, { lectureId: null, moduleId, trainerId, startsAtLocal: '2027-02-10T15:00', durationMinutes: 180, ...more });
  const kinds = ({ body }: { body: { details?: { problems: { kind: string }[] }; problems?: { kind: string }[] } }): string[] => (body.details?.problems ?? body.problems ?? []).map(({ kind }) => kind);

  describe('who may', () => {
    it('everyone of the edition reads one, nobody else does', async () => {
      const { id } = await added();
      expect((await trainee.get(`/api/lectures/${id}`).expect(200)).body).toMatchObject({ title, abilities: { moderate: false, plan: false, verify: false } });
      await test.anyone.get(`/api/lectures/${id}`).expect(401);
      await stranger.get(`/api/lectures/${id}`).expect(404);
      await director.get(`/api/lectures/${randomUUID()}`).expect(404);
      await director.get('/api/lectures/1').expect(400);
    });

    it('the director alone plans', async () => {
      const { id, version } = await added();
      for (const [who, status] of [[trainee, 403], [stranger, 404]] as const) {
        await add({}, who).expect(status);
        await check({}, who).expect(status);
        await who.patch(`/api/lectures/${id}`, { version, title }).expect(status);
        await who.delete(`/api/lectures/${id}`).expect(status);
      }
      await test.anyone.post(`/api/editions/${editionId}/lectures`).send(input()).expect(401);
      await test.anyone.post(`/api/editions/${editionId}/lectures/check`).send({}).expect(401);
      await test.anyone.patch(`/api/lectures/${id}`).send({ version, title }).expect(401);
      await test.anyone.delete(`/api/lectures/${id}`).expect(401);
      await director.patch(`/api/lectures/${randomUUID()}`, { version, title }).expect(404);
      await director.delete(`/api/lectures/${randomUUID()}`).expect(404);
    });

    it('a trainer moderates the own lecture and no other, the director each', async () => {
      const [own, other] = [await added(), await added({ trainerId: null, startsAtLocal: '2027-02-17T15:00' })];
      const trainer = await test.as(trainerId);
      const moderates = async (who: SignedIn, { id }: Lecture): Promise<boolean> => (await who.get(`/api/lectures/${id}`).expect(200)).body.abilities.moderate;
      expect([await moderates(trainer, own), await moderates(trainer, other)]).toEqual([true, false]);
      expect([await moderates(director, own), await moderates(director, other)]).toEqual([true, true]);
    });
  });

  describe('planning one', () => {
    it('writes the lecture with its event', async () => {
      const lecture = await added();
      expect(lecture).toMatchObject({ startsAt: '2027-02-10T14:00:00.000Z', endsAt: '2027-02-10T17:00:00.000Z', plannedMinutes: 180, state: 'planned', number: 1, version: 1, trainer: { id: trainerId } });
      expect(await test.em.query(`SELECT 1 FROM event WHERE name = 'programme.lecture.planned' AND payload->>'lectureId' = $1`, [lecture.id])).toHaveLength(1);
    });

    it('names each bad field', async () => {
      const refused = async (more: object): Promise<string[]> => (await add(more).expect(400)).body.fields.map(({ path }: { path: string }) => path);
      expect(await refused({ durationMinutes: 5, title: { en: '', it: 'Sì' } })).toEqual(['title.en', 'durationMinutes']);
      expect(await refused({ startsAtLocal: '2027-02-30T15:00' })).toEqual(['startsAtLocal']);
      expect(await refused({ startsAtLocal: '0000-01-01T00:00' })).toEqual(['startsAtLocal']);
      expect(await refused({ title: { en: 'Half a character: \ud800', it: 'Sì' } })).toEqual(['title.en']);
      expect(await refused({ moduleId: (await buildModule(test.em)).moduleId })).toEqual(['moduleId']);
      expect(await refused({ trainerId: (await buildMember(test.em, 'trainer')).personId })).toEqual(['trainerId']);
    });

    it('a conflict is refused with its problems and leaves nothing behind', async () => {
      const { id } = await added();
      const refused = await add({ startsAtLocal: '2027-02-10T17:59' }).expect(409);
      expect(refused.body.code).toBe('programme.conflict');
      expect(refused.body.details.problems).toContainEqual({ kind: 'overlap', lectureIds: [id], moduleId: null, severity: 'conflict' });
      expect(kinds(refused)).toEqual(['trainer-twice', 'overlap']);
      expect(kinds(await add({ startsAtLocal: '2027-11-01T15:00' }).expect(409))).toContain('outside-edition');
      expect(await test.em.query('SELECT id FROM lecture WHERE edition_id = $1', [editionId])).toEqual([{ id }]);
    });

    it('a trainer cannot teach in two editions at once', async () => {
      const other = await buildLecture(test.em, { trainerId });
      const refused = await add({ startsAtLocal: '2027-02-10T16:00' }).expect(409);
      expect(refused.body.details.problems).toContainEqual({ kind: 'trainer-twice', lectureIds: [other.lectureId], moduleId: null, severity: 'conflict' });
    });

    it('too many hours and nobody to teach are warnings, and stand', async () => {
      await added();
      await added({ trainerId: null, startsAtLocal: '2027-02-11T15:00' });
      const { body } = await director.get(`/api/editions/${editionId}/plan`).expect(200);
      expect(body.problems.map(({ kind, severity }: { kind: string; severity: string }) => [kind, severity])).toEqual([['module-hours', 'warning'], ['no-trainer', 'warning']]);
    });
  });

  describe('asking first', () => {
    it('tells the instants and what would break, and changes nothing', async () => {
      const { id } = await added();
      const { body } = await check({ startsAtLocal: '2027-02-10T17:00' }).expect(200);
      expect(body).toMatchObject({ startsAt: '2027-02-10T16:00:00.000Z', endsAt: '2027-02-10T19:00:00.000Z' });
      expect(body.problems).toContainEqual({ kind: 'overlap', lectureIds: [id], moduleId: null, severity: 'conflict' });
      expect(await test.em.query('SELECT 1 FROM lecture WHERE edition_id = $1', [editionId])).toHaveLength(1);
    });

    it('a lecture is never in its own way', async () => {
      const { id } = await added();
      expect((await check({ lectureId: id, startsAtLocal: '2027-02-10T16:00' }).expect(200)).body.problems).toEqual([]);
      expect(kinds(await check({ lectureId: id, moduleId: undefined, trainerId: null }).expect(200))).toEqual(['no-trainer']);
    });

    it('without a module yet, no hours are at stake', async () => {
      expect((await check({ moduleId: undefined }).expect(200)).body.problems).toEqual([]);
    });

    it('a lecture of another edition is unknown, and bad fields are named', async () => {
      await check({ lectureId: (await buildLecture(test.em)).lectureId }).expect(404);
      expect((await check({ startsAtLocal: 'tomorrow' }).expect(400)).body.fields[0].path).toBe('startsAtLocal');
    });
  });

  describe('changing one', () => {
    it('moves it and tells before and after of what changed', async () => {
      const { id, version } = await added();
      const { body } = await director.patch(`/api/lectures/${id}`, { version, startsAtLocal: '2027-02-10T16:00' }).expect(200);
      expect(body).toMatchObject({ startsAt: '2027-02-10T15:00:00.000Z', endsAt: '2027-02-10T18:00:00.000Z', title, version: 2 });
      const [event] = await test.em.query(`SELECT payload FROM event WHERE name = 'programme.lecture.changed' AND payload->>'lectureId' = $1`, [id]);
      expect(event.payload).toEqual({
        editionId,
        lectureId: id,
        before: { startsAt: '2027-02-10T14:00:00.000Z', endsAt: '2027-02-10T17:00:00.000Z' },
        after: { startsAt: '2027-02-10T15:00:00.000Z', endsAt: '2027-02-10T18:00:00.000Z' },
      });
    });

    it('a form made from an older version is refused with what stands now', async () => {
      const { id, version } = await added();
      await director.patch(`/api/lectures/${id}`, { version, title: { ...title, en: 'Endoleaks' } }).expect(200);
      expect((await director.patch(`/api/lectures/${id}`, { version, durationMinutes: 120 }).expect(409)).body).toMatchObject({ code: 'request.stale', details: { current: { title: { en: 'Endoleaks' }, version: 2 } } });
      await director.patch(`/api/lectures/${id}`, { durationMinutes: 120 }).expect(400);
    });

    it('a conflict leaves it where it was', async () => {
      await added();
      const { id, version } = await added({ startsAtLocal: '2027-02-11T15:00' });
      expect(kinds(await director.patch(`/api/lectures/${id}`, { version, startsAtLocal: '2027-02-10T16:00' }).expect(409))).toContain('overlap');
      expect((await director.get(`/api/lectures/${id}`)).body).toMatchObject({ startsAt: '2027-02-11T14:00:00.000Z', version: 1 });
    });

    it.each(['live', 'ended', 'verified'] as const)('once %s, time and module stand; title and trainer can be put right', async (state) => {
      const { lectureId } = await buildLecture(test.em, { editionId, moduleId, state });
      const path = `/api/lectures/${lectureId}`;
      const elsewhere = await buildModule(test.em, { editionId });
      for (const change of [{ startsAtLocal: '2027-02-10T15:30' }, { durationMinutes: 120 }, { moduleId: elsewhere.moduleId }]) {
        expect((await director.patch(path, { version: 1, ...change }).expect(409)).body.code).toBe('programme.already-held');
      }
      expect((await director.patch(path, { version: 1, title, trainerId, startsAtLocal: '2027-02-10T15:00', durationMinutes: 180, moduleId }).expect(200)).body).toMatchObject({ title, trainer: { id: trainerId } });
      expect((await director.delete(path).expect(409)).body.code).toBe('programme.already-held');
    });
  });

  describe('taking one away', () => {
    it('leaves its place free', async () => {
      const { id } = await added();
      await director.delete(`/api/lectures/${id}`).expect(204);
      await director.get(`/api/lectures/${id}`).expect(404);
      await added();
    });

    it('is refused once somebody has been in its classroom', async () => {
      const { id } = await added();
      const { personId } = await buildMember(test.em, 'trainee', { editionId });
      await buildStay(test.em, { lectureId: id, personId, from: '2027-02-10T13:50:00Z', to: null });
      expect((await director.delete(`/api/lectures/${id}`).expect(409)).body.code).toBe('programme.already-held');
    });
  });

  describe('wall-clock time', () => {
    it.each([
      ['the last Friday of winter time', '2027-03-26T15:00', '2027-03-26T14:00:00.000Z'],
      ['the first Monday of summer time', '2027-03-29T15:00', '2027-03-29T13:00:00.000Z'],
      ['the last Friday of summer time', '2026-10-23T15:00', '2026-10-23T13:00:00.000Z'],
      ['the first Monday of winter time', '2026-10-26T15:00', '2026-10-26T14:00:00.000Z'],
      ['the hour that the clocks skip moves on', '2027-03-28T02:30', '2027-03-28T01:30:00.000Z'],
      ['the hour that the clocks show twice is the first', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
    ])('%s: %s is %s', async (_when, startsAtLocal, startsAt) => {
      const lecture = await added({ startsAtLocal });
      expect(lecture).toMatchObject({ startsAt, plannedMinutes: 180 });
      expect(Date.parse(lecture.endsAt) - Date.parse(lecture.startsAt)).toBe(180 * 60_000);
    });

    it('is that of the edition, wherever the planner is', async () => {
      await test.em.query(`UPDATE person SET time_zone = 'America/Sao_Paulo'`);
      expect((await added({ startsAtLocal: '2027-03-29T15:00' })).startsAt).toBe('2027-03-29T13:00:00.000Z');
    });

    it('a change of the length alone moves no start across the change of the clocks', async () => {
      const { id } = await added({ startsAtLocal: '2027-03-27T23:00', durationMinutes: 180 });
      const { body } = await director.patch(`/api/lectures/${id}`, { version: 1, durationMinutes: 240 }).expect(200);
      expect(body).toMatchObject({ startsAt: '2027-03-27T22:00:00.000Z', endsAt: '2027-03-28T02:00:00.000Z' });
    });
  });

  describe('at the same moment', () => {
    it('of two lectures that overlap one stands, and the other is refused with it', async () => {
      const answers = await Promise.all([add(), add({ startsAtLocal: '2027-02-10T16:00' }), add({ startsAtLocal: '2027-02-10T17:00', trainerId: null })]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
      const standing = answers.find(({ status }) => status === 201)!.body.id;
      for (const refused of answers.filter(({ status }) => status === 409)) expect(refused.body.details.problems).toContainEqual(expect.objectContaining({ kind: 'overlap', lectureIds: [standing] }));
    });

    it('an overlap that only the database can see is refused alike', async () => {
      const other = test.app.get(DataSource).createQueryRunner();
      await other.startTransaction();
      const { lectureId } = await buildLecture(other.manager, { editionId, moduleId });
      const answer = add({ startsAtLocal: '2027-02-10T16:00' }).then((response) => response);
      await waitingForALock(test);
      await other.commitTransaction();
      await other.release();
      const { status, body } = await answer;
      expect([status, body.code]).toEqual([409, 'programme.conflict']);
      expect(body.details.problems).toContainEqual({ kind: 'overlap', lectureIds: [lectureId], moduleId: null, severity: 'conflict' });
    });

    it('a lecture that begins while it is being moved stays where it is', async () => {
      const { id, version } = await added();
      const other = test.app.get(DataSource).createQueryRunner();
      await other.startTransaction();
      await other.query(`UPDATE lecture SET state = 'live', held_from = starts_at WHERE id = $1`, [id]);
      const answer = director.patch(`/api/lectures/${id}`, { version, startsAtLocal: '2027-02-10T16:00' }).then((response) => response);
      await waitingForALock(test);
      await other.commitTransaction();
      await other.release();
      expect((await answer).body.code).toBe('programme.already-held');
    });
  });
});

/** Until some connection waits for another's transaction. */
async function waitingForALock({ em }: TestApp): Promise<void> {
  for (;;) {
    const rows = await em.query(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`);
    if (rows.length > 0) return;
  }
}
