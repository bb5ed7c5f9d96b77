import type { EntityManager } from 'typeorm';

/** Everyone who has or had a part in the edition, by address in small letters. */
export async function addressesOf(em: EntityManager, editionId: string): Promise<Map<string, string>> {
  const rows = (await em.query('SELECT lower(p.email) AS email, p.id FROM person p WHERE EXISTS (SELECT 1 FROM membership m WHERE m.person_id = p.id AND m.edition_id = $1)', [editionId])) as { email: string; id: string }[];
  return new Map(rows.map(({ email, id }) => [email, id]));
}
