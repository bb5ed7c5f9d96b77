import type { EditionRole, Person } from '@seldinger/contract';
import type { EntityManager } from 'typeorm';

export type PersonOfSession = Person & { administrator: boolean; csrfToken: string; guestOfLectureId: string | null };

/** A guest let in by a link is nobody's administrator, whoever the person is. */
export async function personOfSession(em: EntityManager, sessionId: string): Promise<PersonOfSession | undefined> {
  const [person] = (await em.query(
    `SELECT p.id, p.given_name AS "givenName", p.family_name AS "familyName", p.email, p.locale, p.time_zone AS "timeZone",
       p.administrator AND s.lecture_link_id IS NULL AS administrator, s.csrf_token AS "csrfToken", link.lecture_id AS "guestOfLectureId"
     FROM session s JOIN person p ON p.id = s.person_id LEFT JOIN lecture_link link ON link.id = s.lecture_link_id
     WHERE s.id = $1 AND s.ended_at IS NULL`,
    [sessionId],
  )) as PersonOfSession[];
  return person;
}

export type MembershipOfSession = { editionId: string; editionName: string; roles: EditionRole[] };

/** The newest edition first. A guest has the part of a trainer in the edition of that lecture. */
export async function membershipsOfSession(em: EntityManager, sessionId: string): Promise<MembershipOfSession[]> {
  return em.query(
    `SELECT e.id AS "editionId", e.name AS "editionName", held.roles
     FROM (
       SELECT m.edition_id, array_agg(m.role ORDER BY m.role) AS roles
       FROM session s JOIN membership m ON m.person_id = s.person_id AND m.until IS NULL
       WHERE s.id = $1 AND s.lecture_link_id IS NULL GROUP BY m.edition_id
       UNION ALL
       SELECT lecture.edition_id, ARRAY['trainer']
       FROM session s JOIN lecture_link link ON link.id = s.lecture_link_id JOIN lecture ON lecture.id = link.lecture_id
       WHERE s.id = $1
     ) held JOIN edition e ON e.id = held.edition_id
     ORDER BY e.starts_on DESC, e.name`,
    [sessionId],
  );
}
