import type { LogbookEntry, LogbookSummary, PersonName } from '@seldinger/contract';
import type { EntryTally } from '@seldinger/domain';
import type { EntityManager } from 'typeorm';

export type Point = LogbookSummary['points'][number];

/** Somebody who is or once was a trainee of the edition. */
export async function traineeOf(em: EntityManager, editionId: string, personId: string): Promise<PersonName | undefined> {
  const [row] = (await em.query(
    `SELECT p.id, p.given_name AS "givenName", p.family_name AS "familyName" FROM person p
     WHERE p.id = $2 AND EXISTS (SELECT 1 FROM membership m WHERE m.person_id = p.id AND m.edition_id = $1 AND m.role = 'trainee')`,
    [editionId, personId],
  )) as PersonName[];
  return row;
}

/** How many entries of each procedure, role and state; returned ones are left out. */
export async function talliesOf(em: EntityManager, editionId: string, personId: string): Promise<EntryTally[]> {
  return em.query(
    `SELECT procedure_key AS procedure, role, state, count(*)::int AS count FROM logbook_entry
     WHERE edition_id = $1 AND person_id = $2 AND removed_at IS NULL AND state <> 'returned' GROUP BY procedure_key, role, state`,
    [editionId, personId],
  );
}

/** The signed entries that carry a figure, in the order of time. */
export async function pointsOf(em: EntityManager, editionId: string, personId: string): Promise<Point[]> {
  return em.query(
    `SELECT e.id AS "entryId", e.performed_on::text AS "performedOn", e.procedure_key AS procedure, e.role,
       e.fluoroscopy_seconds AS "fluoroscopySeconds", e.dose_area_product AS "doseAreaProduct", e.air_kerma AS "airKerma", a.entrustment
     FROM logbook_entry e LEFT JOIN logbook_assessment a ON a.entry_id = e.id
     WHERE e.edition_id = $1 AND e.person_id = $2 AND e.state = 'signed'
       AND num_nonnulls(e.fluoroscopy_seconds, e.dose_area_product, e.air_kerma, a.entrustment) > 0
     ORDER BY e.performed_on, e.received_at, e.id`,
    [editionId, personId],
  );
}

export type SignerRow = { givenName: string; familyName: string; entries: number; firstOperator: number };

/** Who signed how many entries, and how many of them as first operator; who signed most comes first. */
export async function signersOf(em: EntityManager, editionId: string, personId: string): Promise<SignerRow[]> {
  return em.query(
    `SELECT p.given_name AS "givenName", p.family_name AS "familyName", count(*)::int AS entries, (count(*) FILTER (WHERE e.role IN ('supervised', 'performed')))::int AS "firstOperator"
     FROM logbook_entry e JOIN person p ON p.id = e.decided_by
     WHERE e.edition_id = $1 AND e.person_id = $2 AND e.state = 'signed'
     GROUP BY p.id ORDER BY entries DESC, p.family_name, p.given_name, p.id`,
    [editionId, personId],
  );
}

export type SignedRow = Pick<LogbookEntry, 'performedOn' | 'procedure' | 'role' | 'access' | 'outcome' | 'complication' | 'fluoroscopySeconds' | 'doseAreaProduct' | 'airKerma' | 'note'> & { signedBy: string; signedAt: Date; entrustment: number | null };

/** All signed entries in the order of time. */
export async function signedEntries(em: EntityManager, editionId: string, personId: string): Promise<SignedRow[]> {
  return em.query(
    `SELECT e.performed_on::text AS "performedOn", e.procedure_key AS procedure, e.role, e.access, e.outcome, e.complication, e.fluoroscopy_seconds AS "fluoroscopySeconds",
       e.dose_area_product AS "doseAreaProduct", e.air_kerma AS "airKerma", e.note, p.given_name || ' ' || p.family_name AS "signedBy", e.decided_at AS "signedAt", a.entrustment
     FROM logbook_entry e JOIN person p ON p.id = e.decided_by LEFT JOIN logbook_assessment a ON a.entry_id = e.id
     WHERE e.edition_id = $1 AND e.person_id = $2 AND e.state = 'signed' ORDER BY e.performed_on, e.received_at, e.id`,
    [editionId, personId],
  );
}
