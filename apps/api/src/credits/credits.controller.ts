import { Controller, Get, Param } from '@nestjs/common';
import { cohortProgress, creditAccount, params, type CohortProgress, type CreditAccount } from '@seldinger/contract';
import { Can, CurrentViewer } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import type { Viewer } from '../platform/http/viewer';
import { CreditsService } from './credits.service';

@Controller('editions/:editionId/credits')
export class CreditsController {
  constructor(private readonly credits: CreditsService) {}

  @Get()
  @Can('credits:read-all')
  @Answers(200, cohortProgress)
  cohort(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }): Promise<CohortProgress> {
    return this.credits.cohort(viewer, editionId);
  }

  @Get('me')
  @Can('credits:read-own')
  @Answers(200, creditAccount)
  own(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }): Promise<CreditAccount> {
    return this.credits.own(viewer, editionId);
  }

  @Get(':personId')
  @Can('credits:read-all')
  @Answers(200, creditAccount)
  account(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId', 'personId') }) { editionId, personId }: { editionId: string; personId: string }): Promise<CreditAccount> {
    return this.credits.account(viewer, editionId, personId);
  }
}
