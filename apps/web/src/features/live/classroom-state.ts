import type { ChatMessage, ClassMember, Classroom, ErrorCode, Hand, MediaPart, OwnClock } from '@seldinger/contract';

/** A message on its way: written here, not yet confirmed by the server. */
export interface PendingMessage {
  /** The message's id once it is kept; sending it twice keeps it once. */
  clientId: string;
  text: string;
  /** Why the server refused it, or null while it is on its way. */
  refused: ErrorCode | null;
}

/** Why one is no longer inside although one did not leave. */
export type Outcome = 'removed' | 'over' | 'too-early' | 'no-access';

/** Everything the classroom shows that comes by the socket. */
export interface ClassroomState extends Omit<Classroom, 'chat' | 'media'> {
  link: 'connecting' | 'connected' | 'reconnecting';
  /** In the server's order, without gaps from the first shown on. */
  messages: ChatMessage[];
  /** Whether older messages can be asked for. */
  earlier: boolean;
  pending: PendingMessage[];
  media: MediaPart;
  outcome: Outcome | null;
}

export type ClassroomAction =
  | { type: 'entered'; classroom: Classroom; catchingUp: boolean }
  | { type: 'connection-lost' }
  | { type: 'shut-out'; outcome: Outcome }
  | { type: 'changed'; phase: Classroom['phase']; breaks: Classroom['breaks']; heldFrom: string | null; heldUntil: string | null }
  | { type: 'member'; member: ClassMember }
  | { type: 'hands'; hands: Hand[] }
  | { type: 'clock'; clock: OwnClock }
  | { type: 'media'; media: MediaPart }
  | { type: 'removal'; personId: string; name: string; removed: boolean }
  | { type: 'messages'; messages: ChatMessage[] }
  | { type: 'earlier'; messages: ChatMessage[]; more: boolean }
  | { type: 'sending'; clientId: string; text: string }
  | { type: 'refused'; clientId: string; code: ErrorCode }
  | { type: 'discarded'; clientId: string };

/** The state before the first answer of the socket, from what the page was told over HTTP. */
export function beforeEntering({ chat, media, ...classroom }: Classroom): ClassroomState {
  return { ...classroom, link: 'connecting', messages: chat.items, earlier: chat.more, pending: [], media: { state: media }, outcome: null };
}

/** Joins two lists of messages: each once, the newer word about it wins, in the server's order. */
export function mergeMessages(kept: ChatMessage[], arrived: ChatMessage[]): ChatMessage[] {
  const byId = new Map([...kept, ...arrived].map((message) => [message.id, message]));
  return [...byId.values()].sort((a, b) => a.seq - b.seq);
}

/** The highest number of a message that is shown, for asking what came after it. */
export const lastSeqOf = (messages: ChatMessage[]): number | undefined => messages.at(-1)?.seq;

function withMessages(state: ClassroomState, arrived: ChatMessage[]): ClassroomState {
  const ids = new Set(arrived.map(({ id }) => id));
  return { ...state, messages: mergeMessages(state.messages, arrived), pending: state.pending.filter(({ clientId }) => !ids.has(clientId)) };
}

function entered(state: ClassroomState, { chat, media, ...classroom }: Classroom, catchingUp: boolean): ClassroomState {
  // On the way back in the server tells only what is new; what is shown above it stays.
  const next = { ...state, ...classroom, media: { ...state.media, state: media }, link: 'connected' as const, earlier: catchingUp ? state.earlier : chat.more };
  return withMessages(next, chat.items);
}

function withMember(members: ClassMember[], member: ClassMember): ClassMember[] {
  const known = members.some(({ personId }) => personId === member.personId);
  return known ? members.map((each) => (each.personId === member.personId ? member : each)) : [...members, member];
}

const sending = (pending: PendingMessage[], message: PendingMessage) =>
  pending.some(({ clientId }) => clientId === message.clientId) ? pending.map((each) => (each.clientId === message.clientId ? message : each)) : [...pending, message];

/** How each word of the server, and each wish of one's own, changes what is shown. */
export function classroomReducer(state: ClassroomState, action: ClassroomAction): ClassroomState {
  switch (action.type) {
    case 'entered':
      return entered(state, action.classroom, action.catchingUp);
    case 'connection-lost':
      return { ...state, link: state.link === 'connecting' ? 'connecting' : 'reconnecting' };
    case 'shut-out':
      return { ...state, outcome: action.outcome };
    case 'changed': {
      const { phase, breaks, heldFrom, heldUntil } = action;
      return { ...state, phase, breaks, lecture: { ...state.lecture, heldFrom, heldUntil } };
    }
    case 'member':
      return { ...state, members: withMember(state.members, action.member) };
    case 'hands':
      return { ...state, hands: action.hands };
    case 'clock':
      return { ...state, clock: action.clock };
    case 'media':
      return { ...state, media: action.media };
    case 'removal': {
      const others = state.removed.filter(({ personId }) => personId !== action.personId);
      return { ...state, removed: action.removed ? [...others, { personId: action.personId, name: action.name }] : others };
    }
    case 'messages':
      return withMessages(state, action.messages);
    case 'earlier':
      return { ...withMessages(state, action.messages), earlier: action.more };
    case 'sending':
      return { ...state, pending: sending(state.pending, { clientId: action.clientId, text: action.text, refused: null }) };
    case 'refused':
      return { ...state, pending: state.pending.map((each) => (each.clientId === action.clientId ? { ...each, refused: action.code } : each)) };
    case 'discarded':
      return { ...state, pending: state.pending.filter(({ clientId }) => clientId !== action.clientId) };
  }
}
