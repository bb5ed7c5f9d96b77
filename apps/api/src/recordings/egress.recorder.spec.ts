import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { startS3, type S3 } from '@seldinger/stack/testing';
import { TokenVerifier } from 'livekit-server-sdk';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json, text } from 'node:stream/consumers';
import { Clock } from '../platform/clock';
import { Storage } from '../platform/storage';
import { startTestApp, type TestApp } from '../testing/app';
import { buildStay } from '../testing/build';
import { buildClass } from '../testing/classroom';
import { EgressRecorder, START_PATIENCE_MS } from './egress.recorder';
import { Recorder, type RecorderJob, type RecorderListener } from './recorder.port';
import { RecordingKeeper } from './recording.keeper';

const [key, secret] = ['testkey', 'a-secret-of-thirty-two-letters-or-more'];
type Output = { filenamePrefix: string; playlistName: string; segmentDuration: number; s3: { accessKey: string; secret: string; region: string; endpoint: string; bucket: string; forcePathStyle: boolean } };
type Order = { roomName: string; layout: string; customBaseUrl: string; segmentOutputs: Output[]; advanced?: object };
type Info = { egressId: string; roomName: string; status: string; startedAt: string; error: string; roomComposite: Order };

/** Speaks the Twirp API of LiveKit Egress, and writes into the bucket that it is given, with the keys that it is given. */
class StandIn {
  readonly egresses: Info[] = [];
  /** Whether it begins to write when it is started. */
  healthy = true;
  away = false;
  private count = 0;
  private readonly server: Server = createServer((request, reply) => void this.answer(request.url ?? '', request.headers.authorization, request).then(
    (body) => reply.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    (error: { status?: number; code?: string }) => reply.writeHead(error.status ?? 500, { 'content-type': 'application/json' }).end(JSON.stringify({ code: error.code ?? 'internal', msg: String(error) })),
  ));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `ws://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async answer(path: string, authorization: string | undefined, body: NodeJS.ReadableStream): Promise<object> {
    if (!path.startsWith('/twirp/')) return {};
    if (this.away) throw Object.assign(new Error('away'), { status: 503, code: 'unavailable' });
    const { video } = await new TokenVerifier(key, secret).verify(authorization!.replace('Bearer ', ''));
    if (!video?.roomRecord) throw Object.assign(new Error('no grant'), { status: 403, code: 'permission_denied' });
    const asked = (await json(body)) as Order & { egressId?: string; active?: boolean };
    if (path.endsWith('/StartRoomCompositeEgress')) {
      const info: Info = { egressId: `EG_${(this.count += 1)}`, roomName: asked.roomName, status: this.healthy ? 'EGRESS_ACTIVE' : 'EGRESS_STARTING', startedAt: this.healthy ? `${Date.now()}000000` : '0', error: '', roomComposite: asked };
      this.egresses.push(info);
      if (this.healthy) await this.write(info, 1);
      return { ...info, status: 'EGRESS_STARTING', startedAt: '0' };
    }
    const found = this.egresses.filter(({ egressId, roomName, status }) => (!asked.egressId || asked.egressId === egressId) && (!asked.roomName || asked.roomName === roomName) && (!asked.active || !isOver(status)));
    if (path.endsWith('/ListEgress')) return { items: found };
    const [info] = found;
    if (!info) throw Object.assign(new Error('not found'), { status: 404, code: 'not_found' });
    if (isOver(info.status)) throw Object.assign(new Error('over'), { status: 412, code: 'failed_precondition' });
    if (info.startedAt !== '0') await this.write(info, 3, true);
    info.status = info.startedAt === '0' ? 'EGRESS_ABORTED' : 'EGRESS_COMPLETE';
    return { ...info, status: 'EGRESS_ENDING' };
  }

  /** So many segments in all, and the playlist that names them. */
  async write({ roomComposite }: Info, count: number, ended = false): Promise<void> {
    const { filenamePrefix, playlistName, segmentDuration, s3 } = roomComposite.segmentOutputs[0]!;
    const client = new S3Client({ region: s3.region, endpoint: s3.endpoint, forcePathStyle: s3.forcePathStyle, credentials: { accessKeyId: s3.accessKey, secretAccessKey: s3.secret }, requestChecksumCalculation: 'WHEN_REQUIRED' });
    const lines = ['#EXTM3U', '#EXT-X-VERSION:4', '#EXT-X-PLAYLIST-TYPE:EVENT', `#EXT-X-TARGETDURATION:${segmentDuration}`, '#EXT-X-PROGRAM-DATE-TIME:2026-11-22T06:00:00.250Z'];
    for (let number = 0; number < count; number++) {
      const file = `${filenamePrefix}_0000${number}.ts`;
      await client.send(new PutObjectCommand({ Bucket: s3.bucket, Key: file, Body: `segment ${number}` }));
      lines.push(`#EXTINF:${segmentDuration.toFixed(3)},`, file.split('/').at(-1)!);
    }
    await client.send(new PutObjectCommand({ Bucket: s3.bucket, Key: playlistName, Body: [...lines, ...(ended ? ['#EXT-X-ENDLIST'] : []), ''].join('\n') }));
    client.destroy();
  }
}

const isOver = (status: string): boolean => !['EGRESS_STARTING', 'EGRESS_ACTIVE', 'EGRESS_ENDING'].includes(status);

describe('LiveKit Egress as the recorder, played by a stand-in that speaks its Twirp API', () => {
  const folder = mkdtempSync(join(tmpdir(), 'seldinger-egress-'));
  let standIn: StandIn;
  let s3: S3;
  let test: TestApp;
  let recorder: Recorder;

  beforeAll(async () => {
    standIn = new StandIn();
    s3 = await startS3();
    test = await startTestApp({
      DATA_DIR: folder,
      PUBLIC_URL: 'https://learn.example.org',
      LIVEKIT_URL: await standIn.start(),
      LIVEKIT_API_KEY: key,
      LIVEKIT_API_SECRET: secret,
      LIVEKIT_EGRESS: '1',
      STORAGE_S3_BUCKET: s3.bucket,
      STORAGE_S3_ENDPOINT: s3.endpoint,
      STORAGE_S3_ACCESS_KEY_ID: s3.accessKeyId,
      STORAGE_S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
      STORAGE_S3_FORCE_PATH_STYLE: '1',
    });
    recorder = test.app.get(Recorder);
  }, 600_000);
  afterAll(async () => {
    await test.close();
    await standIn.stop();
    await s3.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    standIn.egresses.length = 0;
    [standIn.healthy, standIn.away] = [true, false];
  });

  const openPart = async (lecture?: { lectureId: string; editionId: string }): Promise<RecorderJob> => {
    const { lectureId, editionId } = lecture ?? (await buildClass(test, { state: 'planned' }));
    const [recording] = (await test.em.query(`INSERT INTO recording (lecture_id, edition_id, source, state, created_at, ended_at) VALUES ($1, $2, 'live', 'checking', now(), now()) RETURNING id`, [lectureId, editionId])) as { id: string }[];
    const [part] = (await test.em.query(`INSERT INTO recording_part (recording_id, number, opened_at, alive_at) VALUES ($1, 0, now(), now()) RETURNING id`, [recording!.id])) as { id: string }[];
    return { partId: part!.id, recordingId: recording!.id, lectureId, number: 0 };
  };
  /** Resolves with each call of a listener. */
  const listen = () => {
    let heard: { began: number[]; segments: number } = { began: [], segments: 0 };
    let woken = (): void => undefined;
    const listener: RecorderListener = { began: (atMs) => heard.began.push(atMs), segment: () => ((heard = { ...heard, segments: heard.segments + 1 }), woken()), stage: () => undefined };
    const segments = async (count: number): Promise<typeof heard> => {
      while (heard.segments < count) await new Promise<void>((resolve) => (woken = resolve));
      return heard;
    };
    return { listener, segments };
  };

  it('is told which room to record, from which page, and where to put it', async () => {
    const job = await openPart();
    const { listener, segments } = listen();
    const running = recorder.start(job, listener);
    expect(recorder).toBeInstanceOf(EgressRecorder);
    // Its own clock says when it began.
    expect((await segments(1)).began).toEqual([Date.parse('2026-11-22T06:00:00.250Z')]);
    const [{ roomComposite }] = standIn.egresses as [Info];
    expect(roomComposite).toMatchObject({ roomName: `lecture-${job.lectureId}`, layout: 'stage', customBaseUrl: 'https://learn.example.org/recording-stage', advanced: { width: 1920, height: 1080, framerate: 15, keyFrameInterval: 4 } });
    expect(roomComposite.segmentOutputs).toMatchObject([{ filenamePrefix: `egress/${job.partId}/segment`, playlistName: `egress/${job.partId}/index.m3u8`, segmentDuration: 4, s3: { bucket: s3.bucket, accessKey: s3.accessKeyId } }]);
    expect(await test.em.query('SELECT egress_id FROM recording_part WHERE id = $1', [job.partId])).toEqual([{ egress_id: standIn.egresses[0]!.egressId }]);

    await standIn.write(standIn.egresses[0]!, 2);
    await segments(2);
    running.stop();
    expect(await running.done).toEqual({ failure: null, detail: '' });
    expect(standIn.egresses[0]!.status).toBe('EGRESS_COMPLETE');

    const files = recorder.files(job);
    expect((await files.playlist())!).toContain('segment_00002.ts');
    expect(await files.keep('segment_00002.ts', 'recordings/test/0/0/segment_00002.ts')).toBe(9);
    expect(await recorder.leftOver()).toContain(job.partId);
    await files.clear();
    expect(await files.playlist()).toBeNull();
    expect(await recorder.leftOver()).not.toContain(job.partId);
    expect(await text(await test.app.get(Storage).read('recordings/test/0/0/segment_00002.ts'))).toBe('segment 2');
  });

  it('that never gets its start signal is given up after a minute, and stopped', async () => {
    standIn.healthy = false;
    const job = await openPart();
    const running = recorder.start(job, listen().listener);
    while (standIn.egresses.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setTimeout(resolve, 100));
    const real = jest.spyOn(test.app.get(Clock), 'real').mockImplementation(() => new Date(Date.now() + START_PATIENCE_MS + 1));
    expect(await running.done).toEqual({ failure: 'failed', detail: 'egress never wrote a segment' });
    real.mockRestore();
    expect(standIn.egresses[0]!.status).toBe('EGRESS_ABORTED');
  });

  it('that fails says why', async () => {
    const job = await openPart();
    const { listener, segments } = listen();
    const running = recorder.start(job, listener);
    await segments(1);
    Object.assign(standIn.egresses[0]!, { status: 'EGRESS_FAILED', error: 'out of memory' });
    expect(await running.done).toEqual({ failure: 'failed', detail: 'out of memory' });
  });

  it('that is not to be had is a failure, and another try may work', async () => {
    standIn.away = true;
    expect(await recorder.start(await openPart(), listen().listener).done).toMatchObject({ failure: 'room-lost' });
  });

  it('of a dead worker is stopped before the next one begins and before its files are taken; what others record goes on', async () => {
    const lecture = await buildClass(test, { state: 'planned' });
    const dead = await openPart(lecture);
    const first = listen();
    void recorder.start(dead, first.listener).done;
    await first.segments(1);
    standIn.egresses.push({ ...standIn.egresses[0]!, egressId: 'EG_other', roomComposite: { ...standIn.egresses[0]!.roomComposite, segmentOutputs: [{ ...standIn.egresses[0]!.roomComposite.segmentOutputs[0]!, filenamePrefix: 'streams/x/segment' }] } });
    await recorder.files(dead).settle();
    expect(standIn.egresses.map(({ status }) => status)).toEqual(['EGRESS_COMPLETE', 'EGRESS_ACTIVE']);

    standIn.egresses[0]!.status = 'EGRESS_ACTIVE';
    const next = listen();
    const running = recorder.start(await openPart(lecture), next.listener);
    await next.segments(1);
    expect(standIn.egresses.map(({ status }) => status)).toEqual(['EGRESS_COMPLETE', 'EGRESS_ACTIVE', 'EGRESS_ACTIVE']);
    running.stop();
    await running.done;
  });

  it('makes the recording of a lecture, from its first segment to its last', async () => {
    const held = await buildClass(test, { state: 'live' });
    await buildStay(test.em, { lectureId: held.lectureId, personId: held.trainer, from: new Date().toISOString(), to: null });
    const keeper = test.app.get(RecordingKeeper);
    keeper.start();
    const rows = (): Promise<{ state: string; file: string; startsMs: number; key: string }[]> =>
      test.em.query(
        `SELECT r.state, s.file, s.starts_ms AS "startsMs", 'recordings/' || r.id || '/0/0/' || s.file AS key FROM recording r JOIN recording_part p ON p.recording_id = r.id JOIN recording_segment s ON s.part_id = p.id WHERE r.lecture_id = $1 ORDER BY s.number`,
        [held.lectureId],
      );
    const until = async (isSo: () => Promise<boolean>) => {
      for (const last = Date.now() + 20_000; !(await isSo()); await new Promise((resolve) => setTimeout(resolve, 50))) if (Date.now() > last) throw new Error(JSON.stringify({ rows: await rows(), egresses: standIn.egresses.map(({ status }) => status) }));
    };
    await until(async () => (await rows()).length === 1);
    await test.em.query(`UPDATE lecture SET state = 'ended', held_until = held_from + interval '1 hour' WHERE id = $1`, [held.lectureId]);
    await until(async () => (await rows()).length === 3 && (await rows())[0]!.state === 'checking');
    expect(await rows()).toMatchObject([{ file: 'segment_00000.ts', startsMs: 0 }, { file: 'segment_00001.ts', startsMs: 4_000 }, { file: 'segment_00002.ts', startsMs: 8_000 }]);
    for (const { key: place } of await rows()) expect(await test.app.get(Storage).size(place)).toBe(9);
    await until(async () => (await test.app.get(Storage).remove('egress')) === 0);
  }, 60_000);
});
