import { conversation, note, noteList } from '@seldinger/contract';
import { randomUUID } from 'node:crypto';
import { startTestApp, type TestApp } from '../testing/app';
import { atSecond, buildCast, buildMessage, buildRecording, type Cast } from '../testing/recording';

let app: TestApp;
let cast: Cast;
let recordingId: string;

beforeAll(async () => void (app = await startTestApp()));
afterAll(() => app.close());
beforeEach(async () => {
  cast = await buildCast(app);
  recordingId = await buildRecording(app.em, { ...cast });
});

describe('notes', () => {
  const path = (): string => `/api/recordings/${recordingId}/notes`;
  const body = { atMs: 12_000, text: 'Ask about the 0.035 wire\nagain' };

  it('everybody who may watch keeps their own', async () => {
    for (const who of [cast.trainee, cast.trainer, cast.staff, cast.director]) {
      const { body: made } = await who.post(path(), body).expect(201);
      expect(note.parse(made)).toMatchObject({ ...body, version: 1 });
      await who.post(path(), { atMs: 3_000, text: 'Earlier' }).expect(201);
      const { body: list } = await who.get(path()).expect(200);
      expect(noteList.parse(list).items.map(({ text }) => text)).toEqual(['Earlier', body.text]);
      expect((await who.patch(`/api/notes/${made.id}`, { text: 'Answered', version: 1 }).expect(200)).body).toEqual({ ...made, text: 'Answered', version: 2 });
      expect((await who.patch(`/api/notes/${made.id}`, { text: 'Late', version: 1 }).expect(409)).body).toMatchObject({ code: 'request.stale', details: { current: { text: 'Answered', version: 2 } } });
      await who.delete(`/api/notes/${made.id}`).expect(204);
      await who.delete(`/api/notes/${made.id}`).expect(404);
      expect((await who.get(path()).expect(200)).body.items).toHaveLength(1);
    }
  });

  it('nobody reads those of another, not even the director', async () => {
    const { body: made } = await cast.trainee.post(path(), body).expect(201);
    for (const who of [cast.classmate, cast.trainer, cast.staff, cast.director]) {
      expect((await who.get(path()).expect(200)).body).toEqual({ items: [] });
      await who.patch(`/api/notes/${made.id}`, { text: 'Mine', version: 1 }).expect(404);
      await who.delete(`/api/notes/${made.id}`).expect(404);
    }
    expect((await cast.trainee.get(path()).expect(200)).body).toEqual({ items: [made] });
  });

  it('are out of reach without a part in the recording, and guests have none', async () => {
    await app.anyone.get(path()).expect(401);
    await app.anyone.post(path()).send(body).expect(401);
    for (const who of [cast.guest, cast.otherTrainer]) {
      await who.get(path()).expect(403);
      await who.post(path(), body).expect(403);
    }
    await cast.stranger.get(path()).expect(404);
    await cast.stranger.post(path(), body).expect(404);
    await cast.trainee.get('/api/recordings/one/notes').expect(400);
    await cast.trainee.patch('/api/notes/one', { text: 'x', version: 1 }).expect(400);
    await cast.trainee.patch(`/api/notes/${randomUUID()}`, { text: 'x', version: 1 }).expect(404);
    for (const wrong of [{ ...body, text: ' ' }, { ...body, text: 'x'.repeat(4_001) }, { ...body, atMs: 1.5 }, { atMs: 0 }]) await cast.trainee.post(path(), wrong).expect(400);
    await app.em.query('UPDATE recording SET released_at = NULL WHERE id = $1', [recordingId]);
    await cast.trainee.post(path(), body).expect(403);
  });

  it('outlast the files, but none is added to what is gone', async () => {
    await cast.trainee.post(path(), body).expect(201);
    await app.em.query(`UPDATE recording SET state = 'deleted', deleted_at = now() WHERE id = $1`, [recordingId]);
    expect((await cast.trainee.get(path()).expect(200)).body.items).toHaveLength(1);
    await cast.trainee.post(path(), body).expect(410);
  });
});

describe('the conversation', () => {
  const path = (): string => `/api/recordings/${recordingId}/conversation`;

  beforeEach(async () => {
    const { lectureId, people } = cast;
    await app.em.query('UPDATE recording SET started_at = $2 WHERE id = $1', [recordingId, atSecond(10)]);
    await buildMessage(app.em, { lectureId, personId: people.trainee, text: 'Good morning', second: 4 });
    await buildMessage(app.em, { lectureId, personId: people.classmate, text: 'Which wire?', second: 25 });
    await buildMessage(app.em, { lectureId, personId: people.classmate, text: 'A name that must not be here', second: 26, removed: true });
    await app.em.query('INSERT INTO hand (lecture_id, person_id, raised_at, lowered_at, lowered_by) VALUES ($1, $2, $3, $4, $5), ($1, $6, $7, NULL, NULL)', [lectureId, people.trainee, atSecond(5), atSecond(40), people.trainer, people.classmate, atSecond(50)]);
  });

  it('is the chat and the hands at their place; what was removed is as empty as it was in the class', async () => {
    for (const who of [cast.trainee, cast.trainer, cast.guest, cast.staff, cast.director]) {
      const { body } = await who.get(path()).expect(200);
      expect(conversation.parse(body)).toEqual(body);
      expect(body.messages).toMatchObject([
        { seq: 1, text: 'Good morning', name: 'Anna Conti', atMs: null, removed: false },
        { seq: 2, text: 'Which wire?', name: 'Anna Marchetti', atMs: 15_000, personId: cast.people.classmate, sentAt: atSecond(25) },
        { seq: 3, text: '', atMs: 16_000, removed: true },
      ]);
      expect(body.questions).toMatchObject([{ name: 'Anna Conti', atMs: null, untilMs: 30_000 }, { name: 'Anna Marchetti', atMs: 40_000, untilMs: null }]);
    }
  });

  it('has no places in an upload', async () => {
    recordingId = await buildRecording(app.em, { ...cast, source: 'upload', uploadedBy: cast.people.staff });
    const { body } = await cast.trainee.get(path()).expect(200);
    expect(body.messages.map(({ atMs }: { atMs: number | null }) => atMs)).toEqual([null, null, null]);
    expect(body.questions).toMatchObject([{ atMs: null, untilMs: null }, { atMs: null, untilMs: null }]);
  });

  it('is read by whoever may watch, and nobody else', async () => {
    await app.anyone.get(path()).expect(401);
    await cast.otherTrainer.get(path()).expect(403);
    await cast.stranger.get(path()).expect(404);
    await (await buildCast(app)).guest.get(path()).expect(404);
    await cast.trainee.get('/api/recordings/one/conversation').expect(400);
    await app.em.query('UPDATE recording SET released_at = NULL WHERE id = $1', [recordingId]);
    await cast.trainee.get(path()).expect(403);
    await app.em.query(`UPDATE recording SET state = 'deleted', deleted_at = now() WHERE id = $1`, [recordingId]);
    await cast.director.get(path()).expect(410);
  });
});
