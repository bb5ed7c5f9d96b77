import { PROCEDURE_KEYS, toInstant } from '@seldinger/domain';
import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { DIRECTOR, emailOf, TRAINEES } from './demo.people';
import { random } from './random';

const ZONE = 'Europe/Rome';
const ROOMS = ['Angio 1', 'Angio 2'] as const;
const FIRST_MONDAY = '2027-01-11';
const LAST_MONDAY = '2027-06-28';
const at = (local: string): Date => new Date(toInstant(local, ZONE));
const WISHES_UNTIL = at('2027-02-28T20:00');

/** Room 0: the whole week. */
const CLOSURES: readonly { monday: string; room: 0 | 1 | 2; reason: string }[] = [
  { monday: '2027-03-15', room: 2, reason: 'Maintenance of the angiography system' },
  { monday: '2027-03-29', room: 0, reason: 'Easter' },
  { monday: '2027-05-31', room: 0, reason: 'Republic Day' },
];

/** The published rota: by week, who is in the first and in the second room. */
const ROTA: readonly { monday: string; rooms: readonly [readonly string[], readonly string[]] }[] = [
  { monday: '2027-01-11', rooms: [['Haddad'], ['Novak', 'Okafor']] },
  { monday: '2027-01-18', rooms: [['Yilmaz'], ['Ricci']] },
  { monday: '2027-01-25', rooms: [['Conti', 'Greco'], []] },
  { monday: '2027-02-01', rooms: [['Pellegrini'], ['Navarro']] },
  { monday: '2027-02-08', rooms: [['Carvalho'], ['Papadaki', 'Kovač']] },
  { monday: '2027-02-15', rooms: [['Marchetti'], ['Zielińska']] },
  { monday: '2027-02-22', rooms: [['Villa'], []] },
  { monday: '2027-03-01', rooms: [['Hughes', 'Ferraro'], ['Barbieri', 'Serra']] },
];

/** Wishes of those who have no week yet, and of those who got another one than they liked best; everyone else got the first. */
const WISHES: Readonly<Record<string, { ranked: readonly string[]; impossible?: readonly string[]; note?: string }>> = {
  Silva: { ranked: ['2027-04-12', '2027-04-19', '2027-05-10'], impossible: ['2027-03-01', '2027-03-08', '2027-03-15', '2027-03-22'], note: 'I fly in from São Paulo and can come from April on.' },
  Weber: { ranked: ['2027-04-12', '2027-03-08'], impossible: ['2027-02-22', '2027-05-03', '2027-05-10'] },
  Ionescu: { ranked: ['2027-03-08'], impossible: ['2027-02-15', '2027-02-22', '2027-03-15', '2027-03-22', '2027-04-05', '2027-04-12', '2027-04-19', '2027-04-26'], note: 'On call in my hospital every second week.' },
  Farouk: { ranked: ['2027-03-01', '2027-03-08', '2027-03-22'] },
  Novak: { ranked: ['2027-01-18', '2027-01-11', '2027-02-08'] },
  Zielińska: { ranked: ['2027-02-22', '2027-02-15'] },
  Serra: { ranked: ['2027-02-22', '2027-03-08', '2027-03-01'], impossible: ['2027-01-11', '2027-01-18'] },
};
/** Nobody has heard from them yet. */
const SILENT = ['Longo'];

const REQUESTS = [
  { who: 'Silva', monday: '2027-04-12', room: 1, note: 'My flight is cheapest in this week.', at: at('2027-02-09T11:20') },
  { who: 'Haddad', monday: '2027-04-19', room: 2, note: 'I would like to see more embolisations.', at: at('2027-02-10T09:05') },
] as const;
const HOLD_MS = 72 * 3_600_000;
const WAITING = { who: 'Farouk', monday: '2027-03-01', since: at('2027-02-05T18:40') };
const SWAP = { asker: 'Villa', other: 'Marchetti', note: 'I have a congress from 24 to 26 February. Would you change with me?', at: at('2027-02-09T21:10') };

const WISHED_BY = at('2026-12-12T20:00').getTime();
const PUBLISHED_AT = at('2026-12-16T10:00');
const MADE_AT = at('2026-11-20T09:00');

/** All of it has been asked by now; a day later the first is decided or has run out. */
const ASKED_BY = at('2027-02-10T09:05').getTime();
const ASKED_FOR_MS = 24 * 3_600_000;

type Ids = { editionId: string; directorId: string; people: ReadonlyMap<string, string>; weeks: ReadonlyMap<string, string>; rooms: readonly string[] };

/** Writes what there is by `until` (epoch milliseconds) of the suite of the demo edition: rooms, weeks and closures, wishes, the published rota, what trainees have asked for. What people have made of it stays. */
export async function writeSuite(em: EntityManager, editionId: string, until: number): Promise<void> {
  const none = async (table: string): Promise<boolean> => ((await em.query(`SELECT 1 FROM ${table} WHERE edition_id = $1 LIMIT 1`, [editionId])) as object[]).length === 0;
  if (await none('handson_room')) await writeGround(em, editionId);
  const ids = await idsOf(em, editionId);
  if (until >= WISHED_BY && (await none('handson_wish_list'))) await writeWishes(em, ids);
  if (until >= PUBLISHED_AT.getTime() && (await none('handson_booking'))) await writeRota(em, ids);
  if (until >= ASKED_BY && until < ASKED_BY + ASKED_FOR_MS && (await none('handson_request'))) await writeAsked(em, ids);
}

async function writeGround(em: EntityManager, editionId: string): Promise<void> {
  await em.query('INSERT INTO handson_rule (edition_id, wishes_until) VALUES ($1, $2)', [editionId, WISHES_UNTIL]);
  await em.query('INSERT INTO handson_room (edition_id, position, name, screen_secret) SELECT $1, position, name, secret FROM unnest($2::smallint[], $3::text[], $4::bytea[]) AS r (position, name, secret)', [
    editionId,
    ROOMS.map((_, index) => index + 1),
    ROOMS,
    ROOMS.map(() => randomBytes(20)),
  ]);
  const weeks = (await em.query(
    `INSERT INTO handson_week (edition_id, monday) SELECT $1, monday FROM generate_series($2::date, $3::date, '1 week') AS monday RETURNING id, monday::text AS monday`,
    [editionId, FIRST_MONDAY, LAST_MONDAY],
  )) as { id: string; monday: string }[];
  await em.query('UPDATE handson_week w SET planned = ARRAY(SELECT jsonb_array_elements_text(p.planned)) FROM jsonb_to_recordset($1::jsonb) AS p (id uuid, planned jsonb) WHERE w.id = p.id', [
    JSON.stringify(weeks.map(({ id, monday }) => ({ id, planned: plannedIn(monday) }))),
  ]);
  await writeClosures(em, await idsOf(em, editionId));
}

async function idsOf(em: EntityManager, editionId: string): Promise<Ids> {
  const rooms = (await em.query('SELECT id FROM handson_room WHERE edition_id = $1 ORDER BY position', [editionId])) as { id: string }[];
  const weeks = (await em.query('SELECT id, monday::text AS monday FROM handson_week WHERE edition_id = $1', [editionId])) as { id: string; monday: string }[];
  const people = (await em.query('SELECT id, email FROM person WHERE email = ANY ($1)', [[DIRECTOR, ...TRAINEES].map(emailOf)])) as { id: string; email: string }[];
  const byEmail = new Map(people.map(({ id, email }) => [email, id]));
  return {
    editionId,
    directorId: byEmail.get(emailOf(DIRECTOR))!,
    people: new Map(TRAINEES.map((trainee) => [trainee.familyName, byEmail.get(emailOf(trainee))!])),
    weeks: new Map(weeks.map(({ id, monday }) => [monday, id])),
    rooms: rooms.map(({ id }) => id),
  };
}

/** What is on the suite's list in a week: common procedures most weeks, rare ones seldom. */
function plannedIn(monday: string): string[] {
  const draw = random(`list of ${monday}`);
  return PROCEDURE_KEYS.filter((_, index) => draw.percent(index % 3 === 0 ? 45 : 15));
}

async function writeClosures(em: EntityManager, { editionId, directorId, weeks, rooms }: Ids): Promise<void> {
  for (const { monday, room, reason } of CLOSURES) {
    await em.query('INSERT INTO handson_closure (edition_id, week_id, room_id, reason, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6)', [editionId, weeks.get(monday), room === 0 ? null : rooms[room - 1], reason, directorId, MADE_AT]);
  }
}

async function writeWishes(em: EntityManager, { editionId, people, weeks }: Ids): Promise<void> {
  const lists = TRAINEES.filter(({ familyName }) => !SILENT.includes(familyName)).map(({ familyName }) => ({ personId: people.get(familyName)!, ...wishesOf(familyName), familyName }));
  await em.query(
    `INSERT INTO handson_wish_list (edition_id, person_id, note, changed_at)
     SELECT $1, l."personId", l.note, l."changedAt" FROM jsonb_to_recordset($2::jsonb) AS l ("personId" uuid, note text, "changedAt" timestamptz)`,
    [editionId, JSON.stringify(lists.map(({ personId, note, familyName }) => ({ personId, note: note ?? null, changedAt: new Date(MADE_AT.getTime() + random(`wishes of ${familyName}`).between(1, 18 * 1440) * 60_000) })))],
  );
  const rows = lists.flatMap(({ personId, ranked, impossible = [] }) => [
    ...ranked.map((monday, index) => ({ personId, weekId: weeks.get(monday)!, rank: index + 1 })),
    ...impossible.map((monday) => ({ personId, weekId: weeks.get(monday)!, rank: null })),
  ]);
  await em.query(
    `INSERT INTO handson_wish (edition_id, person_id, week_id, rank) SELECT $1, w."personId", w."weekId", w.rank FROM jsonb_to_recordset($2::jsonb) AS w ("personId" uuid, "weekId" uuid, rank smallint)`,
    [editionId, JSON.stringify(rows)],
  );
}

function wishesOf(familyName: string): { ranked: readonly string[]; impossible?: readonly string[]; note?: string } {
  const given = ROTA.find(({ rooms }) => rooms.flat().includes(familyName))?.monday;
  return WISHES[familyName] ?? { ranked: given ? [given] : [] };
}

async function writeRota(em: EntityManager, { editionId, people, weeks, rooms }: Ids): Promise<void> {
  const rows = ROTA.flatMap(({ monday, rooms: inRooms }) =>
    inRooms.flatMap((names, room) => names.map((name, index) => ({ weekId: weeks.get(monday)!, roomId: rooms[room]!, number: index + 1, personId: people.get(name)! }))),
  );
  await em.query(
    `INSERT INTO handson_booking (edition_id, place_id, week_id, person_id, state, created_at)
     SELECT p.edition_id, p.id, p.week_id, b."personId", 'agreed', $2
     FROM jsonb_to_recordset($1::jsonb) AS b ("weekId" uuid, "roomId" uuid, number int, "personId" uuid)
     JOIN handson_place p ON p.edition_id = $3 AND p.week_id = b."weekId" AND p.room_id = b."roomId" AND p.number = b.number`,
    [JSON.stringify(rows), PUBLISHED_AT, editionId],
  );
}

/** Two requests that wait for the director, one who waits in line for a full week, and a swap that waits for its answer. */
async function writeAsked(em: EntityManager, { editionId, people, weeks, rooms }: Ids): Promise<void> {
  for (const { who, monday, room, note, at: asked } of REQUESTS) {
    await em.query(
      `WITH held AS (
         INSERT INTO handson_booking (edition_id, place_id, week_id, person_id, state, held_until, created_at)
         SELECT edition_id, id, week_id, $4, 'held', $5::timestamptz, $6 FROM handson_place WHERE edition_id = $1 AND week_id = $2 AND room_id = $3 AND number = 1 RETURNING id
       )
       INSERT INTO handson_request (edition_id, person_id, week_id, booking_id, note, state, created_at) SELECT $1, $4, $2, held.id, $7, 'waiting', $6 FROM held`,
      [editionId, weeks.get(monday), rooms[room - 1], people.get(who), new Date(asked.getTime() + HOLD_MS), asked, note],
    );
  }
  await em.query(`INSERT INTO handson_waiting (edition_id, person_id, week_id, since, state) VALUES ($1, $2, $3, $4, 'waiting')`, [editionId, people.get(WAITING.who), weeks.get(WAITING.monday), WAITING.since]);
  await em.query(
    `INSERT INTO handson_swap (edition_id, asker_id, asker_booking_id, asker_week_id, other_id, other_booking_id, other_week_id, note, state, created_at)
     SELECT $1, a.person_id, a.id, a.week_id, o.person_id, o.id, o.week_id, $4, 'asked', $5
     FROM handson_booking a, handson_booking o WHERE a.edition_id = $1 AND a.person_id = $2 AND o.edition_id = $1 AND o.person_id = $3`,
    [editionId, people.get(SWAP.asker), people.get(SWAP.other), SWAP.note, SWAP.at],
  );
}
