import { Injectable } from '@nestjs/common';
import type { ClassroomRole } from '@seldinger/contract';
import type { ClassSocket } from '../platform/realtime';

/** Why a socket's stay ended; `lost` is said of a stay whose process stopped writing. */
export type EndedBy = 'left' | 'disconnected' | 'removed' | 'signed-out' | 'role-lost' | 'lecture-ended' | 'server-stopped' | 'lost';
/** Ends on purpose: who is back soon after these did not reconnect, so the time between is not bridged. */
export const ENDED_ON_PURPOSE: readonly EndedBy[] = ['left', 'removed', 'signed-out', 'role-lost'];

/** One device of one person in one classroom, over one socket of this process. Times are epoch milliseconds of the course's clock. */
export type Connection = {
  /** Our own name for this very entering; the stay's `connection`. */
  readonly id: string;
  readonly lectureId: string;
  readonly personId: string;
  readonly name: string;
  readonly role: ClassroomRole;
  readonly device: string;
  readonly sessionId: string;
  /** Null in benches, which beat for connections without a network. */
  readonly socket: ClassSocket | null;
  readonly joinedAt: number;
  /** When the other end last gave a sign of life. */
  lastSeenAt: number;
  /** Set when it is over; it stays in the book until the database knows. */
  end: { at: number; by: EndedBy } | null;
};

/** The connections of this process: what is known of them before, and while, the database is. */
@Injectable()
export class Connections {
  private readonly book = new Map<string, Connection>();
  private readonly bySocket = new Map<ClassSocket, Set<Connection>>();

  add(connection: Connection): void {
    this.book.set(connection.id, connection);
    if (!connection.socket) return;
    const others = this.bySocket.get(connection.socket);
    if (others) others.add(connection);
    else this.bySocket.set(connection.socket, new Set([connection]));
  }

  drop({ id, socket }: Connection): void {
    const known = this.book.get(id);
    this.book.delete(id);
    const others = socket && this.bySocket.get(socket);
    if (!known || !others) return;
    others.delete(known);
    if (others.size === 0) this.bySocket.delete(socket);
  }

  /** Those that go on and those whose end is not yet written. */
  all(): Connection[] {
    return [...this.book.values()];
  }

  ofLecture(lectureId: string): Connection[] {
    return this.all().filter((connection) => connection.end === null && connection.lectureId === lectureId);
  }

  ofPerson(lectureId: string, personId: string): Connection[] {
    return this.ofLecture(lectureId).filter((connection) => connection.personId === personId);
  }

  ofSocket(socket: ClassSocket): Connection[] {
    return [...(this.bySocket.get(socket) ?? [])].filter(({ end }) => end === null);
  }

  inLecture(socket: ClassSocket, lectureId: string): Connection | undefined {
    return this.ofSocket(socket).find((connection) => connection.lectureId === lectureId);
  }

  /** Lectures in which somebody of this process is. */
  lectures(): string[] {
    return [...new Set(this.all().filter(({ end }) => end === null).map(({ lectureId }) => lectureId))];
  }
}

/** A socket that gave no sign of life for longer is on its way to be cut. */
export const ALIVE_FOR_MS = 15_000;

export const isAlive = ({ lastSeenAt, end }: Connection, now: number): boolean => end === null && now - lastSeenAt <= ALIVE_FOR_MS;
