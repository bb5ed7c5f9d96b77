import { z } from 'zod';
import { lecture } from './programme';
import { id, instant, line, milliseconds, paragraph } from './primitives';

export const classroomRole = z.enum(['trainee', 'trainer', 'director', 'observer']);
export type ClassroomRole = z.infer<typeof classroomRole>;
export const deviceId = z.string().regex(/^[A-Za-z0-9_-]{8,40}$/);

/** Somebody of the class, with what everyone may see. */
export const classMember = z
  .object({ personId: id, name: z.string(), role: classroomRole, present: z.boolean(), devices: z.int(), since: instant.nullable() })
  .meta({ id: 'ClassMember' });
export type ClassMember = z.infer<typeof classMember>;

export const hand = z.object({ personId: id, name: z.string(), raisedAt: instant }).meta({ id: 'Hand' });
export type Hand = z.infer<typeof hand>;

export const chatMessage = z
  .object({ id, seq: z.int(), personId: id, name: z.string(), role: classroomRole, text: z.string(), sentAt: instant, removed: z.boolean() })
  .meta({ id: 'ChatMessage' });
export type ChatMessage = z.infer<typeof chatMessage>;
/** A message's number in its lecture, from 1; 0 is before all of them. */
export const chatSeq = z.int().min(0).max(2_147_483_647);
/** In the order of `seq`. `more`: there are further messages on the side that was asked for (newer with `after`, else older). */
export const chatPage = z.object({ items: z.array(chatMessage), more: z.boolean() }).meta({ id: 'ChatPage' });
export type ChatPage = z.infer<typeof chatPage>;
export const chatText = paragraph(4000);

export const lectureBreak = z.object({ id, startedAt: instant, endedAt: instant.nullable() }).meta({ id: 'Break' });

/** The trainee's own clock: what would count if the lecture ended at `at`. */
export const ownClock = z.object({ presentMs: milliseconds, heldMs: milliseconds, running: z.boolean(), at: instant }).meta({ id: 'OwnClock' });
export type OwnClock = z.infer<typeof ownClock>;

export const classroomPhase = z.enum(['closed', 'open', 'live', 'break', 'ended']);
export type ClassroomPhase = z.infer<typeof classroomPhase>;
/** All that one needs on entering, late or not. */
export const classroom = z
  .object({
    lecture,
    phase: classroomPhase,
    breaks: z.array(lectureBreak),
    members: z.array(classMember),
    hands: z.array(hand),
    chat: chatPage,
    removed: z.array(z.object({ personId: id, name: z.string() })),
    /** Only for who is counted; trainers and directors have none. */
    clock: ownClock.nullable(),
    role: classroomRole,
    media: z.enum(['up', 'down', 'missing', 'building']),
    now: instant,
    /** Why one may not enter now, or null. */
    refusal: z.enum(['too-early', 'over', 'removed']).nullable(),
    abilities: z.object({ enter: z.boolean(), moderate: z.boolean(), share: z.boolean() }),
  })
  .meta({ id: 'Classroom' });
export type Classroom = z.infer<typeof classroom>;

/** Nobody enters who does not agree to be recorded: their voice is part of it, a trainee's camera never. */
export const mediaTokenRequest = z.object({ deviceId, agreesToRecording: z.literal(true) }).meta({ id: 'MediaTokenRequest' });
export type MediaTokenRequest = z.infer<typeof mediaTokenRequest>;
export const mediaToken = z.object({ url: z.string(), token: z.string(), identity: z.string(), expiresAt: instant }).meta({ id: 'MediaToken' });

export type MediaToken = z.infer<typeof mediaToken>;
/** Where browsers reach the media server, for a test of the way there. */
export const mediaAddress = z.object({ url: z.string() }).meta({ id: 'MediaAddress' });
export type MediaAddress = z.infer<typeof mediaAddress>;

/** Without a person: everyone but the one who asks. */
export const muteRequest = z.object({ personId: id.nullable(), source: z.enum(['microphone', 'camera', 'screen']).default('microphone') }).meta({ id: 'MuteRequest' });
export type MuteRequest = z.infer<typeof muteRequest>;
export const removalRequest = z.object({ personId: id, reason: line(200).optional() }).meta({ id: 'RemovalRequest' });
export type RemovalRequest = z.infer<typeof removalRequest>;
/** Messages before or after a `seq`; with neither, the newest. */
export const chatQuery = z.object({ before: z.coerce.number().pipe(chatSeq).optional(), after: z.coerce.number().pipe(chatSeq).optional(), limit: z.coerce.number().int().min(1).max(200).default(100) });
export type ChatQuery = z.infer<typeof chatQuery>;

/** The lecture whose classroom is open now, or null, with its trainees counted: how many belong to it, are inside, and are inside without having taken part. */
export const liveNow = z.object({ lecture: lecture.nullable(), phase: classroomPhase.nullable(), expected: z.int(), present: z.int(), silent: z.int() }).meta({ id: 'LiveNow' });
export type LiveNow = z.infer<typeof liveNow>;
