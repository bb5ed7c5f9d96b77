import { ownHandson, type OwnHandson } from '@seldinger/contract';
import { randomUUID } from 'node:crypto';
import { startTestApp, type SignedIn, type TestApp } from '../testing/app';
import { buildAgreed, buildRequestCast, buildWishes, type RequestCast } from '../testing/requests';
import { RequestKeeper } from './request.keeper';

let app: TestApp;
let cast: RequestCast;
let first: string;
let second: string;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  app.clock.setTo(Date.parse('2027-02-10T14:30:00Z'));
  cast = await buildRequestCast(app);
  first = await agreed(0, '2027-02-22');
  second = await agreed(1, '2027-03-01');
});

const week = (monday: string): string => cast.weeks.get(monday)!;
const agreed = (index: number, monday: string): Promise<string> => buildAgreed(app.em, { editionId: cast.editionId, weekId: week(monday), personId: cast.traineeIds[index]! });
const path = (rest: string): string => `/api/editions/${cast.editionId}/hands-on/${rest}`;
const ask = (who: SignedIn, ownBookingId = first, otherBookingId = second) => who.post(path('swaps'), { ownBookingId, otherBookingId, note: null });
const own = async (index: number): Promise<OwnHandson> => ownHandson.parse((await cast.trainees[index]!.get(path('me')).expect(200)).body);
const asked = async (): Promise<string> => (await ask(cast.trainees[0]!).expect(201)).body.swaps[0].id;
const answer = (who: SignedIn, id: string, accept: boolean) => who.post(`/api/hands-on/swaps/${id}/answer`, { accept });
const decide = (who: SignedIn, id: string, agree: boolean, reason: string | null = null) => who.post(`/api/hands-on/swaps/${id}/decision`, { agree, reason });
const accepted = async (): Promise<string> => {
  const id = await asked();
  await answer(cast.trainees[1]!, id, true).expect(200);
  return id;
};
const weekOf = async (bookingId: string): Promise<string> => ((await app.em.query('SELECT week_id FROM handson_booking WHERE id = $1', [bookingId])) as [{ week_id: string }])[0].week_id;
const stays = async (): Promise<void> => expect([await weekOf(first), await weekOf(second)]).toEqual([week('2027-02-22'), week('2027-03-01')]);
const calendars = async (template: string): Promise<string[]> =>
  ((await app.em.query(`SELECT calendar FROM mail m JOIN person p ON p.email = m.recipient WHERE template = $1 AND p.id = ANY ($2)`, [template, cast.traineeIds])) as { calendar: string }[]).map(({ calendar }) => calendar);

describe('a swap', () => {
  it('is asked, accepted and agreed; then each has the other’s place, and both calendars say so', async () => {
    const id = await asked();
    expect((await own(1)).swaps).toMatchObject([{ id, state: 'asked', askerMonday: '2027-02-22', otherMonday: '2027-03-01' }]);
    expect((await answer(cast.trainees[1]!, id, true).expect(200)).body.swaps).toMatchObject([{ state: 'accepted' }]);
    await stays();
    expect((await decide(cast.director, id, true).expect(200)).body.swaps).toMatchObject([{ id, state: 'agreed' }]);
    expect([await weekOf(first), await weekOf(second)]).toEqual([week('2027-03-01'), week('2027-02-22')]);
    expect((await calendars('handson-swapped')).filter((calendar) => /SEQUENCE:1/.test(calendar))).toHaveLength(2);
  });

  it('moves nothing when it is declined, withdrawn or refused', async () => {
    await answer(cast.trainees[1]!, await asked(), false).expect(200);
    const withdrawn = await accepted();
    await cast.trainees[0]!.delete(`/api/hands-on/swaps/${withdrawn}`).expect(200);
    const refused = await accepted();
    await decide(cast.director, refused, false).expect(400, /reason/);
    await decide(cast.director, refused, false, 'The rooms differ').expect(200);
    await stays();
    expect((await own(1)).swaps.map(({ state }) => state)).toEqual(expect.arrayContaining(['declined', 'withdrawn', 'refused']));
    for (const id of [withdrawn, refused]) expect((await decide(cast.director, id, true).expect(409)).body.code).toBe('handson.decided');
  });

  it('asked twice is asked once; of two directors one decides', async () => {
    await Promise.all([ask(cast.trainees[0]!), ask(cast.trainees[0]!)]);
    expect((await own(0)).swaps).toHaveLength(1);
    const id = (await own(0)).swaps[0]!.id;
    await answer(cast.trainees[1]!, id, true).expect(200);
    const answers = await Promise.all([decide(cast.director, id, true), decide(cast.otherDirector, id, true)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect([await weekOf(first), await weekOf(second)]).toEqual([week('2027-03-01'), week('2027-02-22')]);
  });

  it('is decided by the director only after the other has accepted', async () => {
    expect((await decide(cast.director, await asked(), true).expect(409)).body.code).toBe('handson.decided');
    await stays();
  });

  it('is void as soon as one of the two has given the week back', async () => {
    const id = await accepted();
    await cast.trainees[1]!.post(`/api/hands-on/bookings/${second}/cancellation`, { reason: null }).expect(200);
    expect((await own(0)).swaps).toMatchObject([{ id, state: 'void' }]);
    expect((await decide(cast.director, id, true).expect(409)).body.code).toBe('handson.decided');
  });

  it('is void when another swap has moved one of the two, or the rota was published anew', async () => {
    const third = await agreed(2, '2027-02-15');
    const id = await accepted();
    const other = (await ask(cast.trainees[2]!, third, second).expect(201)).body.swaps[0].id;
    await answer(cast.trainees[1]!, other, true).expect(200);
    await decide(cast.director, other, true).expect(200);
    expect((await decide(cast.director, id, true).expect(409)).body.code).toBe('handson.decided');
    expect(await app.em.query('SELECT state FROM handson_swap WHERE id = $1', [id])).toEqual([{ state: 'void' }]);
  });

  it('while a place is given back at the same moment: one of the two, never half of it', async () => {
    const id = await accepted();
    const [swap, back] = await Promise.all([decide(cast.director, id, true), cast.trainees[1]!.post(`/api/hands-on/bookings/${second}/cancellation`, { reason: null })]);
    expect(back.status).toBe(200);
    expect([200, 409]).toContain(swap.status);
    expect(await weekOf(first)).toBe(week(swap.status === 200 ? '2027-03-01' : '2027-02-22'));
    expect(await app.em.query('SELECT 1 FROM handson_booking WHERE id = $1', [second])).toEqual([]);
  });

  it('keeps the rules: nobody into an impossible week, or into a week that they have already', async () => {
    const id = await accepted();
    await buildWishes(app.em, { editionId: cast.editionId, personId: cast.traineeIds[1]!, impossible: [week('2027-02-22')] });
    expect((await decide(cast.director, id, true).expect(409)).body.code).toBe('handson.impossible');
    await stays();
    await cast.trainees[0]!.delete(`/api/hands-on/swaps/${id}`).expect(200);
    const again = await asked();
    expect((await answer(cast.trainees[1]!, again, true).expect(409)).body.code).toBe('handson.impossible');
    await cast.trainees[0]!.delete(`/api/hands-on/swaps/${again}`).expect(200);
    await agreed(0, '2027-03-01');
    expect((await ask(cast.trainees[0]!).expect(409)).body.code).toBe('handson.already-in-week');
  });

  it('is for two different weeks of two trainees that have not begun', async () => {
    const same = await agreed(2, '2027-02-22');
    await ask(cast.trainees[0]!, first, first).expect(400);
    await ask(cast.trainees[0]!, first, same).expect(400);
    await ask(cast.trainees[0]!, second, first).expect(404);
    await ask(cast.trainees[0]!, first, randomUUID()).expect(404);
    await ask(cast.trainees[0]!, 'one').expect(400);
    const id = await accepted();
    app.clock.setTo(Date.parse('2027-02-23T08:00:00Z'));
    expect((await ask(cast.trainees[0]!).expect(409)).body.code).toBe('handson.past');
    expect((await decide(cast.director, id, true).expect(409)).body.code).toBe('handson.past');
    await app.app.get(RequestKeeper).expire(app.clock.now());
    expect((await own(0)).swaps).toMatchObject([{ state: 'void' }]);
  });

  it('each step is for whom it is for', async () => {
    await app.anyone.post(path('swaps')).send({}).expect(401);
    for (const who of [cast.director, cast.staff]) await ask(who).expect(403);
    await ask(cast.stranger).expect(404);
    const id = await asked();
    await app.anyone.post(`/api/hands-on/swaps/${id}/answer`).send({ accept: true }).expect(401);
    for (const who of [cast.trainees[0]!, cast.trainees[2]!, cast.stranger]) await answer(who, id, true).expect(404);
    await answer(cast.director, id, true).expect(403);
    await cast.trainees[1]!.post(`/api/hands-on/swaps/${id}/answer`, {}).expect(400);
    await app.anyone.delete(`/api/hands-on/swaps/${id}`).expect(401);
    for (const who of [cast.trainees[1]!, cast.stranger]) await who.delete(`/api/hands-on/swaps/${id}`).expect(404);
    await cast.director.delete(`/api/hands-on/swaps/${id}`).expect(403);
    await app.anyone.post(`/api/hands-on/swaps/${id}/decision`).send({ agree: true, reason: null }).expect(401);
    for (const who of [cast.trainees[0]!, cast.staff]) await decide(who, id, true).expect(403);
    await decide(cast.otherEdition, id, true).expect(404);
    await decide(cast.director, randomUUID(), true).expect(404);
    await cast.director.post(`/api/hands-on/swaps/${id}/decision`, {}).expect(400);
    await stays();
  });
});
