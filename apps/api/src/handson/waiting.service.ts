import { Injectable } from '@nestjs/common';
import type { newWaiting, offerAnswer, OwnHandson } from '@seldinger/contract';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { Clock } from '../platform/clock';
import { Events, On, type Delivered } from '../platform/events';
import { AppError, notFound } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { refusing } from './handson.policy';
import { agreeHeld, forgetImpossible, wishedWeek, type WishedWeek } from './place.queries';
import { PlaceService } from './place.service';
import { RequestListService } from './request-list.service';
import { RequestPost } from './request.post';
import { waitingById, type WaitingRow } from './request.queries';
import { endWaiting, insertWaiting, lockLine, markOffered, nextInLine, tidyLine } from './waiting.queries';

/** The line for a week that is full: whoever waits longest is offered the next free place, for a time. */
@Injectable()
export class WaitingService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly places: PlaceService,
    private readonly lists: RequestListService,
    private readonly post: RequestPost,
  ) {}

  /** Twice is once. @throws 404, 403, handson.not-full, handson.already-in-week, handson.closed, handson.lectures, handson.past */
  async wait(viewer: Viewer, editionId: string, { weekId }: z.infer<typeof newWaiting>): Promise<OwnHandson> {
    viewer.demand('handson:wish', editionId);
    const { personId } = viewer;
    await this.source.transaction(async (em) => {
      const week = await this.places.askable(em, editionId, weekId, personId);
      if (week.free > week.line) throw new AppError('handson.not-full');
      const at = this.clock.now();
      await forgetImpossible(em, { editionId, weekId, personId, at });
      await insertWaiting(em, { editionId, weekId, personId, at });
      await this.places.tell(em, editionId);
    });
    return this.lists.own(viewer, editionId);
  }

  /** Whoever leaves while a place is offered declines it. @throws 404, also for somebody else's, 403, handson.decided */
  async leaveLine(viewer: Viewer, waitingId: string): Promise<OwnHandson> {
    const entry = await this.ownEntry(viewer, waitingId);
    await this.source.transaction((em) => this.giveUp(em, entry, ['waiting', 'offered'], 'left'));
    return this.lists.own(viewer, entry.editionId);
  }

  /** @throws 404, also for somebody else's, 403, handson.decided, handson.past */
  async answerOffer(viewer: Viewer, waitingId: string, { accept }: z.infer<typeof offerAnswer>): Promise<OwnHandson> {
    const entry = await this.ownEntry(viewer, waitingId);
    await this.source.transaction((em) => (accept ? this.accept(em, entry) : this.giveUp(em, entry, ['offered'], 'declined')));
    return this.lists.own(viewer, entry.editionId);
  }

  private async accept(em: EntityManager, { id: waitingId, editionId, weekId, personId }: WaitingRow): Promise<void> {
    const ended = await endWaiting(em, waitingId, ['offered'], { state: 'taken', at: this.clock.now() });
    if (!ended?.bookingId || !(await agreeHeld(em, ended.bookingId))) throw new AppError('handson.decided');
    const week = await wishedWeek(em, weekId, personId);
    if (!week || this.places.hasBegun(week)) throw new AppError('handson.past');
    await this.events.emit(em, 'handson.offer.answered', { editionId, waitingId, personId, state: 'taken' });
    await this.post.accepted(em, ended.bookingId);
    await this.places.tell(em, editionId);
  }

  /** Nobody answered in time. In the worker; another one that does the same finds nothing left. */
  async expire(waitingId: string): Promise<void> {
    await this.source.transaction(async (em) => {
      const entry = await waitingById(em, waitingId);
      if (!entry) return;
      await this.giveUp(em, entry, ['offered'], 'expired');
      await this.post.offerExpired(em, entry);
    });
  }

  private async giveUp(em: EntityManager, { id: waitingId, editionId, personId }: WaitingRow, from: readonly ('waiting' | 'offered')[], state: 'left' | 'declined' | 'expired'): Promise<void> {
    const ended = await endWaiting(em, waitingId, from, { state, at: this.clock.now() });
    if (!ended) throw new AppError('handson.decided');
    if (ended.bookingId) {
      await this.places.giveBack(em, ended.bookingId);
      await this.events.emit(em, 'handson.offer.answered', { editionId, waitingId, personId, state });
    }
    await this.places.tell(em, editionId);
  }

  @On('handson.place.freed')
  async placeFreed({ payload }: Delivered<'handson.place.freed'>): Promise<void> {
    await this.offer(payload.weekId);
  }

  /** Offers the week's free places to those who wait longest; again changes nothing. Returns how many. */
  async offer(weekId: string): Promise<number> {
    return refusing(() =>
      this.source.transaction(async (em) => {
        await lockLine(em, weekId);
        await tidyLine(em, weekId, this.clock.now());
        let offered = 0;
        while (await this.offerNext(em, weekId)) offered += 1;
        return offered;
      }),
    );
  }

  private async offerNext(em: EntityManager, weekId: string): Promise<boolean> {
    const next = await nextInLine(em, weekId);
    const week: WishedWeek | null = next && (await wishedWeek(em, weekId, next.personId));
    if (!next || !week || week.lectures || this.places.hasBegun(week)) return false;
    const held = await this.places.hold(em, week, next.personId, week.offerHours);
    if (!held) return false;
    await markOffered(em, next.id, held.bookingId);
    await this.events.emit(em, 'handson.place.offered', { editionId: week.editionId, waitingId: next.id, personId: next.personId });
    await this.post.offered(em, next.id, held);
    await this.places.tell(em, week.editionId);
    return true;
  }

  private async ownEntry(viewer: Viewer, waitingId: string): Promise<WaitingRow> {
    const entry = await waitingById(this.source.manager, waitingId);
    if (!entry) throw notFound();
    viewer.demand('handson:wish', entry.editionId);
    if (entry.personId !== viewer.personId) throw notFound();
    return entry;
  }
}
