import { logbookEntry, logbookPage, signManyAnswer } from '@seldinger/contract';
import { randomUUID } from 'node:crypto';
import { startTestApp, type SignedIn, type TestApp } from '../testing/app';
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

const build = (given: Partial<EntryInput> = {}): Promise<string> => buildEntry(app.em, { editionId, personId: cast.people.trainee, decidedBy: cast.people.supervisor, ...given });
const sign = (who: SignedIn, id: string, version = 1, assessment: object | null = null) => who.post(`/api/logbook/entries/${id}/signature`, { version, assessment });
const giveBack = (who: SignedIn, id: string, version = 1, reason = 'The access is missing') => who.post(`/api/logbook/entries/${id}/return`, { version, reason });
const signMany = (who: SignedIn, entries: { id: string; version: number }[]) => who.post(`/api/editions/${editionId}/logbook/signatures`, { entries });
const events = async (name: string): Promise<object[]> => ((await app.em.query(`SELECT payload FROM event WHERE name = $1 AND payload->>'editionId' = $2 ORDER BY id`, [name, editionId])) as { payload: object }[]).map(({ payload }) => payload);
const change = (id: string, version: number, given: object = {}) => cast.trainee.put(`/api/editions/${editionId}/logbook/entries/${id}`, entryBody({ version, ...given }));

describe('what waits for a signature', () => {
  it('is what was addressed to the supervisor or to nobody; a director sees everything, and nobody their own', async () => {
    const forMe = await build({ supervisorId: cast.people.supervisor, performedOn: '2027-02-01' });
    const forAnybody = await build({ performedOn: '2027-02-02', personId: cast.people.classmate });
    const forOther = await build({ supervisorId: cast.people.otherSupervisor, performedOn: '2027-02-03' });
    await build({ state: 'signed' });
    await build({ state: 'returned' });
    await build({ removed: true });
    const path = `/api/editions/${editionId}/logbook/to-sign`;
    const ids = async (who: SignedIn): Promise<string[]> => logbookPage.parse((await who.get(path).expect(200)).body).items.map(({ id }) => id);
    expect(await ids(cast.supervisor)).toEqual([forAnybody, forMe]);
    expect(await ids(cast.otherSupervisor)).toEqual([forOther, forAnybody]);
    expect(await ids(cast.director)).toEqual([forOther, forAnybody, forMe]);
    expect((await cast.supervisor.get(path)).body.items).toMatchObject([{ abilities: { sign: true, change: false } }, { abilities: { sign: true } }]);
    await app.em.query(`INSERT INTO membership (person_id, edition_id, role, since) VALUES ($1, $2, 'director', now())`, [cast.people.trainee, editionId]);
    expect(await ids(cast.trainee)).toEqual([forAnybody]);
    await app.anyone.get(path).expect(401);
    for (const who of [cast.classmate, cast.staff, cast.trainer]) await who.get(path).expect(403);
    await cast.otherDirector.get(path).expect(404);
    await cast.supervisor.get(`${path}?limit=0`).expect(400);
  });
});

describe('a signature', () => {
  it('names who gave it and when, keeps what was seen, and is announced', async () => {
    const id = await build();
    const assessment = { entrustment: 3, observation: { technique: 4, dose: 2 }, nextStep: 'Lower frame rate; collimate before the run' };
    const { body } = await sign(cast.supervisor, id, 1, assessment).expect(200);
    expect(logbookEntry.parse(body)).toEqual(body);
    expect(body).toMatchObject({ state: 'signed', version: 2, decided: { by: 'Anna Gallo' }, assessment: { ...assessment, by: 'Anna Gallo', at: body.decided.at }, abilities: { change: false, sign: false } });
    expect(Math.abs(Date.parse(body.decided.at) - app.clock.nowMs())).toBeLessThan(5_000);
    expect(await events('logbook.entry.signed')).toEqual([{ editionId, entryIds: [id] }]);
    expect((await cast.trainee.get(`/api/editions/${editionId}/logbook/me`)).body.items).toMatchObject([{ assessment }]);
    await expect(app.em.query('UPDATE logbook_assessment SET entrustment = 5 WHERE entry_id = $1', [id])).rejects.toThrow();
  });

  it('given twice by the same hand is one; another hand comes too late', async () => {
    const id = await build();
    const assessment = { entrustment: 3, observation: {}, nextStep: null };
    const first = await sign(cast.supervisor, id, 1, assessment).expect(200);
    expect((await sign(cast.supervisor, id, 1, assessment).expect(200)).body).toEqual(first.body);
    expect((await sign(cast.director, id, 1).expect(409)).body.code).toBe('logbook.signed');
    expect((await giveBack(cast.supervisor, id, 2).expect(409)).body.code).toBe('logbook.signed');
    expect(await events('logbook.entry.signed')).toHaveLength(1);
  });

  it('is of who was asked, of a director, or of any supervisor where nobody was asked; never of the author', async () => {
    const addressed = await build({ supervisorId: cast.people.otherSupervisor });
    await sign(cast.supervisor, addressed).expect(403);
    await giveBack(cast.supervisor, addressed).expect(403);
    await sign(cast.director, addressed).expect(200);
    await app.em.query(`INSERT INTO membership (person_id, edition_id, role, since) VALUES ($1, $2, 'supervisor', now())`, [cast.people.trainee, editionId]);
    const mine = await build();
    await sign(cast.trainee, mine).expect(403);
    expect((await signMany(cast.trainee, [{ id: mine, version: 1 }]).expect(200)).body).toEqual({ signed: [], left: [mine] });
  });

  it('is out of reach of everybody else', async () => {
    const id = await build();
    await app.anyone.post(`/api/logbook/entries/${id}/signature`).send({ version: 1, assessment: null }).expect(401);
    await app.anyone.post(`/api/logbook/entries/${id}/return`).send({ version: 1, reason: 'x' }).expect(401);
    for (const who of [cast.trainee, cast.classmate, cast.staff, cast.trainer]) {
      await sign(who, id).expect(403);
      await giveBack(who, id).expect(403);
      await signMany(who, [{ id, version: 1 }]).expect(403);
    }
    await sign(cast.otherDirector, id).expect(404);
    await giveBack(cast.otherDirector, id).expect(404);
    await signMany(cast.otherDirector, [{ id, version: 1 }]).expect(404);
    await sign(cast.supervisor, randomUUID()).expect(404);
    await sign(cast.supervisor, id, 0).expect(400);
    for (const wrong of [{ entrustment: 6, observation: {}, nextStep: null }, { entrustment: 3, observation: { courage: 3 }, nextStep: null }, { entrustment: 3, observation: { dose: 0 }, nextStep: null }]) await sign(cast.supervisor, id, 1, wrong).expect(400);
    await sign(cast.supervisor, 'one').expect(400);
  });

  it('says nothing that identifies a patient either', async () => {
    const id = await build();
    const { body } = await sign(cast.supervisor, id, 1, { entrustment: 3, observation: {}, nextStep: 'See patient 00482913 again' }).expect(400);
    expect(body).toMatchObject({ code: 'logbook.identifies', fields: [{ path: 'assessment.nextStep' }] });
    expect((await giveBack(cast.supervisor, id, 1, 'Not in list of case 00482913').expect(400)).body).toMatchObject({ code: 'logbook.identifies', fields: [{ path: 'reason' }] });
  });

  it('is of what its giver has seen', async () => {
    const id = await build();
    await change(id, 1).expect(200);
    expect((await sign(cast.supervisor, id).expect(409)).body).toMatchObject({ code: 'request.stale', details: { current: { version: 2, procedure: 'tace', abilities: { sign: true } } } });
    await sign(cast.supervisor, id, 2).expect(200);
  });

  it('or a change at the same moment: one wins, the other is told', async () => {
    for (let round = 0; round < 8; round++) {
      const id = await build();
      const [signed, changed] = await Promise.all([sign(cast.supervisor, id), change(id, 1)]);
      const [entry] = (await app.em.query('SELECT state, version, procedure_key FROM logbook_entry WHERE id = $1', [id])) as [{ state: string; procedure_key: string }];
      if (signed.status === 200) expect([changed.status, changed.body.code, entry]).toEqual([409, 'logbook.signed', { state: 'signed', version: 2, procedure_key: 'femoral-access' }]);
      else expect([signed.body.code, changed.status, entry]).toEqual(['request.stale', 200, { state: 'waiting', version: 2, procedure_key: 'tace' }]);
    }
  });
});

describe('an entry that is returned', () => {
  it('says why, counts as decided, and is announced', async () => {
    const id = await build();
    const { body } = await giveBack(cast.supervisor, id).expect(200);
    expect(body).toMatchObject({ state: 'returned', returnedReason: 'The access is missing', decided: { by: 'Anna Gallo' }, version: 2, abilities: { sign: false } });
    expect((await giveBack(cast.supervisor, id).expect(200)).body).toEqual(body);
    expect(await events('logbook.entry.returned')).toEqual([{ editionId, entryId: id, personId: cast.people.trainee }]);
    await giveBack(cast.supervisor, id, 2, ' ').expect(400);
  });

  it('is signed only after its author sent it again', async () => {
    const id = await build({ state: 'returned' });
    expect((await sign(cast.director, id).expect(409)).body).toMatchObject({ code: 'request.stale', details: { current: { state: 'returned' } } });
    await change(id, 1).expect(200);
    await sign(cast.supervisor, id, 2).expect(200);
  });
});

describe('many signatures at once', () => {
  it('sign all that stand as they were seen and name the others', async () => {
    const fine = [await build(), await build({ personId: cast.people.classmate, supervisorId: cast.people.supervisor })];
    const changed = await build();
    await change(changed, 1).expect(200);
    const others = [changed, await build({ state: 'returned' }), await build({ removed: true }), await build({ supervisorId: cast.people.otherSupervisor }), randomUUID()];
    const asked = [...fine, ...others].map((id) => ({ id, version: 1 }));
    const { body } = await signMany(cast.supervisor, asked).expect(200);
    expect(signManyAnswer.parse(body)).toEqual({ signed: fine, left: others });
    const [event] = (await events('logbook.entry.signed')) as [{ entryIds: string[] }];
    expect(event.entryIds.sort()).toEqual([...fine].sort());
    expect((await signMany(cast.supervisor, asked).expect(200)).body).toEqual({ signed: fine, left: others });
    expect(await events('logbook.entry.signed')).toHaveLength(1);
    await signMany(cast.supervisor, []).expect(400);
  });

  it('never reach into another edition', async () => {
    const id = await build();
    const elsewhere = await buildLogbookCast(app);
    expect((await elsewhere.director.post(`/api/editions/${elsewhere.editionId}/logbook/signatures`, { entries: [{ id, version: 1 }] }).expect(200)).body).toEqual({ signed: [], left: [id] });
  });

  it('by two at once sign each entry once and block nobody', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 30; count++) ids.push(await build());
    const entries = ids.map((id) => ({ id, version: 1 }));
    const [one, two] = await Promise.all([signMany(cast.supervisor, entries), signMany(cast.director, [...entries].reverse())]);
    expect([one.status, two.status]).toEqual([200, 200]);
    expect([...one.body.signed, ...two.body.signed].sort()).toEqual([...ids].sort());
    const announced = ((await events('logbook.entry.signed')) as { entryIds: string[] }[]).flatMap(({ entryIds }) => entryIds);
    expect(announced.sort()).toEqual([...ids].sort());
  });

  it('take as many queries for many as for one', async () => {
    const entries: { id: string; version: number }[] = [];
    for (let count = 0; count < 21; count++) entries.push({ id: await build(), version: 1 });
    const once = await countQueries(app.em, () => signMany(cast.supervisor, entries.slice(0, 1)).expect(200));
    expect(await countQueries(app.em, () => signMany(cast.supervisor, entries.slice(1)).expect(200))).toBe(once);
  });
});
