import type { Viewing } from '@seldinger/contract';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { Storage } from '../platform/storage';
import { startTestApp, type SignedIn, type TestApp } from '../testing/app';
import { buildEdition, buildLecture, buildMember, buildMembership, buildRecording } from '../testing/build';
import { fileKey } from './storage.keys';

/** Every file of 1,000 bytes tells which it is. */
const bytesOf = (name: string): Buffer => Buffer.from(name.padEnd(1_000, '.'));

describe('the files of a recording', () => {
  let test: TestApp;
  let folder: string;
  let editionId: string;
  let recordingId: string;
  let traineeId: string;
  let trainee: SignedIn;
  let viewing: Viewing;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'seldinger-stream-'));
    test = await startTestApp({ DATA_DIR: folder });
  });
  afterAll(async () => {
    await test.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    editionId = await buildEdition(test.em);
    const { lectureId } = await buildLecture(test.em, { editionId, state: 'ended' });
    ({ recordingId } = await buildRecording(test.em, { editionId, lectureId, parts: [[0, 2], [20_000, 2]] }));
    for (const part of [0, 1]) for (const file of ['init.mp4', 'seg_00000.m4s', 'seg_00001.m4s']) await keep(part, file);
    ({ personId: traineeId } = await buildMember(test.em, 'trainee', { editionId }));
    trainee = await test.as(traineeId);
    viewing = (await trainee.post(`/api/recordings/${recordingId}/viewings`).expect(201)).body as Viewing;
  });

  async function keep(part: number, file: string): Promise<void> {
    const from = join(folder, randomUUID());
    writeFileSync(from, bytesOf(`${part} ${file}`));
    await test.app.get(Storage).keep(fileKey(recordingId, part, 0, file), from);
  }
  const address = (rest: string): string => `/api/viewings/${viewing.id}/${rest}`;
  /** Every address that the playlists lead to, found as a player finds them. */
  async function everyAddress(): Promise<string[]> {
    const main = (await trainee.get(viewing.playlist).expect(200)).text;
    const renditions = main.split('\n').filter((line) => line && !line.startsWith('#'));
    const found = [viewing.playlist];
    for (const rendition of renditions) {
      const text = (await trainee.get(address(rendition)).expect(200)).text;
      found.push(address(rendition), ...text.split('\n').filter((line) => line && !line.startsWith('#')).map(address), ...[...text.matchAll(/URI="([^"]+)"/g)].map(([, uri]) => address(uri!)));
    }
    return found;
  }
  const statuses = async (addresses: readonly string[], cookie: string): Promise<Set<number>> => new Set(await Promise.all(addresses.map(async (one) => (await request(test.url).get(one).set('cookie', cookie)).status)));

  it('lead from one playlist to every segment, with a break where something is missing', async () => {
    const text = (await trainee.get(address('0.m3u8')).expect(200).expect('content-type', /mpegurl/).expect('cache-control', 'private, no-store')).text;
    expect(text.split('\n')).toEqual([
      '#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-TARGETDURATION:4', '#EXT-X-MEDIA-SEQUENCE:0', '#EXT-X-PLAYLIST-TYPE:VOD', '#EXT-X-INDEPENDENT-SEGMENTS', '#EXT-X-START:TIME-OFFSET=0',
      '#EXT-X-MAP:URI="0/0/init.mp4"', '#EXTINF:4.000,', '0/0/seg_00000.m4s', '#EXTINF:4.000,', '0/0/seg_00001.m4s',
      '#EXT-X-DISCONTINUITY', '#EXT-X-MAP:URI="1/0/init.mp4"', '#EXTINF:4.000,', '1/0/seg_00000.m4s', '#EXTINF:4.000,', '1/0/seg_00001.m4s',
      '#EXT-X-ENDLIST', '',
    ]);
    expect(await everyAddress()).toHaveLength(8);
    for (const [part, file] of [[0, 'seg_00001.m4s'], [1, 'init.mp4']] as const) {
      const { body } = await trainee.get(address(`${part}/0/${file}`)).buffer(true).parse(collect).expect(200).expect('accept-ranges', 'bytes');
      expect(body).toEqual(bytesOf(`${part} ${file}`));
    }
  });

  it('come in ranges', async () => {
    const file = address('0/0/seg_00000.m4s');
    const part = async (range: string) => trainee.get(file).set('range', range).buffer(true).parse(collect);
    const middle = await part('bytes=2-9');
    expect([middle.status, middle.headers['content-range'], middle.body]).toEqual([206, 'bytes 2-9/1000', bytesOf('0 seg_00000.m4s').subarray(2, 10)]);
    expect((await part('bytes=990-')).body).toHaveLength(10);
    expect((await part('bytes=-3')).headers['content-range']).toBe('bytes 997-999/1000');
    expect((await part('bytes=0-99999')).headers['content-range']).toBe('bytes 0-999/1000');
    const beyond = await part('bytes=1000-');
    expect([beyond.status, beyond.headers['content-range']]).toEqual([416, 'bytes */1000']);
    expect((await part('bytes=9-2')).status).toBe(200);
    expect((await part('lines=1-2')).status).toBe(200);
  });

  it('while it is recorded the playlist stays open', async () => {
    await test.em.query(`UPDATE recording SET state = 'recording', ended_at = NULL WHERE id = $1`, [recordingId]);
    const text = (await trainee.get(address('0.m3u8')).expect(200)).text;
    expect(text).toContain('#EXT-X-PLAYLIST-TYPE:EVENT');
    expect(text).not.toContain('ENDLIST');
  });

  describe('open for nobody else', () => {
    let all: string[];
    beforeEach(async () => {
      all = await everyAddress();
      expect(await statuses(all, trainee.cookie)).toEqual(new Set([200]));
    });

    it('nobody, a stranger, and a trainee of another edition', async () => {
      const other = await test.as((await buildMember(test.em, 'trainee')).personId);
      for (const cookie of ['', 'seldinger_session=made-up', other.cookie]) expect(await statuses(all, cookie)).toEqual(new Set([404]));
      await other.post(`/api/recordings/${recordingId}/viewings`).expect(404);
      await other.get(`/api/recordings/${recordingId}`).expect(404);
    });

    it('a fellow trainee with the copied address, and the same person in another session', async () => {
      const fellow = await test.as((await buildMember(test.em, 'trainee', { editionId })).personId);
      const phone = await test.as(traineeId);
      for (const { cookie } of [fellow, phone]) expect(await statuses(all, cookie)).toEqual(new Set([404]));
    });

    it('after signing out', async () => {
      await trainee.delete('/api/session').expect(204);
      expect(await statuses(all, trainee.cookie)).toEqual(new Set([404]));
    });

    it('after it expired', async () => {
      await test.em.query('UPDATE viewing SET expires_at = now() WHERE id = $1', [viewing.id]);
      expect(await statuses(all, trainee.cookie)).toEqual(new Set([403]));
      const { body } = await trainee.post(`/api/viewings/${viewing.id}/beats`, { played: [], positionMs: 0, speed: 1 }).expect(403);
      expect(body.code).toBe('recordings.viewing-over');
    });

    it('while it is being deleted', async () => {
      await test.em.query(`UPDATE recording SET withdrawn_at = now(), spans = '{}' WHERE id = $1`, [recordingId]);
      expect(await statuses(all, trainee.cookie)).toEqual(new Set([404]));
    });

    it('who has left the edition, and a recording that was taken back', async () => {
      await test.em.query('UPDATE recording SET released_at = NULL WHERE id = $1', [recordingId]);
      expect(await statuses(all, trainee.cookie)).toEqual(new Set([403]));
      await test.em.query('UPDATE recording SET released_at = now() WHERE id = $1', [recordingId]);
      await test.em.query('UPDATE membership SET until = now() WHERE person_id = $1', [traineeId]);
      expect(await statuses(all, trainee.cookie)).toEqual(new Set([403]));
    });
  });

  it('what was cut out, or never belonged to it, is not found; no path escapes and no folder is listed', async () => {
    const [cut] = (await test.em.query(`INSERT INTO recording_cut (recording_id, from_ms, until_ms, reason, cut_by, cut_at) VALUES ($1, 4000, 8000, 'a name was said', $2, now()) RETURNING id`, [recordingId, traineeId])) as { id: string }[];
    await test.em.query(`UPDATE recording_segment s SET cut_id = $2 FROM recording_part p WHERE p.id = s.part_id AND p.recording_id = $1 AND p.number = 0 AND s.number = 1`, [recordingId, cut!.id]);
    await trainee.get(address('0/0/seg_00001.m4s')).expect(404);
    expect((await trainee.get(address('0.m3u8')).expect(200)).text).not.toContain('0/0/seg_00001.m4s');
    for (const path of ['0/0/seg_00009.m4s', '0/1/seg_00000.m4s', '7/0/seg_00000.m4s', '1.m3u8']) await trainee.get(address(path)).expect(404);
    const escaping = ['', '0', '0/0', '0/0/', '0/0/..', '0/0/%2e%2e%2f%2e%2e%2finit.mp4', '0/0/..%2finit.mp4', '..%2f..%2fhealth', '0/0/%00', '0/0/.hidden', '-1/0/init.mp4', '0/0/init.mp4%2f..', 'index.m3u8%2f..'];
    for (const path of escaping) expect([path, [400, 404].includes((await trainee.get(address(path))).status)]).toEqual([path, true]);
    await trainee.get(`/api/viewings/${randomUUID()}/index.m3u8`).expect(404);
    await trainee.get('/api/viewings/..%2f..%2fsession/index.m3u8').expect(400);
  });

  it('the trainer watches the own lecture before its release, another trainer does not', async () => {
    const { personId: trainerId } = await buildMember(test.em, 'trainer', { editionId });
    const { personId: strangerId } = await buildMember(test.em, 'trainer', { editionId });
    const { lectureId } = await buildLecture(test.em, { editionId, trainerId, state: 'ended', startsAt: '2027-02-17T14:00:00Z', endsAt: '2027-02-17T17:00:00Z' });
    const { recordingId: waiting } = await buildRecording(test.em, { editionId, lectureId, released: false });
    const open = async (personId: string): Promise<number> => (await (await test.as(personId)).post(`/api/recordings/${waiting}/viewings`)).status;
    expect([await open(trainerId), await open(strangerId), await open(traineeId)]).toEqual([201, 403, 403]);
    const both = (await buildMember(test.em, 'director', { editionId })).personId;
    await buildMembership(test.em, { personId: both, editionId, role: 'trainee' });
    expect(await open(both)).toBe(201);
  });
});

function collect(response: request.Response, done: (error: Error | null, body: Buffer) => void): void {
  const stream = response as unknown as NodeJS.ReadableStream;
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => done(null, Buffer.concat(chunks)));
}
