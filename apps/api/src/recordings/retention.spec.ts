import { deletionList, recordingRule, type DeletionList } from '@seldinger/contract';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Storage } from '../platform/storage';
import { startTestApp, type TestApp } from '../testing/app';
import { buildCast, buildRecording, type Cast } from '../testing/recording';
import { RetentionService } from './retention.service';
import { fileKey } from './storage.keys';

let folder: string;
let app: TestApp;
let retention: RetentionService;
let cast: Cast;
let recordingId: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seldinger-retention-'));
  app = await startTestApp({ DATA_DIR: folder });
  retention = app.app.get(RetentionService);
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  cast = await buildCast(app);
  recordingId = await keep();
});

/** A recording of half a minute with its files, 8 000 bytes by its rows. */
async function keep(more: Partial<Parameters<typeof buildRecording>[1]> = {}): Promise<string> {
  const made = await buildRecording(app.em, { ...cast, ...more });
  const source = join(folder, 'source');
  await writeFile(source, 'picture');
  for (let number = 0; number < 8; number++) await app.app.get(Storage).keep(fileKey(made, 0, 0, `segment${number}.m4s`), source);
  return made;
}
const place = (id = recordingId): string => join(folder, 'storage', 'recordings', id);
const row = async (id = recordingId) => ((await app.em.query('SELECT state, spans::text, withdrawn_at, deleted_at, deleted_by, deleted_bytes::int FROM recording WHERE id = $1', [id])) as Record<string, unknown>[])[0]!;
const told = async (id = recordingId): Promise<object[]> => ((await app.em.query(`SELECT payload FROM event WHERE name = 'recordings.recording.deleted' AND payload->>'recordingId' = $1`, [id])) as { payload: object }[]).map(({ payload }) => payload);
const deletions = async (query = ''): Promise<DeletionList> => deletionList.parse((await cast.director.get(`/api/editions/${cast.editionId}/recordings/deletions${query}`).expect(200)).body);

/** The edition ends on 31 October 2027 in Rome; 90 days later it is 29 January 2028. */
const DUE = new Date('2028-01-29T23:00:00.000Z');
const BEFORE = new Date(DUE.getTime() - 1);

describe('keeping recordings', () => {
  it('until the last moment of the last day they are there, from the next on they are deleted: files, and then the word of it', async () => {
    await retention.sweep(BEFORE);
    expect(await row()).toMatchObject({ state: 'ready', withdrawn_at: null });
    expect(existsSync(place())).toBe(true);
    expect(await retention.sweep(DUE)).toBeGreaterThanOrEqual(1);
    expect(existsSync(place())).toBe(false);
    expect(await row()).toMatchObject({ state: 'deleted', spans: '{}', deleted_by: null, deleted_bytes: 8_000 });
    expect(await told()).toEqual([{ editionId: cast.editionId, lectureId: cast.lectureId, recordingId, bytes: 8_000 }]);
    await retention.sweep(DUE);
    await app.drain();
    expect(await told()).toHaveLength(1);
  });

  it('each edition by its own rule', async () => {
    await app.em.query('INSERT INTO recording_rule (edition_id, kept_days) VALUES ($1, 0)', [cast.editionId]);
    const here = recordingId;
    cast = await buildCast(app);
    const there = await keep();
    await retention.sweep(new Date('2027-10-31T23:00:00.000Z'));
    expect([(await row(here)).state, (await row(there)).state]).toEqual(['deleted', 'ready']);
  });

  it('one that failed goes too; one that goes on, is read back or converted waits for its end', async () => {
    const failed = await keep({ state: 'failed', parts: [] });
    const busy = [await keep({ state: 'checking' }), await keep({ state: 'recording' }), await keep({ source: 'upload', uploadedBy: cast.people.staff, state: 'converting' })];
    await retention.sweep(DUE);
    expect(await row(failed)).toMatchObject({ state: 'deleted', deleted_bytes: 8 * 'picture'.length });
    for (const id of busy) expect(await row(id)).toMatchObject({ withdrawn_at: null });
    for (const id of busy) expect(existsSync(place(id))).toBe(true);
  });

  it('whatever dies in between, nothing half there plays, and the next one finishes it', async () => {
    const storage = join(folder, 'storage', 'recordings');
    await rename(storage, `${storage}-away`);
    // In the place of the folder there is a file: nothing below it can be removed.
    await writeFile(storage, '');
    await retention.sweep(DUE);
    expect(await row()).toMatchObject({ state: 'ready', spans: '{}', deleted_at: null });
    await cast.trainee.post(`/api/recordings/${recordingId}/viewings`).expect(409);
    expect(await told()).toEqual([]);
    await rm(storage);
    await rename(`${storage}-away`, storage);
    // Another process had removed some of it when it died.
    await rm(join(place(), '0', '0', 'segment3.m4s'));
    await retention.sweep(DUE);
    expect(existsSync(place())).toBe(false);
    expect(await row()).toMatchObject({ state: 'deleted', deleted_bytes: 8_000 });
    expect(await told()).toHaveLength(1);
  });

  it('what was watched and written stays, and nothing plays', async () => {
    await app.em.query(`INSERT INTO viewing (recording_id, person_id, session_id, opened_at, beat_at, expires_at, earned_until, played) VALUES ($1, $2, gen_random_uuid(), now(), now(), now(), now(), '{[0,9000)}')`, [recordingId, cast.people.trainee]);
    await cast.trainer.put(`/api/recordings/${recordingId}/captions/en`, { cues: [{ fromMs: 0, untilMs: 1, text: 'Hello' }], version: 0 }).expect(200);
    await retention.sweep(DUE);
    expect((await cast.trainee.post(`/api/recordings/${recordingId}/viewings`).expect(410)).body).toMatchObject({ code: 'recordings.deleted' });
    expect(await app.em.query('SELECT played::text FROM viewing WHERE recording_id = $1', [recordingId])).toEqual([{ played: '{[0,9000)}' }]);
    expect(await app.em.query('SELECT text FROM caption_cue c JOIN caption_track t ON t.id = c.track_id WHERE t.recording_id = $1', [recordingId])).toEqual([{ text: 'Hello' }]);
  });

  it('of two who sweep at once one deletes', async () => {
    await Promise.all([retention.sweep(DUE), retention.sweep(DUE)]);
    await app.drain();
    expect(await told()).toHaveLength(1);
    expect(await row()).toMatchObject({ deleted_bytes: 8_000 });
  });
});

describe('deleting one at once', () => {
  const path = (): string => `/api/recordings/${recordingId}/deletion`;

  it('director and staff do it: from then on nothing plays, and the files go right after', async () => {
    for (const who of [cast.trainee, cast.trainer, cast.otherTrainer, cast.guest]) await who.post(path(), { version: 1 }).expect(403);
    await (await buildCast(app)).director.post(path(), { version: 1 }).expect(404);
    await app.anyone.post(path()).send({ version: 1 }).expect(401);
    await cast.staff.post(path(), { version: 'one' }).expect(400);
    await cast.staff.post(`/api/recordings/${randomUUID()}/deletion`, { version: 1 }).expect(404);
    expect((await cast.staff.post(path(), { version: 2 }).expect(409)).body).toMatchObject({ code: 'request.stale', details: { current: { version: 1 } } });
    expect((await cast.staff.post(path(), { version: 1 }).expect(202)).body).toEqual({ version: 2 });
    await cast.trainee.post(`/api/recordings/${recordingId}/viewings`).expect(409);
    expect((await cast.staff.post(path(), { version: 2 }).expect(202)).body).toEqual({ version: 2 });
    await app.drain();
    expect(existsSync(place())).toBe(false);
    expect(await row()).toMatchObject({ state: 'deleted', deleted_by: cast.people.staff, deleted_bytes: 8_000 });
    await cast.staff.post(path(), { version: 3 }).expect(410);
    expect((await deletions()).items).toMatchObject([{ recordingId, author: 'Anna Moretti', bytes: 8_000, durationMs: 30_000, lecture: { number: 1 } }]);
  });

  it.each(['recording', 'checking', 'converting'])('not while it is %s', async (state) => {
    await app.em.query('UPDATE recording SET state = $2 WHERE id = $1', [recordingId, state]);
    expect((await cast.staff.post(path(), { version: 1 }).expect(409)).body).toMatchObject({ code: 'recordings.not-ready' });
  });
});

describe('the list of deletions', () => {
  const path = (query = ''): string => `/api/editions/${cast.editionId}/recordings/deletions${query}`;

  it('has the latest first, page by page', async () => {
    const made = [recordingId, await keep(), await keep()];
    const at = Date.parse('2027-03-01T10:00:00Z');
    for (const [i, id] of made.entries()) {
      app.clock.setTo(at + i * 60_000);
      const who = i === 1 ? cast.director : cast.staff;
      await who.post(`/api/recordings/${id}/deletion`, { version: 1 }).expect(202);
      await app.drain();
    }
    const first = await deletions('?limit=2');
    expect(first.items.map((item) => item.recordingId)).toEqual([made[2], made[1]]);
    expect(first.items.map(({ author }) => author)).toEqual(['Anna Moretti', 'Anna Ferri']);
    const second = await deletions(`?limit=2&after=${first.next}`);
    expect(second).toMatchObject({ items: [{ recordingId: made[0] }], next: null });
    app.clock.setTo(Date.parse('2027-02-10T14:30:00Z'));
  });

  it('is for director and staff', async () => {
    expect((await deletions()).items).toEqual([]);
    await cast.staff.get(path()).expect(200);
    for (const who of [cast.trainee, cast.trainer, cast.guest]) await who.get(path()).expect(403);
    await (await buildCast(app)).director.get(path()).expect(404);
    await app.anyone.get(path()).expect(401);
    for (const query of ['?after=nonsense', `?after=${Buffer.from('yesterday one').toString('base64url')}`, '?limit=0']) await cast.director.get(path(query)).expect(400);
  });
});

describe('the rule of an edition', () => {
  const path = (): string => `/api/editions/${cast.editionId}/recording-rule`;
  const rule = { releaseRequired: true, watermark: false, keptDays: 30, catchUpCapMinutes: 540 };
  const DEFAULTS = { releaseRequired: false, watermark: true, keptDays: 90, catchUpCapMinutes: 0 };

  it('has defaults until the director says something, and tells what it was before', async () => {
    const { body } = await cast.director.get(path()).expect(200);
    expect(recordingRule.parse(body)).toEqual({ ...DEFAULTS, version: 0 });
    expect((await cast.director.put(path(), { ...rule, version: 0 }).expect(200)).body).toEqual({ ...rule, version: 1 });
    expect((await cast.director.put(path(), { ...rule, keptDays: 0, version: 1 }).expect(200)).body).toEqual({ ...rule, keptDays: 0, version: 2 });
    expect((await cast.director.get(path()).expect(200)).body).toEqual({ ...rule, keptDays: 0, version: 2 });
    expect(await app.em.query(`SELECT payload FROM event WHERE name = 'recordings.rule.changed' AND payload->>'editionId' = $1 ORDER BY id`, [cast.editionId])).toMatchObject([
      { payload: { before: DEFAULTS, after: rule } },
      { payload: { before: { keptDays: 30 }, after: { keptDays: 0 } } },
    ]);
  });

  it('is the director’s, and made from what stands now', async () => {
    for (const who of [cast.staff, cast.trainer, cast.trainee, cast.guest]) {
      await who.get(path()).expect(403);
      await who.put(path(), { ...rule, version: 0 }).expect(403);
    }
    const elsewhere = await buildCast(app);
    await elsewhere.director.get(path()).expect(404);
    await elsewhere.director.put(path(), { ...rule, version: 0 }).expect(404);
    await app.anyone.get(path()).expect(401);
    await app.anyone.put(path()).send({ ...rule, version: 0 }).expect(401);
    for (const wrong of [{ keptDays: -1 }, { keptDays: 3_651 }, { catchUpCapMinutes: 1.5 }, { watermark: 'yes' }]) await cast.director.put(path(), { ...rule, ...wrong, version: 0 }).expect(400);
    const answers = await Promise.all([1, 2, 3].map((keptDays) => cast.director.put(path(), { ...rule, keptDays, version: 0 })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const refused = answers.find(({ status }) => status === 409)!;
    expect(refused.body).toMatchObject({ code: 'request.stale', details: { current: { version: 1 } } });
  });

  it('changes until when the recordings are kept', async () => {
    await cast.director.put(path(), { ...rule, version: 0 }).expect(200);
    expect((await cast.director.get(`/api/recordings/${recordingId}`).expect(200)).body.keptUntil).toBe('2027-11-30T23:00:00.000Z');
  });
});
