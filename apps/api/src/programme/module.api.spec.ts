import { randomUUID } from 'node:crypto';
import { startTestApp, type SignedIn, type TestApp } from '../testing/app';
import { buildEdition, buildLecture, buildMember, buildModule } from '../testing/build';

describe('modules', () => {
  let test: TestApp;
  let editionId: string;
  let director: SignedIn;
  let trainee: SignedIn;
  let stranger: SignedIn;

  beforeAll(async () => {
    test = await startTestApp();
    editionId = await buildEdition(test.em);
    director = await test.as((await buildMember(test.em, 'director', { editionId })).personId);
    trainee = await test.as((await buildMember(test.em, 'trainee', { editionId })).personId);
    stranger = await test.as((await buildMember(test.em, 'director')).personId);
  });
  afterAll(() => test.close());

  const theory = { title: { en: 'Théorie & practice', it: 'Teoria' }, kind: 'e-learning', elearningCme: 8, handsonCme: 0 };
  const add = (body: object = theory) => director.post(`/api/editions/${editionId}/modules`, body);

  it('come one after the other, with weights in minutes and keys of their own', async () => {
    const { body: first } = await add().expect(201);
    const { body: second } = await add({ ...theory, kind: 'e-learning + hands-on', elearningCme: 6.5, handsonCme: 3 }).expect(201);
    expect(first).toMatchObject({ key: 'the-orie-practice', elearningMinutes: 2880, handsonMinutes: 0, plannedMinutes: 0, version: 1 });
    expect(second).toMatchObject({ key: 'the-orie-practice-2', position: first.position + 1, elearningMinutes: 2340, handsonMinutes: 1080 });
  });

  it('are planned by the director alone', async () => {
    const { moduleId } = await buildModule(test.em, { editionId, position: 100 });
    const paths = [`/api/modules/${moduleId}`];
    for (const path of paths) {
      await test.anyone.patch(path).send({ version: 1 }).expect(401);
      await trainee.patch(path, { version: 1 }).expect(403);
      await stranger.patch(path, { version: 1 }).expect(404);
      await test.anyone.delete(path).expect(401);
      await trainee.delete(path).expect(403);
      await stranger.delete(path).expect(404);
    }
    await director.patch(`/api/modules/${randomUUID()}`, { version: 1 }).expect(404);
    await director.delete(`/api/modules/${randomUUID()}`).expect(404);
    await test.anyone.post(`/api/editions/${editionId}/modules`).send(theory).expect(401);
    await trainee.post(`/api/editions/${editionId}/modules`, theory).expect(403);
    await stranger.post(`/api/editions/${editionId}/modules`, theory).expect(404);
  });

  it('a weight below zero, in thirds of a CME, or on site without hands-on is named', async () => {
    const refused = async (more: object): Promise<string[]> => (await add({ ...theory, ...more }).expect(400)).body.fields.map(({ path }: { path: string }) => path);
    expect(await refused({ elearningCme: -1 })).toEqual(['elearningCme']);
    expect(await refused({ elearningCme: 1.33 })).toEqual(['elearningCme']);
    expect(await refused({ handsonCme: 2 })).toEqual(['handsonCme']);
    expect(await refused({ title: { en: 'Theory' } })).toEqual(['title.it']);
  });

  it('a change keeps what it does not name, and a form made from an older version is refused with what stands now', async () => {
    const { body: module } = await add({ ...theory, kind: 'e-learning + hands-on', handsonCme: 4 }).expect(201);
    const { body: changed } = await director.patch(`/api/modules/${module.id}`, { version: 1, elearningCme: 7 }).expect(200);
    expect(changed).toMatchObject({ key: module.key, title: theory.title, elearningMinutes: 2520, handsonMinutes: 1440, version: 2 });
    expect((await director.patch(`/api/modules/${module.id}`, { version: 1, elearningCme: 6 }).expect(409)).body).toMatchObject({ code: 'request.stale', details: { current: { version: 2, elearningMinutes: 2520 } } });
    await director.patch(`/api/modules/${module.id}`, { version: 2, kind: 'e-learning' }).expect(400);
  });

  it('one with lectures stays, one without can go', async () => {
    const { body: full } = await add().expect(201);
    const { moduleId } = await buildLecture(test.em, { editionId, moduleId: full.id });
    expect((await director.delete(`/api/modules/${moduleId}`).expect(409)).body.code).toBe('programme.module-in-use');
    const { body: empty } = await add().expect(201);
    await director.delete(`/api/modules/${empty.id}`).expect(204);
    await director.delete(`/api/modules/${empty.id}`).expect(404);
  });
});
