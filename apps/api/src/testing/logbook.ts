import type { Role } from '@seldinger/domain';
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { SignedIn, TestApp } from './app';
import { buildEdition, buildMember } from './build';

const PEOPLE = [
  ['director', 'director', 'Ferri'],
  ['supervisor', 'supervisor', 'Gallo'],
  ['otherSupervisor', 'supervisor', 'Rinaldi'],
  ['staff', 'staff', 'Moretti'],
  ['trainer', 'trainer', 'Bianchi'],
  ['trainee', 'trainee', 'Conti'],
  ['classmate', 'trainee', 'Marchetti'],
] as const satisfies [string, Role, string][];
type Part = (typeof PEOPLE)[number][0];
export type LogbookCast = { editionId: string; people: Record<Part, string> } & Record<Part | 'stranger' | 'otherDirector', SignedIn>;

/** An edition with everybody who may or may not see a logbook, signed in; stranger and other director belong to another edition. */
export async function buildLogbookCast(app: TestApp): Promise<LogbookCast> {
  const { em } = app;
  const editionId = await buildEdition(em);
  const people: [Part, string][] = [];
  for (const [part, role, familyName] of PEOPLE) people.push([part, (await buildMember(em, role, { editionId, familyName, givenName: 'Anna' })).personId]);
  const { personId: strangerId, editionId: otherEditionId } = await buildMember(em, 'trainee');
  const { personId: otherDirectorId } = await buildMember(em, 'director', { editionId: otherEditionId });
  const signedIn: [string, SignedIn][] = [];
  for (const [part, personId] of [...people, ['stranger', strangerId], ['otherDirector', otherDirectorId]] as [string, string][]) signedIn.push([part, await app.as(personId)]);
  return { editionId, people: Object.fromEntries(people) as Record<Part, string>, ...(Object.fromEntries(signedIn) as Record<Part | 'stranger' | 'otherDirector', SignedIn>) };
}

export type EntryInput = {
  editionId: string;
  personId: string;
  id?: string;
  performedOn?: string;
  procedure?: string;
  role?: 'observed' | 'assisted' | 'supervised' | 'performed';
  state?: 'waiting' | 'signed' | 'returned';
  decidedBy?: string;
  supervisorId?: string | null;
  note?: string | null;
  fluoroscopySeconds?: number | null;
  removed?: boolean;
};

/** An entry as it lies in the database, by default a femoral access of 9 February 2027 that waits for whoever supervises. */
export async function buildEntry(em: EntityManager, given: EntryInput): Promise<string> {
  const { id = randomUUID(), performedOn = '2027-02-09', procedure = 'femoral-access', role = 'performed', state = 'waiting' } = given;
  const decided = state === 'waiting' ? null : '2027-02-10T08:00:00Z';
  await em.query(
    `INSERT INTO logbook_entry (id, edition_id, person_id, performed_on, procedure_key, role, note, supervisor_id, fluoroscopy_seconds, state, decided_at, decided_by, returned_reason, received_at, removed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '2027-02-09T17:00:00Z', $14)`,
    [id, given.editionId, given.personId, performedOn, procedure, role, given.note ?? null, given.supervisorId ?? null, given.fluoroscopySeconds ?? null, state, decided, decided && given.decidedBy, state === 'returned' ? 'Add the access' : null, given.removed ? '2027-02-09T18:00:00Z' : null],
  );
  return id;
}

/** What a phone sends for a new entry. */
export const entryBody = (given: object = {}): Record<string, unknown> => ({
  performedOn: '2027-02-10',
  procedure: 'tace',
  role: 'supervised',
  access: 'femoral',
  outcome: 'success',
  complication: 0,
  fluoroscopySeconds: 1_130,
  doseAreaProduct: 152_000,
  airKerma: 640,
  note: 'Segment 7, two feeders, Progreat 2.7F',
  supervisorId: null,
  version: 0,
  ...given,
});
