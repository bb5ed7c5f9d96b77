import { Injectable } from '@nestjs/common';
import type { newSwap, offerAnswer, HandsonDecision, HandsonRequests, OwnHandson } from '@seldinger/contract';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { Clock } from '../platform/clock';
import { Events, On, type Delivered } from '../platform/events';
import { AppError, invalid, notFound } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { ProgrammeService } from '../programme';
import { refusing } from './handson.policy';
import { bookingById, bookingsOf, type BookingRow } from './handson.queries';
import { PlaceService } from './place.service';
import { RequestListService } from './request-list.service';
import { RequestPost } from './request.post';
import { swapById, voidStaleSwaps, type SwapRow } from './request.queries';
import { exchangeBookings, insertSwap, isImpossible, lockBookingsOf, moveSwap } from './swap.queries';

/** Two trainees exchange their weeks: one asks, the other accepts, the director agrees. Until then nothing moves. */
@Injectable()
export class SwapService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly programme: ProgrammeService,
    private readonly places: PlaceService,
    private readonly lists: RequestListService,
    private readonly post: RequestPost,
  ) {}

  /** Twice is once. @throws 404, 403, request.invalid for one's own or the same week, handson.past, handson.impossible, handson.already-in-week */
  async askSwap(viewer: Viewer, editionId: string, { ownBookingId, otherBookingId, note }: z.infer<typeof newSwap>): Promise<OwnHandson> {
    viewer.demand('handson:wish', editionId);
    await this.source.transaction(async (em) => {
      const [asker, other] = [await this.agreed(em, editionId, ownBookingId), await this.agreed(em, editionId, otherBookingId)];
      if (asker.personId !== viewer.personId) throw notFound();
      if (other.personId === viewer.personId || other.weekId === asker.weekId) throw invalid('otherBookingId', 'no other week of somebody else');
      await this.demandNotBegun(em, editionId, [asker.monday, other.monday]);
      if (await isImpossible(em, other.weekId, asker.personId)) throw new AppError('handson.impossible');
      await this.demandOneEach(em, asker, other);
      const swapId = await insertSwap(em, { editionId, asker, other, note, at: this.clock.now() });
      if (!swapId) return;
      await this.events.emit(em, 'handson.swap.asked', { editionId, swapId, personId: other.personId });
      await this.post.swapAsked(em, (await swapById(em, swapId))!);
      await this.places.tell(em, editionId);
    });
    return this.lists.own(viewer, editionId);
  }

  /** Of the one who was asked. @throws 404, also for others', 403, handson.decided, handson.impossible, handson.past */
  async answerSwap(viewer: Viewer, swapId: string, { accept }: z.infer<typeof offerAnswer>): Promise<OwnHandson> {
    const { editionId } = await this.find(viewer, swapId, 'otherId');
    await this.source.transaction(async (em) => {
      const swap = await this.move(em, swapId, ['asked'], { state: accept ? 'accepted' : 'declined' });
      if (accept) {
        await this.demandNotBegun(em, editionId, [swap.askerMonday, swap.otherMonday]);
        if (await isImpossible(em, swap.askerWeekId, viewer.personId)) throw new AppError('handson.impossible');
      }
      await this.post.swapAnswered(em, swap, accept);
    });
    return this.lists.own(viewer, editionId);
  }

  /** Of the one who asked, until the director has decided. @throws 404, also for others', 403, handson.decided */
  async withdrawSwap(viewer: Viewer, swapId: string): Promise<OwnHandson> {
    const { editionId } = await this.find(viewer, swapId, 'askerId');
    await this.source.transaction((em) => this.move(em, swapId, ['asked', 'accepted'], { state: 'withdrawn' }));
    return this.lists.own(viewer, editionId);
  }

  /** @throws 404, 403, request.invalid for a refusal without its reason, handson.decided, handson.past, handson.impossible, handson.already-in-week */
  async decideSwap(viewer: Viewer, swapId: string, { agree, reason }: HandsonDecision): Promise<HandsonRequests> {
    const found = await swapById(this.source.manager, swapId);
    if (!found) throw notFound();
    const { editionId } = found;
    viewer.demand('handson:plan', editionId);
    if (!agree && !reason) throw invalid('reason', 'needed to refuse');
    await refusing(() =>
      this.source.transaction(async (em) => {
        const swap = await this.move(em, swapId, ['accepted'], { state: agree ? 'agreed' : 'refused', by: viewer.personId, reason });
        if (!agree) return this.post.swapRefused(em, swap, reason!);
        await this.demandNotBegun(em, editionId, [swap.askerMonday, swap.otherMonday]);
        await exchangeBookings(em, swap);
        await voidStaleSwaps(em, editionId, this.clock.now());
        await this.post.swapped(em, swap);
      }),
    );
    return this.lists.list(viewer, editionId);
  }

  @On('handson.rota.published')
  async rotaPublished({ payload }: Delivered<'handson.rota.published'>): Promise<void> {
    await this.source.transaction(async (em) => {
      for (const editionId of await voidStaleSwaps(em, payload.editionId, this.clock.now())) await this.places.tell(em, editionId);
    });
  }

  /** The first that moves it does; whoever comes second waits and learns so. Neither of the two bookings changes meanwhile. */
  private async move(em: EntityManager, swapId: string, from: readonly SwapRow['state'][], to: { state: SwapRow['state']; by?: string; reason?: string | null }): Promise<SwapRow> {
    await em.query('SELECT 1 FROM handson_swap WHERE id = $1 FOR UPDATE', [swapId]);
    const seen = (await swapById(em, swapId))!;
    await lockBookingsOf(em, seen);
    const swap = (await swapById(em, swapId))!;
    if (swap.state === 'void' || !(await moveSwap(em, swapId, from, { ...to, at: this.clock.now() }))) throw new AppError('handson.decided');
    await this.events.emit(em, 'handson.swap.decided', { editionId: swap.editionId, swapId, state: to.state });
    await this.places.tell(em, swap.editionId);
    return swap;
  }

  private async agreed(em: EntityManager, editionId: string, bookingId: string): Promise<BookingRow> {
    const booking = await bookingById(em, bookingId);
    if (booking?.editionId !== editionId || booking.state !== 'agreed') throw notFound();
    return booking;
  }

  private async demandNotBegun(em: EntityManager, editionId: string, mondays: readonly string[]): Promise<void> {
    const { timeZone } = await this.programme.edition(em, editionId);
    if (mondays.some((monday) => this.places.hasBegun({ monday, timeZone }))) throw new AppError('handson.past');
  }

  /** Neither has a place in the other's week already. */
  private async demandOneEach(em: EntityManager, asker: BookingRow, other: BookingRow): Promise<void> {
    const doubled = (await bookingsOf(em, asker.editionId)).some(({ personId, weekId }) => (personId === asker.personId && weekId === other.weekId) || (personId === other.personId && weekId === asker.weekId));
    if (doubled) throw new AppError('handson.already-in-week');
  }

  private async find(viewer: Viewer, swapId: string, whose: 'askerId' | 'otherId'): Promise<SwapRow> {
    const swap = await swapById(this.source.manager, swapId);
    if (!swap) throw notFound();
    viewer.demand('handson:wish', swap.editionId);
    if (swap[whose] !== viewer.personId) throw notFound();
    return swap;
  }
}
