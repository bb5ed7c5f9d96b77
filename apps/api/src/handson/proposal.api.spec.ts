import { proposal, type RotaBoard, type RotaProposal } from '@seldinger/contract';
import { startTestApp, type SignedIn, type TestApp } from '../testing/app';
import { buildBooking, buildRotaCast, buildWishes, type RotaCast } from '../testing/rota';

let app: TestApp;
let cast: RotaCast;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  cast = await buildRotaCast(app);
});

const at = (rest: string): string => `/api/editions/${cast.editionId}/hands-on${rest}`;
const who = (number: number): string => cast.traineeIds[number]!;
const ask = (body: object = {}, reader: SignedIn = cast.director) => reader.post(at('/proposals'), body);
const propose = async (body: object = {}): Promise<RotaProposal> => proposal.parse((await ask(body).expect(201)).body);
const board = async (): Promise<RotaBoard> => (await cast.director.get(at('/board')).expect(200)).body;
const wish = (number: number, ...weeks: number[]) => buildWishes(app.em, { editionId: cast.editionId, personId: who(number), ranked: weeks.map((week) => cast.weekIds[week]!) });

it('the best plan comes with its proofs, changes nothing, and can be published as it is', async () => {
  for (let number = 0; number < 6; number += 1) await wish(number, number % 4, (number + 1) % 4);
  const before = await board();
  const answer = await propose({ seed: 7 });
  expect(answer).toMatchObject({ seed: 7, weighExposure: false, clash: null, figures: { trainees: 6, placed: 6, worstRank: 1, rankSum: 6 } });
  expect(answer.proofs.length).toBeGreaterThan(2);
  for (const { value, bound } of answer.proofs) expect(value).toBe(bound);
  expect(await board()).toEqual(before);
  const { body: drafted } = await cast.director.post(at('/board/changes'), { changes: answer.changes }).expect(200);
  const { body: published } = await cast.director.post(at('/board/publication'), { fingerprint: drafted.fingerprint }).expect(200);
  expect((published as RotaBoard).bookings.map(({ person }) => person.id).sort()).toEqual([...cast.traineeIds].sort());
});

it('the same seed gives the same plan, and one is drawn and told where none is given', async () => {
  const first = await propose();
  const again = await propose({ seed: first.seed });
  expect(again.changes).toEqual(first.changes);
  expect(again.id).not.toBe(first.id);
  const kept = await app.em.query('SELECT seed, rule_version, problem, answer FROM handson_proposal WHERE edition_id = $1', [cast.editionId]);
  expect(kept).toHaveLength(2);
  expect(kept[0]).toMatchObject({ seed: first.seed, rule_version: first.ruleVersion, problem: { trainees: expect.any(Array), weighExposure: false }, answer: { seed: first.seed } });
  await expect(app.em.query('DELETE FROM handson_proposal WHERE edition_id = $1', [cast.editionId])).rejects.toThrow();
});

it('what is agreed or held stays, what was merely drafted is planned anew', async () => {
  await buildBooking(app.em, { placeId: cast.place(0, 0, 0), personId: who(0) });
  await buildBooking(app.em, { placeId: cast.place(1, 0, 0), personId: who(1), heldUntil: '2027-02-12T08:00:00Z' });
  await wish(2, 2);
  await cast.director.post(at('/board/changes'), { changes: [{ placeId: cast.place(3, 0, 0), before: null, after: who(2) }, { placeId: cast.place(0, 0, 0), before: who(0), after: who(3) }] }).expect(200);
  const { changes, figures, wishes } = await propose();
  expect(figures.trainees).toBe(4);
  expect(wishes.map(({ personId }) => personId).sort()).toEqual([2, 3, 4, 5].map(who).sort());
  expect(wishes.find(({ personId }) => personId === who(2))).toMatchObject({ weekId: cast.weekIds[2], rank: 1, wished: true });
  expect(changes.find(({ placeId }) => placeId === cast.place(0, 0, 0))).toEqual({ placeId: cast.place(0, 0, 0), before: who(3), after: who(0) });
  const { body } = await cast.director.post(at('/board/changes'), { changes }).expect(200);
  await cast.director.post(at('/board/publication'), { fingerprint: body.fingerprint }).expect(200);
  expect((await board()).bookings).toEqual(expect.arrayContaining([expect.objectContaining({ placeId: cast.place(0, 0, 0), person: expect.objectContaining({ id: who(0) }) })]));
});

it('weeks whose list has what a trainee lacks are worth more, if the director says so', async () => {
  await app.em.query(`UPDATE handson_week SET planned = '{tace,evar}' WHERE id = $1`, [cast.weekIds[2]]);
  const { figures, weighExposure } = await propose({ weighExposure: true });
  expect({ weighExposure, exposure: figures.exposure }).toEqual({ weighExposure: true, exposure: 8 });
});

it('where there is no plan for all, the smallest clash is named', async () => {
  for (let number = 0; number < 5; number += 1) await buildWishes(app.em, { editionId: cast.editionId, personId: who(number), ranked: [cast.weekIds[0]!], impossible: cast.weekIds.slice(1) });
  const { clash, figures } = await propose();
  expect(figures).toMatchObject({ trainees: 6, placed: 5 });
  expect(clash).toMatchObject({ places: 4, personIds: expect.arrayContaining(cast.traineeIds.slice(0, 5)) });
});

it('an edition without weeks has a plan that places nobody', async () => {
  await app.em.query('DELETE FROM handson_week WHERE edition_id = $1', [cast.editionId]);
  expect(await propose()).toMatchObject({ figures: { placed: 0 }, changes: [] });
});

it('is for directors', async () => {
  for (const reader of [cast.trainees[0]!, cast.supervisor, cast.staff, cast.trainer]) await ask({}, reader).expect(403);
  await ask({}, cast.stranger).expect(404);
  await app.anyone.post(at('/proposals')).send({}).expect(401);
  await ask({ seed: -1 }).expect(400, /seed/);
});
