import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { deletionList, pageQuery, params, recordingRule, type DeletionList, type RecordingRule } from '@seldinger/contract';
import type { z } from 'zod';
import { Can, CurrentViewer } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import type { Viewer } from '../platform/http/viewer';
import { RetentionService } from './retention.service';
import { RuleService } from './rule.service';

const editionId = params('editionId');
type EditionId = { editionId: string };

/** What an edition says about its recordings, and what became of them. */
@Controller('editions/:editionId')
export class RuleController {
  constructor(
    private readonly rules: RuleService,
    private readonly retention: RetentionService,
  ) {}

  /** `version` 0: nothing was said yet, and these are the defaults. */
  @Get('recording-rule')
  @Can('recordings:rule')
  @Answers(200, recordingRule)
  read(@CurrentViewer() viewer: Viewer, @Param({ schema: editionId }) { editionId }: EditionId): Promise<RecordingRule> {
    return this.rules.read(viewer, editionId);
  }

  @Put('recording-rule')
  @Can('recordings:rule')
  @Answers(200, recordingRule)
  write(@CurrentViewer() viewer: Viewer, @Param({ schema: editionId }) { editionId }: EditionId, @Body({ schema: recordingRule }) body: RecordingRule): Promise<RecordingRule> {
    return this.rules.write(viewer, editionId, body);
  }

  @Get('recordings/deletions')
  @Can('recordings:manage')
  @Answers(200, deletionList)
  deletions(@CurrentViewer() viewer: Viewer, @Param({ schema: editionId }) { editionId }: EditionId, @Query({ schema: pageQuery }) query: z.infer<typeof pageQuery>): Promise<DeletionList> {
    return this.retention.deletions(viewer, editionId, query);
  }
}
