import { Injectable } from '@nestjs/common';
import type { cancellation, newPlaceRequest, HandsonDecision, HandsonRequests, OwnHandson } from '@seldinger/contract';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { Clock } from '../platform/clock';
import { Events } from '../platform/events';
import { AppError, invalid, notFound } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { ProgrammeService } from '../programme';
import { refusing } from './handson.policy';
import { bookingById } from './handson.queries';
import { agreeHeld, forgetImpossible } from './place.queries';
import { PlaceService } from './place.service';
import { RequestListService } from './request-list.service';
import { RequestPost } from './request.post';
import { endRequest, insertRequest, lockSwapsOf, requestById, voidStaleSwaps, type RequestRow } from './request.queries';
import { endWaitingOf } from './waiting.queries';

/** A trainee asks for a free place, which is held until the director has decided; and gives back one that was agreed. */
@Injectable()
export class RequestService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly programme: ProgrammeService,
    private readonly places: PlaceService,
    private readonly lists: RequestListService,
    private readonly post: RequestPost,
  ) {}

  /** @throws 404, 403, handson.taken, handson.asked-already, handson.already-in-week, handson.closed, handson.lectures, handson.past */
  async request(viewer: Viewer, editionId: string, { weekId, note }: z.infer<typeof newPlaceRequest>): Promise<OwnHandson> {
    viewer.demand('handson:wish', editionId);
    await refusing(() => this.source.transaction((em) => this.hold(em, viewer.personId, editionId, weekId, note)));
    return this.lists.own(viewer, editionId);
  }

  private async hold(em: EntityManager, personId: string, editionId: string, weekId: string, note: string | null): Promise<void> {
    const week = await this.places.askable(em, editionId, weekId, personId);
    // What is free and has a line belongs to the line.
    if (week.free <= week.line) throw new AppError('handson.taken');
    const at = this.clock.now();
    await forgetImpossible(em, { editionId, weekId, personId, at });
    const held = await this.places.hold(em, week, personId, week.holdHours);
    if (!held) throw new AppError('handson.taken');
    await endWaitingOf(em, { weekId, personId, state: 'left', at });
    const requestId = await insertRequest(em, { editionId, personId, weekId, bookingId: held.bookingId, note, at });
    await this.events.emit(em, 'handson.place.requested', { editionId, requestId, personId });
    await this.post.requested(em, (await requestById(em, requestId))!);
    await this.places.tell(em, editionId);
  }

  /** @throws 404, also for somebody else's, 403, handson.decided */
  async withdrawRequest(viewer: Viewer, requestId: string): Promise<OwnHandson> {
    const request = await this.find(requestId);
    viewer.demand('handson:wish', request.editionId);
    if (request.personId !== viewer.personId) throw notFound();
    await this.source.transaction((em) => this.end(em, request, { state: 'withdrawn', by: viewer.personId, reason: null }));
    return this.lists.own(viewer, request.editionId);
  }

  /** @throws 404, 403, request.invalid for a refusal without its reason, handson.decided, handson.past */
  async decideRequest(viewer: Viewer, requestId: string, { agree, reason }: HandsonDecision): Promise<HandsonRequests> {
    const request = await this.find(requestId);
    viewer.demand('handson:plan', request.editionId);
    if (!agree && !reason) throw invalid('reason', 'needed to refuse');
    await this.source.transaction(async (em) => {
      await this.end(em, request, { state: agree ? 'agreed' : 'refused', by: viewer.personId, reason });
    });
    return this.lists.list(viewer, request.editionId);
  }

  /** Nobody has decided in time. In the worker; another one that does the same finds nothing left. */
  async expire(requestId: string): Promise<void> {
    const request = await this.find(requestId);
    await this.source.transaction((em) => this.end(em, request, { state: 'expired', by: null, reason: null }));
  }

  /** The first that ends it does; whoever comes second waits for it and learns so. */
  private async end(em: EntityManager, request: RequestRow, { state, by, reason }: { state: 'agreed' | 'refused' | 'expired' | 'withdrawn'; by: string | null; reason: string | null }): Promise<void> {
    const { id: requestId, editionId, personId } = request;
    const ended = await endRequest(em, requestId, { state, at: this.clock.now(), by, reason });
    if (!ended) throw new AppError('handson.decided');
    if (state === 'agreed') {
      if (this.places.hasBegun({ monday: request.monday, timeZone: (await this.programme.edition(em, editionId)).timeZone })) throw new AppError('handson.past');
      if (!ended.bookingId || !(await agreeHeld(em, ended.bookingId))) throw new AppError('handson.decided');
    } else if (ended.bookingId) await this.places.giveBack(em, ended.bookingId);
    await this.events.emit(em, 'handson.request.decided', { editionId, requestId, personId, state });
    if (state !== 'withdrawn') await this.post.decided(em, request, { state, reason });
    await this.places.tell(em, editionId);
  }

  /** Gives one's own place back, until its week has begun. @throws 404, also for somebody else's, 403, handson.past, handson.decided */
  async cancel(viewer: Viewer, bookingId: string, { reason }: z.infer<typeof cancellation>): Promise<OwnHandson> {
    const found = await bookingById(this.source.manager, bookingId);
    if (!found) throw notFound();
    const { editionId } = found;
    viewer.demand('handson:wish', editionId);
    if (found.personId !== viewer.personId) throw notFound();
    await refusing(() =>
      this.source.transaction(async (em) => {
        // Swaps before bookings, as whoever decides a swap does.
        await lockSwapsOf(em, bookingId);
        await em.query('SELECT 1 FROM handson_booking WHERE id = $1 FOR UPDATE', [bookingId]);
        const booking = await bookingById(em, bookingId);
        if (booking?.state !== 'agreed') throw new AppError('handson.decided');
        const { timeZone } = await this.programme.edition(em, editionId);
        if (this.places.hasBegun({ monday: booking.monday, timeZone })) throw new AppError('handson.past');
        await this.places.giveBack(em, bookingId);
        await voidStaleSwaps(em, editionId, this.clock.now());
        await this.events.emit(em, 'handson.booking.cancelled', { editionId, personId: viewer.personId, weekId: booking.weekId, reason });
        await this.post.cancelled(em, booking, reason);
        await this.places.tell(em, editionId);
      }),
    );
    return this.lists.own(viewer, editionId);
  }

  private async find(requestId: string): Promise<RequestRow> {
    const request = await requestById(this.source.manager, requestId);
    if (!request) throw notFound();
    return request;
  }
}
