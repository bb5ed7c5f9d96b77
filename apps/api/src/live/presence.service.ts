import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock';
import { isDatabaseGone } from '../platform/db';
import { lectureRoom, type ClassSocket } from '../platform/realtime';
import { BeatService } from './beat.service';
import { ClassroomPolicy, demandOpen } from './classroom.policy';
import { ALIVE_FOR_MS, Connections, isAlive, type Connection } from './connections';
import { isRemoved } from './live.queries';
import { RosterService } from './roster.service';

/** Ends of a socket that the other side did not ask for; every other one comes from a side that was there to say so. */
const SILENT = ['ping timeout', 'transport error'];

/** An entering that only a missing database refused: when it was first and last tried, in epoch milliseconds. */
type Knock = { first: number; last: number };

/** Who is in which classroom over a socket of this process: each entering is a stay, at the server's clock. */
@Injectable()
export class PresenceService {
  private readonly knocks = new WeakMap<ClassSocket, Map<string, Knock>>();
  private readonly watched = new WeakSet<ClassSocket>();

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly policy: ClassroomPolicy,
    private readonly connections: Connections,
    private readonly beats: BeatService,
    private readonly roster: RosterService,
  ) {}

  /** Entering again from where one is changes nothing. @throws 404, 403, live.too-early, live.over, live.removed */
  async enter(socket: ClassSocket, lectureId: string, device: string): Promise<Connection> {
    const known = this.connections.inLecture(socket, lectureId);
    if (known?.device === device) return known;
    const connection = await this.begin(socket, lectureId, device);
    this.connections.add(connection);
    // It may have broken off while the database was busy.
    if (!socket.connected) {
      await this.disconnected(socket, 'transport close');
      return connection;
    }
    const others = this.connections.ofSocket(socket).filter((other) => other.lectureId === lectureId && other !== connection);
    if (others.length > 0) await this.beats.end(others, 'left');
    this.watch(socket);
    await socket.join(lectureRoom(lectureId));
    this.roster.came(connection);
    return connection;
  }

  /** Somebody whom only a missing database kept out is counted from the first try, as long as the tries went on. */
  private async begin(socket: ClassSocket, lectureId: string, device: string): Promise<Connection> {
    const key = `${lectureId} ${device}`;
    const now = this.clock.nowMs();
    const tried = this.knocks.get(socket) ?? new Map<string, Knock>();
    const knock = tried.get(key);
    const joinedAt = knock && now - knock.last <= ALIVE_FOR_MS ? knock.first : now;
    try {
      const connection = await this.write(socket, lectureId, device, joinedAt);
      tried.delete(key);
      return connection;
    } catch (error) {
      if (isDatabaseGone(error)) this.knocks.set(socket, tried.set(key, { first: joinedAt, last: this.clock.nowMs() }));
      throw error;
    }
  }

  private async write(socket: ClassSocket, lectureId: string, device: string, joinedAt: number): Promise<Connection> {
    const { viewer } = socket.data;
    const { personId, name, sessionId } = viewer;
    const id = randomUUID();
    const now = this.clock.nowMs();
    const role = await this.source.transaction(async (em) => {
      // Neither the end of the lecture nor a removal comes in between.
      await em.query('SELECT 1 FROM lecture WHERE id = $1 FOR SHARE', [lectureId]);
      const admitted = await this.policy.admit(em, viewer, lectureId);
      demandOpen(admitted.lecture, await isRemoved(em, lectureId, personId), now);
      await em.query('INSERT INTO classroom (lecture_id) VALUES ($1) ON CONFLICT DO NOTHING', [lectureId]);
      await em.query(
        `INSERT INTO stay (lecture_id, person_id, device, session_id, source, connection, joined_at, last_seen_at) VALUES ($1, $2, $3, $4, 'socket', $5, $6, $7)`,
        [lectureId, personId, device, sessionId, id, new Date(joinedAt), new Date(now)],
      );
      return admitted.role;
    });
    return { id, lectureId, personId, name, role, device, sessionId, socket, joinedAt, lastSeenAt: now, end: null };
  }

  /** Every packet, the answers to the server's pings among them, is a sign of life. */
  private watch(socket: ClassSocket): void {
    if (this.watched.has(socket)) return;
    this.watched.add(socket);
    socket.conn.on('packet', () => this.sign(socket));
  }

  private sign(socket: ClassSocket): void {
    const now = this.clock.nowMs();
    for (const connection of this.connections.ofSocket(socket)) connection.lastSeenAt = Math.max(connection.lastSeenAt, now);
  }

  /** On purpose: shown as gone at once. */
  async leave(socket: ClassSocket, lectureId: string): Promise<void> {
    const connection = this.connections.inLecture(socket, lectureId);
    if (!connection) return;
    this.sign(socket);
    await socket.leave(lectureRoom(lectureId));
    await this.beats.end([connection], 'left');
    await this.roster.left(connection);
  }

  /** Where the other end closed the socket, that was its last sign of life; where it fell silent, its last packet was. */
  async disconnected(socket: ClassSocket, reason: string): Promise<void> {
    const ending = this.connections.ofSocket(socket);
    if (!SILENT.includes(reason) && ending.some((connection) => isAlive(connection, this.clock.nowMs()))) this.sign(socket);
    const written = this.beats.end(ending, socket.data.cut === 'signed-out' ? 'signed-out' : 'disconnected');
    for (const connection of ending) this.roster.broke(connection, this.clock.nowMs());
    await written;
  }

  /** The server stops: nobody's time runs on. */
  async stop(): Promise<void> {
    await this.beats.end(this.connections.all(), 'server-stopped');
  }
}
