import { rota, rotaBoard, type PlaceChange, type RotaBoard } from '@seldinger/contract';
import { randomUUID } from 'node:crypto';
import { startTestApp, type SignedIn, type TestApp } from '../testing/app';
import { buildMember } from '../testing/build';
import { countQueries } from '../testing/queries';
import { buildBooking, buildRotaCast, buildWishes, type RotaCast } from '../testing/rota';

let app: TestApp;
let cast: RotaCast;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  app.clock.setTo(Date.parse('2027-02-10T14:30:00Z'));
  cast = await buildRotaCast(app);
});

const at = (rest: string): string => `/api/editions/${cast.editionId}/hands-on${rest}`;
const board = async (): Promise<RotaBoard> => rotaBoard.parse((await cast.director.get(at('/board')).expect(200)).body);
const who = (number: number): string => cast.traineeIds[number]!;
const change = (...changes: [placeId: string, before: string | null, after: string | null][]): { changes: PlaceChange[] } => ({ changes: changes.map(([placeId, before, after]) => ({ placeId, before, after })) });
const draft = (...changes: Parameters<typeof change>) => cast.director.post(at('/board/changes'), change(...changes));

describe('the published rota', () => {
  it('shows everyone of the edition what is agreed, and a held place only to its trainee and the director', async () => {
    const agreed = await buildBooking(app.em, { placeId: cast.place(0, 0, 0), personId: who(0) });
    const held = await buildBooking(app.em, { placeId: cast.place(1, 0, 0), personId: who(1), heldUntil: '2027-02-12T08:00:00Z' });
    for (const [reader, ids] of [[cast.trainees[0]!, [agreed]], [cast.trainees[1]!, [agreed, held]], [cast.supervisor, [agreed]], [cast.staff, [agreed]], [cast.director, [agreed, held]]] as [SignedIn, string[]][]) {
      const { bookings, trainees } = rota.parse((await reader.get(at('/rota')).expect(200)).body);
      expect(bookings.map(({ id }) => id)).toEqual(ids);
      expect(trainees.map(({ id }) => id)).toEqual(cast.traineeIds);
    }
  });

  it('is for who has a part in the edition, and trainers have none in the suite', async () => {
    await app.anyone.get(at('/rota')).expect(401);
    await cast.trainer.get(at('/rota')).expect(403);
    await cast.stranger.get(at('/rota')).expect(404);
    await cast.director.get(`/api/editions/${randomUUID()}/hands-on/rota`).expect(404);
    await cast.director.get('/api/editions/one/hands-on/rota').expect(400);
  });
});

it('the board is the directors’ alone', async () => {
  for (const [verb, path, body] of [['get', '/board'], ['post', '/board/changes', change([cast.place(0, 0, 0), null, who(0)])], ['delete', '/board/changes']] as const) {
    for (const reader of [cast.trainees[0]!, cast.supervisor, cast.staff, cast.trainer]) await reader[verb](at(path), body as object).expect(403);
    await cast.stranger[verb](at(path), body as object).expect(404);
    await app.anyone[verb](at(path)).expect(401);
  }
  expect((await board()).draft).toEqual([]);
});

it('the board says who wishes what, what each lacks, and asks the database no more for forty than for six', async () => {
  await buildWishes(app.em, { editionId: cast.editionId, personId: who(0), ranked: [cast.weekIds[2]!, cast.weekIds[0]!], impossible: [cast.weekIds[1]!] });
  const { trainees, today } = await board();
  expect(today).toBe('2027-02-10');
  expect(trainees[0]).toMatchObject({ id: who(0), ranked: [cast.weekIds[2], cast.weekIds[0]], impossible: [cast.weekIds[1]], hasWished: true });
  expect(trainees[0]!.lacking.length).toBeGreaterThan(40);
  expect(trainees[1]).toMatchObject({ ranked: [], impossible: [], hasWished: false });
  const few = await countQueries(app.em, () => board());
  for (let more = 0; more < 34; more += 1) await buildMember(app.em, 'trainee', { editionId: cast.editionId });
  expect(await countQueries(app.em, () => board())).toBe(few);
  expect((await board()).trainees).toHaveLength(40);
});

describe('the draft', () => {
  it('is what would be otherwise: put, moved, taken away, and back to what is published', async () => {
    await buildBooking(app.em, { placeId: cast.place(0, 0, 0), personId: who(0) });
    const [a, b, c] = [cast.place(0, 0, 0), cast.place(1, 0, 0), cast.place(2, 0, 0)];
    expect((await draft([b, null, who(1)]).expect(200)).body.draft).toMatchObject([{ placeId: b, personId: who(1), changedBy: { givenName: 'Giulia' } }]);
    await draft([b, who(1), null], [c, null, who(1)]).expect(200);
    await draft([a, who(0), null]).expect(200);
    expect((await board()).draft.map(({ placeId, personId }) => [placeId, personId])).toEqual([[a, null], [c, who(1)]]);
    await draft([a, null, who(0)]).expect(200);
    expect((await board()).draft.map(({ placeId }) => placeId)).toEqual([c]);
    expect((await cast.director.delete(at('/board/changes')).expect(200)).body).toMatchObject({ draft: [] });
    expect((await app.em.query('SELECT person_id FROM handson_booking WHERE edition_id = $1', [cast.editionId])) as object[]).toEqual([{ person_id: who(0) }]);
  });

  it('two directors at once lose nothing: the second sees the first’s change', async () => {
    const place = cast.place(0, 0, 0);
    const answers = await Promise.all([cast.director.post(at('/board/changes'), change([place, null, who(0)])), cast.coDirector.post(at('/board/changes'), change([place, null, who(1)]))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const winner = answers.find(({ status }) => status === 200)!.body as RotaBoard;
    const refused = answers.find(({ status }) => status === 409)!.body;
    expect(refused).toMatchObject({ code: 'request.stale', details: { current: { draft: winner.draft } } });
    expect((await board()).draft).toEqual(winner.draft);
  });

  it('two directors at once at different places are both done', async () => {
    const answers = await Promise.all([0, 1, 2, 3].map((week) => (week % 2 ? cast.director : cast.coDirector).post(at('/board/changes'), change([cast.place(week, 0, 0), null, who(week)]))));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await board()).draft).toHaveLength(4);
  });

  it('all changes or none', async () => {
    await draft([cast.place(1, 0, 0), null, who(1)]).expect(200);
    await draft([cast.place(0, 0, 0), null, who(0)], [cast.place(1, 0, 0), null, who(2)]).expect(409);
    expect((await board()).draft.map(({ personId }) => personId)).toEqual([who(1)]);
  });

  it('only trainees and places of the edition, each place once, and no week that has begun', async () => {
    const other = await buildRotaCast(app, { trainees: 1 });
    expect((await draft([other.place(0, 0, 0), null, who(0)]).expect(400)).body).toMatchObject({ fields: [{ path: 'changes.0.placeId' }] });
    expect((await draft([cast.place(0, 0, 0), null, who(0)], [cast.place(0, 0, 0), null, who(1)]).expect(400)).body).toMatchObject({ fields: [{ path: 'changes.1.placeId' }] });
    for (const person of [other.traineeIds[0]!, randomUUID()]) expect((await draft([cast.place(0, 0, 0), null, person]).expect(409)).body).toMatchObject({ code: 'handson.not-a-trainee' });
    await cast.director.post(at('/board/changes'), { changes: [] }).expect(400);
    await draft([cast.place(0, 0, 1), null, who(1)]).expect(200);
    app.clock.setTo(Date.parse('2027-03-03T08:00:00Z'));
    expect((await draft([cast.place(0, 0, 0), null, who(0)]).expect(409)).body).toMatchObject({ code: 'handson.past' });
    // What the draft wanted before can still be taken back.
    expect((await draft([cast.place(0, 0, 1), who(1), null]).expect(200)).body.draft).toEqual([]);
  });

  it('what somebody booked meanwhile, just as the draft wanted it, is no change any more', async () => {
    const place = cast.place(0, 0, 0);
    await draft([place, null, who(0)]).expect(200);
    const before = await board();
    await buildBooking(app.em, { placeId: place, personId: who(0) });
    const after = await board();
    expect(after.draft).toEqual([]);
    expect(after.fingerprint).not.toBe(before.fingerprint);
    await draft([place, who(0), null]).expect(200);
    expect((await board()).draft).toHaveLength(1);
  });
});
