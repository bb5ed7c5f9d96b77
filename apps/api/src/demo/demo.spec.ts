import type { CohortProgress, Plan } from '@seldinger/contract';
import { AttendanceService } from '../attendance';
import { DemoService } from '.';
import { startTestApp, type SignedIn, type TestApp } from '../testing/app';
import { buildPerson, buildStay } from '../testing/build';
import { DemoClock } from './demo.clock';

const TABLES = ['person', 'membership', 'edition', 'module', 'lecture', 'classroom', 'lecture_break', 'chat_message', 'hand', 'stay', 'event', 'verification', 'attendance_record', 'attendance_correction', 'ledger_entry'];

/** A fingerprint of all that the demo holds. */
async function contents({ em }: TestApp): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const table of TABLES) [{ sum: found[table] }] = await em.query(`SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '' ORDER BY t::text)), '') AS sum FROM ${table} t`);
  return found;
}

async function demoAt(now?: string): Promise<TestApp> {
  const test = await startTestApp({ DEMO: '1', START_ID: 'first', ...(now ? { DEMO_NOW: now } : {}) });
  // The test server stands its clock elsewhere; another part of the same start finds the demo's.
  await test.app.get(DemoService).begin();
  return test;
}

const personId = async ({ em }: TestApp, email: string): Promise<string> => (await em.query('SELECT id FROM person WHERE email = $1', [email]))[0].id;
const director = async (test: TestApp): Promise<SignedIn> => test.as(await personId(test, 'laura.ferri@example.org'));
const editionId = async ({ em }: TestApp): Promise<string> => (await em.query('SELECT id FROM edition'))[0].id;
const planOf = async (test: TestApp): Promise<Plan> => (await (await director(test)).get(`/api/editions/${await editionId(test)}/plan`).expect(200)).body;
const statesOf = async (test: TestApp): Promise<string> => (await planOf(test)).lectures.map(({ state }) => state[0]).join('');
const clockOf = async (test: TestApp): Promise<string> => (await (await director(test)).get('/api/session').expect(200)).body.now;

/** Another start of the same data, possibly asked to stand elsewhere. */
async function startAgain(test: TestApp, settings: { DEMO?: boolean; DEMO_NOW?: string; START_ID?: string } = {}): Promise<void> {
  const service = test.app.get(DemoService);
  const { config } = service as unknown as { config: object };
  Object.assign(config, { DEMO_NOW: undefined, START_ID: undefined, ...settings });
  await service.begin();
}

describe('the demo, started without a time', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await demoAt();
  });
  afterAll(() => test.close());

  it('has 52 lectures of 156 h in five modules of 26 and 7 CME, and nothing is wrong with its plan', async () => {
    const { lectures, modules, problems } = await planOf(test);
    expect(problems).toEqual([]);
    expect(lectures).toHaveLength(52);
    expect(lectures.reduce((sum, { plannedMinutes }) => sum + plannedMinutes, 0)).toBe(156 * 60);
    expect(modules.map(({ elearningMinutes, handsonMinutes }) => [elearningMinutes / 360, handsonMinutes / 360])).toEqual([[8, 0], [2, 0], [4, 0], [7, 4], [5, 3]]);
    expect([lectures[0]!.startsAt, lectures[51]!.startsAt]).toEqual(['2026-11-04T10:00:00.000Z', '2027-05-26T13:00:00.000Z']);
  });

  it('stands forty minutes into a lecture, with all before verified but the last two', async () => {
    expect((await clockOf(test)).slice(0, 16)).toBe('2027-02-10T14:40');
    expect(await statesOf(test)).toBe(`${'v'.repeat(21)}eel${'p'.repeat(28)}`);
    const live = (await planOf(test)).lectures[23]!;
    expect(live).toMatchObject({ title: { en: 'Femoropopliteal revascularisation' }, trainer: { givenName: 'Paolo', familyName: 'Rinaldi' }, abilities: { join: true } });
  });

  it('nobody is made up to be in the lecture that is live', async () => {
    expect(await test.em.query('SELECT 1 FROM stay WHERE left_at IS NULL')).toEqual([]);
    expect(await test.em.query(`SELECT 1 FROM stay WHERE left_at > '2027-02-10T14:40:00Z'`)).toEqual([]);
  });

  it('most of its trainees are on track, three are at risk and one missed many, each to the minute of the ledger', async () => {
    const { items }: CohortProgress = (await (await director(test)).get(`/api/editions/${await editionId(test)}/credits`).expect(200)).body;
    expect(items).toHaveLength(24);
    expect(items.filter(({ onTrack }) => onTrack)).toHaveLength(20);
    const lost = items.filter(({ onTrack }) => !onTrack).map(({ lostMinutes }) => lostMinutes).sort((a, b) => a - b);
    expect(lost[2]).toBeLessThan(1000);
    expect(lost[3]).toBeGreaterThan(1500);
    const [{ sum }] = await test.em.query('SELECT sum(minutes)::int FROM ledger_entry');
    expect(items.reduce((total, { earnedMinutes }) => total + earnedMinutes, 0)).toBe(sum);
  });

  it('the director has put a few figures right, with reasons', async () => {
    const rows = await test.em.query('SELECT c.minutes > c.measured_minutes + 30 AS more, r.counts_whole AS whole FROM attendance_correction c JOIN attendance_record r USING (lecture_id, person_id)');
    expect(rows).toEqual(Array(3).fill({ more: true, whole: true }));
  });

  it('every sign-in that is told works, one for each role', async () => {
    const signIns = await test.app.get(DemoService).signIns();
    expect(signIns.map(({ role }) => role)).toEqual(['Director', 'Trainer of this lecture', 'Trainee', 'Trainee, in Italian', 'Trainee in São Paulo', 'Trainee at risk', 'Staff', 'Supervisor', 'Administrator']);
    for (const { email, password } of signIns) await test.anyone.post('/api/session').send({ email, password }).expect((answer) => expect([200, 201]).toContain(answer.status));
  });

  it('its history is dated when it happened', async () => {
    const [{ late }] = await test.em.query(`SELECT count(*)::int AS late FROM event e JOIN lecture l ON l.id = (e.payload->>'lectureId')::uuid WHERE e.name = 'attendance.lecture.verified' AND e.occurred_at > l.ends_at + interval '1 day'`);
    expect(late).toBe(0);
    expect(await test.em.query(`SELECT 1 FROM ledger_entry x JOIN lecture l ON l.id = x.lecture_id WHERE x.recorded_at NOT BETWEEN l.ends_at AND l.ends_at + interval '1 day'`)).toEqual([]);
  });

  it('a second start changes nothing', async () => {
    const before = await contents(test);
    await startAgain(test);
    expect(await contents(test)).toEqual(before);
    expect((await clockOf(test)).slice(0, 15)).toBe('2027-02-10T14:4');
  });
});

describe('the demo\'s clock', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await demoAt('2026-11-04T15:30');
  });
  afterAll(() => test.close());

  it('stands where it was asked to', async () => {
    expect((await clockOf(test)).slice(0, 16)).toBe('2026-11-04T14:30');
    expect(await statesOf(test)).toBe(`el${'p'.repeat(50)}`);
  });

  it('a part that is started again in mid-run neither stops nor moves it', async () => {
    await startAgain(test, { DEMO_NOW: '2026-11-04T15:30', START_ID: 'one' });
    test.clock.advance(3_600_000 * 4);
    const { clock } = test.app.get(DemoService) as unknown as { clock: DemoClock };
    await clock.stand(test.em, test.clock.nowMs());
    await startAgain(test, { DEMO_NOW: '2026-11-04T15:30', START_ID: 'one' });
    expect((await clockOf(test)).slice(0, 15)).toBe('2026-11-04T18:3');
    expect(await statesOf(test)).toBe(`el${'p'.repeat(50)}`);
  });

  it('the same time asked for again goes on from where it came to', async () => {
    await startAgain(test, { DEMO_NOW: '2026-11-04T15:30' });
    expect((await clockOf(test)).slice(0, 15)).toBe('2026-11-04T18:3');
  });

  it('a later start goes on to the next lecture when none is live, and the one before is over', async () => {
    await startAgain(test);
    expect((await clockOf(test)).slice(0, 16)).toBe('2026-11-11T10:40');
    expect(await statesOf(test)).toBe(`eel${'p'.repeat(49)}`);
  });

  it('a demo stays one, also when no demo is asked for', async () => {
    await startAgain(test, { DEMO: false });
    expect((await clockOf(test)).slice(0, 15)).toBe('2026-11-11T10:4');
    expect((await test.app.get(DemoService).signIns()).length).toBeGreaterThan(0);
  });

  it('never goes back', async () => {
    await expect(startAgain(test, { DEMO_NOW: '2026-11-11T11:00' })).rejects.toThrow(/has come to 2026-11-11T11:4\d and cannot go back to 2026-11-11T11:00.*--data/);
    expect((await clockOf(test)).slice(0, 15)).toBe('2026-11-11T10:4');
  });

  it('lectures that are skipped are held, and verified but for the last two', async () => {
    await startAgain(test, { DEMO_NOW: '2026-12-02T19:30' });
    expect(await statesOf(test)).toBe(`eee${'v'.repeat(5)}ee${'p'.repeat(42)}`);
  });

  it('who was really in a lecture that is skipped keeps what was recorded, and the chat goes on after it', async () => {
    const [{ id: lectureId }] = await test.em.query(`SELECT id FROM lecture WHERE state = 'planned' ORDER BY starts_at LIMIT 1`);
    const elena = await personId(test, 'elena.marchetti@example.org');
    await buildStay(test.em, { lectureId, personId: elena, from: '2026-12-09T09:50:00Z', to: '2026-12-09T10:10:00Z' });
    await test.em.query('INSERT INTO classroom (lecture_id, last_seq) VALUES ($1, 1)', [lectureId]);
    await test.em.query(`INSERT INTO chat_message (id, lecture_id, seq, person_id, role, text, sent_at) VALUES (gen_random_uuid(), $1, 1, $2, 'trainee', 'Is anybody there?', '2026-12-09T09:55:00Z')`, [lectureId, elena]);
    await startAgain(test, { DEMO_NOW: '2026-12-16T12:00' });
    expect(await test.em.query('SELECT 1 FROM stay WHERE lecture_id = $1 AND person_id = $2', [lectureId, elena])).toHaveLength(1);
    const [numbers] = await test.em.query('SELECT max(m.seq) = count(*) AND max(m.seq) = max(c.last_seq) AS gapless, count(*)::int AS messages FROM chat_message m JOIN classroom c USING (lecture_id) WHERE lecture_id = $1', [lectureId]);
    expect(numbers.gapless).toBe(true);
    expect(numbers.messages).toBeGreaterThan(5);
  });
});

it('on the last day all lectures but the last are over', async () => {
  const test = await demoAt('2027-05-26T17:00');
  expect(await statesOf(test)).toBe(`${'v'.repeat(49)}eel`);
  expect((await planOf(test)).problems).toEqual([]);
  await test.close();
});

describe('a database without a demo', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp();
  });
  afterAll(() => test.close());

  it('a demo that breaks off in the making leaves nothing', async () => {
    const verify = jest.spyOn(test.app.get(AttendanceService), 'verifyAs').mockRejectedValueOnce(new Error('killed'));
    await expect(startAgain(test, { DEMO: true })).rejects.toThrow('killed');
    verify.mockRestore();
    expect(Object.values(await contents(test)).every((sum) => sum.startsWith('0 '))).toBe(true);
    expect(await test.em.query('SELECT 1 FROM demo_clock')).toEqual([]);
  });

  it('is left alone when it holds people', async () => {
    await buildPerson(test.em);
    await startAgain(test, { DEMO: true });
    expect(await test.em.query('SELECT 1 FROM edition')).toEqual([]);
  });

  it('shows a course of one’s own as no demo: real time, no sign-ins', async () => {
    expect(await test.app.get(DemoService).signIns()).toEqual([]);
    const own = await test.as(await buildPerson(test.em));
    expect((await own.get('/api/session').expect(200)).body.demo).toBe(false);
  });
});
