import { searchHits, type SearchHit } from '@seldinger/contract';
import { startTestApp, type SignedIn, type TestApp } from '../testing/app';
import { buildLecture } from '../testing/build';
import { atSecond, buildCast, buildMessage, buildRecording, type Cast } from '../testing/recording';
import { excerptOf } from './search.excerpt';
import { SEARCH, searchValues } from './search.queries';

let app: TestApp;
let cast: Cast;
let recordingId: string;

beforeAll(async () => void (app = await startTestApp()));
afterAll(() => app.close());
beforeEach(async () => {
  cast = await buildCast(app);
  recordingId = await buildRecording(app.em, { ...cast, parts: [[0, 600]] });
});

const get = (who: SignedIn, q: string, editionId = cast.editionId) => who.get(`/api/editions/${editionId}/recordings/search?q=${encodeURIComponent(q)}`);
const find = async (q: string, who = cast.trainee): Promise<SearchHit[]> => searchHits.parse((await get(who, q).expect(200)).body).items;
const brief = async (q: string, who = cast.trainee): Promise<[string, number | null, string][]> => (await find(q, who)).map(({ kind, atMs, excerpt }) => [kind, atMs, excerpt]);
const chapter = (title: string, atMs: number, to = recordingId): Promise<unknown> => app.em.query(`INSERT INTO chapter (recording_id, at_ms, kind, title) VALUES ($1, $2, 'own', $3)`, [to, atMs, title]);
const captions = (texts: readonly (readonly [number, string])[]) => cast.trainer.put(`/api/recordings/${recordingId}/captions/en`, { cues: texts.map(([second, text]) => ({ fromMs: second * 1000, untilMs: second * 1000 + 900, text })), version: 0 }).expect(200);
const say = (text: string, second: number, removed = false): Promise<string> => buildMessage(app.em, { lectureId: cast.lectureId, personId: cast.people.trainee, text, second, removed });

describe('searching the recordings of an edition', () => {
  it('finds titles in both languages, chapters, captions and chat, names before what was said', async () => {
    await chapter('Revascularisation of the popliteal', 30_000);
    await captions([[60, 'Now the revascularisation begins']]);
    await say('Is revascularisation always needed?', 90);
    expect(await brief('revascularisation')).toEqual([
      ['title', null, 'Femoropopliteal revascularisation'],
      ['chapter', 30_000, 'Revascularisation of the popliteal'],
      ['caption', 60_000, 'Now the revascularisation begins'],
      ['chat', 90_000, 'Is revascularisation always needed?'],
    ]);
    expect(await find('femoro-poplitea')).toEqual([{ recordingId, lecture: { number: 1, title: { en: 'Femoropopliteal revascularisation', it: 'Rivascolarizzazione femoro-poplitea' } }, kind: 'title', atMs: null, playerMs: null, excerpt: 'Rivascolarizzazione femoro-poplitea' }]);
  });

  it.each([
    ['all of the words, in any order', 'artery iliac', true],
    ['not one that is missing', 'iliac vein', false],
    ['the last one from its beginning', 'iliac art', true],
    ['but not the ones before it', 'ilia artery', false],
    ['nor from its middle', 'rtery', false],
    ['large or small', 'ILIAC', true],
    ['with its accent or without', 'perche', true],
    ['with an accent where there is none', 'ílìac', true],
    ['pieces that a sign holds together', 'mr', true],
    ['a word with its sign', 'CT/MR', true],
    ['a decimal number', '0.035', true],
    ['the same with a comma of another country', '0,035', true],
    ['what stands in an elision', 'aorta', true],
    ['a unit', '6f', true],
  ])('%s: %p', async (_, q, isFound) => {
    await captions([[5, 'The left iliac artery, CT/MR planning, a 0.035 wire in 6F. Perché? Così: l’aorta, l\'arteria']]);
    expect((await find(q)).map(({ kind }) => kind)).toEqual(isFound ? ['caption'] : []);
  });

  it('never a removed message, a removed chapter or what was cut out', async () => {
    await chapter('Angioseal early', 10_000);
    await chapter('Angioseal late', 300_000);
    await captions([[12, 'angioseal in the passage'], [310, 'angioseal outside']]);
    await say('angioseal in the passage', 14);
    await say('angioseal outside', 320);
    await say('angioseal of somebody rude', 330, true);
    expect(await find('angioseal')).toHaveLength(6);
    await cast.staff.post(`/api/recordings/${recordingId}/cuts`, { fromMs: 8_000, untilMs: 20_000, reason: 'A name', version: 1 }).expect(201);
    expect((await brief('angioseal')).map(([kind, atMs]) => [kind, atMs])).toEqual([['chapter', 300_000], ['caption', 310_000], ['chat', 320_000]]);
    // The player has twelve seconds less before these places.
    expect((await find('angioseal')).map(({ playerMs }) => playerMs)).toEqual([288_000, 298_000, 308_000]);
    await app.em.query('UPDATE chapter SET removed_at = now() WHERE recording_id = $1', [recordingId]);
    expect((await brief('angioseal')).map(([kind]) => kind)).toEqual(['caption', 'chat']);
  });

  it('what was said before the recording began has no place in it, nor has anything in an upload', async () => {
    await app.em.query('UPDATE recording SET started_at = $2 WHERE id = $1', [recordingId, atSecond(100)]);
    await say('embolisation', 90);
    expect(await brief('embolisation')).toEqual([['chat', null, 'embolisation']]);
    await say('embolisation', 110);
    const uploaded = await buildRecording(app.em, { ...cast, source: 'upload', uploadedBy: cast.people.staff });
    // With both, each message once, where it has a place.
    expect((await find('embolisation')).map((hit) => [hit.recordingId, hit.atMs])).toEqual([[recordingId, null], [recordingId, 10_000]]);
    await app.em.query(`UPDATE recording SET spans = '{}' WHERE id = $1`, [recordingId]);
    expect((await find('embolisation')).map((hit) => [hit.recordingId, hit.atMs])).toEqual([[uploaded, null], [uploaded, null]]);
  });

  it('each finds in what they may watch, and in nothing else', async () => {
    await chapter('Ablation', 1_000);
    const elsewhere = await buildLecture(app.em, { ...cast, trainerId: cast.people.otherTrainer, startsAt: '2027-02-11T14:00:00Z', endsAt: '2027-02-11T17:00:00Z', state: 'ended' });
    const waiting = await buildRecording(app.em, { ...elsewhere, released: false });
    await chapter('Ablation', 2_000, waiting);
    const gone = await buildRecording(app.em, { ...elsewhere });
    await chapter('Ablation', 3_000, gone);
    await app.em.query(`UPDATE recording SET state = 'deleted', deleted_at = now() WHERE id = $1`, [gone]);
    const other = await buildCast(app);
    await chapter('Ablation', 4_000, await buildRecording(app.em, { ...other }));
    const places = async (who: SignedIn): Promise<(number | null)[]> => (await find('ablation', who)).map(({ atMs }) => atMs).sort();
    expect(await places(cast.trainee)).toEqual([1_000]);
    expect(await places(cast.trainer)).toEqual([1_000]);
    expect(await places(cast.guest)).toEqual([1_000]);
    expect(await places(cast.otherTrainer)).toEqual([2_000]);
    expect(await places(cast.staff)).toEqual([1_000, 2_000]);
    expect(await places(cast.director)).toEqual([1_000, 2_000]);
    await get(cast.stranger, 'ablation').expect(404);
    await get(other.guest, 'ablation').expect(404);
    await get(cast.director, 'ablation', 'here').expect(400);
    await app.anyone.get(`/api/editions/${cast.editionId}/recordings/search?q=ablation`).expect(401);
  });

  it('no more than fifty, the best of them', async () => {
    await captions(Array.from({ length: 80 }, (_, i) => [i * 2, `catheter ${i}`] as const));
    await chapter('Catheter', 1_000);
    const hits = await find('catheter');
    expect(hits).toHaveLength(50);
    expect(hits[0]).toMatchObject({ kind: 'chapter' });
  });

  it.each(['""', `''`, `' '`, '::', ':*', '!!', '& |', '()', '<->', '\\\\', "a'b:*&!", '%_', '--', '¿?', 'the the', '…’', '😀😀', 'x'.repeat(100), `${"'".repeat(50)}${':'.repeat(50)}`, 'e\u0301e', '1e9999 -1', "foo:ab & 'bar"])('any text is looked for: %p', async (q) => {
    await get(cast.trainee, q).expect(200);
  });

  it.each(['', 'a', '   ', 'x'.repeat(101), 'tab\there\u0000'])('too little or too much is refused: %p', async (q) => {
    expect((await get(cast.trainee, q).expect(400)).body).toMatchObject({ fields: [{ path: 'q' }] });
  });
});

describe('the database', () => {
  it('finds words by its indexes, not by reading everything', async () => {
    await app.em.query(`INSERT INTO caption_track (recording_id, language, changed_by, changed_at) VALUES ($1, 'en', $2, now())`, [recordingId, cast.people.staff]);
    await app.em.query(`INSERT INTO caption_cue (track_id, number, from_ms, until_ms, text) SELECT t.id, n, n * 10, n * 10 + 9, 'sentence word' || n FROM caption_track t, generate_series(1, 20000) n WHERE t.recording_id = $1`, [recordingId]);
    await app.em.query(`INSERT INTO chat_message (id, lecture_id, seq, person_id, role, text, sent_at) SELECT gen_random_uuid(), $1, n, $2, 'trainee', 'message word' || n, now() FROM generate_series(1, 20000) n`, [cast.lectureId, cast.people.trainee]);
    await app.em.query(`INSERT INTO chapter (recording_id, at_ms, kind, title) SELECT $1, n, 'own', 'chapter word' || n FROM generate_series(1, 20000) n`, [recordingId]);
    await app.em.query('ANALYZE caption_cue, chat_message, chapter');
    const plan: { 'QUERY PLAN': string }[] = await app.em.query(`EXPLAIN ${SEARCH}`, searchValues('word12345', { editionId: cast.editionId, all: true, released: false, trainerId: null, lectureId: null }));
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    for (const index of ['caption_cue_search', 'chat_message_search', 'chapter_search']) expect(text).toContain(`Bitmap Index Scan on ${index}`);
    expect((await brief('word12345')).map(([kind]) => kind)).toEqual(['chapter', 'caption', 'chat']);
  });
});

describe('an excerpt', () => {
  const long = `${'before '.repeat(40)}the iliac artery ${'after '.repeat(40)}`;

  it('of a short text is the text, in one line', () => {
    expect(excerptOf(' The left\n\n iliac  artery ', 'iliac')).toBe('The left iliac artery');
  });

  it('of a long one is what stands around the first word, cut between words', () => {
    const excerpt = excerptOf(long, 'ILÌAC');
    expect(excerpt).toMatch(/^… (before )+the iliac artery (after )+…$/);
    expect(excerpt.length).toBeLessThanOrEqual(170);
  });

  it('at the beginning and the end has no dots where nothing is left out', () => {
    expect(excerptOf(`iliac ${'after '.repeat(60)}`, 'iliac')).toMatch(/^iliac (after )+…$/);
    expect(excerptOf(`${'before '.repeat(60)}iliac`, 'iliac')).toMatch(/^… (before )+iliac$/);
  });

  it('of one long word, or without what was looked for, is no longer and no half character', () => {
    for (const text of ['😀'.repeat(400), 'x'.repeat(400), long]) {
      const excerpt = excerptOf(text, 'nothing');
      expect(excerpt.length).toBeLessThanOrEqual(170);
      expect(excerpt).not.toMatch(/\p{Cs}/u);
    }
  });
});
