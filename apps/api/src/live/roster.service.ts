import { Injectable } from '@nestjs/common';
import { lectureRoom, Realtime } from '../platform/realtime';
import { Connections, type Connection } from './connections';
import { HandService } from './hand.service';

/** Who reconnects within this time was never shown as gone. */
const FLICKER_MS = 10_000;

/** Who is here, as the class is shown it: persons, not devices, and no flicker when a network stumbles. */
@Injectable()
export class RosterService {
  /** People whose last connection broke, by lecture and person, until they are back or shown as gone. */
  private readonly missing = new Map<string, { connection: Connection; since: number }>();

  constructor(
    private readonly connections: Connections,
    private readonly hands: HandService,
    private readonly realtime: Realtime,
  ) {}

  came(connection: Connection): void {
    this.missing.delete(keyOf(connection));
    this.show(connection);
  }

  /** On purpose: shown at once. */
  async left(connection: Connection): Promise<void> {
    if (this.isHere(connection)) return this.show(connection);
    // Without a database the goodbye is said again until it is complete.
    this.missing.set(keyOf(connection), { connection, since: -Infinity });
    await this.sayGoodbye(connection);
    this.missing.delete(keyOf(connection));
  }

  /** By accident, perhaps: shown only if it lasts. */
  broke(connection: Connection, now: number): void {
    if (this.isHere(connection)) this.show(connection);
    else this.missing.set(keyOf(connection), { connection, since: now });
  }

  /** Shows as gone who did not come back in time. */
  async settle(now: number): Promise<void> {
    for (const [key, { connection, since }] of this.missing) {
      if (now - since < FLICKER_MS) continue;
      if (!this.isHere(connection)) await this.sayGoodbye(connection);
      this.missing.delete(key);
    }
  }

  /** Cuts somebody from the classroom whose stays the database has ended already. */
  async expel(lectureId: string, personId: string): Promise<void> {
    const cut = this.connections.ofPerson(lectureId, personId);
    for (const connection of cut) {
      this.connections.drop(connection);
      await connection.socket?.leave(lectureRoom(lectureId));
    }
    if (cut[0]) await this.left(cut[0]);
  }

  private isHere({ lectureId, personId }: Connection): boolean {
    return this.connections.ofPerson(lectureId, personId).length > 0;
  }

  /** Whoever is gone for good asks nothing any more. */
  private async sayGoodbye(connection: Connection): Promise<void> {
    this.show(connection);
    await this.hands.lowerFor(connection.lectureId, connection.personId, connection.personId);
  }

  /** Tells the class how this person is here now; several devices are one person. */
  private show({ lectureId, personId, name, role }: Connection): void {
    const here = this.connections.ofPerson(lectureId, personId);
    const since = here.length === 0 ? null : new Date(Math.min(...here.map(({ joinedAt }) => joinedAt))).toISOString();
    const member = { personId, name, role, present: here.length > 0, devices: new Set(here.map(({ device }) => device)).size, since };
    this.realtime.emit(lectureRoom(lectureId), 'classroom:member', { lectureId, member });
  }
}

const keyOf = ({ lectureId, personId }: Connection): string => `${lectureId} ${personId}`;
