import type { EntityManager } from 'typeorm';
import type { SignedIn, TestApp } from './app';
import { buildEdition, buildMember } from './build';

/** Weeks in the suite as they lie in the database: two rooms, and by default four weeks from 1 March 2027 on. */
export type Suite = {
  editionId: string;
  roomIds: [string, string];
  /** In the order of time. */
  weekIds: string[];
  /** By week, room and number, all from 0. */
  place(week: number, room: number, number: number): string;
};

export const MONDAYS = ['2027-03-01', '2027-03-08', '2027-03-15', '2027-03-22'];

/** Rooms and weeks of an edition (a new one if none is named); the database makes the places. */
export async function buildSuite(em: EntityManager, given: { editionId?: string; mondays?: readonly string[]; rooms?: readonly string[] } = {}): Promise<Suite> {
  const editionId = given.editionId ?? (await buildEdition(em));
  const rooms = (await em.query(
    `INSERT INTO handson_room (edition_id, position, name, screen_secret) SELECT $1, position, name, decode(md5(name), 'hex') FROM unnest($2::text[]) WITH ORDINALITY AS r (name, position) RETURNING id`,
    [editionId, given.rooms ?? ['Angio 1', 'Angio 2']],
  )) as { id: string }[];
  const weeks = (await em.query('INSERT INTO handson_week (edition_id, monday) SELECT $1, unnest($2::date[]) RETURNING id', [editionId, given.mondays ?? MONDAYS])) as { id: string }[];
  const places = (await em.query('SELECT id, week_id, room_id, number FROM handson_place WHERE edition_id = $1', [editionId])) as { id: string; week_id: string; room_id: string; number: number }[];
  const ids = new Map(places.map(({ id, week_id, room_id, number }) => [`${week_id} ${room_id} ${number - 1}`, id]));
  const weekIds = weeks.map(({ id }) => id);
  return { editionId, roomIds: rooms.map(({ id }) => id) as [string, string], weekIds, place: (week, room, number) => ids.get(`${weekIds[week]} ${rooms[room]?.id} ${number}`)! };
}

/** A place that somebody has: agreed, unless it is held until an instant. */
export async function buildBooking(em: EntityManager, given: { placeId: string; personId: string; heldUntil?: string }): Promise<string> {
  const [row] = (await em.query(
    `INSERT INTO handson_booking (edition_id, place_id, week_id, person_id, state, held_until, created_at)
     SELECT edition_id, id, week_id, $2, $3, $4, '2027-02-01T08:00:00Z' FROM handson_place WHERE id = $1 RETURNING id`,
    [given.placeId, given.personId, given.heldUntil ? 'held' : 'agreed', given.heldUntil ?? null],
  )) as [{ id: string }];
  return row.id;
}

/** What a trainee said about weeks, the dearest first. */
export async function buildWishes(em: EntityManager, given: { editionId: string; personId: string; ranked?: readonly string[]; impossible?: readonly string[] }): Promise<void> {
  const { editionId, personId, ranked = [], impossible = [] } = given;
  await em.query(`INSERT INTO handson_wish_list (edition_id, person_id, changed_at) VALUES ($1, $2, '2027-01-10T08:00:00Z')`, [editionId, personId]);
  await em.query(
    `INSERT INTO handson_wish (edition_id, person_id, week_id, rank)
     SELECT $1::uuid, $2::uuid, week_id, rank FROM unnest($3::uuid[]) WITH ORDINALITY AS w (week_id, rank) UNION ALL SELECT $1::uuid, $2::uuid, unnest($4::uuid[]), NULL`,
    [editionId, personId, ranked, impossible],
  );
}

type Role = 'director' | 'coDirector' | 'supervisor' | 'staff' | 'trainer';
export type RotaCast = Suite & { traineeIds: string[]; trainees: SignedIn[] } & Record<Role | 'stranger', SignedIn>;

/** A suite with its people, signed in: two directors, and as many trainees as are asked for, named Aldo 0, Aldo 1 and so on; the stranger directs another edition. */
export async function buildRotaCast(app: TestApp, given: { trainees?: number; mondays?: readonly string[] } = {}): Promise<RotaCast> {
  const { em } = app;
  const suite = await buildSuite(em, given);
  const { editionId } = suite;
  const member = async (role: Exclude<Role, 'coDirector'>): Promise<SignedIn> => app.as((await buildMember(em, role, { editionId })).personId);
  const traineeIds: string[] = [];
  for (let number = 0; number < (given.trainees ?? 6); number += 1) traineeIds.push((await buildMember(em, 'trainee', { editionId, givenName: 'Aldo', familyName: `${number}` })).personId);
  return {
    ...suite,
    traineeIds,
    trainees: await Promise.all(traineeIds.map((personId) => app.as(personId))),
    director: await member('director'),
    coDirector: await member('director'),
    supervisor: await member('supervisor'),
    staff: await member('staff'),
    trainer: await member('trainer'),
    stranger: await app.as((await buildMember(em, 'director')).personId),
  };
}
