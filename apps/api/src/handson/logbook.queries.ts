import type { LogbookEntry, LogbookEntryWrite } from '@seldinger/contract';
import type { EntityManager } from 'typeorm';

export type EntryRow = Omit<LogbookEntry, 'decided' | 'assessment' | 'abilities'> & {
  editionId: string;
  decidedAt: Date | null;
  decidedById: string | null;
  decidedBy: string | null;
  assessment: Omit<NonNullable<LogbookEntry['assessment']>, 'at'> | null;
  assessedAt: Date | null;
  removed: boolean;
  written: string[];
};
export type EntryKey = { performedOn: string; id: string };
export type EntryFilter = {
  editionId: string;
  personId?: string;
  state?: LogbookEntry['state'];
  procedure?: string;
  /** Of those asked to sign: addressed to this person or to nobody. */
  addressedTo?: string;
  notOf?: string;
};

const ENTRY = `
  SELECT e.id, e.edition_id AS "editionId", jsonb_build_object('id', p.id, 'givenName', p.given_name, 'familyName', p.family_name) AS person,
    e.performed_on::text AS "performedOn", e.procedure_key AS procedure, e.role, e.access, e.outcome, e.complication,
    e.fluoroscopy_seconds AS "fluoroscopySeconds", e.dose_area_product AS "doseAreaProduct", e.air_kerma AS "airKerma",
    e.note, e.supervisor_id AS "supervisorId", e.state, e.decided_at AS "decidedAt", e.decided_by AS "decidedById", d.given_name || ' ' || d.family_name AS "decidedBy",
    e.returned_reason AS "returnedReason", e.version, e.removed_at IS NOT NULL AS removed, e.written, a.made_at AS "assessedAt",
    CASE WHEN a.id IS NOT NULL THEN jsonb_build_object('entrustment', a.entrustment, 'observation', a.observation, 'nextStep', a.next_step, 'by', s.given_name || ' ' || s.family_name) END AS assessment
  FROM logbook_entry e
  JOIN person p ON p.id = e.person_id
  LEFT JOIN person d ON d.id = e.decided_by
  LEFT JOIN logbook_assessment a ON a.entry_id = e.id
  LEFT JOIN person s ON s.id = a.supervisor_id`;

/** The entry, removed or not. */
export async function entryById(em: EntityManager, entryId: string): Promise<EntryRow | undefined> {
  const [row] = (await em.query(`${ENTRY} WHERE e.id = $1`, [entryId])) as EntryRow[];
  return row;
}

/** The same, and nobody else changes it until the transaction ends. Locked before it is read: who has waited for the lock sees what the other left. */
export async function lockEntry(em: EntityManager, entryId: string): Promise<EntryRow | undefined> {
  await em.query('SELECT 1 FROM logbook_entry WHERE id = $1 FOR UPDATE', [entryId]);
  return entryById(em, entryId);
}

/** The newest first; one more than asked for, so that one sees whether there is a next page. */
export async function entriesPage(em: EntityManager, { editionId, personId, state, procedure, addressedTo, notOf }: EntryFilter, after: EntryKey | null, limit: number): Promise<EntryRow[]> {
  return em.query(
    `${ENTRY}
     WHERE e.edition_id = $1 AND e.removed_at IS NULL
       AND ($2::uuid IS NULL OR e.person_id = $2) AND ($3::text IS NULL OR e.state = $3) AND ($4::text IS NULL OR e.procedure_key = $4)
       AND ($5::uuid IS NULL OR e.supervisor_id IS NULL OR e.supervisor_id = $5) AND ($6::uuid IS NULL OR e.person_id <> $6)
       AND ($7::date IS NULL OR (e.performed_on, e.id) < ($7::date, $8::uuid))
     ORDER BY e.performed_on DESC, e.id DESC LIMIT $9`,
    [editionId, personId ?? null, state ?? null, procedure ?? null, addressedTo ?? null, notOf ?? null, after?.performedOn ?? null, after?.id ?? null, limit + 1],
  );
}

type Written = { entryId: string; editionId: string; personId: string; input: LogbookEntryWrite; digest: string; at: Date };

const valuesOf = ({ performedOn, procedure, role, access, outcome, complication, fluoroscopySeconds, doseAreaProduct, airKerma, note, supervisorId }: LogbookEntryWrite): unknown[] => [
  performedOn,
  procedure,
  role,
  access,
  outcome,
  complication,
  fluoroscopySeconds,
  doseAreaProduct,
  airKerma,
  note,
  supervisorId,
];
const COLUMNS = 'performed_on, procedure_key, role, access, outcome, complication, fluoroscopy_seconds, dose_area_product, air_kerma, note, supervisor_id';

/** False when the id is there already, also when somebody else is writing it at this moment. */
export async function insertEntry(em: EntityManager, { entryId, editionId, personId, input, digest, at }: Written): Promise<boolean> {
  const rows = (await em.query(
    `INSERT INTO logbook_entry (${COLUMNS}, id, edition_id, person_id, written, received_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, ARRAY[$15::text], $16) ON CONFLICT (id) DO NOTHING RETURNING id`,
    [...valuesOf(input), entryId, editionId, personId, digest, at],
  )) as object[];
  return rows.length > 0;
}

/** What was changed waits for a signature again. */
export async function changeEntry(em: EntityManager, entryId: string, input: LogbookEntryWrite, digest: string): Promise<void> {
  await em.query(
    `UPDATE logbook_entry SET (${COLUMNS}) = ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11),
       state = 'waiting', decided_at = NULL, decided_by = NULL, returned_reason = NULL, version = version + 1, written = written || $12::text
     WHERE id = $13`,
    [...valuesOf(input), digest, entryId],
  );
}

export type Decision = { state: 'signed' | 'returned'; by: string; at: Date; reason: string | null };

/** Signs or returns an entry that its caller has locked. */
export async function decideEntry(em: EntityManager, entryId: string, { state, by, at, reason }: Decision): Promise<void> {
  await em.query('UPDATE logbook_entry SET state = $2, decided_at = $3, decided_by = $4, returned_reason = $5, version = version + 1 WHERE id = $1', [entryId, state, at, by, reason]);
}

type Batch = { editionId: string; entries: readonly { id: string; version: number }[]; by: string; at: Date; addressedTo: string | null };

/** Signs those that still stand at the version seen and that this person may sign. Locked in the order of their ids, so that two who sign the same ones wait instead of blocking each other. */
export async function signEntries(em: EntityManager, { editionId, entries, by, at, addressedTo }: Batch): Promise<string[]> {
  const [rows] = (await em.query(
    `WITH seen AS (
       SELECT e.id FROM logbook_entry e JOIN unnest($2::uuid[], $3::int[]) AS s (id, version) ON s.id = e.id AND s.version = e.version
       WHERE e.edition_id = $1 AND e.state = 'waiting' AND e.removed_at IS NULL AND e.person_id <> $4 AND ($6::uuid IS NULL OR e.supervisor_id IS NULL OR e.supervisor_id = $6)
       ORDER BY e.id FOR UPDATE OF e)
     UPDATE logbook_entry e SET state = 'signed', decided_at = $5, decided_by = $4, version = version + 1 FROM seen WHERE e.id = seen.id RETURNING e.id`,
    [editionId, entries.map(({ id }) => id), entries.map(({ version }) => version), by, at, addressedTo],
  )) as [{ id: string }[], number];
  return rows.map(({ id }) => id);
}

/** Those that this person has signed at the version after the one seen: a signature sent twice. */
export async function signedBefore(em: EntityManager, entries: readonly { id: string; version: number }[], by: string): Promise<string[]> {
  const rows = (await em.query(
    `SELECT e.id FROM logbook_entry e JOIN unnest($1::uuid[], $2::int[]) AS s (id, version) ON s.id = e.id AND s.version + 1 = e.version WHERE e.state = 'signed' AND e.decided_by = $3`,
    [entries.map(({ id }) => id), entries.map(({ version }) => version), by],
  )) as { id: string }[];
  return rows.map(({ id }) => id);
}
