import { Injectable } from '@nestjs/common';
import type { Hand } from '@seldinger/contract';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock';
import { forbidden } from '../platform/http/app-error';
import { lectureRoom, Realtime } from '../platform/realtime';
import { isModerator } from './classroom.policy';
import type { Connection } from './connections';

/** Hands raised, in the order in which the server saw them; one a person. */
@Injectable()
export class HandService {
  private readonly turns = new Map<string, Promise<void>>();

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly realtime: Realtime,
  ) {}

  async queue(em: EntityManager, lectureId: string): Promise<Hand[]> {
    const rows: { personId: string; name: string; raisedAt: Date }[] = await em.query(
      `SELECT h.person_id AS "personId", p.given_name || ' ' || p.family_name AS name, h.raised_at AS "raisedAt"
       FROM hand h JOIN person p ON p.id = h.person_id WHERE h.lecture_id = $1 AND h.lowered_at IS NULL ORDER BY h.raised_at, h.id`,
      [lectureId],
    );
    return rows.map((row) => ({ ...row, raisedAt: row.raisedAt.toISOString() }));
  }

  /** A hand that is up stays where it is in the queue. */
  async raise({ lectureId, personId }: Connection): Promise<void> {
    await this.change(
      lectureId,
      // Two within one millisecond keep their order.
      `INSERT INTO hand (lecture_id, person_id, raised_at)
       SELECT $1, $2, greatest($3::timestamptz, (SELECT max(raised_at) + interval '1 ms' FROM hand WHERE lecture_id = $1 AND lowered_at IS NULL))
       ON CONFLICT (lecture_id, person_id) WHERE lowered_at IS NULL DO NOTHING`,
      [lectureId, personId, this.clock.now()],
    );
  }

  /** One's own, or for who leads the class anybody's. @throws 403 */
  async lower(by: Connection, personId: string = by.personId): Promise<void> {
    if (personId !== by.personId && !isModerator(by.role)) throw forbidden();
    await this.lowerFor(by.lectureId, personId, by.personId);
  }

  /** Of somebody who left. */
  async lowerFor(lectureId: string, personId: string, by: string): Promise<void> {
    await this.change(lectureId, `UPDATE hand SET lowered_at = greatest(raised_at, $4), lowered_by = $3 WHERE lecture_id = $1 AND person_id = $2 AND lowered_at IS NULL`, [lectureId, personId, by, this.clock.now()]);
  }

  /** Changes the queue and shows it to all, one change after the other, so that nobody is left with an older one. */
  private change(lectureId: string, sql: string, values: unknown[]): Promise<void> {
    const work = async (): Promise<void> => {
      await this.source.query(sql, values);
      this.realtime.emit(lectureRoom(lectureId), 'hand:queue', { lectureId, hands: await this.queue(this.source.manager, lectureId) });
    };
    const mine = (this.turns.get(lectureId) ?? Promise.resolve()).then(work);
    const settled = mine
      .catch(() => undefined)
      .finally(() => {
        if (this.turns.get(lectureId) === settled) this.turns.delete(lectureId);
      });
    this.turns.set(lectureId, settled);
    return mine;
  }
}
