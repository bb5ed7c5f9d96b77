import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { AppError } from '../platform/http/app-error';
import { LOG } from '../platform/tokens';
import { PlaceService } from './place.service';
import { dueRequests, voidStaleSwaps } from './request.queries';
import { RequestService } from './request.service';
import { dueOffers, dueOrphans, endLinesOfBegunWeeks, offerableWeeks } from './waiting.queries';
import { WaitingService } from './waiting.service';

/** What time does to requests, offers, lines and swaps. Each end is written once, whoever comes first: a person, or one of two workers. */
@Injectable()
export class RequestKeeper {
  constructor(
    private readonly source: DataSource,
    private readonly requests: RequestService,
    private readonly waiting: WaitingService,
    private readonly places: PlaceService,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** Ends what is due, and offers places that lie free while somebody waits for them. Returns how many steps that took. @param now on the course's clock */
  async expire(now: Date): Promise<number> {
    const em = this.source.manager;
    let steps = 0;
    const each = async (ids: readonly string[], work: (id: string) => Promise<unknown>): Promise<void> => {
      for (const id of ids) if (await this.unlessOvertaken(id, work)) steps += 1;
    };
    await each(await dueRequests(em, now), (id) => this.requests.expire(id));
    await each(await dueOffers(em, now), (id) => this.waiting.expire(id));
    await each(await dueOrphans(em, now), (id) => this.source.transaction((inner) => this.places.giveBack(inner, id)));
    await this.endWithTheirWeeks(now);
    await each(await offerableWeeks(em), (id) => this.waiting.offer(id));
    return steps;
  }

  private async endWithTheirWeeks(now: Date): Promise<void> {
    await this.source.transaction(async (em) => {
      const editions = new Set([...(await endLinesOfBegunWeeks(em, now)), ...(await voidStaleSwaps(em, null, now))]);
      for (const editionId of editions) await this.places.tell(em, editionId);
    });
  }

  /** Somebody who decided meanwhile was first, and another failure holds up nothing else. */
  private async unlessOvertaken(id: string, work: (id: string) => Promise<unknown>): Promise<boolean> {
    try {
      await work(id);
      return true;
    } catch (error) {
      if (!(error instanceof AppError)) this.log.error({ err: error, id }, 'a request was not ended');
      return false;
    }
  }
}
