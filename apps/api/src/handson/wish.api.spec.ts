import { wishes, type HandsonWishes } from '@seldinger/contract';
import { randomUUID } from 'node:crypto';
import { startTestApp, type SignedIn, type TestApp } from '../testing/app';
import { buildBooking, buildRotaCast, type RotaCast } from '../testing/rota';

let app: TestApp;
let cast: RotaCast;
let trainee: SignedIn;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  app.clock.setTo(Date.parse('2027-02-10T14:30:00Z'));
  cast = await buildRotaCast(app, { trainees: 2 });
  trainee = cast.trainees[0]!;
});

const path = (): string => `/api/editions/${cast.editionId}/hands-on/wishes/me`;
const said = async (who = trainee): Promise<HandsonWishes> => wishes.parse((await who.get(path()).expect(200)).body);
const weeks = (...numbers: number[]): string[] => numbers.map((number) => cast.weekIds[number]!);
const nothing = { ranked: [], impossible: [], note: null, version: 0 };
const setRule = (columns: string, ...values: unknown[]) => app.em.query(`INSERT INTO handson_rule (edition_id, ${columns}) VALUES ($1, ${values.map((_, index) => `$${index + 2}`).join(', ')})`, [cast.editionId, ...values]);

it('before anything was said there is nothing, and it may be said', async () => {
  expect(await said()).toEqual({ ...nothing, changedAt: null, open: true });
});

it('what was said replaces what was said before, in its order, for this trainee alone', async () => {
  const first = { ranked: weeks(2, 0), impossible: weeks(1), note: 'Nights until the 5th', version: 0 };
  expect((await trainee.put(path(), first).expect(200)).body).toEqual({ ...first, version: 1, changedAt: expect.any(String), open: true });
  await trainee.put(path(), { ranked: weeks(0, 1, 3), impossible: weeks(2), note: null, version: 1 }).expect(200);
  expect(await said()).toMatchObject({ ranked: weeks(0, 1, 3), impossible: weeks(2), note: null, version: 2 });
  expect(await said(cast.trainees[1])).toMatchObject(nothing);
});

it('is for trainees of the edition', async () => {
  const [elsewhere] = (await buildRotaCast(app, { trainees: 1 })).trainees;
  for (const verb of ['get', 'put'] as const) {
    await app.anyone[verb](path()).expect(401);
    for (const who of [cast.director, cast.supervisor, cast.staff, cast.trainer]) await who[verb](path(), nothing).expect(403);
    await elsewhere![verb](path(), nothing).expect(404);
  }
});

it('a list made from an older version is refused with what stands now; of two tabs at once one is told', async () => {
  const answers = await Promise.all([trainee.put(path(), { ...nothing, ranked: weeks(0) }), trainee.put(path(), { ...nothing, ranked: weeks(1) })]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const refused = answers.find(({ status }) => status === 409)!;
  expect(refused.body).toMatchObject({ code: 'request.stale', details: { current: await said() } });
});

it('no more wishes than the edition takes', async () => {
  await setRule('max_wishes', 2);
  expect((await trainee.put(path(), { ...nothing, ranked: weeks(0, 1, 2) }).expect(400)).body).toMatchObject({ fields: [{ path: 'ranked' }] });
  await trainee.put(path(), { ...nothing, ranked: weeks(0, 1), impossible: weeks(2, 3) }).expect(200);
});

it('no week twice, none of another edition, none that there is not', async () => {
  const other = await buildRotaCast(app, { trainees: 0 });
  await trainee.put(path(), { ...nothing, ranked: weeks(0, 0) }).expect(400);
  await trainee.put(path(), { ...nothing, ranked: weeks(0), impossible: weeks(0) }).expect(400);
  for (const id of [other.weekIds[0]!, randomUUID()]) {
    expect((await trainee.put(path(), { ...nothing, ranked: [...weeks(0), id] }).expect(400)).body).toMatchObject({ fields: [{ path: 'ranked.1' }] });
    expect((await trainee.put(path(), { ...nothing, impossible: [id] }).expect(400)).body).toMatchObject({ fields: [{ path: 'impossible.0' }] });
  }
  expect(await said()).toMatchObject(nothing);
});

it('until the deadline, to the minute', async () => {
  await setRule('wishes_until', '2027-02-10T15:00:00Z');
  app.clock.setTo(Date.parse('2027-02-10T14:59:50Z'));
  await trainee.put(path(), { ...nothing, ranked: weeks(0) }).expect(200);
  app.clock.setTo(Date.parse('2027-02-10T15:00:00Z'));
  expect((await trainee.put(path(), { ...nothing, version: 1 }).expect(409)).body).toMatchObject({ code: 'handson.wishes-closed' });
  expect(await said()).toMatchObject({ ranked: weeks(0), version: 1, open: false });
});

it('a week that has begun is no wish any more; one that was wished before stays in the list', async () => {
  await trainee.put(path(), { ...nothing, ranked: weeks(0, 2) }).expect(200);
  app.clock.setTo(Date.parse('2027-03-09T08:00:00Z'));
  expect((await trainee.put(path(), { ...nothing, ranked: weeks(0, 1), version: 1 }).expect(409)).body).toMatchObject({ code: 'handson.past' });
  await trainee.put(path(), { ...nothing, ranked: weeks(2, 0), version: 1 }).expect(200);
});

describe('a week in which one has a place cannot be called impossible', () => {
  it('neither agreed nor held', async () => {
    await buildBooking(app.em, { placeId: cast.place(0, 0, 0), personId: cast.traineeIds[0]! });
    await buildBooking(app.em, { placeId: cast.place(1, 0, 0), personId: cast.traineeIds[0]!, heldUntil: '2027-02-12T08:00:00Z' });
    for (const week of [0, 1]) expect((await trainee.put(path(), { ...nothing, impossible: weeks(week) }).expect(409)).body).toMatchObject({ code: 'handson.already-in-week' });
    await trainee.put(path(), { ...nothing, ranked: weeks(0), impossible: weeks(2) }).expect(200);
  });

  it('nor while it is being booked: one of the two is refused', async () => {
    for (const [version, week] of [0, 1, 2, 3].entries()) {
      const [row] = await app.em.query('SELECT coalesce(max(version), 0) AS version FROM handson_wish_list WHERE edition_id = $1', [cast.editionId]);
      const [booked, called] = await Promise.allSettled([
        buildBooking(app.em, { placeId: cast.place(week, version % 2, 0), personId: cast.traineeIds[0]! }),
        trainee.put(path(), { ...nothing, impossible: weeks(week), version: row.version }).then(({ status }) => (status === 200 ? true : Promise.reject(new Error(`${status}`)))),
      ]);
      expect([booked.status, called.status].sort()).toEqual(['fulfilled', 'rejected']);
      await app.em.query('DELETE FROM handson_booking WHERE edition_id = $1', [cast.editionId]);
    }
  });

  it('two who call the same weeks impossible in another order do not wait for each other for ever', async () => {
    for (let version = 0; version < 5; version += 1) {
      const answers = await Promise.all(cast.trainees.map((who, index) => who.put(path(), { ...nothing, impossible: index === 0 ? weeks(0, 1, 2, 3) : weeks(3, 2, 1, 0), version })));
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    }
  });
});
