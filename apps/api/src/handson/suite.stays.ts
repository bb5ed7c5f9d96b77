import { Injectable } from '@nestjs/common';
import type { SuiteStay } from '@seldinger/contract';
import { localDate } from '@seldinger/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock';
import { AppError, notFound } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { editionRoom, Realtime } from '../platform/realtime';
import { datesOf, dayOf, presentStay, type Stay } from './suite.presenter';
import { changesOf, daysOf, lockStay, stayById, type StayRow } from './suite.queries';

/** Who does something in the suite, and when. */
export type Act = { authorId: string; at: Date };

/** Stays in the suite as every service of attendance there reads them, and the one way to change them. */
@Injectable()
export class SuiteStays {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly realtime: Realtime,
  ) {}

  /** With their days and changes, in as many queries for many as for one. */
  async fill(em: EntityManager, rows: readonly StayRow[]): Promise<Stay[]> {
    if (rows.length === 0) return [];
    const ids = rows.map(({ bookingId }) => bookingId);
    const days = await daysOf(em, ids);
    const changes = await changesOf(em, ids);
    return rows.map((row) => ({ ...row, days: days.filter(({ bookingId }) => bookingId === row.bookingId), changes }));
  }

  /** @throws 404 */
  async byId(em: EntityManager, bookingId: string): Promise<Stay> {
    const row = await stayById(em, bookingId);
    if (!row) throw notFound();
    return (await this.fill(em, [row]))[0]!;
  }

  /** A stay that nobody else changes until the transaction ends. @throws 404 */
  async locked(em: EntityManager, bookingId: string): Promise<Stay> {
    await lockStay(em, bookingId);
    return this.byId(em, bookingId);
  }

  /** One change at a time of a stay, by somebody who supervises; answers with the stay as it is afterwards. @throws 404, 403 */
  async change(viewer: Viewer, bookingId: string, work: (em: EntityManager, stay: Stay, act: Act) => Promise<unknown>): Promise<SuiteStay> {
    return this.source.transaction(async (em) => {
      const stay = await this.locked(em, bookingId);
      viewer.demand('handson:supervise', stay.editionId);
      await work(em, stay, { authorId: viewer.personId, at: this.clock.now() });
      return presentStay(await this.byId(em, bookingId), true);
    });
  }

  /** The day by the edition's calendar. */
  today({ timeZone }: Pick<StayRow, 'timeZone'>, at: Date): string {
    return localDate(at.getTime(), timeZone);
  }

  /** @throws 404 for a day of another week, suite.signed */
  demandOpen(stay: Stay, date: string): void {
    if (!datesOf(stay).includes(date)) throw notFound();
    if (stay.signatureId || dayOf(stay, date)?.signedAt) throw new AppError('suite.signed');
  }

  /** Pages that are open ask again. */
  async tell(em: EntityManager, editionId: string): Promise<void> {
    await this.realtime.push(editionRoom(editionId), 'data:changed', { topic: 'hands-on', editionId }, em);
  }
}
