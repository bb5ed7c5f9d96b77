import { startS3, type S3 } from '@seldinger/stack/testing';
import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Storage } from '../platform/storage';
import { startTestApp, type TestApp } from '../testing/app';
import { buildMember } from '../testing/build';
import { buildClass, connect, type TestClass } from '../testing/classroom';
import { buildRecorder, FILM } from '../testing/recorder';
import { recordingById } from './recordings.queries';
import { fileKey, recordingKey } from './storage.keys';
import { TaskService } from './task.service';
import { UploadFiles } from './upload.files';
import { UploadService } from './upload.service';

let s3: S3 | undefined;

describe.each([
  ['on the local disk', async () => ({})],
  ['in a store that speaks S3', async () => {
    s3 = await startS3();
    return { STORAGE_S3_BUCKET: s3.bucket, STORAGE_S3_ENDPOINT: s3.endpoint, STORAGE_S3_ACCESS_KEY_ID: s3.accessKeyId, STORAGE_S3_SECRET_ACCESS_KEY: s3.secretAccessKey, STORAGE_S3_FORCE_PATH_STYLE: '1' };
  }],
])('a film that was uploaded, %s', (_, settings: () => Promise<Record<string, string>>) => {
  const folder = mkdtempSync(join(tmpdir(), 'seldinger-conversion-'));
  let test: TestApp;
  let held: TestClass;
  let staff: string;
  let tasks: TaskService;
  let storage: Storage;

  beforeAll(async () => {
    buildRecorder();
    test = await startTestApp({ DATA_DIR: folder, ...(await settings()) });
    held = await buildClass(test, { state: 'planned' });
    staff = (await buildMember(test.em, 'staff', { editionId: held.editionId })).personId;
    tasks = test.app.get(TaskService);
    storage = test.app.get(Storage);
  }, 600_000);
  afterAll(async () => {
    await test.close();
    await s3?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** As it is when the last byte has come. */
  const upload = async (write: (place: string) => void, bytes: number): Promise<string> => {
    const uploadId = randomUUID();
    const files = test.app.get(UploadFiles);
    mkdirSync(files.folder, { recursive: true });
    write(files.path(uploadId));
    await test.em.query(`INSERT INTO recording_upload (id, lecture_id, edition_id, person_id, file_name, bytes, created_at) VALUES ($1, $2, $3, $4, 'film.mp4', $5, now())`, [uploadId, held.lectureId, held.editionId, staff, bytes]);
    await test.app.get(UploadService).finish(uploadId);
    const [row] = (await test.em.query('SELECT recording_id AS id FROM recording_upload WHERE id = $1', [uploadId])) as { id: string }[];
    return row!.id;
  };
  const uploadFilm = (): Promise<string> => upload((place) => cpSync(FILM, place), statSync(FILM).size);
  const segmentsOf = (recordingId: string): Promise<{ rendition: number; file: string; initFile: string | null; bytes: number; startsMs: number; durationMs: number }[]> =>
    test.em.query(
      `SELECT s.rendition, s.file, s.init_file AS "initFile", s.bytes, s.starts_ms AS "startsMs", s.duration_ms AS "durationMs" FROM recording_segment s JOIN recording_part p ON p.id = s.part_id WHERE p.recording_id = $1 ORDER BY s.rendition, s.number`,
      [recordingId],
    );
  const leftovers = () => ['conversions', 'inspections'].flatMap((name) => (existsSync(join(storage.scratch, name)) ? readdirSync(join(storage.scratch, name), { recursive: true, withFileTypes: true }) : [])).filter((entry) => entry.isFile());

  it('is converted, read back, and there to be watched', async () => {
    const page = await connect(test, held.director);
    const recordingId = await uploadFilm();
    expect(await recordingById(test.em, recordingId)).toMatchObject({ state: 'converting', spans: [] });
    expect(await tasks.runAll()).toBe(2);

    const recording = await recordingById(test.em, recordingId);
    expect(recording).toMatchObject({ state: 'ready', failure: null, fileName: 'film.mp4', inspection: { decodable: true, faults: [] } });
    expect(recording!.releasedAt).not.toBeNull();
    expect(recording!.spans).toHaveLength(1);
    expect(recording!.spans[0]!.start).toBe(0);
    expect(Math.abs(recording!.spans[0]!.end - 12_000)).toBeLessThan(300);
    const { durationMs, loudestDb } = recording!.inspection as { durationMs: number; loudestDb: number };
    expect(Math.abs(durationMs - 12_000)).toBeLessThan(300);
    expect(loudestDb).toBeGreaterThan(-30);

    expect(await test.em.query('SELECT number, width, height FROM recording_rendition WHERE recording_id = $1 ORDER BY number', [recordingId])).toEqual([
      { number: 0, width: 640, height: 480 },
      { number: 1, width: 480, height: 360 },
    ]);
    const segments = await segmentsOf(recordingId);
    expect(new Set(segments.map(({ rendition }) => rendition))).toEqual(new Set([0, 1]));
    for (const { rendition, file, initFile, bytes } of segments) {
      expect(await storage.size(fileKey(recordingId, 0, rendition, file))).toBe(bytes);
      expect(await storage.size(fileKey(recordingId, 0, rendition, initFile!))).toBeGreaterThan(0);
    }
    await page.hears('data:changed', ({ topic, lectureId }) => topic === 'recordings' && lectureId === held.lectureId);
    page.close();
    await test.drain();
    expect(await test.em.query(`SELECT 1 FROM event WHERE name = 'recordings.recording.ready' AND payload ->> 'recordingId' = $1`, [recordingId])).toHaveLength(1);
    expect(leftovers()).toEqual([]);
  });

  it('that nobody can read is refused with a word, once and for all', async () => {
    const recordingId = await upload((place) => writeFileSync(place, 'a letter, not a film'), 20);
    expect(await tasks.runAll()).toBe(1);
    expect(await recordingById(test.em, recordingId)).toMatchObject({ state: 'failed', failure: 'unreadable', spans: [] });
    expect(await segmentsOf(recordingId)).toEqual([]);
    expect(leftovers()).toEqual([]);
  });

  it('whose conversion was killed is converted from the beginning, and nothing of the first try is left', async () => {
    const recordingId = await uploadFilm();
    const half = join(storage.scratch, 'conversions', recordingId, '1', '0');
    mkdirSync(half, { recursive: true });
    writeFileSync(join(half, 'index.m3u8'), '#EXTM3U\n#EXTINF:4,\nhalf.m4s\n');
    writeFileSync(join(half, 'half.m4s'), 'half');
    await storage.keep(fileKey(recordingId, 0, 0, 'half.m4s'), join(half, 'half.m4s'));
    await test.em.query(`UPDATE recording_task SET state = 'running', attempts = 1, percent = 40, alive_at = now() - interval '31 seconds' WHERE recording_id = $1`, [recordingId]);
    await tasks.runAll();
    expect(await recordingById(test.em, recordingId)).toMatchObject({ state: 'ready', inspection: { faults: [] } });
    expect(await storage.size(fileKey(recordingId, 0, 0, 'half.m4s'))).toBeNull();
    expect(leftovers()).toEqual([]);
  });

  it('that was deleted while it waited is left alone', async () => {
    const recordingId = await uploadFilm();
    await test.em.query(`UPDATE recording SET state = 'deleted', deleted_at = now() WHERE id = $1`, [recordingId]);
    await tasks.runAll();
    expect(await segmentsOf(recordingId)).toEqual([]);
    expect(await storage.remove(recordingKey(recordingId))).toBe(0);
  });

  it('with a hole in it and a cut is read back as the pieces that are left', async () => {
    const recordingId = await uploadFilm();
    await tasks.runAll();
    const [, second] = await segmentsOf(recordingId);
    await test.em.query(`UPDATE recording SET state = 'checking', spans = spans - int4multirange(int4range($2, $3)) WHERE id = $1`, [recordingId, second!.startsMs, second!.startsMs + second!.durationMs]);
    await storage.remove(fileKey(recordingId, 0, 0, second!.file));
    await test.em.query('DELETE FROM recording_segment WHERE file = $2 AND rendition = 0 AND part_id = (SELECT id FROM recording_part WHERE recording_id = $1)', [recordingId, second!.file]);
    await tasks.add(test.em, recordingId, 'inspect');
    await tasks.runAll();
    const { inspection } = (await recordingById(test.em, recordingId))!;
    expect(inspection).toMatchObject({ decodable: true, faults: ['gaps'] });
  });
});
