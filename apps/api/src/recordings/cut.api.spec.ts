import { cut, type Cut } from '@seldinger/contract';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Storage } from '../platform/storage';
import { startTestApp, type TestApp } from '../testing/app';
import { buildCast, buildRecording, type Cast } from '../testing/recording';
import { RetentionService } from './retention.service';
import { fileKey } from './storage.keys';

let folder: string;
let app: TestApp;
let storage: Storage;
let cast: Cast;
let recordingId: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seldinger-cuts-'));
  app = await startTestApp({ DATA_DIR: folder });
  storage = app.app.get(Storage);
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  cast = await buildCast(app);
  recordingId = await buildRecording(app.em, { ...cast, parts: [[0, 20], [30, 50]], renditions: 2 });
  await keepFiles();
});

const path = (): string => `/api/recordings/${recordingId}/cuts`;
const place = (...rest: string[]): string => join(folder, 'storage', 'recordings', recordingId, ...rest);
const passage = { fromMs: 5_000, untilMs: 9_000, reason: 'The name on the monitor', version: 1 };

/** Every segment, with its pieces before, as bytes that say which they are. */
async function keepFiles(): Promise<void> {
  const rows: { part: number; rendition: number; file: string }[] = await app.em.query('SELECT p.number AS part, s.rendition, s.file FROM recording_segment s JOIN recording_part p ON p.id = s.part_id WHERE p.recording_id = $1', [recordingId]);
  const source = join(folder, 'source');
  for (const { part, rendition, file } of rows) {
    await rm(source, { force: true });
    await writeFile(source, `picture ${part} ${rendition} ${file}`);
    await storage.keep(fileKey(recordingId, part, rendition, file), source);
    await storage.keep(fileKey(recordingId, part, rendition, 'init.mp4'), source);
  }
}
const filesOf = async (): Promise<string[]> => (await readdir(place(), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile() && entry.name !== 'init.mp4').map((entry) => join(entry.parentPath, entry.name).slice(place().length + 1)).sort();
const row = async () => ((await app.em.query('SELECT spans::text, version FROM recording WHERE id = $1', [recordingId])) as { spans: string; version: number }[])[0]!;
const cuts = async (): Promise<Cut[]> => (await cast.staff.get(`/api/recordings/${recordingId}`).expect(200)).body.cuts;
const events = async (): Promise<object[]> => ((await app.em.query(`SELECT payload FROM event WHERE name = 'recordings.passage.cut' AND payload->>'recordingId' = $1 ORDER BY id`, [recordingId])) as { payload: object }[]).map(({ payload }) => payload);

describe('a passage', () => {
  it('goes by whole segments from every rendition: from what can be played at once, and its bytes from the storage', async () => {
    const before = await filesOf();
    expect(before).toHaveLength(20);
    const { body } = await cast.staff.post(path(), passage).expect(201);
    expect(cut.parse(body)).toEqual({ ...body, fromMs: 4_000, untilMs: 12_000, reason: passage.reason, author: 'Anna Moretti', erased: false });
    expect(await row()).toEqual({ spans: '{[0,4000),[12000,20000),[30000,50000)}', version: 2 });
    expect(await events()).toEqual([{ editionId: cast.editionId, recordingId, cutId: body.id, fromMs: 4_000, untilMs: 12_000, reason: passage.reason }]);
    await app.drain();
    const gone = ['0/0/segment1.m4s', '0/0/segment2.m4s', '0/1/segment1.m4s', '0/1/segment2.m4s'];
    expect(await filesOf()).toEqual(before.filter((file) => !gone.includes(file)));
    expect(await cuts()).toEqual([{ ...body, erased: true }]);
  });

  it('cannot be played by anybody any more, and the log of it is for director and staff', async () => {
    await cast.director.post(path(), passage).expect(201);
    const { body: seen } = await cast.trainee.get(`/api/recordings/${recordingId}`).expect(200);
    expect(seen).toMatchObject({ spans: [{ fromMs: 0, untilMs: 4_000 }, { fromMs: 12_000, untilMs: 20_000 }, { fromMs: 30_000, untilMs: 50_000 }], cutSpans: [{ fromMs: 4_000, untilMs: 12_000 }], cuts: null, gaps: 1, durationMs: 32_000 });
    expect((await cast.trainer.get(`/api/recordings/${recordingId}`).expect(200)).body.cuts).toBeNull();
    expect(await cuts()).toHaveLength(1);
  });

  it('takes along the captions that touch it, and leaves chat, chapters and notes', async () => {
    const said = [[0, 3_900], [3_000, 4_100], [5_000, 6_000], [11_000, 13_000], [12_000, 13_000]].map(([fromMs, untilMs], i) => ({ fromMs, untilMs, text: `sentence ${i}` }));
    await cast.trainer.put(`/api/recordings/${recordingId}/captions/en`, { cues: said, version: 0 }).expect(200);
    await cast.trainer.put(`/api/recordings/${recordingId}/captions/it`, { cues: said.slice(0, 1), version: 0 }).expect(200);
    await cast.trainee.post(`/api/recordings/${recordingId}/notes`, { atMs: 6_000, text: 'Why?' }).expect(201);
    await cast.trainer.post(`/api/recordings/${recordingId}/chapters`, { atMs: 6_000, title: 'Access' }).expect(201);
    await cast.staff.post(path(), passage).expect(201);
    expect((await cast.trainer.get(`/api/recordings/${recordingId}/captions/en`).expect(200)).body).toEqual({ language: 'en', cues: [said[0], said[4]], version: 2 });
    expect((await cast.trainer.get(`/api/recordings/${recordingId}/captions/it`).expect(200)).body).toMatchObject({ version: 1 });
    // An editor that was open with the words of the passage cannot bring them back.
    await cast.trainer.put(`/api/recordings/${recordingId}/captions/en`, { cues: said, version: 1 }).expect(409);
    expect((await cast.trainer.put(`/api/recordings/${recordingId}/captions/en`, { cues: said, version: 2 }).expect(200)).body.cues).toEqual([said[0], said[4]]);
    expect((await cast.trainee.get(`/api/recordings/${recordingId}/notes`).expect(200)).body.items).toHaveLength(1);
    expect((await cast.trainee.get(`/api/recordings/${recordingId}`).expect(200)).body.chapters).toHaveLength(1);
  });

  it('after a passage, and across a gap', async () => {
    await cast.staff.post(path(), passage).expect(201);
    const { body } = await cast.staff.post(path(), { ...passage, fromMs: 10_000, untilMs: 31_000, version: 2 }).expect(201);
    expect(body).toMatchObject({ fromMs: 12_000, untilMs: 34_000 });
    expect((await row()).spans).toBe('{[0,4000),[34000,50000)}');
    await cast.staff.post(path(), { ...passage, version: 3 }).expect(400);
    await app.drain();
    expect((await cuts()).map(({ erased }) => erased)).toEqual([true, true]);
  });
});

describe('who may cut', () => {
  it('director and staff of the edition, and nobody else', async () => {
    for (const who of [cast.trainer, cast.trainee, cast.otherTrainer, cast.guest, cast.stranger]) await who.post(path(), passage).expect(403);
    await (await buildCast(app)).director.post(path(), passage).expect(404);
    await app.anyone.post(path()).send(passage).expect(401);
    await cast.director.post(`/api/recordings/${randomUUID()}/cuts`, passage).expect(404);
    expect((await row()).version).toBe(1);
    expect(await events()).toEqual([]);
  });

  it('with a reason, of what is there, and from what stands now', async () => {
    for (const wrong of [{ ...passage, reason: ' ' }, { ...passage, untilMs: passage.fromMs }, { ...passage, fromMs: -1 }, { ...passage, fromMs: 20_000, untilMs: 30_000 }]) await cast.staff.post(path(), wrong).expect(400);
    expect((await cast.staff.post(path(), { ...passage, version: 2 }).expect(409)).body).toMatchObject({ code: 'request.stale', details: { current: { version: 1 } } });
    const answers = await Promise.all([cast.staff.post(path(), passage), cast.director.post(path(), passage)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it.each(['recording', 'checking', 'converting', 'failed'])('not while it is %s', async (state) => {
    await app.em.query('UPDATE recording SET state = $2 WHERE id = $1', [recordingId, state]);
    expect((await cast.staff.post(path(), passage).expect(409)).body).toMatchObject({ code: 'recordings.not-ready' });
  });
});

describe('erasing', () => {
  it('is tried again until the storage does it, and says so only then', async () => {
    // In the place of a folder there is a file: nothing below it can be removed.
    await rename(place('0', '1'), place('0', 'away'));
    await writeFile(place('0', '1'), '');
    await cast.staff.post(path(), passage).expect(201);
    await app.drain();
    expect((await cuts()).map(({ erased }) => erased)).toEqual([false]);
    expect(await app.em.query(`SELECT state FROM pgboss.job WHERE name LIKE 'recordings.passage.cut/%' AND data->'payload'->>'recordingId' = $1`, [recordingId])).toEqual([{ state: 'retry' }]);
    await app.app.get(RetentionService).sweep(app.clock.now());
    expect((await cuts()).map(({ erased }) => erased)).toEqual([false]);
    await rm(place('0', '1'));
    await rename(place('0', 'away'), place('0', '1'));
    expect(await filesOf()).toContain('0/1/segment1.m4s');
    await app.app.get(RetentionService).sweep(app.clock.now());
    expect(await filesOf()).not.toContain('0/1/segment1.m4s');
    expect(await filesOf()).toHaveLength(16);
    expect((await cuts()).map(({ erased }) => erased)).toEqual([true]);
  });
});

describe('releasing', () => {
  const url = (): string => `/api/recordings/${recordingId}/release`;
  beforeEach(async () => void (recordingId = await buildRecording(app.em, { ...cast, released: false })));

  it('lets the trainees watch, and keeps who did it and when', async () => {
    for (const who of [cast.trainee, cast.trainer, cast.otherTrainer, cast.guest]) await who.post(url(), { version: 1 }).expect(403);
    await (await buildCast(app)).staff.post(url(), { version: 1 }).expect(404);
    await app.anyone.post(url()).send({ version: 1 }).expect(401);
    await cast.staff.post(url(), {}).expect(400);
    expect((await cast.staff.post(url(), { version: 7 }).expect(409)).body).toMatchObject({ details: { current: { version: 1 } } });
    await cast.trainee.get(`/api/recordings/${recordingId}`).expect(403);
    expect((await cast.staff.post(url(), { version: 1 }).expect(200)).body).toEqual({ version: 2 });
    expect((await cast.trainee.get(`/api/recordings/${recordingId}`).expect(200)).body).toMatchObject({ released: true, releasedBy: 'Anna Moretti' });
    expect((await cast.director.post(url(), { version: 2 }).expect(200)).body).toEqual({ version: 2 });
    expect((await cast.director.get(`/api/recordings/${recordingId}`).expect(200)).body.releasedBy).toBe('Anna Moretti');
    expect(await app.em.query(`SELECT payload, actor_id FROM event WHERE name = 'recordings.recording.released' AND payload->>'recordingId' = $1`, [recordingId])).toEqual([{ payload: { editionId: cast.editionId, lectureId: cast.lectureId, recordingId }, actor_id: cast.people.staff }]);
  });

  it.each(['recording', 'checking', 'converting', 'failed'])('nothing is released that is still %s', async (state) => {
    await app.em.query('UPDATE recording SET state = $2 WHERE id = $1', [recordingId, state]);
    expect((await cast.director.post(url(), { version: 1 }).expect(409)).body).toMatchObject({ code: 'recordings.not-ready' });
  });
});
