import { PROCEDURE_KEYS } from '@seldinger/domain';
import { z } from 'zod';
import { id, instant, line, localDate, paragraph, reason } from './primitives';

/** Hands-on weeks: the suite's rooms, weeks and closures, wishes, the rota, and what trainees ask for. Weeks are Monday to Friday; `monday` names them. */

export const procedureKey = z.enum(PROCEDURE_KEYS);
export const personName = z.object({ id, givenName: z.string(), familyName: z.string() }).meta({ id: 'PersonName' });
export type PersonName = z.infer<typeof personName>;

export const handsonRule = z
  .object({
    /** Until when trainees may change their wishes; null: without end. */
    wishesUntil: instant.nullable(),
    maxWishes: z.int().min(1).max(20),
    /** Nobody is in the suite in a week in which a lecture of the edition is held. */
    keepLectureDays: z.boolean(),
    /** How long a place is held while the director decides. */
    holdHours: z.int().min(1).max(720),
    /** How long a place that became free stays offered to the next on its waiting list. */
    offerHours: z.int().min(1).max(720),
    /** What a day gives at most. */
    dayMinutes: z.int().min(60).max(720),
    /** 0: nothing was said yet, and these are the defaults. */
    version: z.int().min(0),
  })
  .meta({ id: 'HandsonRule' });
export type HandsonRule = z.infer<typeof handsonRule>;

export const suiteRoom = z.object({ id, position: z.int(), name: z.string() }).meta({ id: 'SuiteRoom' });
export type SuiteRoom = z.infer<typeof suiteRoom>;
/** One or two, in their order; those with an id keep their places. A room that somebody has a place in cannot go. */
export const roomsChange = z.object({ rooms: z.array(z.object({ id: id.optional(), name: line(60) })).min(1).max(2) }).meta({ id: 'RoomsChange' });

export const weekClosure = z.object({ id, roomId: id.nullable(), reason: z.string() });
export const handsonWeek = z
  .object({
    id,
    monday: localDate,
    /** Days of this week on which lectures of the edition are held. */
    lectureDays: z.array(localDate),
    planned: z.array(procedureKey),
    closures: z.array(weekClosure),
    /** Has begun: nothing of it is planned any more. */
    past: z.boolean(),
  })
  .meta({ id: 'HandsonWeek' });
export type HandsonWeek = z.infer<typeof handsonWeek>;
export const handsonPlace = z.object({ id, weekId: id, roomId: id, number: z.int() }).meta({ id: 'HandsonPlace' });
export type HandsonPlace = z.infer<typeof handsonPlace>;

/** The ground of everything else: what there is to be shared out. */
export const handsonSetup = z
  .object({
    editionId: id,
    rule: handsonRule,
    rooms: z.array(suiteRoom),
    weeks: z.array(handsonWeek),
    places: z.array(handsonPlace),
    abilities: z.object({ plan: z.boolean(), wish: z.boolean(), supervise: z.boolean() }),
  })
  .meta({ id: 'HandsonSetup' });
export type HandsonSetup = z.infer<typeof handsonSetup>;

/** Every week that begins from one day to another, both included; those that exist stay. */
export const newWeeks = z.object({ from: localDate, until: localDate }).refine((span) => span.from <= span.until, { path: ['until'], message: 'before the first' }).meta({ id: 'NewWeeks' });
export const weekChange = z.object({ planned: z.array(procedureKey).max(60) }).meta({ id: 'WeekChange' });
export const newClosure = z.object({ weekId: id, roomId: id.nullable(), reason: line(200) }).meta({ id: 'NewClosure' });

/** Wishes */
export const wishes = z
  .object({
    ranked: z.array(id),
    impossible: z.array(id),
    note: z.string().nullable(),
    /** 0: nothing was said yet. */
    version: z.int(),
    changedAt: instant.nullable(),
    /** Whether they may still be changed. */
    open: z.boolean(),
  })
  .meta({ id: 'HandsonWishes' });
export type HandsonWishes = z.infer<typeof wishes>;
export const wishesChange = z
  .object({ ranked: z.array(id).max(20), impossible: z.array(id).max(60), note: paragraph(500).nullable(), version: z.int().min(0) })
  .refine(({ ranked, impossible }) => new Set([...ranked, ...impossible]).size === ranked.length + impossible.length, { path: ['ranked'], message: 'a week twice' })
  .meta({ id: 'HandsonWishesChange' });
export type HandsonWishesChange = z.infer<typeof wishesChange>;

/** The published rota, for everyone of the edition. */
export const bookingState = z.enum(['held', 'agreed']);
export const booking = z.object({ id, placeId: id, weekId: id, person: personName, state: bookingState, heldUntil: instant.nullable() }).meta({ id: 'HandsonBooking' });
export type HandsonBooking = z.infer<typeof booking>;
export const rota = z.object({ setup: handsonSetup, bookings: z.array(booking), trainees: z.array(personName) }).meta({ id: 'HandsonRota' });
export type HandsonRota = z.infer<typeof rota>;

/** The board on which the director plans: what is published, what the draft would change, who wishes what. */
export const boardTrainee = z
  .object({
    ...personName.shape,
    ranked: z.array(id),
    impossible: z.array(id),
    note: z.string().nullable(),
    /** Procedures of the catalogue that the trainee's logbook has nothing of. */
    lacking: z.array(procedureKey),
    hasWished: z.boolean(),
  })
  .meta({ id: 'BoardTrainee' });
export type BoardTrainee = z.infer<typeof boardTrainee>;
/** In the draft this place has this person, or nobody, instead of what is published. */
export const draftChange = z.object({ placeId: id, personId: id.nullable(), changedBy: personName, changedAt: instant }).meta({ id: 'DraftChange' });
export const rotaBoard = z
  .object({
    setup: handsonSetup,
    bookings: z.array(booking),
    draft: z.array(draftChange),
    trainees: z.array(boardTrainee),
    /** The day by the edition's own calendar from which weeks can be planned. */
    today: localDate,
    /** Stands for all that publishing would publish; it sends it back. */
    fingerprint: z.string(),
  })
  .meta({ id: 'RotaBoard' });
export type RotaBoard = z.infer<typeof rotaBoard>;
/** A change of the draft: only if the place still has whom the director saw there, so that two directors lose nothing. All of them or none. */
const placeChange = z.object({ placeId: id, before: id.nullable(), after: id.nullable() });
export type PlaceChange = z.infer<typeof placeChange>;
export const draftChanges = z.object({ changes: z.array(placeChange).min(1).max(400) }).meta({ id: 'DraftChanges' });
export type DraftChanges = z.infer<typeof draftChanges>;
export const publication = z.object({ fingerprint: z.string().max(80) }).meta({ id: 'RotaPublication' });

/** The solver */
export const unmetReason = z
  .object({
    weekId: id,
    rank: z.int(),
    /**
     * closed, lectures, past: cannot be; given: its places were agreed before; worst: somebody would be worse off than anybody is now;
     * sum: others would lose more ranks than this trainee wins; exposure, sharing: as good, but less is learnt, or more share a room; draw: as good, and decided by the seed.
     */
    kind: z.enum(['closed', 'lectures', 'past', 'given', 'worst', 'sum', 'exposure', 'sharing', 'draw']),
    /** Who would have to move, from which rank to which, so that the wish could be met; null is having no week. Those after the trainee, in the order of their moves. */
    chain: z.array(z.object({ personId: id, fromRank: z.int().nullable(), toRank: z.int().nullable(), fromWeekId: id.nullable(), toWeekId: id.nullable() })),
    /** Ranks that the plan as a whole would lose; null where no plan would be left in which nobody is worse off than the worst is now. */
    loss: z.int().nullable(),
  })
  .meta({ id: 'UnmetReason' });
export const proposedWish = z
  .object({ personId: id, weekId: id.nullable(), placeId: id.nullable(), rank: z.int().nullable(), /** Among the wishes, or merely possible. */ wished: z.boolean(), unmet: z.array(unmetReason) })
  .meta({ id: 'ProposedWish' });
/** Trainees who together have fewer places open to them than they are, and which rules keep them out of the others: the smallest such set. */
export const rotaClash = z
  .object({
    personIds: z.array(id),
    weekIds: z.array(id),
    places: z.int(),
    /** Rules that together leave no more: how many trainees' weeks each shuts. */
    rules: z.array(z.object({ kind: z.enum(['impossible', 'closed', 'lectures', 'past', 'given', 'capacity']), personId: id.nullable(), weekIds: z.array(id) })),
  })
  .meta({ id: 'RotaClash' });
export const rotaFigures = z
  .object({
    trainees: z.int(),
    placed: z.int(),
    /** How many have their wish of each rank, first wish first. */
    byRank: z.array(z.int()),
    worstRank: z.int(),
    rankSum: z.int(),
    exposure: z.int(),
    /** How many share their room with another. */
    sharing: z.int(),
  })
  .meta({ id: 'RotaFigures' });
export const rotaProof = z
  .object({ stage: z.enum(['placed', 'worst', 'sum', 'exposure', 'sharing']), value: z.number(), /** No plan can do better than this. */ bound: z.number() })
  .meta({ id: 'RotaProof' });
export const newProposal = z.object({ seed: z.int().min(0).max(2_147_483_647).optional(), weighExposure: z.boolean().default(false) }).meta({ id: 'NewProposal' });
export const proposal = z
  .object({
    id,
    seed: z.int(),
    ruleVersion: z.string(),
    weighExposure: z.boolean(),
    figures: rotaFigures,
    proofs: z.array(rotaProof),
    wishes: z.array(proposedWish),
    clash: rotaClash.nullable(),
    /** From the draft as it stood to this plan. */
    changes: z.array(placeChange),
    milliseconds: z.int(),
    at: instant,
  })
  .meta({ id: 'RotaProposal' });
export type RotaProposal = z.infer<typeof proposal>;

/** A rota from a spreadsheet: lines of monday, room, e-mail. Nothing is changed: the answer's changes are for the draft. */
export const rotaImport = z.object({ csv: z.string().min(1).max(200_000) }).meta({ id: 'RotaImport' });
export const rotaImportAnswer = z
  .object({
    rows: z.array(
      z.object({
        line: z.int(),
        text: z.string(),
        personId: id.nullable(),
        placeId: id.nullable(),
        problem: z.enum(['columns', 'week', 'room', 'person', 'not-a-trainee', 'room-full', 'week-twice', 'closed', 'impossible', 'lectures', 'agreed-moved', 'past']).nullable(),
      }),
    ),
    changes: z.array(placeChange),
  })
  .meta({ id: 'RotaImportAnswer' });
export type RotaImportAnswer = z.infer<typeof rotaImportAnswer>;

/** What trainees ask for */
export const requestState = z.enum(['waiting', 'agreed', 'refused', 'expired', 'withdrawn']);
export const placeRequest = z
  .object({
    id,
    person: personName,
    weekId: id,
    monday: localDate,
    roomName: z.string().nullable(),
    /** A further week, after the first. */
    further: z.boolean(),
    note: z.string().nullable(),
    state: requestState,
    createdAt: instant,
    heldUntil: instant.nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'PlaceRequest' });
export type PlaceRequest = z.infer<typeof placeRequest>;
export const newPlaceRequest = z.object({ weekId: id, note: paragraph(500).nullable() }).meta({ id: 'NewPlaceRequest' });
export const decision = z.object({ agree: z.boolean(), reason: reason.nullable() }).meta({ id: 'HandsonDecision' });
export type HandsonDecision = z.infer<typeof decision>;

/** What agreeing would do to the others: those without a week, and the best plan for them with and without this place. */
export const requestEffect = z
  .object({
    waitingTrainees: z.int(),
    /** Trainees without a week who wish this one, with its rank. */
    rivals: z.array(z.object({ person: personName, rank: z.int() })),
    before: rotaFigures,
    after: rotaFigures,
  })
  .meta({ id: 'RequestEffect' });
export type RequestEffect = z.infer<typeof requestEffect>;

export const waitingState = z.enum(['waiting', 'offered', 'taken', 'declined', 'expired', 'left']);
export const waitingEntry = z
  .object({ id, person: personName, weekId: id, monday: localDate, since: instant, state: waitingState, /** In the line for this week; 1 is next. Null unless waiting. */ position: z.int().nullable(), offeredUntil: instant.nullable(), roomName: z.string().nullable() })
  .meta({ id: 'WaitingEntry' });
export type WaitingEntry = z.infer<typeof waitingEntry>;
export const newWaiting = z.object({ weekId: id }).meta({ id: 'NewWaiting' });
export const offerAnswer = z.object({ accept: z.boolean() }).meta({ id: 'OfferAnswer' });

export const swapState = z.enum(['asked', 'accepted', 'agreed', 'declined', 'refused', 'withdrawn', 'void']);
export const swap = z
  .object({ id, asker: personName, askerMonday: localDate, other: personName, otherMonday: localDate, note: z.string().nullable(), state: swapState, reason: z.string().nullable(), createdAt: instant })
  .meta({ id: 'HandsonSwap' });
export type HandsonSwap = z.infer<typeof swap>;
export const newSwap = z.object({ ownBookingId: id, otherBookingId: id, note: paragraph(500).nullable() }).meta({ id: 'NewSwap' });

/** What of a week can be asked for, with what others hold or are offered taken off. */
export const weekRoom = z.object({ weekId: id, /** Places that nobody has and nobody in the line waits for. */ free: z.int(), /** How many wait in its line. */ line: z.int() }).meta({ id: 'HandsonWeekRoom' });
export type WeekRoom = z.infer<typeof weekRoom>;
/** What a trainee's own page shows beside the rota. */
export const ownHandson = z
  .object({
    wishes,
    bookings: z.array(booking),
    requests: z.array(placeRequest),
    waiting: z.array(waitingEntry),
    swaps: z.array(swap),
    /** Of every week, in their order. */
    weeks: z.array(weekRoom),
  })
  .meta({ id: 'OwnHandson' });
export type OwnHandson = z.infer<typeof ownHandson>;
/** What waits for the director, and what was decided lately. */
export const handsonRequests = z.object({ requests: z.array(placeRequest), waiting: z.array(waitingEntry), swaps: z.array(swap) }).meta({ id: 'HandsonRequests' });
export type HandsonRequests = z.infer<typeof handsonRequests>;
export const cancellation = z.object({ reason: paragraph(500).nullable() }).meta({ id: 'HandsonCancellation' });
