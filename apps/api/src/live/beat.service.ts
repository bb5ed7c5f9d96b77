import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { isDatabaseGone } from '../platform/db';
import { lectureRoom } from '../platform/realtime';
import { LOG } from '../platform/tokens';
import { Connections, type Connection, type EndedBy } from './connections';
import { LOST_AFTER_MS } from './live.queries';

/** One row a connection. An open stay moves on or ends; one that has ended stays as it is, however late a beat comes. */
const BEAT = `
  UPDATE stay
  SET last_seen_at = greatest(stay.last_seen_at, to_timestamp(beat.seen / 1000)), left_at = to_timestamp(beat.ended / 1000), ended_by = beat.ended_by
  FROM unnest($1::text[], $2::float8[], $3::float8[], $4::text[]) AS beat (connection, seen, ended, ended_by)
  WHERE stay.source = 'socket' AND stay.connection = beat.connection AND stay.left_at IS NULL`;

/** Writes down that the connections of this process live, so that a crash costs nobody more than one beat. */
@Injectable()
export class BeatService {
  private turn: Promise<unknown> = Promise.resolve();
  private ending: Promise<boolean> | null = null;

  constructor(
    private readonly source: DataSource,
    private readonly connections: Connections,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /**
   * One beat for all connections, in one statement; the ends that the database does not know yet go with it.
   * Without a database nothing is lost: the book keeps the times, and the next beat writes them.
   * @returns whether the database took it
   */
  beat(): Promise<boolean> {
    return this.exclusively(() => this.write(this.connections.all()));
  }

  /** Ends these connections at their last sign of life: in the book now, in the database as soon as it is there. */
  async end(connections: readonly Connection[], by: EndedBy): Promise<void> {
    for (const connection of connections) connection.end ??= { at: connection.lastSeenAt, by };
    // Many go at once when a network does: whoever waits for a turn takes the others along.
    this.ending ??= this.exclusively(() => {
      this.ending = null;
      return this.write(this.connections.all().filter(({ end }) => end !== null));
    });
    await this.ending;
  }

  /** The lecture is over and its stays are ended: there is nothing left to write. */
  forget(lectureId: string): void {
    for (const connection of this.connections.ofLecture(lectureId)) this.connections.drop(connection);
  }

  /** One after the other: two statements over the same stays could wait for each other for ever. */
  exclusively<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = this.turn.then(work, work);
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  private async write(batch: readonly Connection[]): Promise<boolean> {
    if (batch.length === 0) return true;
    const ends = batch.map(({ end }) => end);
    try {
      const values = [batch.map(({ id }) => id), batch.map(({ lastSeenAt }) => lastSeenAt), ends.map((end) => end?.at ?? null), ends.map((end) => end?.by ?? null)];
      const [, written] = (await this.source.query(BEAT, values)) as [unknown, number];
      // An end that came while the statement ran was not in it and waits for the next.
      batch.forEach((connection, index) => ends[index] && this.connections.drop(connection));
      const open = batch.filter(({ end }) => end === null);
      if (written < batch.length && open.length > 0) await this.reconcile(open);
      return true;
    } catch (error) {
      if (isDatabaseGone(error)) this.log.debug({ connections: batch.length }, 'beat kept until the database is back');
      else this.log.error({ err: error }, 'beat failed');
      return false;
    }
  }

  /** Some open connections have no open stay any more: somebody else ended it. */
  private async reconcile(batch: readonly Connection[]): Promise<void> {
    const closed: { connection: string; leftAt: Date; endedBy: EndedBy }[] = await this.source.query(
      `SELECT connection, left_at AS "leftAt", ended_by AS "endedBy" FROM stay WHERE source = 'socket' AND left_at IS NOT NULL AND connection = ANY($1::text[])`,
      [batch.map(({ id }) => id)],
    );
    const byId = new Map(batch.map((connection) => [connection.id, connection]));
    for (const { connection, leftAt, endedBy } of closed) {
      const known = byId.get(connection)!;
      this.connections.drop(known);
      if (endedBy === 'lost' && (await this.succeed(known, leftAt))) continue;
      void known.socket?.leave(lectureRoom(known.lectureId));
    }
  }

  /** This process could not write for so long that its stays were given up; the socket lives on, and so does the stay, as a new one. */
  private async succeed(known: Connection, leftAt: Date): Promise<boolean> {
    const next: Connection = { ...known, id: randomUUID(), joinedAt: leftAt.getTime(), lastSeenAt: Math.max(known.lastSeenAt, leftAt.getTime()) };
    const rows: unknown[] = await this.source.query(
      `INSERT INTO stay (lecture_id, person_id, device, session_id, source, connection, joined_at, last_seen_at)
       SELECT id, $2, $3, $4, 'socket', $5, $6, $7 FROM lecture WHERE id = $1 AND state IN ('planned', 'live') FOR SHARE RETURNING id`,
      [next.lectureId, next.personId, next.device, next.sessionId, next.id, leftAt, new Date(next.lastSeenAt)],
    );
    if (rows.length > 0) this.connections.add(next);
    return rows.length > 0;
  }

  /** Ends the stays that no process writes for any more, at their last sign of life. */
  async sweep(now: number): Promise<void> {
    await this.source.query(`UPDATE stay SET left_at = last_seen_at, ended_by = 'lost' WHERE source = 'socket' AND left_at IS NULL AND last_seen_at < $1`, [new Date(now - LOST_AFTER_MS)]);
  }
}
