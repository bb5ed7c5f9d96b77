import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../platform/clock';
import { AppError } from '../platform/http/app-error';
import { Media } from '../platform/media';
import { lectureRoom, Realtime, type ClassSocket } from '../platform/realtime';
import { ChatService } from './chat.service';
import { isModerator } from './classroom.policy';
import { ClassroomService } from './classroom.service';
import { Connections, type Connection } from './connections';
import { HandService } from './hand.service';
import { HoldingService } from './holding.service';
import { PresenceService } from './presence.service';

/** What the class says over its sockets. Speaking takes being inside. */
@Injectable()
export class LiveGateway implements OnModuleInit {
  constructor(
    private readonly realtime: Realtime,
    private readonly connections: Connections,
    private readonly presence: PresenceService,
    private readonly classrooms: ClassroomService,
    private readonly chat: ChatService,
    private readonly hands: HandService,
    private readonly holding: HoldingService,
    private readonly media: Media,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.realtime.handle('classroom:enter', async (socket, { lectureId, deviceId, lastSeq }) => {
      const { role } = await this.presence.enter(socket, lectureId, deviceId);
      // The lecture may have waited for this one.
      if (isModerator(role)) await this.holding.check(this.clock.nowMs());
      return { classroom: await this.classrooms.read(socket.data.viewer, lectureId, lastSeq) };
    });
    this.realtime.handle('classroom:leave', async (socket, { lectureId }) => {
      await this.presence.leave(socket, lectureId);
      return {};
    });
    this.realtime.handle('chat:send', async (socket, { lectureId, clientId, text }) => ({ message: await this.chat.send(this.inside(socket, lectureId), clientId, text) }));
    this.realtime.handle('chat:remove', async (socket, { lectureId, messageId }) => {
      await this.chat.remove(this.inside(socket, lectureId), messageId);
      return {};
    });
    this.realtime.handle('hand:raise', async (socket, { lectureId }) => {
      await this.hands.raise(this.inside(socket, lectureId));
      return {};
    });
    this.realtime.handle('hand:lower', async (socket, { lectureId, personId }) => {
      await this.hands.lower(this.inside(socket, lectureId), personId);
      return {};
    });
    this.realtime.onDisconnect((socket, reason) => this.presence.disconnected(socket, reason));
    this.media.watch((state) => {
      for (const lectureId of this.connections.lectures()) this.realtime.emit(lectureRoom(lectureId), 'media:state', state);
    });
  }

  /** @throws live.not-inside */
  private inside(socket: ClassSocket, lectureId: string): Connection {
    const connection = this.connections.inLecture(socket, lectureId);
    if (!connection) throw new AppError('live.not-inside');
    return connection;
  }
}
