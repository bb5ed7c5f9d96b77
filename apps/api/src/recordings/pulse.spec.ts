import { startTestApp, type TestApp } from '../testing/app';
import { buildMember } from '../testing/build';
import { buildClass, connect, type Client, type TestClass } from '../testing/classroom';
import { PulseService, STALLED_AFTER_MS } from './pulse.service';

describe('whether a lecture is recorded right now', () => {
  let test: TestApp;
  let lesson: TestClass;
  let inside: Client;
  let recordingId: string;
  let partId: string;

  beforeAll(async () => {
    test = await startTestApp();
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    lesson = await buildClass(test);
    inside = await connect(test, lesson.trainees[0]!);
    await inside.ask('classroom:enter', { lectureId: lesson.lectureId, deviceId: 'laptop-1' });
  });
  afterEach(() => inside.close());

  const look = () => test.app.get(PulseService).look();
  const read = async () => (await (await test.as(lesson.trainer)).get(`/api/lectures/${lesson.lectureId}/recording`).expect(200)).body as { state: string; failure: string | null };
  const row = async (sql: string, values: unknown[]): Promise<string> => ((await test.em.query(sql, values)) as { id: string }[])[0]!.id;
  const begin = async (): Promise<void> => {
    recordingId = await row(`INSERT INTO recording (lecture_id, edition_id, source, state, created_at) VALUES ($1, $2, 'live', 'recording', $3) RETURNING id`, [lesson.lectureId, lesson.editionId, test.clock.now()]);
  };
  const openPart = async (): Promise<void> => {
    partId = await row('INSERT INTO recording_part (recording_id, number, starts_ms, opened_at, alive_at) VALUES ($1, 0, 0, now(), now()) RETURNING id', [recordingId]);
  };
  const write = (secondsAgo: number) =>
    test.em.query(`INSERT INTO recording_segment (part_id, rendition, number, file, starts_ms, duration_ms, bytes, written_at) VALUES ($1, 0, 0, 'a.m4s', 0, 4000, 1, now() - make_interval(secs => $2)) ON CONFLICT (part_id, rendition, number) DO UPDATE SET written_at = excluded.written_at`, [partId, secondsAgo]);

  it('everybody in the room hears when it begins, stands still, goes on and ends', async () => {
    expect((await read()).state).toBe('off');
    await begin();
    await openPart();
    await look();
    await inside.hears('recording:pulse', ({ state }) => state === 'starting');
    await write(1);
    await look();
    await inside.hears('recording:pulse', ({ state }) => state === 'recording');
    await write(STALLED_AFTER_MS / 1000 + 1);
    await look();
    await inside.hears('recording:pulse', ({ state }) => state === 'stalled');
    expect((await read()).state).toBe('stalled');
    await write(0);
    await look();
    await inside.hears('recording:pulse', () => inside.heard('recording:pulse').length === 4);
    expect(inside.heard('recording:pulse').map(({ state }) => state)).toEqual(['starting', 'recording', 'stalled', 'recording']);
    await look();
    await test.em.query(`UPDATE recording SET state = 'checking', ended_at = now() WHERE id = $1`, [recordingId]);
    await look();
    await inside.hears('recording:pulse', ({ state }) => state === 'off');
    await look();
    expect(inside.heard('recording:pulse')).toHaveLength(5);
  });

  it('a recorder that failed is named as soon as the recording stands still', async () => {
    await begin();
    await openPart();
    await test.em.query(`UPDATE recording_part SET opened_at = now() - interval '1 minute', closed_at = now(), failure = 'disk-full' WHERE id = $1`, [partId]);
    expect(await read()).toMatchObject({ state: 'stalled', failure: 'disk-full' });
  });

  it('one that waits for the media server stands still before it has begun', async () => {
    await begin();
    expect((await read()).state).toBe('starting');
    test.clock.advance(STALLED_AFTER_MS);
    expect((await read()).state).toBe('stalled');
  });

  it('an empty room is not recorded, and that is no fault', async () => {
    await begin();
    await openPart();
    await test.em.query(`UPDATE recording_part SET opened_at = now() - interval '1 hour', closed_at = now() WHERE id = $1`, [partId]);
    expect((await read()).state).toBe('off');
  });

  it('is told to who belongs to the class', async () => {
    const path = `/api/lectures/${lesson.lectureId}/recording`;
    await test.anyone.get(path).expect(401);
    await (await test.as((await buildMember(test.em, 'trainee')).personId)).get(path).expect(404);
    await (await test.as((await buildMember(test.em, 'staff', { editionId: lesson.editionId })).personId)).get(path).expect(403);
  });
});
