import { rotaImportAnswer, type RotaBoard, type RotaImportAnswer } from '@seldinger/contract';
import { shareHeld } from '../testing/event-loop';
import { startTestApp, type SignedIn, type TestApp } from '../testing/app';
import { buildLecture, buildMember } from '../testing/build';
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
  for (const [number, id] of cast.traineeIds.entries()) await app.em.query('UPDATE person SET email = $2 WHERE id = $1', [id, address(number)]);
});

const address = (number: number): string => `aldo${number}.${cast.editionId.slice(0, 8)}@example.org`;
const at = (rest: string): string => `/api/editions/${cast.editionId}/hands-on${rest}`;
const who = (number: number): string => cast.traineeIds[number]!;
const send = (csv: string, reader: SignedIn = cast.director) => reader.post(at('/board/import'), { csv });
const read = async (...lines: string[]): Promise<RotaImportAnswer> => rotaImportAnswer.parse((await send(lines.join('\r\n')).expect(200)).body);
const problems = async (...lines: string[]) => (await read(...lines)).rows.map(({ problem }) => problem);
const board = async (): Promise<RotaBoard> => (await cast.director.get(at('/board')).expect(200)).body;

it('lines become changes of the draft, and nothing is changed by reading them', async () => {
  const before = await board();
  const { rows, changes } = await read(`2027-03-01,Angio 1,${address(0)}`, `2027-03-01,Angio 1,${address(1)}`, `2027-03-08,2,${address(2)}`);
  expect(rows.map(({ line, personId, placeId, problem }) => [line, personId, placeId, problem])).toEqual([[1, who(0), cast.place(0, 0, 0), null], [2, who(1), cast.place(0, 0, 1), null], [3, who(2), cast.place(1, 1, 0), null]]);
  expect(changes).toEqual([
    { placeId: cast.place(0, 0, 0), before: null, after: who(0) },
    { placeId: cast.place(0, 0, 1), before: null, after: who(1) },
    { placeId: cast.place(1, 1, 0), before: null, after: who(2) },
  ]);
  expect(await board()).toEqual(before);
  await cast.director.post(at('/board/changes'), { changes }).expect(200);
  expect((await board()).draft).toHaveLength(3);
});

it('semicolons, quotes, a header, the mark of some programs, and days as they are written in Italy are all read', async () => {
  const wanted = [[cast.place(0, 0, 0), who(0)], [cast.place(1, 1, 0), who(1)]];
  for (const csv of [
    `monday,room,e-mail\n2027-03-01,Angio 1,${address(0)}\n2027-03-08,Angio 2,${address(1)}\n`,
    `\uFEFFLunedì;Sala;E-mail\r\n01/03/2027;angio 1;${address(0).toUpperCase()}\r\n8/3/2027;2;${address(1)}\r\n`,
    `"2027-03-01","Angio 1","${address(0)}"\r\n\r\n;;\r\n"08.03.2027"; "Angio 2"; "${address(1)}",`.replaceAll(';', ','),
    ` 2027-03-01 , 1 , ${address(0)} ,,\n2027-3-8,Angio 2,${address(1)}`,
  ]) {
    const { body } = await send(csv).expect(200);
    expect((body as RotaImportAnswer).rows.map(({ placeId, personId }) => [placeId, personId])).toEqual(wanted);
  }
});

it('a formula is text', async () => {
  const [row] = (await read(`=HYPERLINK("http://evil"),Angio 1,${address(0)}`)).rows;
  expect(row).toMatchObject({ text: `=HYPERLINK("http://evil"),Angio 1,${address(0)}`, problem: 'week' });
});

it('each line’s problem is named', async () => {
  const stranger = await buildMember(app.em, 'staff', { editionId: cast.editionId });
  const [{ email }] = await app.em.query('SELECT email FROM person WHERE id = $1', [stranger.personId]);
  expect(
    await problems(
      '2027-03-01,Angio 1',
      `2027-03-01,Angio 1,${address(0)},more`,
      `2027-03-02,Angio 1,${address(0)}`,
      `31/02/2027,Angio 1,${address(0)}`,
      `2027-03-01,Angio 3,${address(0)}`,
      `2027-03-01,Angio 1,nobody@example.org`,
      `2027-03-01,Angio 1,${email}`,
      `2027-03-01,Angio 1,${address(0)}`,
    ),
  ).toEqual(['columns', 'columns', 'week', 'week', 'room', 'person', 'not-a-trainee', null]);
});

describe('no rule is broken by an import', () => {
  it('no third in a room, and none twice in a week', async () => {
    const line = (room: number, number: number) => `2027-03-01,${room},${address(number)}`;
    expect(await problems(line(1, 0), line(1, 1), line(1, 2), line(2, 0), line(2, 2), line(1, 0), line(2, 3), line(2, 4))).toEqual([null, null, 'room-full', 'week-twice', null, 'week-twice', null, 'room-full']);
  });

  it('a room or a week that is closed, an impossible week, one with lectures that is kept free, one that has begun', async () => {
    await cast.director.post(at('/closures'), { weekId: cast.weekIds[1], roomId: cast.roomIds[1], reason: 'Maintenance' }).expect(201);
    await buildWishes(app.em, { editionId: cast.editionId, personId: who(1), impossible: [cast.weekIds[1]!] });
    await buildLecture(app.em, { editionId: cast.editionId, startsAt: '2027-03-17T14:00:00Z', endsAt: '2027-03-17T17:00:00Z' });
    await app.em.query('INSERT INTO handson_rule (edition_id, keep_lecture_days) VALUES ($1, true)', [cast.editionId]);
    app.clock.setTo(Date.parse('2027-03-02T08:00:00Z'));
    const { rows, changes } = await read(`2027-03-01,1,${address(0)}`, `2027-03-08,2,${address(0)}`, `2027-03-08,1,${address(1)}`, `2027-03-15,1,${address(0)}`, `2027-03-22,1,${address(0)}`);
    expect(rows.map(({ problem }) => problem)).toEqual(['past', 'closed', 'impossible', 'lectures', null]);
    expect(changes).toEqual([{ placeId: cast.place(3, 0, 0), before: null, after: who(0) }]);
  });

  it('what is agreed or held stays, and is no problem where the lines say the same', async () => {
    await buildBooking(app.em, { placeId: cast.place(0, 0, 1), personId: who(0) });
    await buildBooking(app.em, { placeId: cast.place(0, 0, 0), personId: who(1), heldUntil: '2027-02-12T08:00:00Z' });
    const { rows, changes } = await read(`2027-03-01,1,${address(0)}`, `2027-03-01,1,${address(2)}`, `2027-03-01,2,${address(1)}`);
    expect(rows.map(({ placeId, problem }) => [placeId, problem])).toEqual([[cast.place(0, 0, 1), null], [null, 'room-full'], [null, 'agreed-moved']]);
    expect(changes).toEqual([]);
  });
});

it('what was merely drafted gives way to the lines', async () => {
  await cast.director.post(at('/board/changes'), { changes: [{ placeId: cast.place(0, 0, 0), before: null, after: who(0) }, { placeId: cast.place(1, 0, 0), before: null, after: who(1) }] }).expect(200);
  const { changes } = await read(`2027-03-01,1,${address(0)}`, `2027-03-15,1,${address(1)}`);
  expect(changes).toEqual([{ placeId: cast.place(1, 0, 0), before: who(1), after: null }, { placeId: cast.place(2, 0, 0), before: null, after: who(1) }]);
});

it('a quote that is never closed, and nothing at all, are refused by their field', async () => {
  for (const csv of [`"2027-03-01,Angio 1,${address(0)}`, '', 'x'.repeat(200_001)]) expect((await send(csv).expect(400)).body).toMatchObject({ fields: [{ path: 'csv' }] });
});

it('5,000 lines are read in pieces, so that others are served between', async () => {
  const csv = Array.from({ length: 5_000 }, (_, index) => `2027-03-${['01', '08', '15', '22'][index % 4]},${1 + (index % 2)},a${index % 40}@b.org`).join('\n');
  const lines = async () => expect(((await send(csv).expect(200)).body as RotaImportAnswer).rows).toHaveLength(5_000);
  await lines();
  expect(await shareHeld(lines, 0.5)).toBeLessThan(0.5);
});

it('is for directors', async () => {
  for (const reader of [cast.trainees[0]!, cast.supervisor, cast.staff, cast.trainer]) await send('x', reader).expect(403);
  await send('x', cast.stranger).expect(404);
  await app.anyone.post(at('/board/import')).send({ csv: 'x' }).expect(401);
});
