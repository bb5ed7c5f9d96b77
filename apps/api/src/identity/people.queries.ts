import type { EditionRole, peopleQuery } from '@seldinger/contract';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';

export type MemberRow = { id: string; givenName: string; familyName: string; email: string; locale: 'en' | 'it'; timeZone: string; hasAccount: boolean; invitedAt: Date | null; roles: EditionRole[] };
export type PersonKey = { familyName: string; givenName: string; id: string };

const MEMBER = `
  SELECT p.id, p.given_name AS "givenName", p.family_name AS "familyName", p.email, p.locale, p.time_zone AS "timeZone",
    p.password_hash IS NOT NULL AS "hasAccount",
    (SELECT max(l.created_at) FROM single_use_link l WHERE l.person_id = p.id AND l.purpose = 'invitation') AS "invitedAt",
    ARRAY(SELECT m.role FROM membership m WHERE m.person_id = p.id AND m.edition_id = $1 AND m.until IS NULL ORDER BY m.role) AS roles
  FROM person p`;

/** Who holds a role in the edition, by family name; one more than asked for, so that one sees whether there is a next page. */
export async function membersPage(em: EntityManager, editionId: string, { role, search, limit }: z.infer<typeof peopleQuery>, after: PersonKey | null): Promise<MemberRow[]> {
  return em.query(
    `${MEMBER}
     WHERE p.id IN (SELECT person_id FROM membership WHERE edition_id = $1 AND until IS NULL AND ($2::text IS NULL OR role = $2))
       AND ($3::text IS NULL OR p.given_name || ' ' || p.family_name ILIKE $3 OR p.family_name || ' ' || p.given_name ILIKE $3 OR p.email ILIKE $3)
       AND ($4::text IS NULL OR (p.family_name, p.given_name, p.id) > ($4, $5, $6::uuid))
     ORDER BY p.family_name, p.given_name, p.id LIMIT $7`,
    [editionId, role ?? null, search ? `%${search.replace(/[\\%_]/g, '\\$&')}%` : null, after?.familyName ?? null, after?.givenName ?? null, after?.id ?? null, limit + 1],
  );
}

/** Somebody who has or once had a part in the edition. */
export async function memberOf(em: EntityManager, editionId: string, personId: string): Promise<MemberRow | undefined> {
  const [row] = (await em.query(`${MEMBER} WHERE p.id = $2 AND EXISTS (SELECT 1 FROM membership m WHERE m.person_id = p.id AND m.edition_id = $1)`, [editionId, personId])) as MemberRow[];
  return row;
}

export async function editionForMail(em: EntityManager, editionId: string): Promise<{ name: string; timeZone: string } | undefined> {
  const [row] = (await em.query('SELECT name, time_zone AS "timeZone" FROM edition WHERE id = $1', [editionId])) as { name: string; timeZone: string }[];
  return row;
}
