import { CHAPTERS, LOGBOOK_ROLES } from '@seldinger/domain';
import { z } from 'zod';
import { personName, procedureKey } from './handson';
import { id, instant, localDate, page, pageQuery, paragraph, reason } from './primitives';

/** The logbook of procedures: never anything that identifies a patient. */

export const logbookRole = z.enum(LOGBOOK_ROLES);
export type LogbookRole = z.infer<typeof logbookRole>;
export const accessSite = z.enum(['femoral', 'radial', 'brachial', 'pedal', 'jugular', 'other-vein', 'percutaneous', 'other']);
export const outcome = z.enum(['success', 'partial', 'failure']);
export const entryState = z.enum(['waiting', 'signed', 'returned']);

const fields = {
  performedOn: localDate,
  procedure: procedureKey,
  role: logbookRole,
  access: accessSite.nullable(),
  outcome: outcome.nullable(),
  /** 0: none; 1 to 6: grade of severity. */
  complication: z.int().min(0).max(6).nullable(),
  fluoroscopySeconds: z.int().min(0).max(36_000).nullable(),
  /** mGy cm2 */
  doseAreaProduct: z.int().min(0).max(100_000_000).nullable(),
  /** mGy, at the reference point */
  airKerma: z.int().min(0).max(100_000).nullable(),
  note: paragraph(500).nullable(),
  /** Who is asked to sign; null: whoever supervises. */
  supervisorId: id.nullable(),
};
/** Items of a short direct observation, each 1 (not yet) to 5 (as an expert would); one that was not seen is left out. */
export const OBSERVATION_ITEMS = ['indication', 'preparation', 'anatomy', 'technique', 'dose', 'complications', 'communication', 'aftercare'] as const;
export type ObservationItem = (typeof OBSERVATION_ITEMS)[number];
const score = z.int().min(1).max(5);
export const assessment = z
  .object({ entrustment: score, observation: z.partialRecord(z.enum(OBSERVATION_ITEMS), score), nextStep: z.string().nullable(), by: z.string(), at: instant })
  .meta({ id: 'LogbookAssessment' });
export const newAssessment = z.object({ entrustment: score, observation: z.partialRecord(z.enum(OBSERVATION_ITEMS), score), nextStep: paragraph(500).nullable() }).meta({ id: 'NewLogbookAssessment' });
export type NewLogbookAssessment = z.infer<typeof newAssessment>;

export const logbookEntry = z
  .object({
    id,
    person: personName,
    ...fields,
    note: z.string().nullable(),
    state: entryState,
    decided: z.object({ at: instant, by: z.string() }).nullable(),
    returnedReason: z.string().nullable(),
    assessment: assessment.nullable(),
    version: z.int(),
    abilities: z.object({ change: z.boolean(), sign: z.boolean() }),
  })
  .meta({ id: 'LogbookEntry' });
export type LogbookEntry = z.infer<typeof logbookEntry>;
export const logbookPage = page(logbookEntry).meta({ id: 'LogbookPage' });
export type LogbookPage = z.infer<typeof logbookPage>;
export const logbookQuery = pageQuery.extend({ state: entryState.optional(), procedure: procedureKey.optional() });

/** Whom a trainee may ask to sign. */
export const logbookSupervisors = z.object({ items: z.array(personName) }).meta({ id: 'LogbookSupervisors' });
export type LogbookSupervisors = z.infer<typeof logbookSupervisors>;

/** Sent under the phone's own id, so that sending it twice makes one entry. `version` 0: new. */
export const entryWrite = z.object({ ...fields, version: z.int().min(0) }).meta({ id: 'LogbookEntryWrite' });
export type LogbookEntryWrite = z.infer<typeof entryWrite>;
export const entrySignature = z.object({ version: z.int().min(1), assessment: newAssessment.nullable() }).meta({ id: 'LogbookSignature' });
export const entryReturn = z.object({ version: z.int().min(1), reason }).meta({ id: 'LogbookReturn' });
export const signMany = z.object({ entries: z.array(z.object({ id, version: z.int().min(1) })).min(1).max(200) }).meta({ id: 'LogbookSignatures' });
/** Those that changed meanwhile stay unsigned. */
export const signManyAnswer = z.object({ signed: z.array(id), left: z.array(id) }).meta({ id: 'LogbookSignaturesAnswer' });

const counts = z.object({ observed: z.int(), assisted: z.int(), supervised: z.int(), performed: z.int() });
export const logbookSummary = z
  .object({
    person: personName,
    /** Signed entries. First operator: supervised and performed. */
    chapters: z.array(z.object({ chapter: z.enum(CHAPTERS), signed: counts, waiting: z.int() })),
    firstOperator: z.int(),
    firstOperatorVascular: z.int(),
    /** What the European board asks for. */
    needed: z.object({ firstOperator: z.int(), firstOperatorVascular: z.int() }),
    procedures: z.array(z.object({ procedure: procedureKey, signed: counts, waiting: z.int() })),
    /** One point an entry with a figure, in order of time: the curves. */
    points: z.array(z.object({ entryId: id, performedOn: localDate, procedure: procedureKey, role: logbookRole, fluoroscopySeconds: z.int().nullable(), doseAreaProduct: z.int().nullable(), airKerma: z.int().nullable(), entrustment: z.int().nullable() })),
  })
  .meta({ id: 'LogbookSummary' });
export type LogbookSummary = z.infer<typeof logbookSummary>;

/** The cohort: which procedures each trainee has met, in which role at best, and how often. */
export const exposure = z
  .object({
    items: z.array(z.object({ person: personName, lacking: z.array(procedureKey), cells: z.array(z.object({ procedure: procedureKey, best: logbookRole, count: z.int() })) })),
  })
  .meta({ id: 'LogbookExposure' });
export type LogbookExposure = z.infer<typeof exposure>;
