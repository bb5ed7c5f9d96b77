import { z } from 'zod';
import { bilingual, bilingualInput, id, instant, line, localDate, localDateTime, minutes, timeZone } from './primitives';

export const editionSettings = z
  .object({
    /** Gaps up to this long, ended by an automatic reconnect, are bridged. */
    bridgeSeconds: z.int().min(0).max(600),
    /** The classroom opens this many minutes before the planned start. */
    joinMinutesBefore: z.int().min(0).max(120),
    /** A lecture attended for at least this share of its held time counts whole. */
    wholeFromPercent: z.int().min(50).max(100),
  })
  .meta({ id: 'EditionSettings' });

export const edition = z
  .object({
    id,
    name: z.string(),
    startsOn: localDate,
    endsOn: localDate,
    timeZone: z.string(),
    settings: editionSettings,
    version: z.int(),
    abilities: z.object({ plan: z.boolean(), readPeople: z.boolean(), verify: z.boolean(), readAllCredits: z.boolean() }),
  })
  .meta({ id: 'Edition' });
export type Edition = z.infer<typeof edition>;
export const editionList = z.object({ items: z.array(edition) }).meta({ id: 'EditionList' });
const editionFields = { name: line(80), startsOn: localDate, endsOn: localDate, timeZone };
export const newEdition = z.object(editionFields).refine((e) => e.startsOn < e.endsOn, { path: ['endsOn'], message: 'ends before it starts' }).meta({ id: 'NewEdition' });
export const editionChange = z.object({ ...editionFields, settings: editionSettings }).partial().extend({ version: z.int() }).meta({ id: 'EditionChange' });

export const moduleKind = z.enum(['e-learning', 'e-learning + hands-on']);
export const courseModule = z
  .object({ id, key: z.string(), position: z.int(), title: bilingual, kind: moduleKind, elearningMinutes: minutes, handsonMinutes: minutes, plannedMinutes: minutes, version: z.int() })
  .meta({ id: 'Module' });
export type CourseModule = z.infer<typeof courseModule>;
/** Weights are given in CME (1 CME = 360 min), down to half a CME. */
const cmeWeight = z.number().min(0).max(100).multipleOf(0.5);
export const newModule = z.object({ title: bilingualInput, kind: moduleKind, elearningCme: cmeWeight, handsonCme: cmeWeight }).meta({ id: 'NewModule' });
export const moduleChange = newModule.partial().extend({ version: z.int() }).meta({ id: 'ModuleChange' });

/** planned: not yet begun; live: begun and not ended; ended: waits for verification; verified: credits are awarded. */
export const lectureState = z.enum(['planned', 'live', 'ended', 'verified']);
export const lecture = z
  .object({
    id,
    editionId: id,
    moduleId: id,
    number: z.int(),
    title: bilingual,
    trainer: z.object({ id, givenName: z.string(), familyName: z.string() }).nullable(),
    startsAt: instant,
    endsAt: instant,
    plannedMinutes: minutes,
    state: lectureState,
    heldFrom: instant.nullable(),
    heldUntil: instant.nullable(),
    /** When the classroom lets people in. */
    opensAt: instant,
    closesAt: instant,
    version: z.int(),
    abilities: z.object({ join: z.boolean(), moderate: z.boolean(), plan: z.boolean(), verify: z.boolean() }),
  })
  .meta({ id: 'Lecture' });
export type Lecture = z.infer<typeof lecture>;

export const planProblem = z
  .object({
    kind: z.enum(['trainer-twice', 'overlap', 'outside-edition', 'module-hours', 'no-trainer']),
    lectureIds: z.array(id),
    moduleId: id.nullable(),
    plannedMinutes: minutes.optional(),
    weightMinutes: minutes.optional(),
    /** Conflicts are refused by the server; warnings are shown and may stand. */
    severity: z.enum(['conflict', 'warning']),
  })
  .meta({ id: 'PlanProblem' });
export type PlanProblem = z.infer<typeof planProblem>;

export const plan = z.object({ edition, modules: z.array(courseModule), lectures: z.array(lecture), problems: z.array(planProblem) }).meta({ id: 'Plan' });
export type Plan = z.infer<typeof plan>;

const lectureFields = {
  moduleId: id,
  title: bilingualInput,
  trainerId: id.nullable(),
  /** Wall-clock time in the edition's zone. */
  startsAtLocal: localDateTime,
  durationMinutes: z.int().min(15).max(720),
};
export const newLecture = z.object(lectureFields).meta({ id: 'NewLecture' });
export const lectureChange = z.object(lectureFields).partial().extend({ version: z.int() }).meta({ id: 'LectureChange' });
/** Asks what a change would break without making it. */
export const lectureCheck = z.object({ lectureId: id.nullable(), moduleId: id.optional(), trainerId: id.nullable().optional(), startsAtLocal: localDateTime, durationMinutes: z.int().min(15).max(720) }).meta({ id: 'LectureCheck' });
export const lectureCheckAnswer = z.object({ startsAt: instant, endsAt: instant, problems: z.array(planProblem) }).meta({ id: 'LectureCheckAnswer' });
export const trainerList = z.object({ items: z.array(z.object({ id, givenName: z.string(), familyName: z.string() })) }).meta({ id: 'TrainerList' });
