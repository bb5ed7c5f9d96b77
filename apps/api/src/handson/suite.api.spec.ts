import { ownStays, suiteStay, suiteWeek, type SuiteStay, type SuiteWeek } from '@seldinger/contract';
import { randomUUID } from 'node:crypto';
import { startTestApp, type SignedIn, type TestApp } from '../testing/app';
import { buildEdition, buildMember, buildModule } from '../testing/build';
import { countQueries } from '../testing/queries';
import { buildBooking, buildDays, buildRoom, buildWeek } from '../testing/suite';

/** Wednesday of the week; the clock stands at 15:30 in Rome. */
const TODAY = '2027-02-10';
const AT = Date.parse('2027-02-10T14:30:00Z');
const WEEK = ['2027-02-08', '2027-02-09', '2027-02-10', '2027-02-11', '2027-02-12'];

describe('attendance in the suite', () => {
  let test: TestApp;
  let editionId: string;
  let weekId: string;
  let roomId: string;
  let supervisorId: string;
  let supervisor: SignedIn;
  let conti: string;
  let bookingId: string;

  beforeAll(async () => {
    test = await startTestApp();
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    test.clock.setTo(AT);
    editionId = await buildEdition(test.em);
    await buildModule(test.em, { editionId, handsonMinutes: 1440 });
    await buildModule(test.em, { editionId, handsonMinutes: 1080 });
    roomId = await buildRoom(test.em, { editionId });
    weekId = await buildWeek(test.em, { editionId });
    ({ personId: supervisorId } = await buildMember(test.em, 'supervisor', { editionId, givenName: 'Paola', familyName: 'Greco' }));
    ({ personId: conti } = await buildMember(test.em, 'trainee', { editionId, givenName: 'Giulia', familyName: 'Conti' }));
    bookingId = await buildBooking(test.em, { weekId, roomId, personId: conti });
    supervisor = await test.as(supervisorId);
  });

  const day = (date = TODAY, rest = ''): string => `/api/suite/bookings/${bookingId}/days/${date}${rest}`;
  const booking = (rest = ''): string => `/api/suite/bookings/${bookingId}${rest}`;
  const stay = async (): Promise<SuiteStay> => suiteStay.parse((await supervisor.get(booking()).expect(200)).body);
  const dayAt = (given: SuiteStay, date: string) => given.days.find((one) => one.date === date)!;
  const week = async (query = ''): Promise<SuiteWeek> => suiteWeek.parse((await supervisor.get(`/api/editions/${editionId}/suite${query}`).expect(200)).body);
  const times = (from: string | null, until: string | null, more: object = {}, date = TODAY) => ({ cameAtLocal: from && `${date}T${from}`, leftAtLocal: until && `${date}T${until}`, reason: null, version: 0, ...more });
  const signedDays = (minutes: readonly number[]): Promise<void> => buildDays(test.em, { bookingId, signedBy: supervisorId, minutes });
  const events = async (name: string): Promise<unknown[]> => ((await test.em.query(`SELECT payload FROM event WHERE name = $1 AND payload->>'editionId' = $2 ORDER BY id`, [name, editionId])) as { payload: unknown }[]).map(({ payload }) => payload);

  describe('who may', () => {
    const routes = (): ['get' | 'post' | 'put', string, object][] => [
      ['get', `/api/editions/${editionId}/suite`, {}],
      ['post', day(TODAY, '/arrival'), {}],
      ['post', day(TODAY, '/departure'), {}],
      ['put', day(), times('08:00', '12:00')],
      ['post', day(TODAY, '/signature'), { version: 0 }],
      ['post', day(TODAY, '/reopening'), { reason: 'Wrong day' }],
      ['post', booking('/signature'), { minutes: 0 }],
      ['post', booking('/reopening'), { reason: 'Wrong week' }],
    ];

    it('supervisors and the director; nobody without a session, no trainee, nobody of another edition', async () => {
      const trainee = await test.as(conti);
      const staff = await test.as((await buildMember(test.em, 'staff', { editionId })).personId);
      const stranger = await test.as((await buildMember(test.em, 'supervisor')).personId);
      for (const [method, path, body] of routes()) {
        await test.anyone[method](path).send(body).expect(401);
        await trainee[method](path, body).expect(403);
        await staff[method](path, body).expect(403);
        await stranger[method](path, body).expect(404);
      }
      const director = await test.as((await buildMember(test.em, 'director', { editionId })).personId);
      await director.get(`/api/editions/${editionId}/suite`).expect(200);
      await director.post(day(TODAY, '/arrival')).expect(200);
    });

    it('a trainee reads the own stays, and nobody else’s', async () => {
      const trainee = await test.as(conti);
      const { body } = await trainee.get(`/api/editions/${editionId}/suite/me`).expect(200);
      expect(ownStays.parse(body).items).toMatchObject([{ bookingId, monday: WEEK[0], roomName: 'Room 1', abilities: { supervise: false } }]);
      await trainee.get(booking()).expect(200);
      const other = await test.as((await buildMember(test.em, 'trainee', { editionId })).personId);
      await other.get(booking()).expect(403);
      expect((await other.get(`/api/editions/${editionId}/suite/me`).expect(200)).body).toEqual({ items: [] });
      await supervisor.get(`/api/editions/${editionId}/suite/me`).expect(403);
      await test.anyone.get(booking()).expect(401);
      await test.anyone.get(`/api/editions/${editionId}/suite/me`).expect(401);
      await (await test.as((await buildMember(test.em, 'trainee')).personId)).get(booking()).expect(404);
      await (await test.as((await buildMember(test.em, 'staff', { editionId })).personId)).get(booking()).expect(200);
    });

    it('what does not exist is not found; what is no id or day is a bad request', async () => {
      bookingId = randomUUID();
      for (const [method, path, body] of routes().slice(1)) await supervisor[method](path, body).expect(404);
      bookingId = 'one';
      for (const [method, path, body] of routes().slice(1)) await supervisor[method](path, body).expect(400);
    });

    it('a day of another week is not found, nor is a place that is only held', async () => {
      await supervisor.post(day('2027-02-13', '/arrival')).expect(404);
      await supervisor.put(day('2027-02-15'), times('08:00', null, {}, '2027-02-15')).expect(404);
      const { personId } = await buildMember(test.em, 'trainee', { editionId });
      bookingId = await buildBooking(test.em, { weekId, roomId, personId, state: 'held' });
      await supervisor.get(booking()).expect(404);
      await supervisor.post(day(TODAY, '/arrival')).expect(404);
    });
  });

  describe('the week', () => {
    it('shows who is expected in which room, with five days each', async () => {
      const second = await buildRoom(test.em, { editionId, position: 2, name: 'Angio 2' });
      const { personId: rossi } = await buildMember(test.em, 'trainee', { editionId, givenName: 'Marco', familyName: 'Rossi' });
      await buildBooking(test.em, { weekId, roomId: second, personId: rossi });
      const shown = await week();
      expect(shown).toMatchObject({ monday: WEEK[0], today: TODAY, timeZone: 'Europe/Rome', rooms: [{ name: 'Room 1' }, { name: 'Angio 2' }], mondays: [WEEK[0]] });
      expect(shown.stays.map(({ person, roomName }) => [person.familyName, roomName])).toEqual([['Conti', 'Room 1'], ['Rossi', 'Angio 2']]);
      expect(shown.stays[0]!.days.map(({ date, minutes, version }) => [date, minutes, version])).toEqual(WEEK.map((date) => [date, 0, 0]));
    });

    it('is this one, else the next that somebody has a place in, else the last', async () => {
      const later = await buildWeek(test.em, { editionId, monday: '2027-03-01' });
      await buildBooking(test.em, { weekId: later, roomId, personId: conti });
      expect((await week()).monday).toBe(WEEK[0]);
      test.clock.setTo(Date.parse('2027-02-17T08:00:00Z'));
      expect((await week()).monday).toBe('2027-03-01');
      test.clock.setTo(Date.parse('2027-05-01T08:00:00Z'));
      expect((await week()).monday).toBe('2027-03-01');
      expect((await week('?monday=2027-02-10')).monday).toBe(WEEK[0]);
      expect((await week('?monday=2027-02-22')).stays).toEqual([]);
      await supervisor.get(`/api/editions/${editionId}/suite?monday=soon`).expect(400);
    });

    it('takes the same number of queries for one trainee and for four', async () => {
      const one = await countQueries(test.em, week);
      const second = await buildRoom(test.em, { editionId, position: 2 });
      for (const room of [roomId, second, second]) {
        const other = await buildBooking(test.em, { weekId, roomId: room, personId: (await buildMember(test.em, 'trainee', { editionId })).personId });
        await buildDays(test.em, { bookingId: other, signedBy: supervisorId, minutes: [400, 400] });
      }
      expect(await countQueries(test.em, week)).toBe(one);
      expect((await week()).stays).toHaveLength(4);
    });
  });

  describe('coming and leaving', () => {
    it('is recorded at the moment it is pressed, and a day gives its minutes', async () => {
      expect(dayAt((await supervisor.post(day(TODAY, '/arrival')).expect(200)).body, TODAY)).toMatchObject({ cameSource: 'supervisor', leftAt: null, minutes: 0, version: 1 });
      test.clock.advance(7 * 3_600_000 + 59_000);
      const { body } = await supervisor.post(day(TODAY, '/departure')).expect(200);
      expect(dayAt(body, TODAY)).toMatchObject({ leftSource: 'supervisor', minutes: 420, version: 2, signed: null });
      expect(body.minutes).toBe(420);
      expect(await events('suite.day.recorded')).toHaveLength(2);
    });

    it('pressed again changes nothing, also by two at once', async () => {
      const presses = await Promise.all([1, 2, 3].map(() => supervisor.post(day(TODAY, '/arrival')).expect(200)));
      expect(new Set(presses.map(({ body }) => dayAt(body, TODAY).cameAt)).size).toBe(1);
      test.clock.advance(3_600_000);
      const left = await Promise.all([1, 2].map(() => supervisor.post(day(TODAY, '/departure')).expect(200)));
      expect(new Set(left.map(({ body }) => dayAt(body, TODAY).leftAt)).size).toBe(1);
      expect(await events('suite.day.recorded')).toHaveLength(2);
    });

    it('is of today only, and nobody leaves who has not come', async () => {
      expect((await supervisor.post(day(WEEK[1], '/arrival')).expect(409)).body.code).toBe('suite.not-expected');
      expect((await supervisor.post(day(WEEK[4], '/departure')).expect(409)).body.code).toBe('suite.not-expected');
      expect((await supervisor.post(day(TODAY, '/departure')).expect(409)).body.code).toBe('suite.incomplete');
    });

    it('today is the day of the edition’s calendar', async () => {
      test.clock.setTo(Date.parse('2027-02-09T23:30:00Z'));
      expect((await week()).today).toBe(TODAY);
      await supervisor.post(day(TODAY, '/arrival')).expect(200);
    });
  });

  describe('times by hand', () => {
    it('are wall-clock times in the edition’s zone, and need no reason where nothing was recorded', async () => {
      const { body } = await supervisor.put(day(), times('07:45', '15:00')).expect(200);
      expect(dayAt(body, TODAY)).toMatchObject({ cameAt: '2027-02-10T06:45:00.000Z', leftAt: '2027-02-10T14:00:00.000Z', minutes: 435, version: 1, changes: [] });
    });

    it('give at most what a day gives', async () => {
      const { body } = await supervisor.put(day(WEEK[0]), times('07:00', '19:00', {}, WEEK[0])).expect(200);
      expect(dayAt(body, WEEK[0]!).minutes).toBe(504);
      await test.em.query('INSERT INTO handson_rule (edition_id, day_minutes) VALUES ($1, 300)', [editionId]);
      expect(dayAt(await stay(), WEEK[0]!).minutes).toBe(300);
    });

    it('that were recorded are changed with a reason, which stays with the day; a time that stays keeps who said it', async () => {
      await supervisor.post(day(TODAY, '/arrival')).expect(200);
      const came = dayAt(await stay(), TODAY).cameAt;
      const refused = await supervisor.put(day(), times('09:00', null, { version: 1 })).expect(400);
      expect(refused.body.fields).toMatchObject([{ path: 'reason' }]);
      const { body } = await supervisor.put(day(), times('09:00', null, { version: 1, reason: 'Pressed late' })).expect(200);
      expect(dayAt(body, TODAY)).toMatchObject({ cameAt: '2027-02-10T08:00:00.000Z', version: 2, changes: [{ by: 'Paola Greco', reason: 'Pressed late', reopened: false, before: { cameAt: came, leftAt: null }, after: { cameAt: '2027-02-10T08:00:00.000Z', leftAt: null } }] });
      const emptied = await supervisor.put(day(), times(null, null, { version: 2, reason: 'Was not there' })).expect(200);
      expect(dayAt(emptied.body, TODAY)).toMatchObject({ cameAt: null, cameSource: null, minutes: 0, version: 3 });
    });

    it('keep the seconds of a time that was left as it stood', async () => {
      test.clock.setTo(Date.parse('2027-02-10T07:00:42Z'));
      await supervisor.post(day(TODAY, '/arrival')).expect(200);
      test.clock.setTo(AT);
      const { body } = await supervisor.put(day(), times('08:00', '15:00', { version: 1 })).expect(200);
      expect(dayAt(body, TODAY).cameAt).toMatch(/^2027-02-10T07:00:42/);
      expect(dayAt(body, TODAY).minutes).toBe(419);
    });

    it.each([
      ['in the future', times('08:00', '15:31'), 'leftAtLocal'],
      ['of another day', times('08:00', null, { cameAtLocal: `${WEEK[1]}T08:00` }), 'cameAtLocal'],
      ['of leaving without coming', times(null, '12:00'), 'cameAtLocal'],
      ['of leaving before coming', times('12:00', '11:59'), 'leftAtLocal'],
      ['that are none', times('8', null), 'cameAtLocal'],
    ])('%s are refused', async (_, body, path) => {
      expect((await supervisor.put(day(), body).expect(400)).body.fields).toMatchObject([{ path }]);
      expect(dayAt(await stay(), TODAY).version).toBe(0);
    });

    it('made from an older state are refused with what stands now', async () => {
      await supervisor.post(day(TODAY, '/arrival')).expect(200);
      const { body } = await supervisor.put(day(), times('08:00', null, { reason: 'Late' })).expect(409);
      expect(body.code).toBe('request.stale');
      expect(dayAt(body.details.current, TODAY).version).toBe(1);
      const both = await Promise.all(['Late', 'Early'].map((reason) => supervisor.put(day(), times('08:00', null, { version: 1, reason }))));
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    });
  });

  describe('the signature of a day', () => {
    it('says who signed how much, and the day does not change any more', async () => {
      await supervisor.put(day(), times('08:00', '15:00')).expect(200);
      const { body } = await supervisor.post(day(TODAY, '/signature'), { version: 1 }).expect(200);
      expect(dayAt(body, TODAY)).toMatchObject({ minutes: 420, version: 2, signed: { by: 'Paola Greco' } });
      expect(await events('suite.day.signed')).toEqual([{ editionId, bookingId, personId: conti, date: TODAY, minutes: 420 }]);
      for (const [path, sent] of [['/arrival', {}], ['/departure', {}], ['/signature', { version: 2 }]] as const) expect((await supervisor.post(day(TODAY, path), sent).expect(409)).body.code).toBe('suite.signed');
      expect((await supervisor.put(day(), times('08:00', '12:00', { version: 2, reason: 'Late' })).expect(409)).body.code).toBe('suite.signed');
      await test.em.query('INSERT INTO handson_rule (edition_id, day_minutes) VALUES ($1, 60)', [editionId]);
      expect(dayAt(await stay(), TODAY).minutes).toBe(420);
    });

    it('waits for the trainee to leave, and for a day without anybody to be over', async () => {
      const sign = async (date: string, version: number, code: string) => expect((await supervisor.post(day(date, '/signature'), { version }).expect(409)).body.code).toBe(code);
      await sign(TODAY, 0, 'suite.not-over');
      await sign(WEEK[3]!, 0, 'suite.not-over');
      await supervisor.post(day(TODAY, '/arrival')).expect(200);
      await sign(TODAY, 1, 'suite.incomplete');
      const { body } = await supervisor.post(day(WEEK[0], '/signature'), { version: 0 }).expect(200);
      expect(dayAt(body, WEEK[0]!)).toMatchObject({ cameAt: null, minutes: 0, signed: { by: 'Paola Greco' } });
    });

    it('is given once, by one of two who press at once, and never to times that were not seen', async () => {
      await supervisor.put(day(), times('08:00', '15:00')).expect(200);
      expect((await supervisor.post(day(TODAY, '/signature'), { version: 0 }).expect(409)).body.code).toBe('request.stale');
      const both = await Promise.all([1, 2, 3].map(() => supervisor.post(day(TODAY, '/signature'), { version: 1 })));
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
      expect(await events('suite.day.signed')).toHaveLength(1);
    });

    it('is taken back with a reason, as long as the week is not signed', async () => {
      expect((await supervisor.post(day(TODAY, '/reopening'), { reason: 'Wrong' }).expect(409)).body.code).toBe('suite.not-signed');
      await signedDays([400, 0, 0, 0, 0]);
      await supervisor.post(day(WEEK[0], '/reopening'), { reason: '' }).expect(400);
      const { body } = await supervisor.post(day(WEEK[0], '/reopening'), { reason: 'Left earlier' }).expect(200);
      expect(dayAt(body, WEEK[0]!)).toMatchObject({ signed: null, minutes: 400, changes: [{ reason: 'Left earlier', reopened: true, by: 'Paola Greco' }] });
      expect(await events('suite.day.reopened')).toMatchObject([{ date: WEEK[0], reason: 'Left earlier' }]);
      await supervisor.post(day(WEEK[0], '/signature'), { version: 2 }).expect(200);
      await supervisor.post(booking('/signature'), { minutes: 400 }).expect(200);
      expect((await supervisor.post(day(WEEK[0], '/reopening'), { reason: 'Again' }).expect(409)).body.code).toBe('suite.signed');
    });

    it('is held by the database: no signed day changes, and its changes are never taken out', async () => {
      await signedDays([400]);
      await expect(test.em.query(`UPDATE suite_day SET minutes = 500 WHERE booking_id = $1`, [bookingId])).rejects.toMatchObject({ driverError: { constraint: 'suite_day_stands' } });
      await supervisor.post(day(WEEK[0], '/reopening'), { reason: 'Left earlier' }).expect(200);
      await expect(test.em.query('DELETE FROM suite_day_change')).rejects.toThrow('is append-only');
    });
  });

  describe('the signature of a week', () => {
    const sign = (minutes: number) => supervisor.post(booking('/signature'), { minutes });
    const evidence = async (): Promise<{ minutes: number; shares: { minutes: number }[]; days: unknown[] }[]> =>
      ((await test.em.query(`SELECT minutes, evidence FROM suite_signature WHERE edition_id = $1 ORDER BY signed_at, id`, [editionId])) as { minutes: number; evidence: { shares: { minutes: number }[]; days: unknown[] } }[]).map(({ minutes, evidence: kept }) => ({ minutes, ...kept }));

    it('of a full week gives seven CME, four and three', async () => {
      await signedDays([504, 504, 504, 504, 504]);
      const { body } = await sign(2520).expect(200);
      expect(suiteStay.parse(body)).toMatchObject({ minutes: 2520, signature: { minutes: 2520, by: 'Paola Greco' } });
      const [kept] = await evidence();
      expect(kept!.shares.map(({ minutes }) => minutes)).toEqual([1440, 1080]);
      expect(kept!.days).toMatchObject([{ date: WEEK[0], minutes: 504, cameAt: '2027-02-08T07:00:00.000Z' }, {}, {}, {}, {}]);
      expect(await events('suite.week.signed')).toEqual([{ editionId, personId: conti, signatureId: body.signature.id }]);
    });

    it('takes along the days on which nobody came, once the week is over', async () => {
      await signedDays([504, 300]);
      expect((await sign(804).expect(409)).body.code).toBe('suite.not-over');
      test.clock.setTo(Date.parse('2027-02-13T08:00:00Z'));
      const { body } = await sign(804).expect(200);
      expect(body.days.map(({ minutes, signed }: SuiteStay['days'][number]) => [minutes, signed !== null])).toEqual([[504, true], [300, true], [0, true], [0, true], [0, true]]);
    });

    it('waits for days whose times nobody has signed', async () => {
      await buildDays(test.em, { bookingId, signedBy: null, minutes: [504] });
      test.clock.setTo(Date.parse('2027-02-13T08:00:00Z'));
      expect((await sign(504).expect(409)).body.code).toBe('suite.incomplete');
    });

    it('is for the sum that was seen', async () => {
      await signedDays([504, 504, 504, 504, 504]);
      const { body } = await sign(2519).expect(409);
      expect(body).toMatchObject({ code: 'request.stale', details: { current: { minutes: 2520 } } });
    });

    it('is given once, by one of two who press at once', async () => {
      await signedDays([504, 504, 504, 504, 504]);
      const both = await Promise.all([1, 2, 3].map(() => sign(2520)));
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
      for (const { status, body } of both) if (status === 409) expect(body.code).toBe('suite.signed');
      expect(await evidence()).toHaveLength(1);
      expect(await events('suite.week.signed')).toHaveLength(1);
    });

    it('is taken back with a reason, and given again', async () => {
      expect((await supervisor.post(booking('/reopening'), { reason: 'Wrong' }).expect(409)).body.code).toBe('suite.not-signed');
      await signedDays([504, 504, 504, 504, 504]);
      await sign(2520).expect(200);
      const both = await Promise.all([1, 2].map(() => supervisor.post(booking('/reopening'), { reason: 'Was ill on Friday' })));
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect((await stay()).signature).toBeNull();
      expect(await events('suite.week.reopened')).toHaveLength(1);
      await sign(2520).expect(200);
      expect(await evidence()).toHaveLength(2);
    });

    it('two weeks of one trainee that are signed at once fill both modules to the minute', async () => {
      const second = await buildWeek(test.em, { editionId, monday: '2027-02-01' });
      const third = await buildWeek(test.em, { editionId, monday: '2027-01-25' });
      const bookings = [bookingId, await buildBooking(test.em, { weekId: second, roomId, personId: conti }), await buildBooking(test.em, { weekId: third, roomId, personId: conti })];
      const weeks = [[337, 504], [337, 504], [334, 504]];
      for (const [i, one] of bookings.entries()) await buildDays(test.em, { bookingId: one, signedBy: supervisorId, minutes: weeks[i]! });
      test.clock.setTo(Date.parse('2027-02-13T08:00:00Z'));
      await Promise.all(bookings.map((one, i) => supervisor.post(`/api/suite/bookings/${one}/signature`, { minutes: weeks[i]![0]! + weeks[i]![1]! }).expect(200)));
      const shares = (await evidence()).map((one) => one.shares.map(({ minutes }) => minutes));
      expect([0, 1].map((i) => shares.reduce((sum, share) => sum + share[i]!, 0))).toEqual([1440, 1080]);
    });

    it('is held by the database: a signature stands as it was given', async () => {
      await signedDays([504, 504, 504, 504, 504]);
      await sign(2520).expect(200);
      await expect(test.em.query('UPDATE suite_signature SET minutes = 1 WHERE edition_id = $1', [editionId])).rejects.toThrow('stands as it was given');
      await expect(test.em.query('DELETE FROM suite_signature WHERE edition_id = $1', [editionId])).rejects.toThrow('stands as it was given');
      await expect(
        test.em.query(`INSERT INTO suite_signature (edition_id, booking_id, week_id, person_id, minutes, rule_version, evidence, signed_at, signed_by) SELECT edition_id, booking_id, week_id, person_id, minutes, rule_version, evidence, now(), signed_by FROM suite_signature WHERE edition_id = $1`, [editionId]),
      ).rejects.toMatchObject({ driverError: { constraint: 'suite_signature_once' } });
    });
  });
});
