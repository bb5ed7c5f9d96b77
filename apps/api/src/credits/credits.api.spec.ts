import { cohortProgress, creditAccount, type CohortProgress, type CreditAccount } from '@seldinger/contract';
import { randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';
import { DataSource } from 'typeorm';
import { AttendanceService } from '../attendance';
import { startTestApp, type SignedIn, type TestApp } from '../testing/app';
import { buildEdition, buildLecture, buildMember, buildModule, buildPerson, buildStay } from '../testing/build';
import { countQueries } from '../testing/queries';

const HOUR_MS = 3_600_000;

describe('credits of an edition', () => {
  let test: TestApp;
  let attendance: AttendanceService;
  let source: DataSource;
  let editionId: string;
  let moduleId: string;
  let directorId: string;
  let director: SignedIn;
  let conti: string;
  let rossi: string;

  beforeAll(async () => {
    test = await startTestApp();
    [attendance, source] = [test.app.get(AttendanceService), test.app.get(DataSource)];
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    editionId = await buildEdition(test.em);
    ({ moduleId } = await buildModule(test.em, { editionId, key: 'vascular', elearningMinutes: 540, handsonMinutes: 2520 }));
    ({ personId: directorId } = await buildMember(test.em, 'director', { editionId, givenName: 'Anna', familyName: 'Ferri' }));
    ({ personId: rossi } = await buildMember(test.em, 'trainee', { editionId, givenName: 'Marco', familyName: 'Rossi' }));
    ({ personId: conti } = await buildMember(test.em, 'trainee', { editionId, givenName: 'Giulia', familyName: 'Conti' }));
    director = await test.as(directorId);
  });

  const path = (rest = ''): string => `/api/editions/${editionId}/credits${rest}`;
  const account = async (personId: string): Promise<CreditAccount> => (await director.get(path(`/${personId}`)).expect(200)).body;
  const cohort = async (): Promise<CohortProgress> => (await director.get(path()).expect(200)).body;
  const onDay = (day: number, hour: number): string => new Date(Date.parse('2026-11-02T00:00:00Z') + day * 24 * HOUR_MS + hour * HOUR_MS).toISOString();

  /** A lecture of three hours that is over, with those there throughout; the `day` counts from 2 November 2026. */
  async function held(day: number, present: readonly string[], more: { module?: string; breakMinutes?: number } = {}): Promise<string> {
    const [startsAt, endsAt] = [onDay(day, 14), onDay(day, 17)];
    const { lectureId } = await buildLecture(test.em, { editionId, moduleId: more.module ?? moduleId, startsAt, endsAt, state: 'ended' });
    if (more.breakMinutes) await test.em.query('INSERT INTO lecture_break (lecture_id, started_at, ended_at) VALUES ($1, $2, $3)', [lectureId, onDay(day, 15), onDay(day, 15 + more.breakMinutes / 60)]);
    for (const personId of present) await buildStay(test.em, { lectureId, personId, from: startsAt, to: endsAt });
    return lectureId;
  }
  const verify = (lectureId: string): Promise<string> => source.transaction((em) => attendance.verifyAs(em, { lectureId, authorId: directorId, at: test.clock.now() }));
  const reopen = (lectureId: string): Promise<void> => source.transaction((em) => attendance.reopenAs(em, { lectureId, authorId: directorId, at: test.clock.now() }, 'A trainee was right'));

  describe('who may', () => {
    it('a trainee reads the own account, and no other', async () => {
      const trainee = await test.as(conti);
      const { body } = await trainee.get(path('/me')).expect(200);
      expect(creditAccount.parse(body)).toEqual(body);
      expect(body.progress).toMatchObject({ personId: conti, familyName: 'Conti' });
      await trainee.get(path()).expect(403);
      await trainee.get(path(`/${rossi}`)).expect(403);
      await director.get(path('/me')).expect(403);
    });

    it('director and staff read all of them, those of another edition none', async () => {
      for (const role of ['director', 'staff'] as const) {
        const who = await test.as((await buildMember(test.em, role, { editionId })).personId);
        await who.get(path()).expect(200);
        await who.get(path(`/${conti}`)).expect(200);
        const stranger = await test.as((await buildMember(test.em, role)).personId);
        await stranger.get(path()).expect(404);
        await stranger.get(path(`/${conti}`)).expect(404);
      }
      await (await test.as((await buildMember(test.em, 'trainer', { editionId })).personId)).get(path()).expect(403);
      await (await test.as((await buildMember(test.em, 'trainee')).personId)).get(path('/me')).expect(404);
    });

    it('nobody without a session; an id that is none is a bad request, who is no trainee is not found', async () => {
      for (const rest of ['', '/me', `/${conti}`]) await test.anyone.get(path(rest)).expect(401);
      await director.get(path('/somebody')).expect(400);
      await director.get('/api/editions/one/credits').expect(400);
      await director.get(path(`/${randomUUID()}`)).expect(404);
      await director.get(path(`/${directorId}`)).expect(404);
    });
  });

  it('every attended lecture of 26 CME adds up to 26 CME, to the minute', async () => {
    const weights = [10, 3, 3, 6, 4];
    const modules: string[] = [];
    for (const [i, cme] of weights.entries()) modules.push((await buildModule(test.em, { editionId, position: 100 + i, elearningMinutes: cme * 360 })).moduleId);
    await test.em.query('DELETE FROM module WHERE id = $1', [moduleId]);
    const plan = weights.flatMap((cme, i) => Array.from({ length: cme * 2 }, () => modules[i]!));
    expect(plan).toHaveLength(52);
    for (const [day, module] of plan.entries()) await verify(await held(day, [conti], { module, breakMinutes: day % 3 === 0 ? 10 : 0 }));
    await test.drain();
    const { progress, lectures, entries } = await account(conti);
    expect(progress).toMatchObject({ targetMinutes: 26 * 360, earnedMinutes: 26 * 360, possibleMinutes: 0, lostMinutes: 0, onTrack: true, slackLectures: 0 });
    expect(progress.modules.map((module) => module.earnedMinutes)).toEqual(weights.map((cme) => cme * 360));
    expect(entries.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(9_360);
    expect(lectures.every(({ state, creditMinutes }) => state === 'earned' && creditMinutes === 180)).toBe(true);
    expect((await account(rossi)).progress).toMatchObject({ earnedMinutes: 0, lostMinutes: 26 * 360, onTrack: false });
  });

  it('all 170 counted minutes of a lecture with a break of ten are credited as 180', async () => {
    await verify(await held(0, [conti], { breakMinutes: 10 }));
    await test.drain();
    const { entries } = await account(conti);
    expect(entries).toMatchObject([{ minutes: 180, kind: 'lecture', ruleVersion: 'lecture-1', author: 'Anna Ferri', why: { presentMinutes: 170, heldMinutes: 170, plannedMinutes: 180, whole: true, corrected: false, basis: 'whole' } }]);
  });

  it('an account shows what each lecture gave, or why it gave nothing', async () => {
    const [earned, missed] = [await held(0, [conti]), await held(1, [rossi])];
    const waiting = await held(2, [conti]);
    await buildLecture(test.em, { editionId, moduleId, startsAt: onDay(3, 14), endsAt: onDay(3, 17), state: 'live' });
    await buildLecture(test.em, { editionId, moduleId, startsAt: onDay(4, 14), endsAt: onDay(4, 17) });
    await verify(earned);
    await verify(missed);
    await test.drain();
    const { lectures } = await account(conti);
    expect(lectures).toMatchObject([
      { number: 1, lectureId: earned, state: 'earned', creditMinutes: 180, countsWhole: true, plannedMinutes: 180 },
      { number: 2, lectureId: missed, state: 'missed', creditMinutes: 0, countsWhole: false },
      { number: 3, lectureId: waiting, state: 'waiting', creditMinutes: 0 },
      { number: 4, state: 'live' },
      { number: 5, state: 'to-come' },
    ]);
  });

  it('credit that is verified but not in the ledger yet is waited for, never shown as missed or lost', async () => {
    await verify(await held(0, [conti]));
    expect(await account(conti)).toMatchObject({ lectures: [{ state: 'waiting' }], progress: { earnedMinutes: 0 } });
    const { items } = await cohort();
    const [ofConti, ofRossi] = items;
    expect(ofRossi!.lostMinutes - ofConti!.lostMinutes).toBe(180);
    await test.drain();
    expect(await account(conti)).toMatchObject({ lectures: [{ state: 'earned' }], progress: { earnedMinutes: 180 } });
  });

  it('a reopened lecture is open again, and the ledger shows both what was given and what was taken back', async () => {
    const lectureId = await held(0, [conti]);
    await verify(lectureId);
    await test.drain();
    await reopen(lectureId);
    await test.drain();
    const { progress, lectures, entries } = await account(conti);
    expect(entries).toMatchObject([{ minutes: 180, reversesId: null }, { minutes: -180, kind: 'reversal', reversesId: entries[0]!.id, reason: 'A trainee was right' }]);
    expect(lectures).toMatchObject([{ state: 'waiting', creditMinutes: 0 }]);
    expect(progress.earnedMinutes).toBe(0);
    await verify(lectureId);
    await test.drain();
    expect((await account(conti)).lectures).toMatchObject([{ state: 'earned', creditMinutes: 180 }]);
  });

  describe('the cohort', () => {
    it('has every trainee by family name, with the very figures of their own pages', async () => {
      await verify(await held(0, [conti, rossi]));
      await verify(await held(1, [rossi]));
      await test.drain();
      const body = await cohort();
      expect(cohortProgress.parse(body)).toEqual(body);
      expect(body.items.map(({ familyName, earnedMinutes }) => [familyName, earnedMinutes])).toEqual([
        ['Conti', 180],
        ['Rossi', 360],
      ]);
      for (const item of body.items) expect((await account(item.personId)).progress).toEqual(item);
      const { body: own } = await (await test.as(rossi)).get(path('/me')).expect(200);
      expect(own.progress).toEqual(body.items[1]);
    });

    it('leaves out who has withdrawn, whose account can still be read', async () => {
      await verify(await held(0, [conti]));
      await test.drain();
      await test.em.query('UPDATE membership SET until = $2 WHERE person_id = $1', [conti, test.clock.now()]);
      expect((await cohort()).items.map(({ familyName }) => familyName)).toEqual(['Rossi']);
      expect((await account(conti)).progress.earnedMinutes).toBe(180);
    });

    it('takes the same number of queries for two trainees and for thirty', async () => {
      await verify(await held(0, [conti]));
      const few = await countQueries(test.em, cohort);
      for (let i = 0; i < 28; i++) await buildMember(test.em, 'trainee', { editionId });
      expect(few).toBeGreaterThan(0);
      expect(await countQueries(test.em, cohort)).toBe(few);
    });
  });

  it('credit of one edition is no credit of another', async () => {
    await verify(await held(0, [conti]));
    await test.drain();
    const other = await buildEdition(test.em);
    await test.em.query(`INSERT INTO membership (person_id, edition_id, role, since) VALUES ($1, $2, 'trainee', now()), ($3, $2, 'director', now())`, [conti, other, directorId]);
    expect((await (await test.as(directorId)).get(`/api/editions/${other}/credits/${conti}`).expect(200)).body).toMatchObject({ progress: { earnedMinutes: 0 }, entries: [] });
  });

  it('a page that is open learns of new credit by itself', async () => {
    const { cookie } = await test.as(conti);
    const socket = io(test.url, { transports: ['websocket'], extraHeaders: { cookie } });
    try {
      await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
      const news = new Promise((resolve) => socket.on('data:changed', (change: { topic: string }) => change.topic === 'credits' && resolve(change)));
      const lectureId = await held(0, [conti]);
      await verify(lectureId);
      await test.drain();
      expect(await news).toEqual({ topic: 'credits', editionId, lectureId });
    } finally {
      socket.disconnect();
    }
  });

  it('a person without any role sees no account', async () => {
    await (await test.as(await buildPerson(test.em))).get(path('/me')).expect(403);
  });
});
