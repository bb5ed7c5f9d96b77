import { captionTrack } from '@seldinger/contract';
import { randomUUID } from 'node:crypto';
import { startTestApp, type TestApp } from '../testing/app';
import { buildCast, buildRecording, type Cast } from '../testing/recording';
import { inPlayer, inRecording } from './caption.times';

let app: TestApp;
let cast: Cast;
let recordingId: string;

beforeAll(async () => void (app = await startTestApp()));
afterAll(() => app.close());
beforeEach(async () => {
  cast = await buildCast(app);
  recordingId = await buildRecording(app.em, { ...cast, parts: [[0, 10], [20, 60]] });
});

const path = (language = 'en', rest = ''): string => `/api/recordings/${recordingId}/captions/${language}${rest}`;
const CUES = [{ fromMs: 1_000, untilMs: 3_000, text: 'The left iliac artery' }, { fromMs: 25_000, untilMs: 27_500, text: 'A stent <5 mm\nand a balloon' }];

describe('captions', () => {
  it('are written by director, staff and trainer, a guest too, and read by all who may watch', async () => {
    let version = 0;
    for (const who of [cast.director, cast.staff, cast.trainer, cast.guest]) {
      const { body } = await who.put(path(), { cues: CUES, version }).expect(200);
      expect(captionTrack.parse(body)).toEqual({ language: 'en', cues: CUES, version: (version += 1) });
    }
    for (const who of [cast.director, cast.staff, cast.trainer, cast.guest, cast.trainee]) {
      expect((await who.get(path()).expect(200)).body).toEqual({ language: 'en', cues: CUES, version });
      const { text, headers } = await who.get(path('en', '/file')).buffer(true).expect(200);
      expect(headers['content-type']).toBe('text/vtt; charset=utf-8');
      expect(headers['cache-control']).toContain('no-store');
      // What is missing between 10 and 20 s is no time of the player.
      expect(text).toBe('WEBVTT\n\n00:00:01.000 --> 00:00:03.000\nThe left iliac artery\n\n00:00:15.000 --> 00:00:17.500\nA stent &lt;5 mm\nand a balloon\n');
    }
  });

  it('each language has its own', async () => {
    await cast.trainer.put(path('it'), { cues: [{ fromMs: 0, untilMs: 1, text: 'Sì' }], version: 0 }).expect(200);
    await cast.trainer.get(path('en')).expect(404);
    await cast.trainer.get(path('en', '/file')).expect(404);
    await cast.trainer.delete(path('en')).expect(404);
    await cast.trainer.get(path('de')).expect(400);
    await cast.trainer.delete(path('it')).expect(204);
    await cast.trainer.get(path('it')).expect(404);
  });

  it('are out of reach for anybody else', async () => {
    await cast.director.put(path(), { cues: CUES, version: 0 }).expect(200);
    await cast.trainee.put(path(), { cues: [], version: 1 }).expect(403);
    await cast.trainee.delete(path()).expect(403);
    for (const get of [path(), path('en', '/file')]) {
      await cast.otherTrainer.get(get).expect(403);
      await cast.stranger.get(get).expect(404);
      await (await buildCast(app)).guest.get(get).expect(404);
      await app.anyone.get(get).expect(401);
    }
    await cast.otherTrainer.put(path(), { cues: [], version: 1 }).expect(403);
    await (await buildCast(app)).director.put(path(), { cues: [], version: 1 }).expect(404);
    await app.anyone.put(path()).send({ cues: [], version: 1 }).expect(401);
    await app.anyone.delete(path()).expect(401);
    await cast.director.get(`/api/recordings/${randomUUID()}/captions/en`).expect(404);
    await app.em.query('UPDATE recording SET released_at = NULL WHERE id = $1', [recordingId]);
    await cast.trainee.get(path()).expect(403);
    await cast.trainer.get(path()).expect(200);
  });

  it('made from an older version they are refused with what stands now, and of two who write at once one does', async () => {
    await cast.director.put(path(), { cues: CUES, version: 0 }).expect(200);
    for (const version of [0, 2]) expect((await cast.director.put(path(), { cues: [], version }).expect(409)).body).toMatchObject({ code: 'request.stale', details: { current: { language: 'en', cues: CUES, version: 1 } } });
    const answers = await Promise.all([1, 2, 3].map((ms) => cast.trainer.put(path(), { cues: [{ fromMs: 0, untilMs: ms, text: 'Mine' }], version: 1 })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await cast.director.put(path('it'), { cues: [], version: 1 }).expect(409)).body).toMatchObject({ details: { current: { language: 'it', cues: [], version: 0 } } });
  });

  it('a form that nobody could mean is refused by its field', async () => {
    for (const cues of [[{ fromMs: 5, untilMs: 5, text: 'Now' }], [{ fromMs: 0, untilMs: 5, text: '' }], [{ fromMs: -1, untilMs: 5, text: 'Early' }], 'none']) await cast.trainer.put(path(), { cues, version: 0 }).expect(400);
    await cast.trainer.put(path(), { version: 0 }).expect(400);
  });

  it('a WebVTT file runs with the player, and comes back as it was', async () => {
    const webvtt = '\uFEFFWEBVTT\r\n\r\nNOTE by hand\r\n\r\n1\r\n00:08.000 --> 00:12.500 align:start\r\n<v Elena>Over the gap &amp; on\r\n\r\n00:00:49.000 --> 00:01:10.000\r\nThe end\r\n';
    const { body } = await cast.trainer.put(path(), { webvtt, version: 0 }).expect(200);
    expect(body.cues).toEqual([{ fromMs: 8_000, untilMs: 22_500, text: 'Over the gap & on' }, { fromMs: 59_000, untilMs: 60_000, text: 'The end' }]);
    const { text } = await cast.trainee.get(path('en', '/file')).buffer(true).expect(200);
    expect(text).toBe('WEBVTT\n\n00:00:08.000 --> 00:00:12.500\nOver the gap &amp; on\n\n00:00:49.000 --> 00:00:50.000\nThe end\n');
    const { body: again } = await cast.trainer.put(path(), { webvtt: text, version: 1 }).expect(200);
    expect(again.cues).toEqual(body.cues);
  });

  it.each([
    ['no WebVTT', '1\n00:00:01,000 --> 00:00:02,000\nHello', 1],
    ['a wrong time', 'WEBVTT\n\n00:01.000 --> 00:00.000\nHello', 3],
    ['a caption past the end', 'WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n\n00:50.000 --> 00:51.000\nLate', 6],
  ])('a file is refused with the line that is wrong: %s', async (_, webvtt, line) => {
    expect((await cast.trainer.put(path(), { webvtt, version: 0 }).expect(400)).body).toMatchObject({ code: 'recordings.captions-invalid', details: { line } });
    await cast.trainer.get(path()).expect(404);
  });

  it('those of three hours, a sentence each second, are taken at once', async () => {
    recordingId = await buildRecording(app.em, { ...cast, parts: [[0, 10_800]] });
    const cues = Array.from({ length: 10_800 }, (_, i) => ({ fromMs: i * 1000, untilMs: i * 1000 + 900, text: 'The catheter goes over the wire, slowly, to the left renal artery' }));
    const { body } = await cast.trainer.put(path(), { cues, version: 0 }).expect(200);
    expect(body.cues).toHaveLength(10_800);
  });

  it('there are none where nothing can be played, or nothing any more', async () => {
    await app.em.query(`UPDATE recording SET spans = '{}' WHERE id = $1`, [recordingId]);
    await cast.trainer.put(path(), { webvtt: 'WEBVTT', version: 0 }).expect(409);
    await cast.trainer.get(path()).expect(409);
    await app.em.query(`UPDATE recording SET state = 'deleted', deleted_at = now() WHERE id = $1`, [recordingId]);
    for (const answer of [cast.trainer.get(path()), cast.trainer.put(path(), { cues: [], version: 0 }), cast.trainer.delete(path())]) expect((await answer.expect(410)).body).toMatchObject({ code: 'recordings.deleted' });
  });
});

describe('the times of captions', () => {
  const spans = [{ start: 0, end: 10 }, { start: 20, end: 30 }];

  it('one that ends at a seam ends before what is missing, one that begins there begins behind it', () => {
    expect(inRecording(spans, [{ fromMs: 5, untilMs: 10, text: 'a', line: 1 }, { fromMs: 10, untilMs: 12, text: 'b', line: 2 }])).toEqual([{ fromMs: 5, untilMs: 10, text: 'a' }, { fromMs: 20, untilMs: 22, text: 'b' }]);
  });

  it('what falls into what is missing is not shown, what reaches out of it is shown from where the player goes on', () => {
    expect(inPlayer(spans, [{ fromMs: 11, untilMs: 19, text: 'a' }, { fromMs: 15, untilMs: 22, text: 'b' }, { fromMs: 8, untilMs: 15, text: 'c' }, { fromMs: 40, untilMs: 50, text: 'd' }])).toEqual([{ fromMs: 10, untilMs: 12, text: 'b' }, { fromMs: 8, untilMs: 10, text: 'c' }]);
  });
});
