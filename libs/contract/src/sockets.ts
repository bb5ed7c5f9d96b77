import { z } from 'zod';
import { chatMessage, chatSeq, chatText, classMember, classroom, deviceId, hand, lectureBreak, ownClock, type ChatMessage, type ClassMember, type Classroom, type Hand, type OwnClock } from './live';
import type { ErrorBody } from './errors';
import type { MediaPart } from './platform';
import type { RecordingPulse } from './recordings';
import { id } from './primitives';

export { chatMessage, classMember, classroom, hand, ownClock };

/** What the client may say. Each is parsed on arrival and answered: `{ ok: true, ...}` or `{ ok: false, error }`. */
export const clientEvents = {
  'classroom:enter': z.object({ lectureId: id, deviceId, lastSeq: chatSeq.optional() }),
  'classroom:leave': z.object({ lectureId: id }),
  'chat:send': z.object({ lectureId: id, clientId: id, text: chatText }),
  'chat:remove': z.object({ lectureId: id, messageId: id }),
  'hand:raise': z.object({ lectureId: id }),
  'hand:lower': z.object({ lectureId: id, personId: id.optional() }),
} as const;
export type ClientEvent = keyof typeof clientEvents;
export type ClientPayload<Name extends ClientEvent> = z.infer<(typeof clientEvents)[Name]>;

export type Refused = { ok: false; error: ErrorBody };
export type Answers = {
  'classroom:enter': { ok: true; classroom: Classroom } | Refused;
  'classroom:leave': { ok: true } | Refused;
  'chat:send': { ok: true; message: ChatMessage } | Refused;
  'chat:remove': { ok: true } | Refused;
  'hand:raise': { ok: true } | Refused;
  'hand:lower': { ok: true } | Refused;
};

export type ClientToServer = { [Name in ClientEvent]: (payload: ClientPayload<Name>, answer: (answer: Answers[Name]) => void) => void };

/** What the server pushes. */
export type ServerToClient = {
  /** Phase, breaks or held time changed: started, break, resumed, ended. */
  'classroom:changed': (change: { lectureId: string; phase: Classroom['phase']; breaks: z.infer<typeof lectureBreak>[]; heldFrom: string | null; heldUntil: string | null; now: string }) => void;
  /** Somebody came, went, or changed devices. */
  'classroom:member': (change: { lectureId: string; member: ClassMember }) => void;
  'classroom:removed': (change: { lectureId: string }) => void;
  /** New ones in the order of `seq`; one that was removed comes again, marked as such. */
  'chat:messages': (news: { lectureId: string; messages: ChatMessage[] }) => void;
  /** The whole queue, in the server's order. */
  'hand:queue': (queue: { lectureId: string; hands: Hand[] }) => void;
  'clock:own': (clock: OwnClock & { lectureId: string }) => void;
  'media:state': (media: MediaPart) => void;
  'recording:pulse': (pulse: RecordingPulse) => void;
  /** Signed out, or a role was lost: the page reloads its session. */
  'session:changed': () => void;
  /** Something that this person sees has changed; the client asks again for what it shows of it. `everything`: some news may have been lost. */
  'data:changed': (change: { topic: 'plan' | 'attendance' | 'recordings' | 'hands-on' | 'logbook' | 'credits' | 'people' | 'mails' | 'everything'; editionId?: string; lectureId?: string }) => void;
};
