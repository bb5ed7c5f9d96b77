import { handsonRequests, ownHandson, requestEffect, type HandsonRequests, type OwnHandson } from '@seldinger/contract';
import { randomUUID } from 'node:crypto';
import { startTestApp, type SignedIn, type TestApp } from '../testing/app';
import { buildLecture } from '../testing/build';
import { buildAgreed, buildRequestCast, buildWishes, type RequestCast } from '../testing/requests';
import { RequestKeeper } from './request.keeper';

let app: TestApp;
let cast: RequestCast;
let keeper: RequestKeeper;
beforeAll(async () => {
  app = await startTestApp();
  keeper = app.app.get(RequestKeeper);
});
afterAll(() => app.close());
beforeEach(async () => {
  app.clock.setTo(Date.parse('2027-02-10T14:30:00Z'));
  cast = await buildRequestCast(app);
});

const HOUR = 3_600_000;
const week = (monday = '2027-02-22'): string => cast.weeks.get(monday)!;
const path = (rest = 'requests'): string => `/api/editions/${cast.editionId}/hands-on/${rest}`;
const ask = (who: SignedIn, weekId = week(), note: string | null = null) => who.post(path(), { weekId, note });
const own = async (who: SignedIn): Promise<OwnHandson> => ownHandson.parse((await who.get(path('me')).expect(200)).body);
const list = async (): Promise<HandsonRequests> => handsonRequests.parse((await cast.director.get(path()).expect(200)).body);
const requested = async (index = 0, weekId = week()): Promise<string> => {
  const { body } = await ask(cast.trainees[index]!, weekId).expect(201);
  return (body as OwnHandson).requests.find((request) => request.weekId === weekId)!.id;
};
const decide = (who: SignedIn, id: string, agree: boolean, reason: string | null = null) => who.post(`/api/hands-on/requests/${id}/decision`, { agree, reason });
const taken = async (weekId = week()): Promise<number> => ((await app.em.query('SELECT count(*)::int AS n FROM handson_booking WHERE week_id = $1', [weekId])) as [{ n: number }])[0].n;
const eventsOf = async (name: string): Promise<Record<string, unknown>[]> =>
  ((await app.em.query(`SELECT payload FROM event WHERE name = $1 AND payload->>'editionId' = $2 ORDER BY id`, [name, cast.editionId])) as { payload: Record<string, unknown> }[]).map(({ payload }) => payload);
const mailsOf = async (template: string): Promise<{ recipient: string; subject: string; text: string }[]> =>
  app.em.query(`SELECT recipient, subject, text FROM mail m JOIN person p ON p.email = m.recipient JOIN membership s ON s.person_id = p.id AND s.edition_id = $2 WHERE template = $1 ORDER BY recipient`, [template, cast.editionId]);

describe('asking for a free place', () => {
  it('holds it until the director has decided, for the hours that the edition says', async () => {
    await app.em.query('INSERT INTO handson_rule (edition_id, hold_hours) VALUES ($1, 24)', [cast.editionId]);
    const { body } = await ask(cast.trainees[0]!, week(), 'My clinic is closed').expect(201);
    expect(ownHandson.parse(body)).toMatchObject({
      bookings: [{ weekId: week(), state: 'held' }],
      weeks: expect.arrayContaining([{ weekId: week(), free: 3, line: 0 }]),
      requests: [{ monday: '2027-02-22', roomName: 'Room 1', further: false, note: 'My clinic is closed', state: 'waiting', reason: null }],
    });
    const until = Date.parse(body.requests[0].heldUntil);
    expect(until - app.clock.nowMs()).toBeLessThanOrEqual(24 * HOUR);
    expect(until - app.clock.nowMs()).toBeGreaterThan(24 * HOUR - 60_000);
    expect(await eventsOf('handson.place.requested')).toEqual([{ editionId: cast.editionId, requestId: body.requests[0].id, personId: cast.traineeIds[0] }]);
    expect((await mailsOf('handson-requested')).map(({ subject }) => subject)).toEqual(['Anna Alfieri asks for 22–26 February 2027', 'Anna Alfieri asks for 22–26 February 2027']);
  });

  it('is never held longer than the week’s Monday', async () => {
    app.clock.setTo(Date.parse('2027-02-15T09:00:00Z'));
    const { body } = await ask(cast.trainees[0]!, week('2027-02-15')).expect(201);
    expect(body.requests[0].heldUntil).toBe('2027-02-15T23:00:00.000Z');
  });

  it('goes to the emptier room, and rather to a place that the draft leaves free', async () => {
    await requested(0);
    expect((await own(cast.trainees[1]!)).bookings).toEqual([]);
    expect((await ask(cast.trainees[1]!).expect(201)).body.requests[0].roomName).toBe('Room 2');
    const free = (await app.em.query(`SELECT p.id, r.position FROM handson_place p JOIN handson_room r ON r.id = p.room_id WHERE p.week_id = $1 AND NOT EXISTS (SELECT 1 FROM handson_booking b WHERE b.place_id = p.id) ORDER BY r.position`, [week()])) as { id: string }[];
    await app.em.query(`INSERT INTO handson_draft (place_id, edition_id, person_id, changed_by, changed_at) VALUES ($1, $2, $3, $3, now())`, [free[0]!.id, cast.editionId, cast.traineeIds[5]]);
    expect((await ask(cast.trainees[2]!).expect(201)).body.requests[0].roomName).toBe('Room 2');
    expect((await ask(cast.trainees[3]!).expect(201)).body.requests[0].roomName).toBe('Room 1');
    expect((await ask(cast.trainees[4]!).expect(409)).body.code).toBe('handson.taken');
  });

  it('one place a week each, once if pressed twice at once', async () => {
    const answers = await Promise.all([ask(cast.trainees[0]!), ask(cast.trainees[0]!), ask(cast.trainees[0]!)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual(['handson.already-in-week', 'handson.already-in-week']);
    expect(await taken()).toBe(1);
  });

  it('one place at a time may be asked for', async () => {
    await requested(0);
    expect((await ask(cast.trainees[0]!, week('2027-03-01')).expect(409)).body.code).toBe('handson.asked-already');
    expect(await taken()).toBe(1);
  });

  it('is refused in a week that is over, that is closed, or that the edition keeps for lectures', async () => {
    expect((await ask(cast.trainees[0]!, week('2027-02-01')).expect(409)).body.code).toBe('handson.past');
    await app.em.query(`INSERT INTO handson_closure (edition_id, week_id, room_id, reason, created_by, created_at) VALUES ($1, $2, NULL, 'Easter', $3, now())`, [cast.editionId, week('2027-03-01'), cast.traineeIds[0]]);
    expect((await ask(cast.trainees[0]!, week('2027-03-01')).expect(409)).body.code).toBe('handson.closed');
    await buildLecture(app.em, { editionId: cast.editionId, startsAt: '2027-02-24T14:00:00Z', endsAt: '2027-02-24T17:00:00Z' });
    await app.em.query('INSERT INTO handson_rule (edition_id, keep_lecture_days) VALUES ($1, true)', [cast.editionId]);
    expect((await ask(cast.trainees[0]!).expect(409)).body.code).toBe('handson.lectures');
    expect(await taken()).toBe(0);
  });

  it('goes to the open room where one is closed', async () => {
    await app.em.query(`INSERT INTO handson_closure (edition_id, week_id, room_id, reason, created_by, created_at) VALUES ($1, $2, $3, 'New tube', $4, now())`, [cast.editionId, week(), cast.rooms[0], cast.traineeIds[0]]);
    for (const index of [0, 1]) expect((await ask(cast.trainees[index]!).expect(201)).body.requests[0].roomName).toBe('Room 2');
    expect((await ask(cast.trainees[2]!).expect(409)).body.code).toBe('handson.taken');
  });

  it('takes back that the trainee called the week impossible', async () => {
    await buildWishes(app.em, { editionId: cast.editionId, personId: cast.traineeIds[0]!, ranked: [week('2027-03-01')], impossible: [week(), week('2027-02-15')] });
    const { body } = await ask(cast.trainees[0]!).expect(201);
    expect(body.wishes).toMatchObject({ ranked: [week('2027-03-01')], impossible: [week('2027-02-15')], version: 2 });
  });

  it('1,000 trainees at once for one week: exactly four have it', async () => {
    const weekId = week();
    const rows = (await app.em.query(
      `WITH people AS (INSERT INTO person (email, given_name, family_name, time_zone, locale, created_at) SELECT 'crowd' || n || '-' || $1::text, 'Anna', 'Crowd ' || n, 'Europe/Rome', 'en', now() FROM generate_series(1, 1000) n RETURNING id)
       INSERT INTO membership (person_id, edition_id, role, since) SELECT id, $1::uuid, 'trainee', now() FROM people RETURNING person_id`,
      [cast.editionId],
    )) as { person_id: string }[];
    const crowd: SignedIn[] = [];
    for (const { person_id } of rows) crowd.push(await app.as(person_id));
    const answers = await Promise.all(crowd.map((who) => ask(who, weekId).then(({ status, body }) => [status, (body as { code?: string }).code])));
    expect(answers.filter(([status]) => status === 201)).toHaveLength(4);
    expect(answers.filter(([status, code]) => status === 409 && code === 'handson.taken')).toHaveLength(996);
    expect(await taken(weekId)).toBe(4);
    expect((await list()).requests).toHaveLength(4);
  }, 120_000);

  it('is for trainees of the edition', async () => {
    await app.anyone.post(path()).send({ weekId: week(), note: null }).expect(401);
    for (const who of [cast.director, cast.staff]) await ask(who).expect(403);
    await ask(cast.otherEdition).expect(403);
    await ask(cast.stranger).expect(404);
    await ask(cast.trainees[0]!, randomUUID()).expect(404);
    await ask(cast.trainees[0]!, 'soon').expect(400);
    await cast.trainees[0]!.post(path(), { weekId: week(), note: '' }).expect(400);
    const elsewhere = await buildRequestCast(app);
    await ask(cast.trainees[0]!, elsewhere.weeks.get('2027-02-22')).expect(404);
    await elsewhere.trainees[0]!.post(path(), { weekId: week(), note: null }).expect(404);
    expect(await taken()).toBe(0);
  });
});

describe('the director’s decision', () => {
  it('agreed: the place is the trainee’s', async () => {
    const id = await requested();
    const { body } = await decide(cast.director, id, true).expect(200);
    expect(handsonRequests.parse(body).requests).toMatchObject([{ id, state: 'agreed', heldUntil: null }]);
    expect(await own(cast.trainees[0]!)).toMatchObject({ bookings: [{ state: 'agreed', heldUntil: null }], requests: [{ state: 'agreed' }] });
    expect(await eventsOf('handson.request.decided')).toEqual([{ editionId: cast.editionId, requestId: id, personId: cast.traineeIds[0], state: 'agreed' }]);
    expect(await mailsOf('handson-agreed')).toMatchObject([{ subject: 'Your week in the suite: 22–26 February 2027' }]);
  });

  it('refused with its reason: the place is free again', async () => {
    const id = await requested();
    await decide(cast.director, id, false).expect(400, /reason/);
    await decide(cast.director, id, false, 'The list is short that week').expect(200);
    expect(await own(cast.trainees[0]!)).toMatchObject({ bookings: [], requests: [{ state: 'refused', reason: 'The list is short that week', roomName: null }] });
    expect((await mailsOf('handson-refused'))[0]!.text).toContain('The list is short that week');
    expect(await eventsOf('handson.place.freed')).toMatchObject([{ weekId: week() }]);
    await requested();
  });

  it('of two directors who decide at once the first decides, and the second learns so', async () => {
    for (const [first, second] of [[true, true], [true, false], [false, false]] as const) {
      const id = await requested(0, week('2027-03-01'));
      const answers = await Promise.all([decide(cast.director, id, first, 'No'), decide(cast.otherDirector, id, second, 'No')]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(answers.find(({ status }) => status === 409)!.body.code).toBe('handson.decided');
      const bookings = await taken(week('2027-03-01'));
      const [{ state }] = (await app.em.query('SELECT state FROM handson_request WHERE id = $1', [id])) as [{ state: string }];
      expect(bookings).toBe(state === 'agreed' ? 1 : 0);
      await app.em.query('DELETE FROM handson_booking WHERE week_id = $1', [week('2027-03-01')]);
    }
  });

  it('while the time runs out: either agreed or expired, never both', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await requested(round, week());
      const later = new Date(app.clock.nowMs() + 73 * HOUR);
      const [answer] = await Promise.all([decide(cast.director, id, true), keeper.expire(later)]);
      const [{ state }] = (await app.em.query('SELECT state FROM handson_request WHERE id = $1', [id])) as [{ state: string }];
      expect([[200, 'agreed'], [409, 'expired']]).toContainEqual([answer.status, state]);
      expect(await taken()).toBe(state === 'agreed' ? 1 : 0);
      await app.em.query('DELETE FROM handson_booking WHERE week_id = $1', [week()]);
    }
  });

  it('comes too late for a week that has begun', async () => {
    const id = await requested();
    app.clock.setTo(Date.parse('2027-02-23T08:00:00Z'));
    expect((await decide(cast.director, id, true).expect(409)).body.code).toBe('handson.past');
    await decide(cast.director, id, false, 'Too late').expect(200);
  });

  it('is the director’s', async () => {
    const id = await requested();
    await app.anyone.post(`/api/hands-on/requests/${id}/decision`).send({ agree: true, reason: null }).expect(401);
    for (const who of [cast.trainees[0]!, cast.staff]) await decide(who, id, true).expect(403);
    await decide(cast.otherEdition, id, true).expect(404);
    await decide(cast.director, randomUUID(), true).expect(404);
    await cast.director.post(`/api/hands-on/requests/${id}/decision`, { agree: 'yes' }).expect(400);
    for (const who of [cast.trainees[0]!, cast.staff]) await who.get(path()).expect(403);
    await cast.otherEdition.get(path()).expect(404);
    await app.anyone.get(path()).expect(401);
    for (const who of [cast.director, cast.staff]) await who.get(path('me')).expect(403);
    await cast.stranger.get(path('me')).expect(404);
    await app.anyone.get(path('me')).expect(401);
  });
});

describe('a request that nobody decides', () => {
  it('ends when its time is over and not before, once though two workers see it', async () => {
    const id = await requested();
    const until = Date.parse((await own(cast.trainees[0]!)).requests[0]!.heldUntil!);
    await keeper.expire(new Date(until - 1));
    expect(await taken()).toBe(1);
    await Promise.all([keeper.expire(new Date(until)), keeper.expire(new Date(until))]);
    expect(await taken()).toBe(0);
    expect(await own(cast.trainees[0]!)).toMatchObject({ bookings: [], requests: [{ id, state: 'expired' }] });
    expect(await eventsOf('handson.request.decided')).toHaveLength(1);
    expect(await mailsOf('handson-expired')).toHaveLength(1);
    expect((await decide(cast.director, id, true).expect(409)).body.code).toBe('handson.decided');
  });

  it('is withdrawn by who asked, and nobody else', async () => {
    const id = await requested();
    await app.anyone.delete(`/api/hands-on/requests/${id}`).expect(401);
    await cast.trainees[1]!.delete(`/api/hands-on/requests/${id}`).expect(404);
    await cast.director.delete(`/api/hands-on/requests/${id}`).expect(403);
    await cast.otherEdition.delete(`/api/hands-on/requests/${id}`).expect(403);
    await cast.stranger.delete(`/api/hands-on/requests/${id}`).expect(404);
    await cast.trainees[0]!.delete('/api/hands-on/requests/one').expect(400);
    expect((await cast.trainees[0]!.delete(`/api/hands-on/requests/${id}`).expect(200)).body).toMatchObject({ bookings: [], requests: [{ state: 'withdrawn' }] });
    expect((await cast.trainees[0]!.delete(`/api/hands-on/requests/${id}`).expect(409)).body.code).toBe('handson.decided');
  });
});

describe('giving back', () => {
  let bookingId: string;
  const cancel = (who: SignedIn, id = bookingId) => who.post(`/api/hands-on/bookings/${id}/cancellation`, { reason: 'I am ill' });
  beforeEach(async () => {
    bookingId = await buildAgreed(app.em, { editionId: cast.editionId, weekId: week(), personId: cast.traineeIds[0]! });
  });

  it('up to the week’s Monday; directors and the trainee have mail', async () => {
    app.clock.setTo(Date.parse('2027-02-22T22:59:00Z'));
    expect((await cancel(cast.trainees[0]!).expect(200)).body.bookings).toEqual([]);
    expect(await eventsOf('handson.booking.cancelled')).toEqual([{ editionId: cast.editionId, personId: cast.traineeIds[0], weekId: week(), reason: 'I am ill' }]);
    expect(await eventsOf('handson.place.freed')).toHaveLength(1);
    expect((await mailsOf('handson-given-back')).map(({ text }) => text.includes('I am ill'))).toEqual([true, true]);
    expect(await mailsOf('handson-cancelled')).toHaveLength(1);
    expect((await cancel(cast.trainees[0]!).expect(404)).body.code).toBe('request.not-found');
  });

  it('not afterwards', async () => {
    app.clock.setTo(Date.parse('2027-02-22T23:00:00Z'));
    expect((await cancel(cast.trainees[0]!).expect(409)).body.code).toBe('handson.past');
    expect(await taken()).toBe(1);
  });

  it('two tabs give back once', async () => {
    const answers = await Promise.all([cancel(cast.trainees[0]!), cancel(cast.trainees[0]!)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect([404, 409]).toContain(answers.find(({ status }) => status !== 200)!.status);
    expect(await eventsOf('handson.place.freed')).toHaveLength(1);
  });

  it('only one’s own, and only an agreed one', async () => {
    await app.anyone.post(`/api/hands-on/bookings/${bookingId}/cancellation`).send({ reason: null }).expect(401);
    await cancel(cast.trainees[1]!).expect(404);
    await cancel(cast.director).expect(403);
    await cancel(cast.stranger).expect(404);
    await cancel(cast.trainees[0]!, 'one').expect(400);
    await cancel(cast.trainees[0]!, randomUUID()).expect(404);
    await requested(1);
    const held = (await own(cast.trainees[1]!)).bookings[0]!;
    expect((await cancel(cast.trainees[1]!, held.id).expect(409)).body.code).toBe('handson.decided');
  });
});

describe('what agreeing would do to the others', () => {
  it('names who has no week and wishes this one, and the best plan for them with and without the place', async () => {
    const [asker, second, third] = cast.traineeIds as [string, string, string];
    for (const personId of cast.traineeIds.slice(3)) await buildAgreed(app.em, { editionId: cast.editionId, weekId: week(), personId });
    await buildAgreed(app.em, { editionId: cast.editionId, weekId: week('2027-03-01'), personId: asker });
    await buildWishes(app.em, { editionId: cast.editionId, personId: second, ranked: [week('2027-03-01'), week()] });
    await buildWishes(app.em, { editionId: cast.editionId, personId: third, ranked: [week()] });
    const id = await requested(0);
    const { body } = await cast.director.get(`/api/hands-on/requests/${id}/effect`).expect(200);
    const effect = requestEffect.parse(body);
    expect(effect.waitingTrainees).toBe(2);
    expect(effect.rivals).toMatchObject([{ person: { id: third }, rank: 1 }, { person: { id: second }, rank: 2 }]);
    expect(effect.before).toMatchObject({ trainees: 2, placed: 2, worstRank: 1, rankSum: 2 });
    expect(effect.after).toMatchObject({ trainees: 2, placed: 2, worstRank: 2, rankSum: 3 });
    expect((await list()).requests).toMatchObject([{ further: true }]);
  });

  it('is for the director', async () => {
    const id = await requested();
    const at = `/api/hands-on/requests/${id}/effect`;
    await app.anyone.get(at).expect(401);
    for (const who of [cast.trainees[0]!, cast.staff]) await who.get(at).expect(403);
    await cast.otherEdition.get(at).expect(404);
    await cast.director.get(`/api/hands-on/requests/${randomUUID()}/effect`).expect(404);
    await cast.director.get('/api/hands-on/requests/one/effect').expect(400);
  });
});
