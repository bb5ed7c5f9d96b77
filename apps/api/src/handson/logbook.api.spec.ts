import { logbookEntry, logbookPage, logbookSupervisors } from '@seldinger/contract';
import { randomUUID } from 'node:crypto';
import { startTestApp, type TestApp } from '../testing/app';
import { connect } from '../testing/classroom';
import { buildEntry, buildLogbookCast, entryBody, type EntryInput, type LogbookCast } from '../testing/logbook';
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

const own = (): string => `/api/editions/${editionId}/logbook/me`;
const entryPath = (id: string): string => `/api/editions/${editionId}/logbook/entries/${id}`;
const build = (given: Partial<EntryInput> = {}): Promise<string> => buildEntry(app.em, { editionId, personId: cast.people.trainee, decidedBy: cast.people.supervisor, ...given });
const rows = async (id: string): Promise<{ state: string; version: number; note: string | null }[]> => app.em.query('SELECT state, version, note FROM logbook_entry WHERE id = $1', [id]);

describe('an entry that a trainee writes', () => {
  it('stands under the id of the phone, with all its figures, and waits for a signature', async () => {
    const id = randomUUID();
    const { body } = await cast.trainee.put(entryPath(id), entryBody({ supervisorId: cast.people.supervisor })).expect(200);
    expect(logbookEntry.parse(body)).toEqual(body);
    expect(body).toEqual({
      ...entryBody({ supervisorId: cast.people.supervisor }),
      id,
      person: { id: cast.people.trainee, givenName: 'Anna', familyName: 'Conti' },
      state: 'waiting',
      decided: null,
      returnedReason: null,
      assessment: null,
      version: 1,
      abilities: { change: true, sign: false },
    });
    expect((await cast.trainee.get(own()).expect(200)).body).toEqual({ items: [body], next: null });
  });

  it('is one entry however often it is sent, also at once', async () => {
    const id = randomUUID();
    const answers = await Promise.all([1, 2, 3, 4].map(() => cast.trainee.put(entryPath(id), entryBody())));
    expect(answers.map(({ status, body }) => [status, body.version])).toEqual([1, 2, 3, 4].map(() => [200, 1]));
    expect(await rows(id)).toMatchObject([{ version: 1 }]);
  });

  it('is answered as it stands when an old sending arrives again after it was changed, signed or returned', async () => {
    const id = randomUUID();
    await cast.trainee.put(entryPath(id), entryBody()).expect(200);
    await cast.trainee.put(entryPath(id), entryBody({ note: 'Three feeders', version: 1 })).expect(200);
    const { body: again } = await cast.trainee.put(entryPath(id), entryBody()).expect(200);
    expect(again).toMatchObject({ note: 'Three feeders', version: 2, state: 'waiting' });
    expect((await cast.trainee.put(entryPath(id), entryBody({ note: 'Three feeders', version: 1 })).expect(200)).body).toEqual(again);
    await cast.supervisor.post(`/api/logbook/entries/${id}/signature`, { version: 2, assessment: null }).expect(200);
    expect((await cast.trainee.put(entryPath(id), entryBody()).expect(200)).body).toMatchObject({ note: 'Three feeders', version: 3, state: 'signed' });
    expect((await cast.trainee.put(entryPath(id), entryBody({ note: 'Three feeders', version: 1 })).expect(200)).body).toMatchObject({ version: 3, state: 'signed' });
  });

  it('is changed from what was seen, and by nobody who missed a change', async () => {
    const id = await build();
    expect((await cast.trainee.put(entryPath(id), entryBody({ version: 1 })).expect(200)).body).toMatchObject({ procedure: 'tace', version: 2 });
    const refused = await cast.trainee.put(entryPath(id), entryBody({ note: 'From the other phone', version: 1 })).expect(409);
    expect(refused.body).toMatchObject({ code: 'request.stale', details: { current: { id, version: 2, procedure: 'tace' } } });
    expect((await cast.trainee.put(entryPath(id), entryBody({ version: 2 })).expect(200)).body.version).toBe(2);
  });

  it('waits again once it was returned and sent anew', async () => {
    const id = await build({ state: 'returned' });
    const { body } = await cast.trainee.get(own()).expect(200);
    expect(body.items).toMatchObject([{ state: 'returned', returnedReason: 'Add the access', decided: { by: 'Anna Gallo', at: '2027-02-10T08:00:00.000Z' }, abilities: { change: true, sign: false } }]);
    const changed = await cast.trainee.put(entryPath(id), entryBody({ version: 1 })).expect(200);
    expect(changed.body).toMatchObject({ state: 'waiting', returnedReason: null, decided: null, version: 2 });
  });

  it('stands once it is signed', async () => {
    const id = await build({ state: 'signed' });
    expect((await cast.trainee.put(entryPath(id), entryBody({ version: 1 })).expect(409)).body.code).toBe('logbook.signed');
    expect((await cast.trainee.delete(`/api/logbook/entries/${id}`).expect(409)).body.code).toBe('logbook.signed');
    await expect(app.em.query(`UPDATE logbook_entry SET note = 'x' WHERE id = $1`, [id])).rejects.toMatchObject({ driverError: { constraint: 'logbook_entry_stands' } });
  });

  it('lies on a day of the edition that has come, by the clock of the edition', async () => {
    const put = (performedOn: string) => cast.trainee.put(entryPath(randomUUID()), entryBody({ performedOn }));
    expect((await put('2027-02-11').expect(400)).body).toMatchObject({ code: 'logbook.future', fields: [{ path: 'performedOn' }] });
    expect((await put('2026-10-31').expect(400)).body).toMatchObject({ code: 'request.invalid', fields: [{ path: 'performedOn' }] });
    await put('2026-11-01').expect(200);
    const now = app.clock.now().getTime();
    app.clock.setTo(Date.parse('2027-02-10T23:30:00Z'));
    await put('2027-02-11').expect(200);
    app.clock.setTo(Date.parse('2027-12-01T12:00:00Z'));
    await put('2027-10-31').expect(200);
    await put('2027-11-01').expect(400);
    app.clock.setTo(now);
  });

  it('asks only who supervises or directs there, and never its author', async () => {
    const put = (supervisorId: string) => cast.trainee.put(entryPath(randomUUID()), entryBody({ supervisorId }));
    for (const who of [cast.people.supervisor, cast.people.director]) await put(who).expect(200);
    for (const who of [cast.people.trainer, cast.people.classmate, randomUUID()]) expect((await put(who).expect(400)).body.fields).toMatchObject([{ path: 'supervisorId' }]);
    await app.em.query(`INSERT INTO membership (person_id, edition_id, role, since) VALUES ($1, $2, 'supervisor', now())`, [cast.people.trainee, editionId]);
    await put(cast.people.trainee).expect(400);
    const { body } = await cast.trainee.get(`/api/editions/${editionId}/logbook/supervisors`).expect(200);
    expect(logbookSupervisors.parse(body).items.map(({ familyName }) => familyName)).toEqual(['Gallo', 'Rinaldi', 'Ferri']);
  });

  it('says nothing that identifies a patient, and the refusal says where', async () => {
    const note = 'Dialysis fistula, MRN 00482913, nice result';
    const { body } = await cast.trainee.put(entryPath(randomUUID()), entryBody({ note })).expect(400);
    expect(body).toMatchObject({ code: 'logbook.identifies', fields: [{ path: 'note', message: 'number' }] });
    const [span] = body.details.spans as { from: number; until: number }[];
    expect(note.slice(span!.from, span!.until)).toContain('00482913');
    expect(await app.em.query(`SELECT 1 FROM logbook_entry WHERE person_id = $1`, [cast.people.trainee])).toEqual([]);
  });

  it('is refused where something is no value of its field', async () => {
    for (const wrong of [{ procedure: 'appendectomy' }, { role: 'watched' }, { complication: 7 }, { fluoroscopySeconds: -1 }, { airKerma: 1.5 }, { note: ' ' }, { note: 'x'.repeat(501) }, { performedOn: '2027-02-30' }, { version: -1 }]) {
      await cast.trainee.put(entryPath(randomUUID()), entryBody(wrong)).expect(400);
    }
    await cast.trainee.put(entryPath('one'), entryBody()).expect(400);
    await cast.trainee.put(entryPath(randomUUID()), entryBody({ version: 1 })).expect(404);
  });

  it('is out of reach of everybody else', async () => {
    const id = await build();
    await app.anyone.put(entryPath(id)).send(entryBody()).expect(401);
    await app.anyone.get(own()).expect(401);
    await cast.classmate.put(entryPath(id), entryBody({ version: 1 })).expect(404);
    await cast.classmate.delete(`/api/logbook/entries/${id}`).expect(404);
    expect((await cast.classmate.get(own()).expect(200)).body.items).toEqual([]);
    await cast.classmate.get(`/api/editions/${editionId}/logbook/${cast.people.trainee}`).expect(403);
    for (const who of [cast.director, cast.supervisor, cast.staff, cast.trainer]) {
      await who.put(entryPath(id), entryBody({ version: 1 })).expect(403);
      await who.delete(`/api/logbook/entries/${id}`).expect(403);
      await who.get(own()).expect(403);
      await who.get(`/api/editions/${editionId}/logbook/supervisors`).expect(403);
    }
    await cast.stranger.put(entryPath(id), entryBody({ version: 1 })).expect(404);
    await cast.stranger.delete(`/api/logbook/entries/${id}`).expect(404);
    expect(await rows(id)).toMatchObject([{ version: 1, state: 'waiting' }]);
  });

  it('taken away is gone, also when it is sent again', async () => {
    const id = randomUUID();
    await cast.trainee.put(entryPath(id), entryBody()).expect(200);
    await cast.trainee.delete(`/api/logbook/entries/${id}`).expect(204);
    await cast.trainee.delete(`/api/logbook/entries/${id}`).expect(204);
    await cast.trainee.put(entryPath(id), entryBody()).expect(404);
    await cast.trainee.delete(`/api/logbook/entries/${randomUUID()}`).expect(404);
    await cast.trainee.delete('/api/logbook/entries/one').expect(400);
    expect((await cast.trainee.get(own()).expect(200)).body.items).toEqual([]);
    expect((await cast.supervisor.get(`/api/editions/${editionId}/logbook/to-sign`).expect(200)).body.items).toEqual([]);
    await cast.supervisor.post(`/api/logbook/entries/${id}/signature`, { version: 1, assessment: null }).expect(404);
  });

  it('is told to open pages of the edition', async () => {
    const client = await connect(app, cast.people.supervisor);
    await cast.trainee.put(entryPath(randomUUID()), entryBody()).expect(200);
    expect(await client.hears('data:changed', ({ topic }) => topic === 'logbook')).toEqual({ topic: 'logbook', editionId });
    client.close();
  });
});

describe('lists of entries', () => {
  it('come newest first, page by page without gap or double, filtered by state and procedure', async () => {
    const days = ['2027-02-01', '2027-02-03', '2027-02-03', '2027-02-03', '2027-02-08'];
    for (const [index, performedOn] of days.entries()) await build({ performedOn, state: index === 0 ? 'signed' : 'waiting', procedure: index < 2 ? 'tace' : 'evar' });
    await build({ personId: cast.people.classmate });
    await build({ removed: true });
    const all = logbookPage.parse((await cast.trainee.get(own()).expect(200)).body);
    expect(all.items.map(({ performedOn }) => performedOn)).toEqual([...days].reverse());
    const ids: string[] = [];
    let after = '';
    for (let pages = 1; ; pages++) {
      const { body } = await cast.trainee.get(`${own()}?limit=2${after}`).expect(200);
      ids.push(...body.items.map(({ id }: { id: string }) => id));
      if (!body.next) {
        expect(pages).toBe(3);
        break;
      }
      after = `&after=${body.next}`;
    }
    expect(ids).toEqual(all.items.map(({ id }) => id));
    expect((await cast.trainee.get(`${own()}?state=signed`).expect(200)).body.items).toMatchObject([{ performedOn: '2027-02-01' }]);
    expect((await cast.trainee.get(`${own()}?procedure=tace`).expect(200)).body.items).toHaveLength(2);
    for (const wrong of ['state=gone', 'procedure=x', 'limit=0', 'after=x', `after=${Buffer.from('["2027-13-01","x"]').toString('base64url')}`]) await cast.trainee.get(`${own()}?${wrong}`).expect(400);
  });

  it('of one trainee are for those who supervise, direct or administer the edition', async () => {
    await build({ state: 'signed' });
    const path = `/api/editions/${editionId}/logbook/${cast.people.trainee}`;
    for (const who of [cast.supervisor, cast.director, cast.staff]) expect((await who.get(path).expect(200)).body.items).toMatchObject([{ state: 'signed', abilities: { change: false, sign: false } }]);
    for (const who of [cast.trainer, cast.trainee, cast.stranger]) await who.get(path).expect(403);
    await cast.otherDirector.get(path).expect(404);
    await cast.director.get(`/api/editions/${editionId}/logbook/${cast.people.trainer}`).expect(404);
    await cast.director.get(`/api/editions/${editionId}/logbook/one`).expect(400);
    await app.anyone.get(path).expect(401);
  });

  it('take as many queries for many entries as for one', async () => {
    await build();
    const once = await countQueries(app.em, () => cast.trainee.get(own()).expect(200));
    for (let count = 0; count < 20; count++) await build();
    expect(await countQueries(app.em, () => cast.trainee.get(own()).expect(200))).toBe(once);
  });
});
