import { ownHandson, type OwnHandson } from '@seldinger/contract';
import { randomUUID } from 'node:crypto';
import { startTestApp, type SignedIn, type TestApp } from '../testing/app';
import { buildAgreed, buildRequestCast, buildWishes, type RequestCast } from '../testing/requests';
import { RequestKeeper } from './request.keeper';
import { WaitingService } from './waiting.service';

let app: TestApp;
let cast: RequestCast;
let keeper: RequestKeeper;
let bookings: string[];
beforeAll(async () => {
  app = await startTestApp();
  keeper = app.app.get(RequestKeeper);
});
afterAll(() => app.close());
beforeEach(async () => {
  app.clock.setTo(Date.parse('2027-02-10T14:30:00Z'));
  cast = await buildRequestCast(app);
  bookings = [];
  for (const personId of cast.traineeIds.slice(0, 4)) bookings.push(await buildAgreed(app.em, { editionId: cast.editionId, weekId: week(), personId }));
});

const HOUR = 3_600_000;
const week = (monday = '2027-02-22'): string => cast.weeks.get(monday)!;
const path = (rest: string): string => `/api/editions/${cast.editionId}/hands-on/${rest}`;
const wait = (who: SignedIn, weekId = week()) => who.post(path('waiting'), { weekId });
const own = async (index: number): Promise<OwnHandson> => ownHandson.parse((await cast.trainees[index]!.get(path('me')).expect(200)).body);
const answer = (who: SignedIn, id: string, accept: boolean) => who.post(`/api/hands-on/waiting/${id}/answer`, { accept });
const giveBack = (index: number) => cast.trainees[index]!.post(`/api/hands-on/bookings/${bookings[index]}/cancellation`, { reason: null });
const entry = async (index: number) => (await own(index)).waiting[0]!;
const held = async (): Promise<{ person_id: string; state: string }[]> => app.em.query(`SELECT person_id, state FROM handson_booking WHERE week_id = $1 AND person_id = ANY ($2)`, [week(), cast.traineeIds.slice(4)]);
const mails = async (template: string): Promise<number> =>
  ((await app.em.query(`SELECT count(*)::int AS n FROM mail m JOIN person p ON p.email = m.recipient WHERE template = $1 AND p.id = ANY ($2)`, [template, cast.traineeIds])) as [{ n: number }])[0].n;

describe('the line', () => {
  it('is for a week that is full, and shows the position', async () => {
    await wait(cast.trainees[4]!).expect(201);
    expect((await wait(cast.trainees[5]!).expect(201)).body.waiting).toMatchObject([{ state: 'waiting', position: 2, monday: '2027-02-22', offeredUntil: null }]);
    expect(await entry(4)).toMatchObject({ position: 1 });
    expect((await own(5)).weeks).toContainEqual({ weekId: week(), free: 0, line: 2 });
    expect((await wait(cast.trainees[4]!, week('2027-03-01')).expect(409)).body.code).toBe('handson.not-full');
    expect((await wait(cast.trainees[4]!, week('2027-02-01')).expect(409)).body.code).toBe('handson.past');
    expect((await wait(cast.trainees[0]!).expect(409)).body.code).toBe('handson.already-in-week');
  });

  it('has everybody once, however often they press', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => wait(cast.trainees[4]!)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect((await own(4)).waiting).toHaveLength(1);
  });

  it('is left by who stands in it, and the next moves up', async () => {
    await wait(cast.trainees[4]!).expect(201);
    await wait(cast.trainees[5]!).expect(201);
    const { id } = await entry(4);
    await cast.trainees[5]!.delete(`/api/hands-on/waiting/${id}`).expect(404);
    await cast.director.delete(`/api/hands-on/waiting/${id}`).expect(403);
    await cast.stranger.delete(`/api/hands-on/waiting/${id}`).expect(404);
    await app.anyone.delete(`/api/hands-on/waiting/${id}`).expect(401);
    await cast.trainees[4]!.delete('/api/hands-on/waiting/one').expect(400);
    expect((await cast.trainees[4]!.delete(`/api/hands-on/waiting/${id}`).expect(200)).body.waiting).toMatchObject([{ state: 'left', position: null }]);
    expect((await cast.trainees[4]!.delete(`/api/hands-on/waiting/${id}`).expect(409)).body.code).toBe('handson.decided');
    expect(await entry(5)).toMatchObject({ position: 1 });
  });

  it('is for trainees of the edition', async () => {
    await app.anyone.post(path('waiting')).send({ weekId: week() }).expect(401);
    for (const who of [cast.director, cast.staff]) await wait(who).expect(403);
    await wait(cast.stranger).expect(404);
    await wait(cast.trainees[4]!, randomUUID()).expect(404);
    await wait(cast.trainees[4]!, 'soon').expect(400);
  });
});

describe('a place that becomes free', () => {
  beforeEach(async () => {
    await wait(cast.trainees[4]!).expect(201);
    await wait(cast.trainees[5]!).expect(201);
    await giveBack(0).expect(200);
    await app.drain();
  });

  it('is offered to who waits longest, for the hours that the edition says, and to nobody else', async () => {
    expect(await entry(4)).toMatchObject({ state: 'offered', roomName: 'Room 1', position: null });
    expect(Date.parse((await entry(4)).offeredUntil!) - app.clock.nowMs()).toBeGreaterThan(48 * HOUR - 60_000);
    expect(await entry(5)).toMatchObject({ state: 'waiting', position: 1 });
    expect(await held()).toEqual([{ person_id: cast.traineeIds[4], state: 'held' }]);
    expect(await mails('handson-offered')).toBe(1);
    expect((await cast.trainees[0]!.post(path('requests'), { weekId: week(), note: null }).expect(409)).body.code).toBe('handson.taken');
  });

  it('is offered once, however often it is told', async () => {
    const waiting = app.app.get(WaitingService);
    const freed = { payload: { editionId: cast.editionId, weekId: week(), placeId: randomUUID() } } as never;
    await Promise.all([waiting.placeFreed(freed), waiting.placeFreed(freed), keeper.expire(app.clock.now())]);
    expect(await held()).toHaveLength(1);
    expect(await mails('handson-offered')).toBe(1);
  });

  it('accepted, it is the trainee’s', async () => {
    const { id } = await entry(4);
    expect((await answer(cast.trainees[4]!, id, true).expect(200)).body).toMatchObject({ bookings: [{ state: 'agreed', heldUntil: null }], waiting: [{ state: 'taken' }] });
    expect(await mails('handson-agreed')).toBe(1);
    await app.drain();
    expect(await entry(5)).toMatchObject({ state: 'waiting' });
  });

  it('of two tabs one answers', async () => {
    const { id } = await entry(4);
    for (const [first, second] of [[true, false]] as const) {
      const answers = await Promise.all([answer(cast.trainees[4]!, id, first), answer(cast.trainees[4]!, id, second)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(answers.find(({ status }) => status === 409)!.body.code).toBe('handson.decided');
      const { state } = await entry(4);
      expect((await held()).filter(({ person_id }) => person_id === cast.traineeIds[4])).toHaveLength(state === 'taken' ? 1 : 0);
    }
  });

  it('declined, it goes to the next', async () => {
    await answer(cast.trainees[4]!, (await entry(4)).id, false).expect(200);
    await app.drain();
    expect(await entry(4)).toMatchObject({ state: 'declined' });
    expect(await entry(5)).toMatchObject({ state: 'offered' });
  });

  it('not answered in time, it goes to the next, once though two workers see it', async () => {
    const until = Date.parse((await entry(4)).offeredUntil!);
    await keeper.expire(new Date(until - 1));
    expect(await entry(4)).toMatchObject({ state: 'offered' });
    await Promise.all([keeper.expire(new Date(until)), keeper.expire(new Date(until))]);
    await app.drain();
    expect(await entry(4)).toMatchObject({ state: 'expired' });
    expect(await entry(5)).toMatchObject({ state: 'offered' });
    expect((await answer(cast.trainees[4]!, (await entry(4)).id, true).expect(409)).body.code).toBe('handson.decided');
    expect(await mails('handson-offer-expired')).toBe(1);
  });

  it('is answered by who it was offered to', async () => {
    const { id } = await entry(4);
    await app.anyone.post(`/api/hands-on/waiting/${id}/answer`).send({ accept: true }).expect(401);
    await answer(cast.trainees[5]!, id, true).expect(404);
    await answer(cast.director, id, true).expect(403);
    await answer(cast.stranger, id, true).expect(404);
    await answer(cast.trainees[4]!, randomUUID(), true).expect(404);
    await cast.trainees[4]!.post(`/api/hands-on/waiting/${id}/answer`, { accept: 'yes' }).expect(400);
    expect((await answer(cast.trainees[5]!, (await entry(5)).id, true).expect(409)).body.code).toBe('handson.decided');
  });
});

describe('what the clock finds', () => {
  it('a place that lies free without anybody having been told is offered all the same', async () => {
    await wait(cast.trainees[4]!).expect(201);
    await app.em.query('DELETE FROM handson_booking WHERE id = $1', [bookings[1]]);
    await keeper.expire(app.clock.now());
    expect(await entry(4)).toMatchObject({ state: 'offered' });
  });

  it('who calls the week impossible by now, or is no trainee any more, is passed over', async () => {
    await wait(cast.trainees[4]!).expect(201);
    await wait(cast.trainees[5]!).expect(201);
    await buildWishes(app.em, { editionId: cast.editionId, personId: cast.traineeIds[4]!, impossible: [week()] });
    await giveBack(0).expect(200);
    await app.drain();
    expect(await entry(4)).toMatchObject({ state: 'left' });
    expect(await entry(5)).toMatchObject({ state: 'offered' });
  });

  it('nobody waits for a week that has begun', async () => {
    await wait(cast.trainees[4]!).expect(201);
    await keeper.expire(new Date('2027-02-22T22:59:00Z'));
    expect(await entry(4)).toMatchObject({ state: 'waiting' });
    await keeper.expire(new Date('2027-02-22T23:00:00Z'));
    expect(await entry(4)).toMatchObject({ state: 'expired' });
  });
});
