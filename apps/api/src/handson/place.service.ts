import { Injectable } from '@nestjs/common';
import { addDays, localDate, toInstant } from '@seldinger/domain';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/clock';
import { Events } from '../platform/events';
import { AppError, notFound } from '../platform/http/app-error';
import { editionRoom, Realtime } from '../platform/realtime';
import { hasBegun } from './handson.policy';
import { deleteBooking, insertHeld, lockFreePlace, wishedWeek, type FreedPlace, type WishedWeek } from './place.queries';

const HOUR_MS = 3_600_000;

/** Places in single weeks: held for somebody for a time, and given back. What requests, lines and cancellations have in common. */
@Injectable()
export class PlaceService {
  constructor(
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly realtime: Realtime,
  ) {}

  /** Whether nothing of the week can be changed any more. */
  hasBegun({ monday, timeZone }: { monday: string; timeZone: string }): boolean {
    return hasBegun(monday, localDate(this.clock.nowMs(), timeZone));
  }

  /** A week in which this trainee could have a place, if one is free. @throws 404, handson.past, handson.closed, handson.lectures, handson.already-in-week */
  async askable(em: EntityManager, editionId: string, weekId: string, personId: string): Promise<WishedWeek> {
    const week = await wishedWeek(em, weekId, personId);
    if (week?.editionId !== editionId) throw notFound();
    if (this.hasBegun(week)) throw new AppError('handson.past');
    if (week.open === 0) throw new AppError('handson.closed');
    if (week.lectures) throw new AppError('handson.lectures');
    if (week.booked) throw new AppError('handson.already-in-week');
    return week;
  }

  /** A free place of the week for this person, until the hours are over or its first day is; null where all are taken. */
  async hold(em: EntityManager, week: WishedWeek, personId: string, hours: number): Promise<{ bookingId: string; until: Date } | null> {
    const placeId = await lockFreePlace(em, week.id, personId);
    if (!placeId) return null;
    const at = this.clock.now();
    const until = new Date(Math.min(at.getTime() + hours * HOUR_MS, toInstant(`${addDays(week.monday, 1)}T00:00`, week.timeZone)));
    return { bookingId: await insertHeld(em, { placeId, weekId: week.id, editionId: week.editionId, personId, until, at }), until };
  }

  /** Nobody's any more; whoever waits for the week learns of it. Again changes nothing. */
  async giveBack(em: EntityManager, bookingId: string): Promise<FreedPlace | null> {
    const freed = await deleteBooking(em, bookingId);
    if (freed) await this.events.emit(em, 'handson.place.freed', freed);
    return freed;
  }

  /** Open pages of the edition ask again for what they show of its weeks, once the transaction commits. */
  async tell(em: EntityManager, editionId: string): Promise<void> {
    await this.realtime.push(editionRoom(editionId), 'data:changed', { topic: 'hands-on', editionId }, em);
  }
}
