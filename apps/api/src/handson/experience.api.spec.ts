import { exposure, logbookSummary } from '@seldinger/contract';
import { PROCEDURE_KEYS } from '@seldinger/domain';
import { parse } from 'csv-parse/sync';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Response, Test } from 'supertest';
import { startTestApp, type SignedIn, type TestApp } from '../testing/app';
import { buildEntry, buildLogbookCast, type EntryInput, type LogbookCast } from '../testing/logbook';
import { countQueries } from '../testing/queries';

let app: TestApp;
let cast: LogbookCast;
let editionId: string;

beforeAll(async () => void (app = await startTestApp()));
afterAll(() => app.close());
beforeEach(async () => {
  cast = await buildLogbookCast(app);
  ({ editionId } = cast);
});

const build = (given: Partial<EntryInput> = {}): Promise<string> => buildEntry(app.em, { editionId, personId: cast.people.trainee, decidedBy: cast.people.supervisor, ...given });
const several = async (count: number, given: Partial<EntryInput>): Promise<void> => {
  for (let made = 0; made < count; made++) await build(given);
};

describe('the summary of a logbook', () => {
  const path = (who = 'me'): string => `/api/editions/${editionId}/logbook/${who}/summary`;

  it('counts what is signed by chapter, procedure and role, and what waits beside it', async () => {
    await several(3, { state: 'signed', procedure: 'tace', role: 'supervised' });
    await several(2, { state: 'signed', procedure: 'biopsy-ct', role: 'performed' });
    await build({ state: 'signed', procedure: 'tace', role: 'observed' });
    await build({ procedure: 'tace' });
    await build({ state: 'returned', procedure: 'tace' });
    await build({ removed: true });
    await build({ personId: cast.people.classmate, state: 'signed' });
    const { body } = await cast.trainee.get(path()).expect(200);
    expect(logbookSummary.parse(body)).toEqual(body);
    expect(body).toMatchObject({ person: { familyName: 'Conti' }, firstOperator: 5, firstOperatorVascular: 3, needed: { firstOperator: 250, firstOperatorVascular: 150 } });
    expect(body.procedures).toEqual([
      { procedure: 'tace', signed: { observed: 1, assisted: 0, supervised: 3, performed: 0 }, waiting: 1 },
      { procedure: 'biopsy-ct', signed: { observed: 0, assisted: 0, supervised: 0, performed: 2 }, waiting: 0 },
    ]);
    for (const who of [cast.director, cast.supervisor, cast.staff]) expect((await who.get(path(cast.people.trainee)).expect(200)).body).toEqual(body);
  });

  it('gives the points of the curves in the order of time: signed entries that carry a figure', async () => {
    const late = await build({ state: 'signed', performedOn: '2027-02-08', fluoroscopySeconds: 600 });
    const early = await build({ state: 'signed', performedOn: '2027-01-08', fluoroscopySeconds: 900 });
    const assessed = await build({ performedOn: '2027-02-09' });
    await cast.supervisor.post(`/api/logbook/entries/${assessed}/signature`, { version: 1, assessment: { entrustment: 4, observation: {}, nextStep: null } }).expect(200);
    await build({ state: 'signed' });
    await build({ fluoroscopySeconds: 300 });
    const { body } = await cast.trainee.get(path()).expect(200);
    expect(body.points.map(({ entryId }: { entryId: string }) => entryId)).toEqual([early, late, assessed]);
    expect(body.points[2]).toMatchObject({ entrustment: 4, fluoroscopySeconds: null, performedOn: '2027-02-09' });
  });

  it('is of oneself, or for those who may read all', async () => {
    await app.anyone.get(path()).expect(401);
    for (const who of [cast.director, cast.supervisor, cast.staff, cast.trainer]) await who.get(path()).expect(403);
    await cast.stranger.get(path()).expect(404);
    for (const who of [cast.classmate, cast.trainer]) await who.get(path(cast.people.trainee)).expect(403);
    await cast.otherDirector.get(path(cast.people.trainee)).expect(404);
    await cast.director.get(path(randomUUID())).expect(404);
    await cast.director.get(path('one')).expect(400);
  });
});

describe('the exposure of the cohort', () => {
  const path = (): string => `/api/editions/${editionId}/logbook/exposure`;

  it('says of each trainee what was met, in which role at best, and what is lacking', async () => {
    await build({ state: 'signed', procedure: 'tace', role: 'observed' });
    await build({ procedure: 'tace', role: 'supervised' });
    await build({ procedure: 'femoral-access', role: 'assisted' });
    await build({ state: 'returned', procedure: 'evar' });
    await build({ procedure: 'tips', removed: true });
    const { body } = await cast.supervisor.get(path()).expect(200);
    expect(exposure.parse(body)).toEqual(body);
    expect(body.items.map(({ person }: { person: { familyName: string } }) => person.familyName)).toEqual(['Conti', 'Marchetti']);
    expect(body.items[0].cells).toEqual([{ procedure: 'femoral-access', best: 'assisted', count: 1 }, { procedure: 'tace', best: 'supervised', count: 2 }]);
    expect(body.items[0].lacking).toEqual(PROCEDURE_KEYS.filter((key) => !['femoral-access', 'tace'].includes(key)));
    expect(body.items[1]).toMatchObject({ cells: [], lacking: PROCEDURE_KEYS });
  });

  it('is for those who may read all, in as many queries for many as for few', async () => {
    await app.anyone.get(path()).expect(401);
    for (const who of [cast.trainee, cast.trainer, cast.stranger]) await who.get(path()).expect(403);
    await cast.otherDirector.get(path()).expect(404);
    for (const who of [cast.director, cast.staff]) await who.get(path()).expect(200);
    const few = await countQueries(app.em, () => cast.staff.get(path()).expect(200));
    await several(10, { procedure: 'evar' });
    await several(10, { personId: cast.people.classmate });
    expect(await countQueries(app.em, () => cast.staff.get(path()).expect(200))).toBe(few);
  });
});

describe('the proof of experience', () => {
  const path = (file: string, who = 'me'): string => `/api/editions/${editionId}/logbook/${who}/experience.${file}`;
  const binary = (test: Test): Test =>
    test.buffer(true).parse((response, done) => {
      const chunks: Buffer[] = [];
      (response as unknown as NodeJS.ReadableStream).on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)));
    });
  const pdf = async (who: SignedIn, language?: string, of?: string): Promise<{ response: Response; file: Buffer }> => {
    const response = await binary(who.get(path(`pdf${language ? `?language=${language}` : ''}`, of))).expect(200);
    return { response, file: response.body as Buffer };
  };
  /** Read by another program than wrote it. */
  const readBack = (program: string, file: Buffer, ...more: string[]): string => {
    const folder = mkdtempSync(join(tmpdir(), 'seldinger-proof-'));
    try {
      writeFileSync(join(folder, 'proof.pdf'), file);
      return execFileSync(program, [...more, join(folder, 'proof.pdf'), ...(program === 'pdftotext' ? ['-'] : [])], { encoding: 'utf8' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  it('puts on paper who holds it, what was done by chapter beside what is asked for, and who signed', async () => {
    await app.em.query(`UPDATE person SET given_name = 'Łucja', family_name = 'Zielińska-Kovač' WHERE id = $1`, [cast.people.trainee]);
    await several(3, { state: 'signed', procedure: 'tace', role: 'supervised' });
    await several(2, { state: 'signed', procedure: 'pve', role: 'performed', decidedBy: cast.people.director });
    await several(2, { state: 'signed', procedure: 'evar', role: 'assisted' });
    await several(4, { procedure: 'tips' });
    const { response, file } = await pdf(cast.trainee);
    expect(response.headers).toMatchObject({ 'content-type': 'application/pdf', 'cache-control': 'private, no-store' });
    expect(response.headers['content-disposition']).toContain(`filename*=UTF-8''${encodeURIComponent('Proof of experience, Zielińska-Kovač Łucja.pdf')}`);
    const text = readBack('pdftotext', file, '-layout').replace(/[ \t]+/g, ' ');
    expect(text).toContain('Holder: Łucja Zielińska-Kovač');
    expect(text).toMatch(/1 November 2026 to 31 October 2027/);
    expect(text).toContain('As of 10 February 2027: 7 signed entries of every role.');
    expect(text).toMatch(/Oncology, through the arteries 3 0 3\n/);
    expect(text).toMatch(/Oncology, other 0 2 2\n/);
    expect(text).toMatch(/Vascular procedures 3 0 3 150\n/);
    expect(text).toMatch(/All procedures 3 2 5 250\n/);
    expect(text).toMatch(/confirmed with the\s+board/);
    expect(text).toMatch(/Anna Gallo 5 3\n/);
    expect(text).toMatch(/Anna Ferri 2 2\n/);
    expect(text).toContain('Page 1 of 1');
  });

  it('is a document that screen readers follow: tagged, with a title and a language, head cells as such', async () => {
    await build({ state: 'signed' });
    const { file } = await pdf(cast.trainee, 'it');
    const info = readBack('pdfinfo', file);
    expect(info).toMatch(/Title:\s+Attestazione di esperienza in radiologia interventistica: Anna Conti/);
    expect(info).toMatch(/Tagged:\s+yes/);
    expect(info).toMatch(/Page size:.*A4/);
    expect(file.toString('latin1')).toMatch(/\/Lang \(it\)/);
    const structure = readBack('pdfinfo', file, '-struct-text');
    for (const part of [/H1[\s\S]*Attestazione/, /Table[\s\S]*TR[\s\S]*TH[\s\S]*Capitolo/, /TH[\s\S]*Accessi/, /TD/, /P \(/]) expect(structure).toMatch(part);
    expect(readBack('pdffonts', file).match(/Inter\S*\s+CID TrueType\s+Identity-H\s+yes yes yes/g)).toHaveLength(2);
  });

  it('runs over as many pages as there are signers, with the head of the table on each', async () => {
    for (let count = 0; count < 40; count++) {
      const [person] = (await app.em.query(`INSERT INTO person (email, given_name, family_name, administrator, time_zone, locale, created_at) VALUES ($1, 'Anna', $2, false, 'Europe/Rome', 'en', now()) RETURNING id`, [`${randomUUID()}@example.org`, `Signer ${count}`])) as [{ id: string }];
      await build({ state: 'signed', decidedBy: person.id });
    }
    const text = readBack('pdftotext', (await pdf(cast.trainee)).file, '-layout');
    const pages = text.split('\f').filter((page) => page.trim() !== '');
    expect(pages.length).toBeGreaterThan(1);
    pages.forEach((page, index) => expect(page).toContain(`Page ${index + 1} of ${pages.length}`));
    for (const page of pages.filter((one) => /Signer \d/.test(one))) expect(page).toMatch(/Supervisor\s+Entries\s+As first operator/);
    expect(text.match(/Signer \d+/g)).toHaveLength(40);
  });

  it('holds before the first signature too', async () => {
    const text = readBack('pdftotext', (await pdf(cast.trainee)).file, '-layout').replace(/[ \t]+/g, ' ');
    expect(text).toContain('No entry is signed yet.');
    expect(text).toMatch(/All procedures 0 0 0 250\n/);
  });

  it('comes for spreadsheets with every signed entry and the same figures, and no cell runs', async () => {
    const notes = ['=HYPERLINK("x")', '+1 mm more', '-5 Fr', '@home', '\t=1', 'Two "quoted", lines\nhere', 'Plain'];
    for (const [index, note] of notes.entries()) await build({ state: 'signed', note, performedOn: `2027-02-0${index + 1}`, fluoroscopySeconds: index * 60 });
    await build({ note: 'waits' });
    const response = await cast.trainee.get(path('csv')).expect(200);
    expect(response.headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8', 'cache-control': 'private, no-store' });
    expect(response.text.startsWith('\uFEFF')).toBe(true);
    const rows: string[][] = parse(response.text, { bom: true, relax_column_count: true, record_delimiter: '\r\n' });
    expect(rows[0]!.slice(0, 4)).toEqual(['Date', 'Chapter', 'Procedure', 'Role']);
    expect(rows.slice(1, 8).map((row) => row[10])).toEqual([`'=HYPERLINK("x")`, `'+1 mm more`, `'-5 Fr`, `'@home`, `'\t=1`, 'Two "quoted", lines\nhere', 'Plain']);
    expect(rows[2]!.slice(0, 12)).toEqual(['2027-02-02', 'Access', 'Femoral artery access', 'Performed', '', '', '', '60', '', '', `'+1 mm more`, 'Anna Gallo']);
    expect(rows).toContainEqual(['Vascular procedures', '0', '7', '7', '150']);
    expect(rows).toContainEqual(['All procedures', '0', '7', '7', '250']);
    expect(rows).toContainEqual(['Anna Gallo', '7', '7']);
    expect(rows.flat().filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([]);
    const italian = parse((await cast.trainee.get(path('csv?language=it')).expect(200)).text, { bom: true, relax_column_count: true, delimiter: ';', record_delimiter: '\r\n' }) as string[][];
    expect(italian[1]!.slice(0, 4)).toEqual(['2027-02-01', 'Accessi', 'Accesso arterioso femorale', 'Eseguita']);
    expect(italian).toContainEqual(['Tutte le procedure', '0', '7', '7', '250']);
  });

  it('is for its holder and for those who may read all', async () => {
    for (const file of ['pdf', 'csv']) {
      const of = path(file, cast.people.trainee);
      for (const who of [cast.director, cast.supervisor, cast.staff]) await binary(who.get(of)).expect(200);
      await app.anyone.get(path(file)).expect(401);
      await app.anyone.get(of).expect(401);
      for (const who of [cast.trainer, cast.classmate, cast.stranger]) await who.get(of).expect(403);
      await cast.otherDirector.get(of).expect(404);
      await cast.director.get(path(file)).expect(403);
      await cast.stranger.get(path(file)).expect(404);
      await cast.director.get(path(file, cast.people.trainer)).expect(404);
      await cast.director.get(path(file, 'one')).expect(400);
      await cast.trainee.get(path(`${file}?language=fr`)).expect(400);
    }
  });
});
