import type { Role } from '@seldinger/domain';
import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { SignedIn, TestApp } from './app';
import { buildEdition, buildMember } from './build';

export type RequestCast = {
  editionId: string;
  /** By its Monday. */
  weeks: ReadonlyMap<string, string>;
  rooms: readonly string[];
  traineeIds: readonly string[];
  trainees: readonly SignedIn[];
  director: SignedIn;
  otherDirector: SignedIn;
  staff: SignedIn;
  /** A trainee and a director of another edition. */
  stranger: SignedIn;
  otherEdition: SignedIn;
};

const MONDAYS = ['2027-02-01', '2027-02-15', '2027-02-22', '2027-03-01'];

/** An edition with two rooms and four weeks, one of them over, and six trainees, of whom nobody has a place. */
export async function buildRequestCast(app: TestApp): Promise<RequestCast> {
  const { em } = app;
  const editionId = await buildEdition(em);
  const member = async (role: Role, familyName: string): Promise<string> => (await buildMember(em, role, { editionId, familyName, givenName: 'Anna' })).personId;
  const traineeIds: string[] = [];
  for (const name of ['Alfieri', 'Bruno', 'Conti', 'De Luca', 'Esposito', 'Ferrari']) traineeIds.push(await member('trainee', name));
  const rooms = [await buildRoom(em, editionId, 1), await buildRoom(em, editionId, 2)];
  const weeks = new Map<string, string>();
  for (const monday of MONDAYS) weeks.set(monday, await buildWeek(em, editionId, monday));
  const trainees: SignedIn[] = [];
  for (const id of traineeIds) trainees.push(await app.as(id));
  return {
    editionId,
    weeks,
    rooms,
    traineeIds,
    trainees,
    director: await app.as(await member('director', 'Ferri')),
    otherDirector: await app.as(await member('director', 'Galli')),
    staff: await app.as(await member('staff', 'Moretti')),
    stranger: await app.as((await buildMember(em, 'trainee')).personId),
    otherEdition: await app.as((await buildMember(em, 'director')).personId),
  };
}

export async function buildRoom(em: EntityManager, editionId: string, position: number): Promise<string> {
  const [row] = (await em.query('INSERT INTO handson_room (edition_id, position, name, screen_secret) VALUES ($1, $2, $3, $4) RETURNING id', [editionId, position, `Room ${position}`, randomBytes(20)])) as { id: string }[];
  return row!.id;
}

export async function buildWeek(em: EntityManager, editionId: string, monday: string): Promise<string> {
  const [row] = (await em.query('INSERT INTO handson_week (edition_id, monday) VALUES ($1, $2) RETURNING id', [editionId, monday])) as { id: string }[];
  return row!.id;
}

/** A place of the week that is agreed; the first that is free, room by room. */
export async function buildAgreed(em: EntityManager, { editionId, weekId, personId }: { editionId: string; weekId: string; personId: string }): Promise<string> {
  const [row] = (await em.query(
    `INSERT INTO handson_booking (edition_id, place_id, week_id, person_id, state, created_at)
     SELECT $1, p.id, $2, $3, 'agreed', now() FROM handson_place p JOIN handson_room r ON r.id = p.room_id
     WHERE p.week_id = $2 AND NOT EXISTS (SELECT 1 FROM handson_booking b WHERE b.place_id = p.id) ORDER BY r.position, p.number LIMIT 1 RETURNING id`,
    [editionId, weekId, personId],
  )) as { id: string }[];
  return row!.id;
}

/** @param ranked ids of weeks, the dearest first */
export async function buildWishes(em: EntityManager, { editionId, personId, ranked = [], impossible = [] }: { editionId: string; personId: string; ranked?: readonly string[]; impossible?: readonly string[] }): Promise<void> {
  await em.query('INSERT INTO handson_wish_list (edition_id, person_id, changed_at) VALUES ($1, $2, now())', [editionId, personId]);
  const wishes = [...ranked.map((weekId, index) => [weekId, index + 1] as const), ...impossible.map((weekId) => [weekId, null] as const)];
  for (const [weekId, rank] of wishes) await em.query('INSERT INTO handson_wish (edition_id, person_id, week_id, rank) VALUES ($1, $2, $3, $4)', [editionId, personId, weekId, rank]);
}
