import type { Person } from '@seldinger/contract';
import type { EntityManager } from 'typeorm';

export type LectureForLink = { id: string; editionId: string; titleEn: string; titleIt: string; startsAt: Date; state: 'planned' | 'live' | 'ended' | 'verified'; trainer: Person | null };
export type LinkRow = { id: string; lectureId: string; editionId: string; createdAt: Date; expiresAt: Date; revokedAt: Date | null; lastUsedAt: Date | null; person: Person };

const PERSON = (alias: string) =>
  `json_build_object('id', ${alias}.id, 'givenName', ${alias}.given_name, 'familyName', ${alias}.family_name, 'email', ${alias}.email, 'locale', ${alias}.locale, 'timeZone', ${alias}.time_zone)`;

export async function lectureForLink(em: EntityManager, lectureId: string): Promise<LectureForLink | undefined> {
  const [row] = (await em.query(
    `SELECT lecture.id, lecture.edition_id AS "editionId", lecture.title_en AS "titleEn", lecture.title_it AS "titleIt", lecture.starts_at AS "startsAt", lecture.state,
       CASE WHEN p.id IS NOT NULL THEN ${PERSON('p')} END AS trainer
     FROM lecture LEFT JOIN person p ON p.id = lecture.trainer_id WHERE lecture.id = $1`,
    [lectureId],
  )) as LectureForLink[];
  return row;
}

const LINK = `
  SELECT l.id, l.lecture_id AS "lectureId", lecture.edition_id AS "editionId", l.created_at AS "createdAt", lecture.ends_at + interval '1 day' AS "expiresAt",
    l.revoked_at AS "revokedAt", l.last_used_at AS "lastUsedAt", ${PERSON('p')} AS person
  FROM lecture_link l JOIN lecture ON lecture.id = l.lecture_id JOIN person p ON p.id = l.person_id`;

/** The newest first. */
export const linksOfLecture = (em: EntityManager, lectureId: string): Promise<LinkRow[]> => em.query(`${LINK} WHERE l.lecture_id = $1 ORDER BY l.created_at DESC, l.id`, [lectureId]);

export async function linkById(em: EntityManager, linkId: string): Promise<LinkRow | undefined> {
  const [row] = (await em.query(`${LINK} WHERE l.id = $1`, [linkId])) as LinkRow[];
  return row;
}

/** A link that opens its lecture at this moment of the course; the same rule by which sessions stand (see `session.reader`). */
export async function standingLink(em: EntityManager, tokenHash: Buffer, courseNow: Date): Promise<LinkRow | undefined> {
  const [row] = (await em.query(`${LINK} WHERE l.token_hash = $1 AND l.revoked_at IS NULL AND lecture.trainer_id = l.person_id AND lecture.ends_at + interval '1 day' > $2 FOR NO KEY UPDATE OF l`, [tokenHash, courseNow])) as LinkRow[];
  return row;
}

/** Links of the lecture that were made for somebody who is not its trainer any more. */
export const linksOfFormerTrainers = (em: EntityManager, lectureId: string): Promise<LinkRow[]> =>
  em.query(`${LINK} WHERE l.lecture_id = $1 AND l.revoked_at IS NULL AND l.person_id IS DISTINCT FROM lecture.trainer_id`, [lectureId]);
