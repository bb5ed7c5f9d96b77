import type { PlaceChange, RotaBoard } from '@seldinger/contract';
import ICAL from 'ical.js';
import { randomUUID } from 'node:crypto';
import { startTestApp, type TestApp } from '../testing/app';
import { buildLecture } from '../testing/build';
import { buildBooking, buildRotaCast, buildWishes, type RotaCast } from '../testing/rota';

let app: TestApp;
let cast: RotaCast;
beforeAll(async () => {
  app = await startTestApp({ PUBLIC_URL: 'https://master.example' });
});
afterAll(() => app.close());
beforeEach(async () => {
  app.clock.setTo(Date.parse('2027-02-10T14:30:00Z'));
  cast = await buildRotaCast(app);
  await app.em.query('DELETE FROM mail');
});

type Move = [placeId: string, before: string | null, after: string | null];
type Booked = { id: string; place_id: string; week_id: string; person_id: string; state: string; calendar_sequence: number };
type Kept = { recipient: string; subject: string; text: string; calendar: string; calendar_method: string };
const at = (rest: string): string => `/api/editions/${cast.editionId}/hands-on${rest}`;
const who = (number: number): string => cast.traineeIds[number]!;
const place = (week: number, room = 0, number = 0): string => cast.place(week, room, number);
const board = async (): Promise<RotaBoard> => (await cast.director.get(at('/board')).expect(200)).body;
const draft = async (...moves: Move[]): Promise<RotaBoard> => (await cast.director.post(at('/board/changes'), { changes: moves.map(([placeId, before, after]): PlaceChange => ({ placeId, before, after })) }).expect(200)).body;
const publish = (fingerprint: string, director = cast.director) => director.post(at('/board/publication'), { fingerprint });
const publishAll = async (...moves: Move[]): Promise<RotaBoard> => (await publish((await draft(...moves)).fingerprint).expect(200)).body;
const booked = (): Promise<Booked[]> => app.em.query('SELECT * FROM handson_booking WHERE edition_id = $1 ORDER BY created_at, id', [cast.editionId]);
const mails = (): Promise<Kept[]> => app.em.query('SELECT recipient, subject, text, calendar, calendar_method FROM mail ORDER BY created_at, id');
const events = (name: string): Promise<{ payload: Record<string, unknown> }[]> => app.em.query(`SELECT payload FROM event WHERE name = $1 AND payload->>'editionId' = $2 ORDER BY occurred_at, id`, [name, cast.editionId]);
const eventOf = (content: string) => {
  const calendar = new ICAL.Component(ICAL.parse(content) as string);
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    const status = component.getFirstPropertyValue('status');
    return { uid: event.uid, sequence: event.sequence, from: event.startDate.toString(), until: event.endDate.toString(), allDay: event.startDate.isDate, location: event.location, status };
  });
};
const breaks = async (kind: string, fingerprint: string, placeId: string): Promise<void> => {
  const before = await booked();
  const { body } = await publish(fingerprint).expect(409);
  expect(body.code).toBe('handson.breaks-rules');
  expect(body.details.violations).toContainEqual(expect.objectContaining({ kind, placeId }));
  expect(await booked()).toEqual(before);
};

describe('publishing', () => {
  it('makes the draft the rota, clears it and tells each whom it concerns once', async () => {
    const after = await publishAll([place(0), null, who(0)], [place(2), null, who(0)], [place(1), null, who(1)]);
    expect(after.draft).toEqual([]);
    expect(after.bookings.map(({ placeId, person, state }) => [placeId, person.id, state])).toEqual([[place(0), who(0), 'agreed'], [place(1), who(1), 'agreed'], [place(2), who(0), 'agreed']]);
    const sent = await mails();
    expect(sent.map(({ subject, calendar_method }) => [subject, calendar_method])).toEqual([['Your hands-on week is agreed', 'PUBLISH'], ['Your hands-on week is agreed', 'PUBLISH']]);
    expect(sent.map(({ calendar }) => eventOf(calendar).length).sort()).toEqual([1, 2]);
    expect(await events('handson.rota.published')).toEqual([{ payload: { editionId: cast.editionId, changes: expect.arrayContaining([{ personId: who(1), before: null, after: cast.weekIds[1] }]) } }]);
  });

  it('who keeps a place but elsewhere keeps the booking; the mail says what was and what is', async () => {
    const bookingId = await buildBooking(app.em, { placeId: place(0), personId: who(0) });
    await publishAll([place(0), who(0), null], [place(3, 1), null, who(0)]);
    expect(await booked()).toEqual([expect.objectContaining({ id: bookingId, place_id: place(3, 1), week_id: cast.weekIds[3], calendar_sequence: 1 })]);
    const [mail] = await mails();
    expect(mail!.subject).toBe('Your hands-on week has changed');
    expect(mail!.text).toContain('was: Monday 1 March – Friday 5 March 2027, Angio 1. It is now: Monday 22 March – Friday 26 March 2027, Angio 2.');
    expect(mail!.text.match(/https:\/\/\S+/g)).toEqual(['https://master.example/hands-on']);
    expect(eventOf(mail!.calendar)).toEqual([{ uid: `booking-${bookingId}@seldinger`, sequence: 1, from: '2027-03-22', until: '2027-03-27', allDay: true, location: 'Angio 2', status: 'CONFIRMED' }]);
    expect((await events('handson.place.freed')).map(({ payload }) => payload)).toEqual([{ editionId: cast.editionId, placeId: place(0), weekId: cast.weekIds[0] }]);
  });

  it('two exchange their places, in one week and between two', async () => {
    const ids = [await buildBooking(app.em, { placeId: place(0, 0), personId: who(0) }), await buildBooking(app.em, { placeId: place(0, 1), personId: who(1) }), await buildBooking(app.em, { placeId: place(1), personId: who(2) })];
    await publishAll([place(0, 0), who(0), who(1)], [place(0, 1), who(1), who(2)], [place(1), who(2), who(0)]);
    expect(new Map((await booked()).map(({ id, place_id }) => [id, place_id]))).toEqual(new Map([[ids[0], place(1)], [ids[1], place(0, 0)], [ids[2], place(0, 1)]]));
    expect(await events('handson.place.freed')).toEqual([]);
  });

  it('who loses a place is told in their language, and the calendar takes it away', async () => {
    await app.em.query(`UPDATE person SET locale = 'it' WHERE id = $1`, [who(0)]);
    const bookingId = await buildBooking(app.em, { placeId: place(0), personId: who(0) });
    await publishAll([place(0), who(0), null]);
    expect(await booked()).toEqual([]);
    const [mail] = await mails();
    expect(mail).toMatchObject({ subject: 'La Sua settimana di attività pratica è annullata', calendar_method: 'CANCEL' });
    expect(mail!.text).toContain('Non ha più il Suo posto in sala: lunedì 1 – venerdì 5 marzo 2027, Angio 1.');
    expect(eventOf(mail!.calendar)).toEqual([expect.objectContaining({ uid: `booking-${bookingId}@seldinger`, sequence: 1, status: 'CANCELLED' })]);
  });

  it('one week moved and another lost are one mail', async () => {
    await buildBooking(app.em, { placeId: place(0), personId: who(0) });
    await buildBooking(app.em, { placeId: place(1), personId: who(0) });
    await publishAll([place(0), who(0), null], [place(1), who(0), null], [place(2), null, who(0)]);
    const sent = await mails();
    expect(sent.map(({ calendar_method }) => calendar_method)).toEqual(['PUBLISH']);
    expect(eventOf(sent[0]!.calendar).map(({ from, status }) => [from, status])).toEqual([['2027-03-15', 'CONFIRMED'], ['2027-03-08', 'CANCELLED']]);
  });

  it('another place in the same room is no news', async () => {
    await buildBooking(app.em, { placeId: place(0, 0, 0), personId: who(0) });
    await publishAll([place(0, 0, 0), who(0), null], [place(0, 0, 1), null, who(0)]);
    expect((await booked()).map(({ place_id }) => place_id)).toEqual([place(0, 0, 1)]);
    expect(await mails()).toEqual([]);
  });

  it('nothing to publish is nothing done', async () => {
    await publish((await board()).fingerprint).expect(200);
    expect(await events('handson.rota.published')).toEqual([]);
  });

  it('only what the director saw is published', async () => {
    const { fingerprint } = await draft([place(0), null, who(0)]);
    await draft([place(1), null, who(1)]);
    const { body } = await publish(fingerprint).expect(409);
    expect(body).toMatchObject({ code: 'request.stale', details: { current: await board() } });
    expect(await booked()).toEqual([]);
  });

  it('who of those concerned booked meanwhile makes it another board; others do not', async () => {
    const { fingerprint } = await draft([place(0), null, who(0)]);
    await buildBooking(app.em, { placeId: place(2), personId: who(3) });
    expect((await board()).fingerprint).toBe(fingerprint);
    await buildBooking(app.em, { placeId: place(1), personId: who(0) });
    await publish(fingerprint).expect(409);
  });

  it('pressed by two directors at once it is done once', async () => {
    const { fingerprint } = await draft([place(0), null, who(0)], [place(1), null, who(1)]);
    const answers = await Promise.all([publish(fingerprint), publish(fingerprint, cast.coDirector), publish(fingerprint)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await booked()).toHaveLength(2);
    expect(await mails()).toHaveLength(2);
  });

  it('is for directors', async () => {
    for (const reader of [cast.trainees[0]!, cast.supervisor, cast.staff, cast.trainer]) await publish('x', reader).expect(403);
    await publish('x', cast.stranger).expect(404);
    await app.anyone.post(at('/board/publication')).send({ fingerprint: 'x' }).expect(401);
    await cast.director.post(at('/board/publication'), {}).expect(400, /fingerprint/);
  });
});

describe('a rule that the draft breaks keeps it from being published', () => {
  it('a trainee on two places of a week', async () => breaks('week-twice', (await draft([place(0, 0), null, who(0)], [place(0, 1), null, who(0)])).fingerprint, place(0, 1)));

  it('a closed room, and a closed week', async () => {
    await cast.director.post(at('/closures'), { weekId: cast.weekIds[0], roomId: cast.roomIds[1], reason: 'Maintenance' }).expect(201);
    await cast.director.post(at('/closures'), { weekId: cast.weekIds[1], roomId: null, reason: 'Easter' }).expect(201);
    const { fingerprint } = await draft([place(0, 1), null, who(0)], [place(1), null, who(1)]);
    await breaks('closed', fingerprint, place(0, 1));
    await breaks('closed', fingerprint, place(1));
  });

  it('one that was closed after it was drafted too', async () => {
    await draft([place(0), null, who(0)]);
    await cast.director.post(at('/closures'), { weekId: cast.weekIds[0], roomId: null, reason: 'Easter' }).expect(201);
    await breaks('closed', (await board()).fingerprint, place(0));
  });

  it('an impossible week', async () => {
    await buildWishes(app.em, { editionId: cast.editionId, personId: who(0), impossible: [cast.weekIds[0]!] });
    await breaks('impossible', (await draft([place(0), null, who(0)])).fingerprint, place(0));
  });

  it('a week with lectures, where the edition keeps them free', async () => {
    await buildLecture(app.em, { editionId: cast.editionId, startsAt: '2027-03-03T14:00:00Z', endsAt: '2027-03-03T17:00:00Z' });
    const { fingerprint } = await draft([place(0), null, who(0)]);
    await app.em.query('INSERT INTO handson_rule (edition_id, keep_lecture_days) VALUES ($1, true)', [cast.editionId]);
    await breaks('lectures', fingerprint, place(0));
    await app.em.query('UPDATE handson_rule SET keep_lecture_days = false WHERE edition_id = $1', [cast.editionId]);
    await publish(fingerprint).expect(200);
  });

  it('a place that is held for somebody who asked', async () => {
    await buildBooking(app.em, { placeId: place(0), personId: who(0), heldUntil: '2027-02-12T08:00:00Z' });
    await breaks('agreed-moved', (await draft([place(0), who(0), who(1)])).fingerprint, place(0));
  });

  it('a week that began after it was drafted', async () => {
    await buildBooking(app.em, { placeId: place(0, 1), personId: who(1) });
    const { fingerprint } = await draft([place(0), null, who(0)], [place(0, 1), who(1), null]);
    app.clock.setTo(Date.parse('2027-03-02T08:00:00Z'));
    await breaks('past', fingerprint, place(0));
    await breaks('agreed-moved', fingerprint, place(0, 1));
  });

  it('somebody who is no trainee any more', async () => {
    const { fingerprint } = await draft([place(0), null, who(0)]);
    await app.em.query('UPDATE membership SET until = now() WHERE person_id = $1', [who(0)]);
    await breaks('unknown', fingerprint, place(0));
  });

  it('but not what was broken before, elsewhere', async () => {
    await buildBooking(app.em, { placeId: place(3), personId: who(0) });
    await app.em.query('UPDATE membership SET until = now() WHERE person_id = $1', [who(0)]);
    await publishAll([place(0), null, who(1)]);
    expect(await booked()).toHaveLength(2);
  });
});

it('a week for which days were noted is not moved, not even on its Monday', async () => {
  app.clock.setTo(Date.parse('2027-03-01T09:00:00Z'));
  const bookingId = await buildBooking(app.em, { placeId: place(0), personId: who(0) });
  await app.em.query(
    `INSERT INTO suite_day (edition_id, booking_id, week_id, person_id, date, came_at, came_source, came_by) SELECT edition_id, id, week_id, person_id, '2027-03-01', '2027-03-01T07:00:00Z', 'supervisor', person_id FROM handson_booking WHERE id = $1`,
    [bookingId],
  );
  for (const moves of [[[place(0), who(0), null]], [[place(0), who(0), null], [place(0, 1), null, who(0)]], [[place(0), who(0), null], [place(1), null, who(0)]]] as Move[][]) {
    const { fingerprint } = await draft(...moves);
    expect((await publish(fingerprint).expect(409)).body).toMatchObject({ code: 'handson.past' });
    await cast.director.delete(at('/board/changes')).expect(200);
  }
  expect((await booked()).map(({ place_id }) => place_id)).toEqual([place(0)]);
});

describe('what the database refuses whoever writes', () => {
  const book = (placeId: string, personId: string) => buildBooking(app.em, { placeId, personId });

  it('a fifth trainee in a week', async () => {
    for (const [number, [room, seat]] of [[0, 0], [0, 1], [1, 0], [1, 1]].entries()) await book(place(0, room, seat), who(number));
    for (const [room, seat] of [[0, 0], [0, 1], [1, 0], [1, 1]]) await expect(book(place(0, room, seat), who(4))).rejects.toThrow('handson_booking_place_once');
    expect(await booked()).toHaveLength(4);
  });

  it('a second place in a week', async () => {
    await book(place(0, 0), who(0));
    await expect(book(place(0, 1), who(0))).rejects.toThrow('handson_booking_week_once');
  });

  it('a closed room, an impossible week, a week with lectures that is kept free', async () => {
    await app.em.query(`INSERT INTO handson_closure (edition_id, week_id, room_id, reason, created_by, created_at) VALUES ($1, $2, $3, 'Maintenance', $4, now())`, [cast.editionId, cast.weekIds[0], cast.roomIds[1], who(0)]);
    await expect(book(place(0, 1), who(0))).rejects.toThrow('closed');
    await buildWishes(app.em, { editionId: cast.editionId, personId: who(0), impossible: [cast.weekIds[1]!] });
    await expect(book(place(1), who(0))).rejects.toThrow('impossible');
    await buildLecture(app.em, { editionId: cast.editionId, startsAt: '2027-03-19T14:00:00Z', endsAt: '2027-03-19T17:00:00Z' });
    await app.em.query('INSERT INTO handson_rule (edition_id, keep_lecture_days) VALUES ($1, true)', [cast.editionId]);
    await expect(book(place(2), who(0))).rejects.toThrow('lectures');
    const id = await book(place(0, 0), who(0));
    for (const [placeId, weekId] of [[place(1), cast.weekIds[1]], [place(2), cast.weekIds[2]], [place(0, 1), cast.weekIds[0]]]) {
      await expect(app.em.query('UPDATE handson_booking SET place_id = $2, week_id = $3 WHERE id = $1', [id, placeId, weekId])).rejects.toThrow(/closed|impossible|lectures/);
    }
  });

  it('a place of another week, somebody who is no trainee, and an agreed place given to another', async () => {
    const id = await book(place(0), who(0));
    await expect(app.em.query('UPDATE handson_booking SET week_id = $2 WHERE id = $1', [id, cast.weekIds[1]])).rejects.toThrow('handson_booking_place');
    await expect(app.em.query('UPDATE handson_booking SET person_id = $2 WHERE id = $1', [id, who(1)])).rejects.toThrow('a booking stays with its person');
    const other = await buildRotaCast(app, { trainees: 1 });
    await expect(book(place(1), other.traineeIds[0]!)).rejects.toThrow('only trainees');
  });
});

describe('a place for one’s calendar', () => {
  const file = (id: string) => `/api/hands-on/bookings/${id}/calendar`;

  it('is whole days, Monday to Friday, across the change to summer time too, wherever it is read', async () => {
    const bookingId = await buildBooking(app.em, { placeId: place(3), personId: who(0) });
    for (const monday of ['2027-03-22', '2027-03-29', '2026-10-26']) {
      await app.em.query('UPDATE handson_week SET monday = $2 WHERE id = $1', [cast.weekIds[3], monday]);
      const { text, headers } = await cast.trainees[0]!.get(file(bookingId)).expect(200);
      expect(headers['content-type']).toBe('text/calendar; charset=utf-8');
      expect(text.split('\r\n').filter((line) => /^DT(START|END)/.test(line))).toEqual([`DTSTART;VALUE=DATE:${monday.replaceAll('-', '')}`, expect.stringMatching(/^DTEND;VALUE=DATE:\d{8}$/)]);
      const [event] = eventOf(text);
      expect(event).toMatchObject({ uid: `booking-${bookingId}@seldinger`, sequence: 0, from: monday, allDay: true, location: 'Angio 1' });
      expect(Date.parse(event!.until) - Date.parse(event!.from)).toBe(5 * 86_400_000);
    }
  });

  it('is one’s own, and the director’s to see', async () => {
    const bookingId = await buildBooking(app.em, { placeId: place(0), personId: who(0) });
    await cast.director.get(file(bookingId)).expect(200);
    for (const reader of [cast.trainees[1]!, cast.supervisor, cast.staff, cast.trainer]) await reader.get(file(bookingId)).expect(403);
    await cast.stranger.get(file(bookingId)).expect(404);
    await app.anyone.get(file(bookingId)).expect(401);
    await cast.director.get(file(randomUUID())).expect(404);
    await cast.director.get(file('one')).expect(400);
  });
});
