import { Injectable } from '@nestjs/common';
import type { CohortProgress, CreditAccount } from '@seldinger/contract';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock';
import { notFound } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { ProgrammeService } from '../programme';
import { presentAccount, presentProgress } from './credits.presenter';
import { awaitedCredits, balancesOf, entriesOf, lecturesOf, traineeOf, traineesOf, weeksOf } from './credits.queries';

/** What the ledger adds up to. Balances are sums of its entries and kept nowhere. */
@Injectable()
export class CreditsService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly programme: ProgrammeService,
  ) {}

  /** Every trainee's progress, by name. */
  async cohort(viewer: Viewer, editionId: string): Promise<CohortProgress> {
    viewer.demand('credits:read-all', editionId);
    return this.source.transaction('REPEATABLE READ', async (em) => {
      const plan = await this.plan(em, editionId);
      const trainees = await traineesOf(em, editionId);
      const balances = await balancesOf(em, editionId);
      const awaited = await awaitedCredits(em, editionId);
      return {
        items: trainees.map((trainee) =>
          presentProgress({
            ...plan,
            trainee,
            entries: balances.filter(({ personId }) => personId === trainee.personId),
            awaited: new Set(awaited.filter(({ personId }) => personId === trainee.personId).map(({ lectureId }) => lectureId)),
          }),
        ),
      };
    });
  }

  async own(viewer: Viewer, editionId: string): Promise<CreditAccount> {
    viewer.demand('credits:read-own', editionId);
    return this.accountOf(editionId, viewer.personId);
  }

  /** @throws 404 for somebody who never was a trainee of the edition */
  async account(viewer: Viewer, editionId: string, personId: string): Promise<CreditAccount> {
    viewer.demand('credits:read-all', editionId);
    return this.accountOf(editionId, personId);
  }

  private async accountOf(editionId: string, personId: string): Promise<CreditAccount> {
    return this.source.transaction('REPEATABLE READ', async (em) => {
      const trainee = await traineeOf(em, editionId, personId);
      if (!trainee) throw notFound();
      const plan = await this.plan(em, editionId);
      const entries = await entriesOf(em, editionId, personId);
      const weeks = await weeksOf(em, editionId, personId, this.clock.now());
      const awaited = await awaitedCredits(em, editionId);
      const own = awaited.filter((credit) => credit.personId === personId).map(({ lectureId }) => lectureId);
      return presentAccount({ ...plan, trainee, entries, awaited: new Set(own) }, entries, weeks);
    });
  }

  private async plan(em: EntityManager, editionId: string) {
    return { modules: await this.programme.modules(em, editionId), lectures: await lecturesOf(em, editionId), now: this.clock.nowMs() };
  }
}
