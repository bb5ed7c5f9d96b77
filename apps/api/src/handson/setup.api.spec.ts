import { handsonSetup, type HandsonSetup } from '@seldinger/contract';
import { randomUUID } from 'node:crypto';
import { startTestApp, type TestApp } from '../testing/app';
import { buildEdition, buildLecture, buildMember, buildMembership } from '../testing/build';
import { buildBooking, buildRotaCast, buildWishes, MONDAYS, type RotaCast } from '../testing/rota';

let app: TestApp;
let cast: RotaCast;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  cast = await buildRotaCast(app, { trainees: 2 });
});

const at = (rest = ''): string => `/api/editions/${cast.editionId}/hands-on${rest}`;
const read = async (): Promise<HandsonSetup> => handsonSetup.parse((await cast.director.get(at()).expect(200)).body);
const rule = { wishesUntil: '2027-02-20T22:59:00.000Z', maxWishes: 3, keepLectureDays: true, holdHours: 24, offerHours: 12, dayMinutes: 480, version: 0 };

describe('reading', () => {
  it('trainee, supervisor, staff and director see the rooms, weeks and places, each with what they may do', async () => {
    for (const [who, plan, wish, supervise] of [[cast.director, true, false, true], [cast.trainees[0]!, false, true, false], [cast.supervisor, false, false, true], [cast.staff, false, false, false]] as const) {
      const { body } = await who.get(at()).expect(200);
      expect(handsonSetup.parse(body).abilities).toEqual({ plan, wish, supervise });
    }
    const { rule: said, rooms, weeks, places } = await read();
    expect(said).toEqual({ wishesUntil: null, maxWishes: 5, keepLectureDays: false, holdHours: 72, offerHours: 48, dayMinutes: 504, version: 0 });
    expect(rooms.map(({ name }) => name)).toEqual(['Angio 1', 'Angio 2']);
    expect(weeks.map(({ monday }) => monday)).toEqual(MONDAYS);
    expect(places).toHaveLength(16);
  });

  it('trainers may not, who has no part does not find it', async () => {
    await app.anyone.get(at()).expect(401);
    await cast.trainer.get(at()).expect(403);
    await cast.stranger.get(at()).expect(404);
    await cast.director.get('/api/editions/one/hands-on').expect(400);
    await cast.director.get(`/api/editions/${randomUUID()}/hands-on`).expect(404);
  });

  it('a lecture is on its day by the edition’s own calendar, Monday to Friday', async () => {
    const { moduleId } = await buildLecture(app.em, { editionId: cast.editionId, startsAt: '2027-02-28T23:30:00Z', endsAt: '2027-03-01T01:00:00Z' });
    await buildLecture(app.em, { editionId: cast.editionId, moduleId, startsAt: '2027-03-05T14:00:00Z', endsAt: '2027-03-05T17:00:00Z' });
    await buildLecture(app.em, { editionId: cast.editionId, moduleId, startsAt: '2027-03-13T14:00:00Z', endsAt: '2027-03-13T17:00:00Z' });
    expect((await read()).weeks.map(({ lectureDays }) => lectureDays)).toEqual([['2027-03-01', '2027-03-05'], [], [], []]);
  });

  it('a week is past from the day after its Monday', async () => {
    app.clock.setTo(Date.parse('2027-03-08T22:59:00Z'));
    expect((await read()).weeks.map(({ past }) => past)).toEqual([true, false, false, false]);
    app.clock.setTo(Date.parse('2027-03-08T23:01:00Z'));
    expect((await read()).weeks.map(({ past }) => past)).toEqual([true, true, false, false]);
    app.clock.setTo(Date.parse('2027-02-10T14:30:00Z'));
  });
});

it('only directors change any of it', async () => {
  const { weeks } = await read();
  await cast.director.post(at('/closures'), { weekId: weeks[0]!.id, roomId: null, reason: 'Maintenance' }).expect(201);
  const closureId = (await read()).weeks[0]!.closures[0]!.id;
  const before = await read();
  const acts = (who: RotaCast['director']) => [
    who.put(at('/rule'), rule),
    who.put(at('/rooms'), { rooms: [{ name: 'A' }] }),
    who.post(at('/weeks'), { from: '2027-04-01', until: '2027-04-30' }),
    who.patch(`/api/hands-on/weeks/${weeks[1]!.id}`, { planned: [] }),
    who.delete(`/api/hands-on/weeks/${weeks[1]!.id}`),
    who.post(at('/closures'), { weekId: weeks[1]!.id, roomId: null, reason: 'Easter' }),
    who.delete(`/api/hands-on/closures/${closureId}`),
  ];
  for (const who of [cast.trainees[0]!, cast.supervisor, cast.staff, cast.trainer]) for (const act of acts(who)) await act.expect(403);
  for (const act of acts(cast.stranger)) await act.expect(404);
  await app.anyone.put(at('/rule')).send(rule).expect(401);
  for (const path of [`weeks/${weeks[1]!.id}`, `closures/${closureId}`]) await app.anyone.delete(`/api/hands-on/${path}`).expect(401);
  expect(await read()).toEqual(before);
});

describe('the rule', () => {
  it('is kept, and a change made from an older version is refused with what stands now', async () => {
    const { body } = await cast.director.put(at('/rule'), rule).expect(200);
    expect(body.rule).toEqual({ ...rule, version: 1 });
    expect((await cast.coDirector.put(at('/rule'), { ...rule, maxWishes: 9 }).expect(409)).body).toMatchObject({ code: 'request.stale', details: { current: { ...rule, version: 1 } } });
    await cast.coDirector.put(at('/rule'), { ...rule, maxWishes: 9, wishesUntil: null, version: 1 }).expect(200);
    expect((await read()).rule).toEqual({ ...rule, maxWishes: 9, wishesUntil: null, version: 2 });
  });

  it('of two directors at once one is told', async () => {
    const answers = await Promise.all([cast.director.put(at('/rule'), rule), cast.coDirector.put(at('/rule'), { ...rule, maxWishes: 9 })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('nonsense is named by its field', async () => {
    for (const [wrong, field] of [[{ maxWishes: 0 }, 'maxWishes'], [{ holdHours: 1000 }, 'holdHours'], [{ dayMinutes: 10 }, 'dayMinutes'], [{ wishesUntil: 'soon' }, 'wishesUntil']] as const) {
      expect((await cast.director.put(at('/rule'), { ...rule, ...wrong }).expect(400)).body).toMatchObject({ fields: [{ path: field }] });
    }
  });
});

describe('rooms', () => {
  const put = (rooms: object[]) => cast.director.put(at('/rooms'), { rooms });

  it('two rooms exchange their names, and their order, and keep their places', async () => {
    const { rooms: [a, b], places } = await read();
    await put([{ id: a!.id, name: 'Angio 2' }, { id: b!.id, name: 'Angio 1' }]).expect(200);
    expect((await read()).rooms).toEqual([{ ...a, name: 'Angio 2' }, { ...b, name: 'Angio 1' }]);
    await put([{ id: b!.id, name: 'Angio 1' }, { id: a!.id, name: 'Angio 2' }]).expect(200);
    const after = await read();
    expect(after.rooms.map(({ id, position }) => [id, position])).toEqual([[b!.id, 1], [a!.id, 2]]);
    expect(after.places.map(({ id }) => id).sort()).toEqual(places.map(({ id }) => id).sort());
  });

  it('one may go and another come, with places of its own in every week and a secret for its screen', async () => {
    const { rooms: [, b] } = await read();
    const { body } = await put([{ id: b!.id, name: 'Angio 2' }, { name: 'Hybrid' }]).expect(200);
    expect((body as HandsonSetup).rooms.map(({ name }) => name)).toEqual(['Angio 2', 'Hybrid']);
    expect((body as HandsonSetup).places).toHaveLength(16);
    const [{ length, text }] = await app.em.query(`SELECT length(screen_secret) AS length, encode(screen_secret, 'hex') AS text FROM handson_room WHERE edition_id = $1 AND name = 'Hybrid'`, [cast.editionId]);
    expect(length).toBe(20);
    expect(JSON.stringify(body)).not.toContain(text);
    expect((await put([{ id: b!.id, name: 'Angio 2' }]).expect(200)).body.places).toHaveLength(8);
  });

  it('a room in which somebody has a place stays', async () => {
    await buildBooking(app.em, { placeId: cast.place(0, 0, 0), personId: cast.traineeIds[0]! });
    const { rooms: [, b] } = await read();
    expect((await put([{ id: b!.id, name: 'Angio 2' }]).expect(409)).body).toMatchObject({ code: 'handson.in-use' });
    expect((await read()).rooms).toHaveLength(2);
  });

  it('there is no third, none without a name, and none of another edition', async () => {
    const other = await buildRotaCast(app, { trainees: 0 });
    for (const [rooms, field] of [
      [[], 'rooms'],
      [[{ name: 'A' }, { name: 'B' }, { name: 'C' }], 'rooms'],
      [[{ name: '  ' }], 'rooms.0.name'],
      [[{ name: 'A' }, { name: 'A' }], 'rooms.1.name'],
      [[{ id: other.roomIds[0], name: 'A' }], 'rooms.0.id'],
      [[{ id: cast.roomIds[0], name: 'A' }, { id: cast.roomIds[0], name: 'B' }], 'rooms.1.id'],
    ] as [object[], string][]) {
      expect((await put(rooms).expect(400)).body).toMatchObject({ fields: [{ path: field }] });
    }
  });
});

describe('weeks', () => {
  it('every Monday of a span within the edition, once however often they are asked for', async () => {
    const { personId, editionId } = await buildMember(app.em, 'director', { editionId: await buildEdition(app.em, { startsOn: '2026-11-01', endsOn: '2026-12-10' }) });
    const director = await app.as(personId);
    const path = `/api/editions/${editionId}/hands-on/weeks`;
    const span = { from: '2026-01-01', until: '2027-12-31' };
    await Promise.all([director.post(path, span).expect(201), director.post(path, span).expect(201)]);
    const { body } = await director.get(`/api/editions/${editionId}/hands-on`).expect(200);
    expect((body as HandsonSetup).weeks.map(({ monday }) => monday)).toEqual(['2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23', '2026-11-30']);
    expect((body as HandsonSetup).rooms.map(({ name }) => name)).toEqual(['Room 1', 'Room 2']);
    expect((body as HandsonSetup).places).toHaveLength(20);
  });

  it('both ends of the span count, and a span without a Monday of the edition is refused', async () => {
    const { body } = await cast.director.post(at('/weeks'), { from: '2027-03-29', until: '2027-04-05' }).expect(201);
    expect((body as HandsonSetup).weeks.map(({ monday }) => monday)).toEqual([...MONDAYS, '2027-03-29', '2027-04-05']);
    for (const span of [{ from: '2027-04-13', until: '2027-04-18' }, { from: '2030-01-01', until: '2030-12-31' }, { from: '2027-05-02', until: '2027-05-01' }]) {
      expect((await cast.director.post(at('/weeks'), span).expect(400)).body.fields).toHaveLength(1);
    }
  });

  it('a week’s planned procedures are those of the catalogue, each once', async () => {
    const [weekId] = cast.weekIds;
    const { body } = await cast.director.patch(`/api/hands-on/weeks/${weekId}`, { planned: ['tace', 'evar', 'tace'] }).expect(200);
    expect((body as HandsonSetup).weeks[0]!.planned).toEqual(['tace', 'evar']);
    await cast.director.patch(`/api/hands-on/weeks/${weekId}`, { planned: ['appendix'] }).expect(400, /planned/);
    await cast.director.patch(`/api/hands-on/weeks/${randomUUID()}`, { planned: [] }).expect(404);
  });

  it('one that nobody has a place in goes, with the wishes for it; one that somebody has stays', async () => {
    await buildWishes(app.em, { editionId: cast.editionId, personId: cast.traineeIds[0]!, ranked: [cast.weekIds[1]!, cast.weekIds[2]!] });
    const { body } = await cast.director.delete(`/api/hands-on/weeks/${cast.weekIds[1]}`).expect(200);
    expect((body as HandsonSetup).weeks.map(({ monday }) => monday)).toEqual([MONDAYS[0], MONDAYS[2], MONDAYS[3]]);
    expect((await cast.trainees[0]!.get(at('/wishes/me')).expect(200)).body.ranked).toEqual([cast.weekIds[2]]);
    await buildBooking(app.em, { placeId: cast.place(0, 1, 1), personId: cast.traineeIds[0]! });
    expect((await cast.director.delete(`/api/hands-on/weeks/${cast.weekIds[0]}`).expect(409)).body).toMatchObject({ code: 'handson.in-use' });
    await cast.director.delete(`/api/hands-on/weeks/${cast.weekIds[1]}`).expect(404);
  });
});

describe('closures', () => {
  const close = (week: number, room: number | null, reason = 'Maintenance') => cast.director.post(at('/closures'), { weekId: cast.weekIds[week], roomId: room === null ? null : cast.roomIds[room], reason });

  it('close a room or the whole week, and are taken back', async () => {
    await close(0, 1).expect(201);
    const { body } = await close(1, null, 'Easter').expect(201);
    const [first, second] = (body as HandsonSetup).weeks;
    expect(first!.closures).toEqual([{ id: expect.any(String), roomId: cast.roomIds[1], reason: 'Maintenance' }]);
    expect(second!.closures).toEqual([{ id: expect.any(String), roomId: null, reason: 'Easter' }]);
    await cast.director.delete(`/api/hands-on/closures/${first!.closures[0]!.id}`).expect(200);
    await cast.director.delete(`/api/hands-on/closures/${first!.closures[0]!.id}`).expect(404);
    expect((await read()).weeks[0]!.closures).toEqual([]);
  });

  it('said twice it is one, with the last reason', async () => {
    await Promise.all([close(0, null).expect(201), close(0, null).expect(201)]);
    await close(0, null, 'Holidays').expect(201);
    expect((await read()).weeks[0]!.closures).toEqual([{ id: expect.any(String), roomId: null, reason: 'Holidays' }]);
  });

  it('where somebody has a place, or holds one, nothing is closed', async () => {
    await buildBooking(app.em, { placeId: cast.place(0, 0, 0), personId: cast.traineeIds[0]!, heldUntil: '2027-02-12T08:00:00Z' });
    for (const room of [0, null]) expect((await close(0, room).expect(409)).body).toMatchObject({ code: 'handson.in-use' });
    await close(0, 1).expect(201);
  });

  it('a booking and a closure at once: one of them is refused', async () => {
    for (let round = 0; round < 6; round += 1) {
      const placeId = cast.place(round % 4, round >> 2, 0);
      const [booked, closed] = await Promise.allSettled([buildBooking(app.em, { placeId, personId: cast.traineeIds[0]! }), close(round % 4, round >> 2).then(({ status }) => (status === 201 ? true : Promise.reject(new Error(`${status}`))))]);
      expect([booked.status, closed.status].sort()).toEqual(['fulfilled', 'rejected']);
      await app.em.query('DELETE FROM handson_booking WHERE place_id = $1', [placeId]);
    }
  });

  it('weeks and rooms of another edition are none of ours', async () => {
    const other = await buildRotaCast(app, { trainees: 0 });
    expect((await cast.director.post(at('/closures'), { weekId: other.weekIds[0], roomId: null, reason: 'x' }).expect(400)).body).toMatchObject({ fields: [{ path: 'weekId' }] });
    expect((await cast.director.post(at('/closures'), { weekId: cast.weekIds[0], roomId: other.roomIds[0], reason: 'x' }).expect(400)).body).toMatchObject({ fields: [{ path: 'roomId' }] });
    await cast.director.post(at('/closures'), { weekId: cast.weekIds[0], roomId: null, reason: ' ' }).expect(400, /reason/);
  });
});

describe('the database knows the suite’s size by itself', () => {
  const sql = (text: string, values: unknown[] = []) => app.em.query(text, values);

  it('no third room', async () => {
    await expect(sql(`INSERT INTO handson_room (edition_id, position, name, screen_secret) VALUES ($1, 3, 'Third', '\\x00')`, [cast.editionId])).rejects.toThrow('handson_room_two');
    await expect(sql(`INSERT INTO handson_room (edition_id, position, name, screen_secret) VALUES ($1, 2, 'Third', '\\x00')`, [cast.editionId])).rejects.toThrow('handson_room_position');
  });

  it('no third place in a room and week, and no place elsewhere', async () => {
    const add = (number: number) => sql('INSERT INTO handson_place (edition_id, week_id, room_id, number) VALUES ($1, $2, $3, $4)', [cast.editionId, cast.weekIds[0], cast.roomIds[0], number]);
    await expect(add(3)).rejects.toThrow('handson_place_two');
    await expect(add(2)).rejects.toThrow('handson_place_once');
    await expect(sql('UPDATE handson_place SET number = 1 WHERE id = $1', [cast.place(0, 0, 1)])).rejects.toThrow();
  });

  it('a week begins on a Monday', async () => {
    await expect(sql(`INSERT INTO handson_week (edition_id, monday) VALUES ($1, '2027-03-02')`, [cast.editionId])).rejects.toThrow('handson_week_monday');
  });
});

it('a director of two editions plans each of them alone', async () => {
  const other = await buildRotaCast(app, { trainees: 0 });
  const [{ id }] = await app.em.query('SELECT person_id AS id FROM session WHERE id = $1', [other.director.sessionId]);
  await buildMembership(app.em, { personId: id, editionId: cast.editionId, role: 'director' });
  await other.director.put(at('/rule'), rule).expect(200);
  expect((await other.director.get(`/api/editions/${other.editionId}/hands-on`).expect(200)).body.rule.version).toBe(0);
});
