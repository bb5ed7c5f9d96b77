import type { EntityManager } from 'typeorm';
import type { EditionEntity, LectureEntity, ModuleEntity } from './programme.entities';

export type EditionRow = Omit<EditionEntity, 'createdAt'>;
/** A module with the minutes of all its lectures, held or to come. */
export type ModuleRow = ModuleEntity & { plannedMinutes: number };
/** A lecture with its number in time, its trainer's name and the settings of its edition. */
export type LectureRow = LectureEntity &
  Pick<EditionRow, 'timeZone' | 'bridgeSeconds' | 'joinMinutesBefore' | 'wholeFromPercent'> & {
    number: number;
    trainerGivenName: string | null;
    trainerFamilyName: string | null;
  };

const EDITION = `
  SELECT id, name, starts_on::text AS "startsOn", ends_on::text AS "endsOn", time_zone AS "timeZone", bridge_seconds AS "bridgeSeconds",
         join_minutes_before AS "joinMinutesBefore", whole_from_percent AS "wholeFromPercent", version
  FROM edition`;

const LECTURE = `
  SELECT l.id, l.edition_id AS "editionId", l.module_id AS "moduleId", l.title_en AS "titleEn", l.title_it AS "titleIt",
         l.trainer_id AS "trainerId", l.starts_at AS "startsAt", l.ends_at AS "endsAt", l.state, l.held_from AS "heldFrom",
         l.held_until AS "heldUntil", l.version, p.given_name AS "trainerGivenName", p.family_name AS "trainerFamilyName",
         e.time_zone AS "timeZone", e.bridge_seconds AS "bridgeSeconds", e.join_minutes_before AS "joinMinutesBefore",
         e.whole_from_percent AS "wholeFromPercent",
         (SELECT count(*)::int FROM lecture earlier WHERE earlier.edition_id = l.edition_id AND earlier.starts_at <= l.starts_at) AS number
  FROM lecture l JOIN edition e ON e.id = l.edition_id LEFT JOIN person p ON p.id = l.trainer_id`;

const MODULE = `
  SELECT m.id, m.edition_id AS "editionId", m.key, m.position, m.title_en AS "titleEn", m.title_it AS "titleIt", m.kind,
         m.elearning_minutes AS "elearningMinutes", m.handson_minutes AS "handsonMinutes", m.version,
         (SELECT coalesce(sum(extract(epoch FROM l.ends_at - l.starts_at)) / 60, 0)::int FROM lecture l WHERE l.module_id = m.id) AS "plannedMinutes"
  FROM module m`;

export async function editionById(em: EntityManager, editionId: string): Promise<EditionRow | null> {
  const [row] = (await em.query(`${EDITION} WHERE id = $1`, [editionId])) as EditionRow[];
  return row ?? null;
}

/** The newest first; `null` for all of them. */
export async function editionsByIds(em: EntityManager, ids: readonly string[] | null): Promise<EditionRow[]> {
  return em.query(`${EDITION} WHERE $1::uuid[] IS NULL OR id = ANY($1::uuid[]) ORDER BY starts_on DESC, name`, [ids]);
}

export async function lectureById(em: EntityManager, lectureId: string): Promise<LectureRow | null> {
  const [row] = (await em.query(`${LECTURE} WHERE l.id = $1`, [lectureId])) as LectureRow[];
  return row ?? null;
}

/** In the order of time. */
export async function lecturesOf(em: EntityManager, editionId: string): Promise<LectureRow[]> {
  return em.query(`${LECTURE} WHERE l.edition_id = $1 ORDER BY l.starts_at`, [editionId]);
}

export async function moduleById(em: EntityManager, moduleId: string): Promise<ModuleRow | null> {
  const [row] = (await em.query(`${MODULE} WHERE m.id = $1`, [moduleId])) as ModuleRow[];
  return row ?? null;
}

export async function modulesOf(em: EntityManager, editionId: string): Promise<ModuleRow[]> {
  return em.query(`${MODULE} WHERE m.edition_id = $1 ORDER BY m.position`, [editionId]);
}

/** Lectures that the trainer gives in other editions within this span of time. */
export async function lecturesElsewhere(em: EntityManager, trainerId: string, editionId: string, startsAt: Date, endsAt: Date): Promise<{ id: string }[]> {
  return em.query(
    `SELECT id FROM lecture WHERE trainer_id = $1 AND edition_id <> $2 AND tstzrange(starts_at, ends_at) && tstzrange($3, $4) ORDER BY starts_at`,
    [trainerId, editionId, startsAt, endsAt],
  );
}
