import { createHash, randomBytes } from 'node:crypto';
import type { Client } from 'pg';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export type Edition = { editionId: string; moduleId: string; personIds: string[] };

/** An edition with one module and so many trainees. */
export async function insertEdition(db: Client, trainees: number): Promise<Edition> {
  const [editionId] = await ids(db, `INSERT INTO edition (name, starts_on, ends_on, time_zone, created_at) VALUES ('Bench ' || gen_random_uuid(), '2026-11-01', '2027-10-31', 'Europe/Rome', now()) RETURNING id`);
  const [moduleId] = await ids(
    db,
    `INSERT INTO module (edition_id, key, position, title_en, title_it, kind, elearning_minutes, handson_minutes)
     VALUES ($1, 'vascular', 1, 'Vascular intervention', 'Interventistica vascolare', 'e-learning', 9360, 0) RETURNING id`,
    [editionId],
  );
  const personIds = await ids(
    db,
    `INSERT INTO person (email, given_name, family_name, time_zone, created_at)
     SELECT gen_random_uuid() || '@example.org', 'Giulia', 'Conti ' || n, 'Europe/Rome', now() FROM generate_series(1, $1::int) AS n RETURNING id`,
    [trainees],
  );
  await db.query(`INSERT INTO membership (person_id, edition_id, role, since) SELECT id, $2, 'trainee', '2026-09-01' FROM unnest($1::uuid[]) AS id`, [personIds, editionId]);
  return { editionId: editionId!, moduleId: moduleId!, personIds };
}

/** A lecture that is live now, half an hour old. */
export async function insertLiveLecture(db: Client, { editionId, moduleId }: Edition): Promise<string> {
  const [lectureId] = await ids(
    db,
    `INSERT INTO lecture (edition_id, module_id, title_en, title_it, starts_at, ends_at, state, held_from)
     VALUES ($1, $2, 'Embolisation', 'Embolizzazione', $3, $4, 'live', $3) RETURNING id`,
    [editionId, moduleId, new Date(Date.now() - 30 * MINUTE_MS), new Date(Date.now() + 150 * MINUTE_MS)],
  );
  return lectureId!;
}

/** Lectures of three hours that were held in full, one a day. */
export function insertHeldLectures(db: Client, { editionId, moduleId }: Edition, count: number): Promise<string[]> {
  return ids(
    db,
    `INSERT INTO lecture (edition_id, module_id, title_en, title_it, starts_at, ends_at, state, held_from, held_until)
     SELECT $1, $2, 'Embolisation', 'Embolizzazione', s, s + interval '3 hours', 'ended', s, s + interval '3 hours'
     FROM generate_series(1, $3::int) AS day, LATERAL (SELECT timestamptz '2026-11-02 14:00Z' + day * interval '1 day' AS s) AS start RETURNING id`,
    [editionId, moduleId, count],
  );
}

/** The Cookie header of an open session. */
export async function insertSession(db: Client, personId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await db.query(`INSERT INTO session (token_hash, csrf_token, person_id, created_at, last_seen_at, expires_at) VALUES ($1, $2, $3, now(), now(), $4)`, [
    createHash('sha256').update(token).digest(),
    randomBytes(24).toString('base64url'),
    personId,
    new Date(Date.now() + DAY_MS),
  ]);
  return `seldinger_session=${token}`;
}

async function ids(db: Client, sql: string, values: unknown[] = []): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(sql, values);
  return rows.map(({ id }) => id);
}
