import type { ChatMessage, Classroom, ServerToClient } from '@seldinger/contract';
import { setClock } from '../../api/clock';
import { asAppError, type AppErrorCode } from '../../api/errors';
import type { AppSocket } from '../../api/socket';
import { ask } from './ask';
import { readChat } from './classroom-calls';
import type { ClassroomAction, Outcome } from './classroom-state';
import { Outbox } from './outbox';

const againAfterMs = 2_500;

const outcomes: Partial<Record<AppErrorCode, Outcome>> = {
  'live.removed': 'removed',
  'live.over': 'over',
  'live.too-early': 'too-early',
  'request.not-found': 'no-access',
  'request.forbidden': 'no-access',
};

export interface LinkOptions {
  socket: AppSocket;
  lectureId: string;
  deviceId: string;
  dispatch: (action: ClassroomAction) => void;
  /** Signed out or a role lost: the page asks who it is. */
  onSessionChanged: () => void;
}

/** One's place in a classroom by the socket: enters, enters again after each loss, and sends what could not be sent. */
export class ClassroomLink {
  readonly outbox: Outbox;
  private readonly listeners: Partial<ServerToClient>;
  private lastSeq: number | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private closed = false;

  constructor(private readonly options: LinkOptions) {
    const { socket, lectureId, dispatch } = options;
    this.outbox = new Outbox({
      send: async ({ clientId, text }) => (await ask(socket, 'chat:send', { lectureId, clientId, text })).message,
      onKept: (message) => this.arrived([message]),
      onRefused: (clientId, code) => dispatch({ type: 'refused', clientId, code }),
    });
    this.listeners = this.listen();
    socket.on('connect', this.enter).on('disconnect', this.lost).on('connect_error', this.unreachable);
    if (socket.connected) void this.enter();
    else if (!socket.active) socket.connect();
  }

  private listen(): Partial<ServerToClient> {
    const { socket, lectureId, dispatch, onSessionChanged } = this.options;
    const here = <Change extends { lectureId: string }>(take: (change: Change) => void) => {
      return (change: Change) => {
        if (change.lectureId === lectureId) take(change);
      };
    };
    const listeners: Partial<ServerToClient> = {
      'classroom:changed': here((change) => {
        setClock(change.now);
        dispatch({ type: 'changed', phase: change.phase, breaks: change.breaks, heldFrom: change.heldFrom, heldUntil: change.heldUntil });
      }),
      'classroom:member': here(({ member }) => dispatch({ type: 'member', member })),
      'classroom:removed': here(() => this.shutOut('removed')),
      'chat:messages': here(({ messages }) => this.arrived(messages)),
      'hand:queue': here(({ hands }) => dispatch({ type: 'hands', hands })),
      'clock:own': here((clock) => dispatch({ type: 'clock', clock })),
      'media:state': (media) => dispatch({ type: 'media', media }),
      'session:changed': onSessionChanged,
    };
    for (const [name, listener] of Object.entries(listeners)) socket.on(name as keyof ServerToClient, listener as () => void);
    return listeners;
  }

  private noted(messages: ChatMessage[]): ChatMessage[] {
    for (const { id, seq } of messages) {
      this.outbox.drop(id);
      this.lastSeq = Math.max(this.lastSeq ?? 0, seq);
    }
    return messages;
  }

  private arrived(messages: ChatMessage[]): void {
    this.options.dispatch({ type: 'messages', messages: this.noted(messages) });
  }

  private readonly enter = async (): Promise<void> => {
    clearTimeout(this.timer);
    const { socket, lectureId, deviceId } = this.options;
    const lastSeq = this.lastSeq;
    try {
      const { classroom } = await ask(socket, 'classroom:enter', { lectureId, deviceId, lastSeq });
      if (!this.closed) await this.entered(classroom, lastSeq !== undefined);
    } catch (thrown) {
      if (this.closed) return;
      const { code } = asAppError(thrown);
      const outcome = outcomes[code];
      if (outcome) return this.shutOut(outcome);
      if (code === 'identity.signed-out') this.options.onSessionChanged();
      this.again(() => void this.enter());
    }
  };

  private async entered(classroom: Classroom, catchingUp: boolean): Promise<void> {
    setClock(classroom.now);
    this.noted(classroom.chat.items);
    this.options.dispatch({ type: 'entered', classroom, catchingUp });
    // The answer on coming back holds one page; a long absence may have missed more.
    for (let more = catchingUp && classroom.chat.more; more && !this.closed; ) {
      const page = await readChat(this.options.lectureId, { after: this.lastSeq });
      this.arrived(page.items);
      more = page.more && page.items.length > 0;
    }
    await this.outbox.flush();
  }

  private readonly lost = (reason: string): void => {
    this.options.dispatch({ type: 'connection-lost' });
    // Closed by the server: signed out, a role lost, or going down. The socket knocks again by itself; who we are then is asked.
    if (reason === 'io server disconnect') this.options.onSessionChanged();
  };

  private readonly unreachable = (error: Error): void => {
    if (error.message === 'identity.signed-out') this.options.onSessionChanged();
  };

  private again(work: () => void): void {
    clearTimeout(this.timer);
    if (!this.closed) this.timer = setTimeout(work, againAfterMs);
  }

  private shutOut(outcome: Outcome): void {
    this.options.dispatch({ type: 'shut-out', outcome });
    this.close();
  }

  /** Tells the server that one goes, so that the stay ends now and not when the connection is missed. */
  leave(): void {
    const { socket, lectureId } = this.options;
    if (!this.closed && socket.connected) void ask(socket, 'classroom:leave', { lectureId }).catch(() => undefined);
    this.close();
  }

  /** Lets go of the socket's events and of what waits. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    clearTimeout(this.timer);
    this.outbox.close();
    const { socket } = this.options;
    for (const [name, listener] of Object.entries(this.listeners)) socket.off(name as keyof ServerToClient, listener as () => void);
    socket.off('connect', this.enter).off('disconnect', this.lost).off('connect_error', this.unreachable);
  }
}
