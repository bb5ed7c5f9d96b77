import { Injectable } from '@nestjs/common';
import type { HandsonRequests, OwnHandson } from '@seldinger/contract';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock';
import type { Viewer } from '../platform/http/viewer';
import { presentBooking, presentWishes } from './handson.presenter';
import { bookingsOf, ruleOf, wishesOf } from './handson.queries';
import { weekRooms } from './place.queries';
import { presentRequest, presentSwap, presentWaiting } from './request.presenter';
import { requestsOf, swapsOf, waitingOf } from './request.queries';

/** For so long what is over is still shown. */
const LATELY_MS = 30 * 86_400_000;

/** What trainees have asked for, as they and the director see it. */
@Injectable()
export class RequestListService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** All that a trainee has said, has and waits for. @throws 404, 403 */
  async own(viewer: Viewer, editionId: string): Promise<OwnHandson> {
    viewer.demand('handson:wish', editionId);
    const em = this.source.manager;
    const scope = { editionId, personId: viewer.personId, since: this.lately() };
    const [wishes] = await wishesOf(em, editionId, viewer.personId);
    return {
      wishes: presentWishes(wishes ?? null, await ruleOf(em, editionId), this.clock.now()),
      bookings: (await bookingsOf(em, editionId)).filter(({ personId }) => personId === viewer.personId).map(presentBooking),
      requests: (await requestsOf(em, scope)).map(presentRequest),
      waiting: (await waitingOf(em, scope)).map(presentWaiting),
      swaps: (await swapsOf(em, scope)).map(presentSwap),
      weeks: await weekRooms(em, editionId),
    };
  }

  /** What waits for the director, and what was decided lately. @throws 404, 403 */
  async list(viewer: Viewer, editionId: string): Promise<HandsonRequests> {
    viewer.demand('handson:plan', editionId);
    const em = this.source.manager;
    const scope = { editionId, since: this.lately() };
    return {
      requests: (await requestsOf(em, scope)).map(presentRequest),
      waiting: (await waitingOf(em, scope)).map(presentWaiting),
      swaps: (await swapsOf(em, scope)).map(presentSwap),
    };
  }

  private lately(): Date {
    return new Date(this.clock.nowMs() - LATELY_MS);
  }
}
