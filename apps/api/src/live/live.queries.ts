import type { ClassroomRole } from '@seldinger/contract';
import type { EntityManager } from 'typeorm';
import type { BreakRow } from './classroom.policy';

/** A process that stops writing is noticed after this long; an open stay not seen for longer is nobody's. */
export const LOST_AFTER_MS = 30_000;

const ms = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`;

/** Everyone who belongs to the class of lecture `l`, once for each part they have in it; a guest's link makes a trainer. */
const PARTS = `
  SELECT m.person_id, m.role FROM membership m
  WHERE m.edition_id = l.edition_id AND m.until IS NULL AND (m.role IN ('director', 'trainee') OR (m.role = 'trainer' AND m.person_id = l.trainer_id))
  UNION
  SELECT k.person_id, 'trainer' FROM lecture_link k WHERE k.lecture_id = l.id AND k.revoked_at IS NULL`;
/** Everyone once, with the part that weighs most. */
const ROLES = `
  SELECT person_id, CASE WHEN bool_or(role = 'director') THEN 'director' WHEN bool_or(role = 'trainer') THEN 'trainer' ELSE 'trainee' END AS role
  FROM (${PARTS}) part GROUP BY person_id`;

export type ClassRow = { personId: string; name: string; role: ClassroomRole };

/** The whole class, present or not, by name. */
export async function classOf(em: EntityManager, lectureId: string): Promise<ClassRow[]> {
  return em.query(
    `SELECT r.person_id AS "personId", p.given_name || ' ' || p.family_name AS name, r.role
     FROM lecture l CROSS JOIN LATERAL (${ROLES}) r JOIN person p ON p.id = r.person_id
     WHERE l.id = $1 ORDER BY p.family_name, p.given_name, p.id`,
    [lectureId],
  );
}

/** Each part that somebody has in the class; a removed person has none. */
export async function partsIn(em: EntityManager, lectureId: string): Promise<{ personId: string; role: ClassroomRole }[]> {
  return em.query(
    `SELECT r.person_id AS "personId", r.role FROM lecture l CROSS JOIN LATERAL (${PARTS}) r
     WHERE l.id = $1 AND NOT EXISTS (SELECT 1 FROM removal x WHERE x.lecture_id = l.id AND x.person_id = r.person_id AND x.readmitted_at IS NULL)`,
    [lectureId],
  );
}

export type Present = { personId: string; devices: number; since: number };

/** Who has an open socket in the classroom. Times in epoch milliseconds. */
export async function presentIn(em: EntityManager, lectureId: string, now: number): Promise<Present[]> {
  return em.query(
    `SELECT person_id AS "personId", count(DISTINCT device)::int AS devices, ${ms('min(joined_at)')} AS since
     FROM stay WHERE lecture_id = $1 AND source = 'socket' AND left_at IS NULL AND last_seen_at > $2 GROUP BY person_id`,
    [lectureId, new Date(now - LOST_AFTER_MS)],
  );
}

export async function breaksOf(em: EntityManager, lectureId: string): Promise<BreakRow[]> {
  return em.query(`SELECT id, ${ms('started_at')} AS "startedAt", ${ms('ended_at')} AS "endedAt" FROM lecture_break WHERE lecture_id = $1 ORDER BY started_at`, [lectureId]);
}

export async function removedFrom(em: EntityManager, lectureId: string): Promise<{ personId: string; name: string }[]> {
  return em.query(
    `SELECT r.person_id AS "personId", p.given_name || ' ' || p.family_name AS name
     FROM removal r JOIN person p ON p.id = r.person_id WHERE r.lecture_id = $1 AND r.readmitted_at IS NULL ORDER BY r.removed_at`,
    [lectureId],
  );
}

export async function isRemoved(em: EntityManager, lectureId: string, personId: string): Promise<boolean> {
  const rows: unknown[] = await em.query('SELECT 1 FROM removal WHERE lecture_id = $1 AND person_id = $2 AND readmitted_at IS NULL', [lectureId, personId]);
  return rows.length > 0;
}

/** Lectures that people can be inside of now: somebody entered, and they have not ended. */
export async function openLectures(em: EntityManager, now: number): Promise<{ id: string; live: boolean }[]> {
  return em.query(
    `SELECT l.id, l.state = 'live' AS live FROM lecture l JOIN classroom c ON c.lecture_id = l.id
     WHERE l.state = 'live' OR (l.state = 'planned' AND l.starts_at < $1 AND l.ends_at > $2)`,
    [new Date(now + 3 * 3_600_000), new Date(now - 3_600_000)],
  );
}

/** Planned lectures whose time has come with somebody inside who leads them, and since when that one is there. */
export async function lecturesToStart(em: EntityManager, now: number): Promise<{ id: string; startsAt: number; since: number }[]> {
  return em.query(
    `SELECT l.id, ${ms('l.starts_at')} AS "startsAt", ${ms('min(s.joined_at)')} AS since
     FROM lecture l
     JOIN stay s ON s.lecture_id = l.id AND s.source = 'socket' AND s.left_at IS NULL AND s.last_seen_at > $2
     WHERE l.state = 'planned' AND l.starts_at <= $1 AND l.ends_at > $1
       AND s.person_id IN (SELECT person_id FROM (${ROLES}) r WHERE role <> 'trainee')
     GROUP BY l.id`,
    [new Date(now), new Date(now - LOST_AFTER_MS)],
  );
}

export type Overdue = { id: string; endsAt: number; heldFrom: number; led: boolean; occupied: boolean; lastSeen: number | null; lastLed: number | null };

/** Lectures that go on past their planned end: who is still inside, and when anybody and a leader were last seen. */
export async function overdueLectures(em: EntityManager, now: number): Promise<Overdue[]> {
  return em.query(
    `SELECT l.id, ${ms('l.ends_at')} AS "endsAt", ${ms('l.held_from')} AS "heldFrom",
            coalesce(bool_or(inside AND leads), false) AS led, coalesce(bool_or(inside), false) AS occupied,
            ${ms('max(s.seen)')} AS "lastSeen", ${ms('max(s.seen) FILTER (WHERE leads)')} AS "lastLed"
     FROM lecture l
     LEFT JOIN LATERAL (
       SELECT coalesce(t.left_at, t.last_seen_at) AS seen, t.source <> 'media' AND t.left_at IS NULL AND t.last_seen_at > $2 AS inside, r.role <> 'trainee' AS leads
       FROM stay t LEFT JOIN (${ROLES}) r ON r.person_id = t.person_id WHERE t.lecture_id = l.id
     ) s ON true
     WHERE l.state = 'live' AND l.ends_at <= $1 GROUP BY l.id`,
    [new Date(now), new Date(now - LOST_AFTER_MS)],
  );
}

/** Lectures that ended lately, whose media rooms should be gone. */
export async function lecturesEndedSince(em: EntityManager, since: number): Promise<string[]> {
  const rows: { id: string }[] = await em.query(`SELECT id FROM lecture WHERE state IN ('ended', 'verified') AND held_until > $1`, [new Date(since)]);
  return rows.map(({ id }) => id);
}
