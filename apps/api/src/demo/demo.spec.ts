import type { CaptionTrack, CohortProgress, Conversation, HandsonRequests, LogbookExposure, Plan, Recording, RecordingPage, RotaBoard, SuiteWeek, Viewing } from '@seldinger/contract';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AttendanceService } from '../attendance';
import { DemoService } from '.';
import { Storage } from '../platform/storage';
import { startTestApp, type SignedIn, type TestApp } from '../testing/app';
import { buildPerson, buildStay } from '../testing/build';
import { DemoClock } from './demo.clock';

const TABLES = ['person', 'membership', 'edition', 'module', 'lecture', 'classroom', 'lecture_break', 'chat_message', 'hand', 'stay', 'event', 'verification', 'attendance_record', 'attendance_correction', 'ledger_entry', 'recording', 'recording_part', 'recording_rendition', 'recording_segment', 'recording_consent', 'chapter', 'caption_track', 'caption_cue', 'viewing', 'handson_rule', 'handson_room', 'handson_week', 'handson_closure', 'handson_wish', 'handson_booking', 'handson_request', 'suite_day', 'suite_signature', 'logbook_entry', 'logbook_assessment'];

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'seldinger-demo-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A fingerprint of all that the demo holds. */
async function contents({ em }: TestApp): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const table of TABLES) [{ sum: found[table] }] = await em.query(`SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '' ORDER BY t::text)), '') AS sum FROM ${table} t`);
  return found;
}

async function demoAt(now?: string): Promise<TestApp> {
  const test = await startTestApp({ DEMO: '1', START_ID: 'first', DATA_DIR: mkdtempSync(join(folder, 'data-')), ...(now ? { DEMO_NOW: now } : {}) });
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

  it('has a published rota of two rooms, closures, wishes of all but one, and trainees without a week', async () => {
    const { setup, bookings, trainees }: RotaBoard = (await (await director(test)).get(`/api/editions/${await editionId(test)}/hands-on/board`).expect(200)).body;
    expect([setup.rooms.length, setup.weeks.length, setup.weeks.flatMap(({ closures }) => closures).length]).toEqual([2, 25, 3]);
    expect(bookings.filter(({ state }) => state === 'agreed')).toHaveLength(19);
    expect(trainees.filter(({ hasWished }) => !hasWished).map(({ familyName }) => familyName)).toEqual(['Longo']);
  });

  it('has two requests that wait for the director, one in line, and a swap that waits for its answer', async () => {
    const { requests, waiting, swaps }: HandsonRequests = (await (await director(test)).get(`/api/editions/${await editionId(test)}/hands-on/requests`).expect(200)).body;
    expect(requests.map(({ person, state, further }) => [person.familyName, state, further]).sort()).toEqual([['Haddad', 'waiting', true], ['Silva', 'waiting', false]]);
    expect(waiting.map(({ person, state }) => [person.familyName, state])).toEqual([['Farouk', 'waiting']]);
    expect(swaps.map(({ asker, other, state }) => [asker.familyName, other.familyName, state])).toEqual([['Villa', 'Marchetti', 'asked']]);
  });

  it('weeks in the suite that are over are signed but one, part of a week gives its part, and this week’s trainees are there', async () => {
    const signed: { email: string; minutes: number }[] = await test.em.query('SELECT p.email, s.minutes FROM suite_signature s JOIN person p ON p.id = s.person_id ORDER BY s.minutes, p.email');
    expect(signed).toHaveLength(8);
    expect(signed.slice(0, 3).map(({ email, minutes }) => [email, minutes])).toEqual([['petra.novak@example.org', 2016], ['deniz.yilmaz@example.org', 2285], ['alessandro.greco@example.org', 2439]]);
    const { stays }: SuiteWeek = (await (await director(test)).get(`/api/editions/${await editionId(test)}/suite`).expect(200)).body;
    expect(stays.map(({ person, days }) => [person.familyName, days.filter(({ cameAt }) => cameAt !== null).length, days.filter(({ signed: by }) => by !== null).length])).toEqual([['Carvalho', 3, 2], ['Kovač', 3, 2], ['Papadaki', 3, 2]]);
    const [{ minutes }] = await test.em.query(`SELECT sum(minutes)::int AS minutes FROM ledger_entry WHERE kind = 'hands-on'`);
    expect(minutes).toBe(signed.reduce((sum, one) => sum + one.minutes, 0));
  });

  it('logbooks differ', async () => {
    const { items }: LogbookExposure = (await (await director(test)).get(`/api/editions/${await editionId(test)}/logbook/exposure`).expect(200)).body;
    const lacking = items.map((item) => item.lacking.length);
    expect([Math.min(...lacking) < 25, Math.max(...lacking)]).toEqual([true, 47]);
    const states: { state: string }[] = await test.em.query('SELECT DISTINCT state FROM logbook_entry ORDER BY state');
    expect(states.map(({ state }) => state)).toEqual(['returned', 'signed', 'waiting']);
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

describe('the demo\'s recordings', () => {
  let test: TestApp;
  let elena: SignedIn;
  let recordings: Recording[];
  beforeAll(async () => {
    test = await demoAt();
    elena = await test.as(await personId(test, 'elena.marchetti@example.org'));
    const { items }: RecordingPage = (await elena.get(`/api/editions/${await editionId(test)}/recordings`).expect(200)).body;
    recordings = await Promise.all(items.map(async ({ id }) => (await elena.get(`/api/recordings/${id}`).expect(200)).body as Recording));
  });
  afterAll(() => test.close());

  /** Every file that a player is told of, with how many bytes came. */
  async function played({ id }: Recording): Promise<Map<string, number>> {
    const viewing: Viewing = (await elena.post(`/api/recordings/${id}/viewings`).expect(201)).body;
    const text = async (path: string): Promise<string> => (await elena.get(path).expect(200)).text;
    expect(await text(viewing.playlist)).toContain('RESOLUTION=1920x1080');
    const media = await text(`/api/viewings/${viewing.id}/0.m3u8`);
    const names = [...media.split('\n').filter((line) => line && !line.startsWith('#')), /URI="([^"]+)"/.exec(media)![1]!];
    const sizes = await Promise.all(names.map(async (name): Promise<[string, number]> => [name, ((await elena.get(`/api/viewings/${viewing.id}/${name}`).buffer(true).expect(200)).body as Buffer).length]));
    return new Map(sizes);
  }

  it('two lectures that are over have one of about a minute each, read back without fault and released', () => {
    expect(recordings.map(({ lecture }) => [lecture.number, lecture.title.en])).toEqual([[20, 'Peripheral arteries: from images to strategy'], [3, 'Needles, guidewires and catheters']]);
    for (const { durationMs, state, source, released, check, spans, gaps, captions } of recordings) {
      expect({ state, source, released, gaps, captions }).toEqual({ state: 'ready', source: 'live', released: true, gaps: 0, captions: ['en', 'it'] });
      expect(durationMs).toBeGreaterThan(50_000);
      expect(durationMs).toBeLessThan(80_000);
      expect(spans).toEqual([{ fromMs: 0, untilMs: durationMs }]);
      expect(check).toMatchObject({ decodable: true, faults: [] });
      expect(check!.loudestDb).toBeGreaterThan(-20);
    }
  });

  it('a trainee can play all of it', async () => {
    for (const recording of recordings) {
      const files = await played(recording);
      const rows: { file: string; bytes: number }[] = await test.em.query('SELECT s.file, s.bytes FROM recording_segment s JOIN recording_part p ON p.id = s.part_id WHERE p.recording_id = $1', [recording.id]);
      expect(files.size).toBe(rows.length + 1);
      for (const { file, bytes } of rows) expect([file, files.get(`0/0/${file}`)]).toEqual([file, bytes]);
      expect(files.get('0/0/init.mp4')).toBeGreaterThan(500);
    }
  });

  it('captions in both languages say the same at the same time, one after the other, within the recording', async () => {
    for (const { id, durationMs } of recordings) {
      const [en, it]: CaptionTrack[] = await Promise.all(['en', 'it'].map(async (language) => (await elena.get(`/api/recordings/${id}/captions/${language}`).expect(200)).body as CaptionTrack));
      expect(en!.cues.length).toBeGreaterThan(10);
      expect(it!.cues.map(({ fromMs, untilMs }) => [fromMs, untilMs])).toEqual(en!.cues.map(({ fromMs, untilMs }) => [fromMs, untilMs]));
      for (const [index, { fromMs, untilMs, text }] of en!.cues.entries()) {
        expect(fromMs).toBeGreaterThanOrEqual(index === 0 ? 0 : en!.cues[index - 1]!.untilMs);
        expect(untilMs).toBeLessThanOrEqual(durationMs);
        expect(it!.cues[index]!.text).not.toBe(text);
      }
    }
  });

  it('chapters, messages and a question that the trainer answers lie inside, from people who are in the room', async () => {
    for (const { id, lectureId, durationMs, chapters, startedAt } of recordings) {
      expect(chapters.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['start', 'own', 'question']));
      expect(chapters.every(({ atMs }) => atMs < durationMs)).toBe(true);
      const { messages, questions }: Conversation = (await elena.get(`/api/recordings/${id}/conversation`).expect(200)).body;
      const inside = messages.filter(({ atMs }) => atMs !== null && atMs < durationMs);
      expect(inside.filter(({ role }) => role === 'trainer').length).toBeGreaterThan(0);
      expect(inside.filter(({ role }) => role === 'trainee').length).toBeGreaterThan(2);
      expect(messages.map(({ sentAt }) => sentAt)).toEqual(messages.map(({ sentAt }) => sentAt).sort());
      expect(questions.filter(({ atMs, untilMs }) => atMs !== null && untilMs! < durationMs)).toHaveLength(1);
      const away = await test.em.query(
        `SELECT said.person_id FROM (SELECT person_id, sent_at AS at FROM chat_message WHERE lecture_id = $1 UNION ALL SELECT person_id, raised_at FROM hand WHERE lecture_id = $1) said
         WHERE said.at BETWEEN $2 AND $2::timestamptz + interval '80 seconds' AND NOT EXISTS (SELECT 1 FROM stay s WHERE s.lecture_id = $1 AND s.person_id = said.person_id AND said.at BETWEEN s.joined_at AND s.left_at)`,
        [lectureId, startedAt],
      );
      expect(away).toEqual([]);
    }
  });

  it('Elena has watched the beginning of one, and goes on there', () => {
    expect(recordings.map(({ watchedMs, positionMs }) => [watchedMs, positionMs])).toEqual([[0, 0], [26_000, 26_000]]);
  });

  it('a start brings back what is missing or was left half, and nothing that was cut out', async () => {
    const storage = test.app.get(Storage);
    const [{ id }] = recordings as [Recording];
    const key = (file: string): string => `recordings/${id}/0/0/${file}`;
    const [lost, half, cut] = ['segment-00002.m4s', 'segment-00003.m4s', 'segment-00004.m4s'] as const;
    const whole = [await storage.size(key(lost)), await storage.size(key(half))];
    for (const file of [lost, half, cut, 'init.mp4']) await storage.remove(key(file));
    const stub = join(folder, 'half');
    writeFileSync(stub, 'cut off');
    await storage.keep(key(half), stub);
    const [{ id: cutId }] = await test.em.query(`INSERT INTO recording_cut (recording_id, from_ms, until_ms, reason, cut_by, cut_at) VALUES ($1, 12000, 16000, 'A name is seen', $2, now()) RETURNING id`, [id, await personId(test, 'laura.ferri@example.org')]);
    await test.em.query('UPDATE recording_segment s SET cut_id = $1 FROM recording_part p WHERE p.id = s.part_id AND p.recording_id = $2 AND s.file = $3', [cutId, id, cut]);
    await startAgain(test);
    expect([await storage.size(key(lost)), await storage.size(key(half))]).toEqual(whole);
    expect(await storage.size(key('init.mp4'))).toBeGreaterThan(500);
    expect(await storage.size(key(cut))).toBeNull();
  });

  it('a start brings nothing back of one that is deleted', async () => {
    const storage = test.app.get(Storage);
    const { id } = recordings[1]!;
    await test.em.query(`UPDATE recording SET withdrawn_at = now(), spans = '{}' WHERE id = $1`, [id]);
    await storage.remove(`recordings/${id}`);
    await startAgain(test);
    expect(await storage.list(`recordings/${id}/0/0`)).toEqual([]);
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
