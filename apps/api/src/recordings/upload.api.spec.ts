import { uploadList } from '@seldinger/contract';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { request as send, type ClientRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestApp, type SignedIn, type TestApp } from '../testing/app';
import { buildMember } from '../testing/build';
import { buildClass, type TestClass } from '../testing/classroom';
import { UploadFiles } from './upload.files';
import { MAX_UPLOAD_BYTES } from './upload.server';
import { UploadService } from './upload.service';

type Answer = { status: number; headers: IncomingHttpHeaders; body: { code?: string } };

describe('an upload', () => {
  const folder = mkdtempSync(join(tmpdir(), 'seldinger-uploads-'));
  let test: TestApp;
  let held: TestClass;
  let staff: SignedIn;
  let director: SignedIn;

  beforeAll(async () => {
    test = await startTestApp({ DATA_DIR: folder });
    held = await buildClass(test);
    staff = await test.as((await buildMember(test.em, 'staff', { editionId: held.editionId })).personId);
    director = await test.as(held.director);
  });
  afterAll(async () => {
    await test.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => test.em.query('DELETE FROM rate_limit'));

  const metadata = (lectureId: string, filename = 'lezione 3.mp4') => `lectureId ${Buffer.from(lectureId).toString('base64')},filename ${Buffer.from(filename).toString('base64')}`;
  const headersOf = (who: SignedIn | null, more: Record<string, string | number> = {}) => ({ ...(who && { cookie: who.cookie, 'x-csrf-token': who.csrf }), 'tus-resumable': '1.0.0', ...more });
  const call = (method: string, path: string, headers: Record<string, string | number>, body?: Buffer): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const request = send(`${test.url}${path}`, { method, headers, agent: false }, (answer) => {
        let text = '';
        answer.on('data', (data) => (text += String(data))).on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers, body: text ? (JSON.parse(text) as Answer['body']) : {} }));
      });
      request.once('error', reject).end(body);
    });
  const create = (who: SignedIn | null, bytes: number, more: Record<string, string> = {}) => call('POST', '/api/uploads', headersOf(who, { 'upload-length': bytes, 'upload-metadata': metadata(held.lectureId), ...more }));
  const begun = async (bytes: number, who = staff): Promise<string> => {
    const { status, headers } = await create(who, bytes);
    expect(status).toBe(201);
    return headers.location!;
  };
  const patch = (path: string, offset: number, bytes: Buffer, who: SignedIn | null = staff) => call('PATCH', path, headersOf(who, { 'upload-offset': offset, 'content-type': 'application/offset+octet-stream', 'content-length': bytes.length }), bytes);
  const head = (path: string, who: SignedIn | null = staff) => call('HEAD', path, headersOf(who));
  const idOf = (path: string) => path.split('/').at(-1)!;
  const recordingsOf = (path: string): Promise<{ state: string; tasks: number }[]> =>
    test.em.query(
      `SELECT r.state, (SELECT count(*)::int FROM recording_task t WHERE t.recording_id = r.id AND kind = 'convert') AS tasks FROM recording r JOIN recording_upload u ON u.recording_id = r.id WHERE u.id = $1`,
      [idOf(path)],
    );
  const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  /** Promises more than it sends, and resolves when the server has got it. */
  const stall = async (path: string, offset: number, part: Buffer, promised: number): Promise<ClientRequest> => {
    const request = send(`${test.url}${path}`, { method: 'PATCH', agent: false, headers: headersOf(staff, { 'upload-offset': offset, 'content-type': 'application/offset+octet-stream', 'content-length': promised }) });
    request.on('error', () => undefined).write(part);
    await expectSoon(async () => (await test.app.get(UploadFiles).received(idOf(path)))?.bytes === offset + part.length);
    return request;
  };
  const expectSoon = async (isSo: () => Promise<boolean>) => {
    for (let until = Date.now() + 5_000; !(await isSo()); ) if (Date.now() > until) throw new Error('not so after 5 s');
  };

  it('goes on where it stopped, at whatever byte, and arrives as it was sent', async () => {
    for (let round = 0; round < 3; round++) {
      const file = randomBytes(200_000 + Math.floor(Math.random() * 200_000));
      const path = await begun(file.length);
      for (let offset = 0; offset < file.length; ) {
        const size = Math.min(file.length - offset, 1 + Math.floor(Math.random() * 70_000));
        if (Math.random() < 0.5) {
          const request = await stall(path, offset, file.subarray(offset, offset + size), file.length - offset + 0);
          if (offset + size < file.length) request.destroy();
        } else {
          expect((await patch(path, offset, file.subarray(offset, offset + size))).status).toBe(204);
        }
        const looked = await head(path);
        expect(looked.headers).toMatchObject({ 'upload-offset': String(offset + size), 'upload-length': String(file.length), 'tus-resumable': '1.0.0', 'cache-control': 'no-store' });
        offset += size;
      }
      expect(hash(readFileSync(test.app.get(UploadFiles).path(idOf(path))))).toBe(hash(file));
      await expectSoon(async () => (await recordingsOf(path)).length === 1);
    }
  });

  it('becomes one recording that waits for its conversion, however often its end is told', async () => {
    const path = await begun(3);
    await patch(path, 0, Buffer.from('abc'));
    expect(await recordingsOf(path)).toEqual([{ state: 'converting', tasks: 1 }]);
    expect((await patch(path, 3, Buffer.alloc(0))).status).toBe(204);
    await test.app.get(UploadService).sweep();
    expect(await recordingsOf(path)).toEqual([{ state: 'converting', tasks: 1 }]);
    const [row] = (await test.em.query('SELECT r.file_name, r.uploaded_by, r.lecture_id FROM recording r JOIN recording_upload u ON u.recording_id = r.id WHERE u.id = $1', [idOf(path)])) as object[];
    expect(row).toMatchObject({ file_name: 'lezione 3.mp4', lecture_id: held.lectureId });
  });

  it('may come whole with its creation', async () => {
    const answer = await call('POST', '/api/uploads', headersOf(staff, { 'upload-length': 3, 'upload-metadata': metadata(held.lectureId), 'content-type': 'application/offset+octet-stream', 'content-length': 3 }), Buffer.from('abc'));
    expect(answer).toMatchObject({ status: 201, headers: { 'upload-offset': '3' } });
    expect(await recordingsOf(answer.headers.location!)).toHaveLength(1);
  });

  it('whose process died after the last byte becomes a recording all the same', async () => {
    const path = await begun(6);
    await patch(path, 0, Buffer.from('abc'));
    const files = test.app.get(UploadFiles);
    // As it is when the bytes are on the disk, and nobody is left to say so.
    const { writeFileSync } = await import('node:fs');
    writeFileSync(files.path(idOf(path)), 'abcdef');
    expect(await recordingsOf(path)).toEqual([]);
    expect(await test.app.get(UploadService).sweep()).toMatchObject({ made: 1 });
    expect(await recordingsOf(path)).toEqual([{ state: 'converting', tasks: 1 }]);
  });

  it('takes no byte at a wrong place', async () => {
    const path = await begun(10);
    await patch(path, 0, Buffer.from('abc'));
    for (const offset of [0, 2, 4, 10]) expect(await patch(path, offset, Buffer.from('x'))).toMatchObject({ status: 409, body: { code: 'request.stale' } });
    expect((await patch(path, 3, Buffer.from('too many bytes')))).toMatchObject({ status: 413, body: { code: 'request.too-large' } });
    expect((await head(path)).headers['upload-offset']).toBe('3');
  });

  it('sent by two at once is written by one, and whole in the end', async () => {
    const file = randomBytes(300_000);
    const path = await begun(file.length);
    // The first hangs in the middle, as a lost connection does; who comes back is let in, and told where to go on.
    const first = await stall(path, 0, file.subarray(0, 100_000), file.length);
    expect((await patch(path, 0, file)).status).toBe(409);
    const reached = Number((await head(path)).headers['upload-offset']);
    expect(reached).toBe(100_000);
    const both = await Promise.all([patch(path, reached, file.subarray(reached)), patch(path, reached, file.subarray(reached))]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    first.destroy();
    expect(hash(readFileSync(test.app.get(UploadFiles).path(idOf(path))))).toBe(hash(file));
    expect(await recordingsOf(path)).toEqual([{ state: 'converting', tasks: 1 }]);
  });

  describe('is refused', () => {
    it('to who is signed out, without a token, or has no such right', async () => {
      const path = await begun(10);
      const trainee = await test.as(held.trainees[0]!);
      const trainer = await test.as(held.trainer);
      const forged = { ...staff, csrf: 'x'.repeat(32) };
      for (const [who, status, code] of [[null, 401, 'identity.signed-out'], [trainee, 403, 'request.forbidden'], [trainer, 403, 'request.forbidden']] as const) {
        expect(await create(who, 10)).toMatchObject({ status, body: { code } });
        expect(await patch(path, 0, Buffer.from('abc'), who)).toMatchObject({ status, body: { code } });
        expect((await head(path, who)).status).toBe(status);
        expect((await call('DELETE', path, headersOf(who))).status).toBe(status);
        expect((await call('OPTIONS', '/api/uploads', headersOf(who))).status).toBe(status);
        expect((await call('GET', `/api/editions/${held.editionId}/uploads`, headersOf(who))).status).toBe(status);
      }
      for (const attempt of [create(forged, 10), patch(path, 0, Buffer.from('abc'), forged), call('DELETE', path, headersOf(forged))]) expect(await attempt).toMatchObject({ status: 403, body: { code: 'request.csrf' } });
      expect((await head(path)).headers['upload-offset']).toBe('0');
    });

    it('to everyone but its owner', async () => {
      const path = await begun(10);
      const colleague = await test.as((await buildMember(test.em, 'staff', { editionId: held.editionId })).personId);
      for (const who of [colleague, director]) {
        expect(await patch(path, 0, Buffer.from('abc'), who)).toMatchObject({ status: 404, body: { code: 'request.not-found' } });
        expect((await head(path, who)).status).toBe(404);
      }
      expect((await call('DELETE', path, headersOf(colleague))).status).toBe(404);
      expect((await patch('/api/uploads/00000000-0000-4000-8000-000000000000', 0, Buffer.from('abc'))).status).toBe(404);
      expect((await patch('/api/uploads/..%2f..%2fpostgres-secret', 0, Buffer.from('abc'))).status).toBe(400);
    });

    it('for a lecture of another edition, or none', async () => {
      const other = await buildClass(test);
      expect((await create(staff, 10, { 'upload-metadata': metadata(other.lectureId) })).status).toBe(404);
      expect((await create(staff, 10, { 'upload-metadata': metadata('00000000-0000-4000-8000-000000000000') })).status).toBe(404);
    });

    it.each([
      ['without a name', 'lectureId AAAA'],
      ['with a lecture that is none', `lectureId ${Buffer.from('x').toString('base64')},filename YQ==`],
      ['with control characters in its name', `lectureId ${Buffer.from('6f1c2b4e-1111-4222-8333-444455556666').toString('base64')},filename ${Buffer.from('a\nb').toString('base64')}`],
      ['with metadata that are none', '%%%'],
    ])('%s', async (_, given) => {
      expect(await create(staff, 10, { 'upload-metadata': given })).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    });

    it('when it is too large, empty, or does not say how large it is', async () => {
      expect(await create(staff, MAX_UPLOAD_BYTES + 1)).toMatchObject({ status: 413, body: { code: 'request.too-large' } });
      expect(await create(staff, 0)).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
      expect((await call('POST', '/api/uploads', headersOf(staff, { 'upload-defer-length': 1, 'upload-metadata': metadata(held.lectureId) }))).status).toBe(400);
      expect((await call('POST', '/api/uploads', { ...headersOf(staff), 'tus-resumable': '0.1.0' })).status).toBe(400);
      expect(await test.em.query('SELECT 1 FROM recording_upload WHERE bytes = $1', [MAX_UPLOAD_BYTES + 1])).toEqual([]);
    });

    it('where the disk has no space for it, nor for what others have begun', async () => {
      const space = jest.spyOn(test.app.get(UploadFiles), 'space').mockResolvedValue(1_000_000);
      try {
        expect(await create(staff, 2_000_000)).toMatchObject({ status: 507, body: { code: 'recordings.no-space' } });
        const path = await begun(900_000);
        expect((await create(staff, 200_000)).status).toBe(507);
        space.mockResolvedValue(-1);
        expect(await patch(path, 0, Buffer.from('abc'))).toMatchObject({ status: 507, body: { code: 'recordings.no-space' } });
        await call('DELETE', path, headersOf(staff));
      } finally {
        space.mockRestore();
      }
    });

    it('when too many are begun', async () => {
      const other = await test.as((await buildMember(test.em, 'staff', { editionId: held.editionId })).personId);
      for (let count = 0; count < 60; count++) expect((await create(other, 1)).status).toBe(201);
      const answer = await create(other, 1);
      expect(answer).toMatchObject({ status: 429, body: { code: 'request.rate-limited' } });
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    });
  });

  it('carries the headers and the request id of every answer, and opens nothing to other sites', async () => {
    const path = await begun(10);
    for (const answer of [await head(path), await patch(path, 0, Buffer.from('a')), await patch(path, 0, Buffer.from('a')), await call('OPTIONS', '/api/uploads', headersOf(staff, { origin: 'https://elsewhere.example' }))]) {
      expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/) });
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    }
    const { headers } = await call('OPTIONS', '/api/uploads', headersOf(staff));
    expect(headers).toMatchObject({ 'tus-version': '1.0.0', 'tus-max-size': String(MAX_UPLOAD_BYTES), 'tus-extension': 'creation,creation-with-upload,termination' });
  });

  it('is listed while it is under way, with how far it is', async () => {
    const path = await begun(10, director);
    await patch(path, 0, Buffer.from('abc'), director);
    const list = async () => uploadList.parse((await staff.get(`/api/editions/${held.editionId}/uploads`).expect(200)).body).items.find(({ id }) => id === idOf(path));
    expect(await list()).toMatchObject({ lectureId: held.lectureId, fileName: 'lezione 3.mp4', bytes: 10, received: 3, recordingId: null });
    await patch(path, 3, Buffer.from('defghij'), director);
    expect(await list()).toBeUndefined();
    await (await test.as((await buildMember(test.em, 'staff')).personId)).get(`/api/editions/${held.editionId}/uploads`).expect(404);
  });

  it('is given up by its owner or the director, and leaves no file; not once it is a recording', async () => {
    for (const who of [staff, director]) {
      const path = await begun(10);
      await patch(path, 0, Buffer.from('abc'));
      expect((await call('DELETE', path, headersOf(who))).status).toBe(204);
      expect((await head(path)).status).toBe(404);
      expect(existsSync(test.app.get(UploadFiles).path(idOf(path)))).toBe(false);
    }
    const done = await begun(3);
    await patch(done, 0, Buffer.from('abc'));
    expect((await call('DELETE', done, headersOf(staff))).status).toBe(404);
    expect(existsSync(test.app.get(UploadFiles).path(idOf(done)))).toBe(true);
  });

  it('that nobody goes on with for a week is removed, one that goes on is not', async () => {
    const [abandoned, slow] = [await begun(10), await begun(10)];
    for (const path of [abandoned, slow]) {
      await patch(path, 0, Buffer.from('abc'));
      await test.em.query(`UPDATE recording_upload SET created_at = created_at - interval '8 days' WHERE id = $1`, [idOf(path)]);
    }
    const files = test.app.get(UploadFiles);
    const lastWeek = Date.now() / 1000 - 7.1 * 86_400;
    utimesSync(files.path(idOf(abandoned)), lastWeek, lastWeek);
    await test.app.get(UploadService).sweep();
    expect((await head(abandoned)).status).toBe(404);
    expect(await files.list()).not.toContain(idOf(abandoned));
    expect((await head(slow)).status).toBe(200);
  });

  it('is removed once it is converted', async () => {
    const path = await begun(3);
    await patch(path, 0, Buffer.from('abc'));
    const files = test.app.get(UploadFiles);
    await test.app.get(UploadService).sweep();
    expect(await files.list()).toContain(idOf(path));
    await test.em.query(`UPDATE recording_task SET state = 'done' WHERE recording_id = (SELECT recording_id FROM recording_upload WHERE id = $1)`, [idOf(path)]);
    await test.app.get(UploadService).sweep();
    expect(await files.list()).not.toContain(idOf(path));
  });
});
