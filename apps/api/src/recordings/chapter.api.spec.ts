import { chapter, type Chapter } from '@seldinger/contract';
import { randomUUID } from 'node:crypto';
import { startTestApp, type TestApp } from '../testing/app';
import { asGuest, atSecond, buildCast, buildRecording, type Cast } from '../testing/recording';
import { ChapterService } from './chapter.service';

let app: TestApp;
let chapters: ChapterService;
let cast: Cast;
let recordingId: string;

beforeAll(async () => {
  app = await startTestApp();
  chapters = app.app.get(ChapterService);
});
afterAll(() => app.close());
beforeEach(async () => {
  app.clock.setTo(Date.parse(atSecond(1_800)));
  cast = await buildCast(app);
  recordingId = await buildRecording(app.em, { ...cast, parts: [[0, 60], [90, 3_600]] });
});

const path = (): string => `/api/recordings/${recordingId}/chapters`;
const list = (): Promise<Chapter[]> => chapters.list(app.em, recordingId);
const kinds = async (): Promise<[string, number][]> => (await list()).map(({ kind, atMs }) => [kind, atMs / 1000]);
const ended = () => chapters.recordingEnded({ payload: { editionId: cast.editionId, lectureId: cast.lectureId, recordingId } } as never);

describe('editing chapters', () => {
  const body = { atMs: 100_000, title: 'Closure devices' };

  it('director, staff and the trainer of the lecture write them, a guest trainer too', async () => {
    for (const [i, who] of [cast.director, cast.staff, cast.trainer, cast.guest].entries()) {
      const { body: made } = await who.post(path(), { ...body, atMs: i }).expect(201);
      expect(chapter.parse(made)).toEqual({ ...made, atMs: i, title: 'Closure devices', kind: 'own', version: 1 });
      const { body: changed } = await who.patch(`/api/chapters/${made.id}`, { title: 'Closure', version: 1 }).expect(200);
      expect(changed).toEqual({ ...made, title: 'Closure', version: 2 });
      await who.delete(`/api/chapters/${made.id}`).expect(204);
      expect((await who.post(`/api/chapters/${made.id}/restore`).expect(200)).body).toMatchObject({ id: made.id, title: 'Closure', version: 4 });
    }
    expect(await kinds()).toEqual([['own', 0], ['own', 0.001], ['own', 0.002], ['own', 0.003]]);
  });

  it('nobody else does: trainees and other trainers may not, who has no part does not find it', async () => {
    const { body: made } = await cast.director.post(path(), body).expect(201);
    const acts = (who: Cast['director']) => [who.post(path(), body), who.patch(`/api/chapters/${made.id}`, { title: 'Mine', version: 1 }), who.delete(`/api/chapters/${made.id}`), who.post(`/api/chapters/${made.id}/restore`)];
    for (const who of [cast.trainee, cast.otherTrainer]) for (const act of acts(who)) await act.expect(403);
    const elsewhere = await buildCast(app);
    for (const who of [elsewhere.trainer, elsewhere.director, elsewhere.guest]) for (const act of acts(who)) await act.expect(404);
    await cast.stranger.post(path(), body).expect(403);
    await app.anyone.post(path()).send(body).expect(401);
    for (const verb of ['patch', 'delete'] as const) await app.anyone[verb](`/api/chapters/${made.id}`).expect(401);
    expect(await list()).toEqual([made]);
  });

  it('a guest of another lecture of the same trainer does not find it', async () => {
    const { lectureId } = await buildCast(app);
    await app.em.query(`UPDATE lecture SET trainer_id = $2, starts_at = starts_at + interval '1 day', ends_at = ends_at + interval '1 day' WHERE id = $1`, [lectureId, cast.people.trainer]);
    await (await asGuest(app, cast.people.trainer, lectureId)).post(path(), body).expect(404);
  });

  it('a form that nobody could mean is refused by its field', async () => {
    for (const [wrong, field] of [[{ ...body, atMs: -1 }, 'atMs'], [{ ...body, title: '  ' }, 'title'], [{ ...body, title: 'x'.repeat(121) }, 'title'], [{ ...body, atMs: 3_600_001 }, 'atMs']] as const) {
      expect((await cast.director.post(path(), wrong).expect(400)).body).toMatchObject({ fields: [{ path: field }] });
    }
    await cast.director.post('/api/recordings/one/chapters', body).expect(400);
    await cast.director.post(`/api/recordings/${randomUUID()}/chapters`, body).expect(404);
    await cast.director.patch(`/api/chapters/${randomUUID()}`, { version: 1 }).expect(404);
  });

  it('a change made from an older version is refused with what stands now', async () => {
    const { body: made } = await cast.director.post(path(), body).expect(201);
    await cast.trainer.patch(`/api/chapters/${made.id}`, { atMs: 5_000, version: 1 }).expect(200);
    expect((await cast.director.patch(`/api/chapters/${made.id}`, { title: 'Late', version: 1 }).expect(409)).body).toMatchObject({ code: 'request.stale', details: { current: { ...made, atMs: 5_000, version: 2 } } });
    expect((await cast.director.patch(`/api/chapters/${made.id}`, { atMs: 4_000_000, version: 2 }).expect(400)).body).toMatchObject({ fields: [{ path: 'atMs' }] });
  });

  it('one that was removed is gone until that is taken back', async () => {
    const { body: made } = await cast.director.post(path(), body).expect(201);
    await cast.director.delete(`/api/chapters/${made.id}`).expect(204);
    await cast.director.delete(`/api/chapters/${made.id}`).expect(204);
    expect(await list()).toEqual([]);
    await cast.director.patch(`/api/chapters/${made.id}`, { title: 'No', version: 3 }).expect(404);
    await cast.director.post(`/api/chapters/${made.id}/restore`).expect(200);
    await cast.director.post(`/api/chapters/${made.id}/restore`).expect(200);
    expect(await list()).toMatchObject([{ id: made.id, title: body.title }]);
  });

  it('of a deleted recording nothing is changed any more', async () => {
    const { body: made } = await cast.director.post(path(), body).expect(201);
    await app.em.query(`UPDATE recording SET state = 'deleted', deleted_at = now() WHERE id = $1`, [recordingId]);
    await cast.director.post(path(), body).expect(410);
    await cast.director.delete(`/api/chapters/${made.id}`).expect(410);
  });
});

describe('chapters of what happened', () => {
  const hand = (personId: string, raised: number, lowered: number | null, by: string | null) =>
    app.em.query('INSERT INTO hand (lecture_id, person_id, raised_at, lowered_at, lowered_by) VALUES ($1, $2, $3, $4, $5)', [cast.lectureId, personId, atSecond(raised), lowered === null ? null : atSecond(lowered), by]);
  const pause = (from: number, until: number | null) => app.em.query('INSERT INTO lecture_break (lecture_id, started_at, ended_at) VALUES ($1, $2, $3)', [cast.lectureId, atSecond(from), until === null ? null : atSecond(until)]);

  it('the beginning, breaks, and who was given the floor; a hand that its own person lowered, or that the end did, is no question', async () => {
    const { trainee, classmate, trainer, director } = cast.people;
    await pause(1_000, 1_600);
    await hand(trainee, 200, 320, trainer);
    await hand(classmate, 250, 400, director);
    await hand(trainee, 700, 720, trainee);
    await hand(classmate, 800, 900, null);
    await hand(trainee, 850, null, null);
    await ended();
    // The second one waited for the first.
    expect(await kinds()).toEqual([['start', 0], ['question', 200], ['question', 320], ['break', 1_000], ['resume', 1_600]]);
    expect((await list()).every(({ title }) => title === null)).toBe(true);
  });

  it('are there for who watches behind live', async () => {
    await app.em.query(`UPDATE recording SET state = 'recording', ended_at = NULL WHERE id = $1`, [recordingId]);
    await pause(1_000, null);
    const { body } = await cast.trainee.get(`/api/recordings/${recordingId}`).expect(200);
    expect((body.chapters as Chapter[]).map(({ kind, atMs }) => [kind, atMs / 1000])).toEqual([['start', 0], ['break', 1_000]]);
  });

  it('are counted from the zero of the recording, and only what lies inside has one', async () => {
    await app.em.query('UPDATE recording SET started_at = $2, ended_at = $3 WHERE id = $1', [recordingId, atSecond(100), atSecond(2_000)]);
    await pause(50, 160);
    await pause(1_900, 2_100);
    await hand(cast.people.trainee, 20, 30, cast.people.trainer);
    await ended();
    expect(await kinds()).toEqual([['start', 0], ['resume', 60], ['break', 1_800]]);
  });

  it('once each, however often they are made, and where they were moved to; one that was removed stays away', async () => {
    await pause(1_000, 1_600);
    await ended();
    const [start, pauseChapter, resume] = await list();
    await cast.trainer.patch(`/api/chapters/${pauseChapter!.id}`, { atMs: 990_000, title: 'Coffee', version: 1 }).expect(200);
    await cast.trainer.delete(`/api/chapters/${resume!.id}`).expect(204);
    await Promise.all([ended(), ended(), chapters.happened(app.em, recordingId, 'screen', 12_000), chapters.happened(app.em, recordingId, 'screen', 12_000)]);
    expect(await list()).toMatchObject([{ id: start!.id }, { kind: 'screen', atMs: 12_000 }, { id: pauseChapter!.id, atMs: 990_000, title: 'Coffee' }]);
  });

  it('are there while the recording goes on', async () => {
    await app.em.query(`UPDATE recording SET state = 'recording', ended_at = NULL WHERE id = $1`, [recordingId]);
    await pause(60, null);
    expect(await kinds()).toEqual([['start', 0], ['break', 60]]);
    await app.em.query('UPDATE lecture_break SET ended_at = $2 WHERE lecture_id = $1', [cast.lectureId, atSecond(90)]);
    expect(await kinds()).toEqual([['start', 0], ['break', 60], ['resume', 90]]);
  });

  it('an upload has no place in time: it has a beginning', async () => {
    recordingId = await buildRecording(app.em, { ...cast, source: 'upload', uploadedBy: cast.people.staff });
    await pause(60, 90);
    await chapters.recordingReady({ payload: { editionId: cast.editionId, lectureId: cast.lectureId, recordingId } } as never);
    expect(await kinds()).toEqual([['start', 0]]);
  });
});

describe('marks', () => {
  let lectureId: string;
  beforeEach(async () => {
    cast = await buildCast(app, { state: 'live' });
    ({ lectureId } = cast);
    recordingId = await buildRecording(app.em, { ...cast, state: 'recording', startedAt: atSecond(600) });
  });
  const mark = (who: Cast['director'], body: object = {}) => who.post(`/api/lectures/${lectureId}/recording/marks`, body);

  it('whoever leads the class marks this very moment of the recording', async () => {
    for (const who of [cast.trainer, cast.guest, cast.director]) {
      const before = app.clock.nowMs();
      const { body } = await mark(who, { title: 'Look at this' }).expect(201);
      expect(body).toMatchObject({ kind: 'mark', title: 'Look at this', version: 1 });
      expect(body.atMs).toBeGreaterThanOrEqual(before - Date.parse(atSecond(600)));
      expect(body.atMs).toBeLessThanOrEqual(app.clock.nowMs() - Date.parse(atSecond(600)));
    }
    expect((await mark(cast.trainer).expect(201)).body).toMatchObject({ title: null });
    expect((await list()).filter(({ kind }) => kind === 'mark')).toHaveLength(4);
  });

  it('nobody else does', async () => {
    for (const who of [cast.trainee, cast.otherTrainer, cast.staff]) await mark(who).expect(403);
    await mark(cast.stranger).expect(403);
    await mark((await buildCast(app)).trainer).expect(404);
    await mark((await buildCast(app)).guest).expect(404);
    await app.anyone.post(`/api/lectures/${lectureId}/recording/marks`).expect(401);
    await cast.trainer.post('/api/lectures/one/recording/marks').expect(400);
    await mark(cast.trainer, { title: '' }).expect(400);
    expect((await list()).filter(({ kind }) => kind === 'mark')).toEqual([]);
  });

  it.each([
    ['nothing is recorded yet', 'UPDATE recording SET started_at = NULL WHERE id = $1'],
    ['the recording is over', `UPDATE recording SET state = 'checking' WHERE id = $1`],
    ['it has its zero in what is to come', `UPDATE recording SET started_at = started_at + interval '1 day' WHERE id = $1`],
  ])('there is nothing to mark where %s', async (_, statement) => {
    await app.em.query(statement, [recordingId]);
    expect((await mark(cast.trainer).expect(409)).body).toMatchObject({ code: 'recordings.not-recording' });
  });
});
