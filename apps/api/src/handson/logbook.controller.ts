import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { entryReturn, entrySignature, entryWrite, exposure, logbookEntry, logbookPage, logbookQuery, logbookSummary, logbookSupervisors, pageQuery, params, signMany, signManyAnswer, type LogbookEntry, type LogbookEntryWrite, type LogbookExposure, type LogbookPage, type LogbookSummary, type LogbookSupervisors } from '@seldinger/contract';
import type { z } from 'zod';
import { Can, CurrentViewer } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import type { Viewer } from '../platform/http/viewer';
import { ExperienceService } from './experience.service';
import { LogbookSignatureService } from './logbook-signature.service';
import { LogbookService } from './logbook.service';

/** The logbook of procedures. */
@Controller()
export class LogbookController {
  constructor(
    private readonly logbook: LogbookService,
    private readonly signatures: LogbookSignatureService,
    private readonly experience: ExperienceService,
  ) {}

  @Get('editions/:editionId/logbook/me')
  @Can('logbook:write')
  @Answers(200, logbookPage)
  own(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }, @Query({ schema: logbookQuery }) query: z.infer<typeof logbookQuery>): Promise<LogbookPage> {
    return this.logbook.own(viewer, editionId, query);
  }

  @Get('editions/:editionId/logbook/me/summary')
  @Can('logbook:write')
  @Answers(200, logbookSummary)
  ownSummary(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }): Promise<LogbookSummary> {
    return this.experience.ownSummary(viewer, editionId);
  }

  /** Whom a trainee may ask to sign. */
  @Get('editions/:editionId/logbook/supervisors')
  @Can('logbook:write')
  @Answers(200, logbookSupervisors)
  supervisors(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }): Promise<LogbookSupervisors> {
    return this.logbook.supervisors(viewer, editionId);
  }

  /** Sent twice, it is one entry. */
  @Put('editions/:editionId/logbook/entries/:entryId')
  @Can('logbook:write')
  @Answers(200, logbookEntry)
  write(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId', 'entryId') }) { editionId, entryId }: { editionId: string; entryId: string }, @Body({ schema: entryWrite }) body: LogbookEntryWrite): Promise<LogbookEntry> {
    return this.logbook.write(viewer, editionId, entryId, body);
  }

  @Delete('logbook/entries/:entryId')
  @HttpCode(204)
  @Can('logbook:write')
  @Answers(204)
  remove(@CurrentViewer() viewer: Viewer, @Param({ schema: params('entryId') }) { entryId }: { entryId: string }): Promise<void> {
    return this.logbook.remove(viewer, entryId);
  }

  @Get('editions/:editionId/logbook/to-sign')
  @Can('logbook:sign')
  @Answers(200, logbookPage)
  toSign(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }, @Query({ schema: pageQuery }) query: z.infer<typeof pageQuery>): Promise<LogbookPage> {
    return this.logbook.toSign(viewer, editionId, query);
  }

  @Post('editions/:editionId/logbook/signatures')
  @HttpCode(200)
  @Can('logbook:sign')
  @Answers(200, signManyAnswer)
  signMany(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }, @Body({ schema: signMany }) body: z.infer<typeof signMany>): Promise<z.infer<typeof signManyAnswer>> {
    return this.signatures.signMany(viewer, editionId, body);
  }

  @Post('logbook/entries/:entryId/signature')
  @HttpCode(200)
  @Can('logbook:sign')
  @Answers(200, logbookEntry)
  sign(@CurrentViewer() viewer: Viewer, @Param({ schema: params('entryId') }) { entryId }: { entryId: string }, @Body({ schema: entrySignature }) body: z.infer<typeof entrySignature>): Promise<LogbookEntry> {
    return this.signatures.sign(viewer, entryId, body);
  }

  @Post('logbook/entries/:entryId/return')
  @HttpCode(200)
  @Can('logbook:sign')
  @Answers(200, logbookEntry)
  giveBack(@CurrentViewer() viewer: Viewer, @Param({ schema: params('entryId') }) { entryId }: { entryId: string }, @Body({ schema: entryReturn }) body: z.infer<typeof entryReturn>): Promise<LogbookEntry> {
    return this.signatures.giveBack(viewer, entryId, body);
  }

  @Get('editions/:editionId/logbook/exposure')
  @Can('logbook:read-all')
  @Answers(200, exposure)
  exposure(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }): Promise<LogbookExposure> {
    return this.experience.exposure(viewer, editionId);
  }

  @Get('editions/:editionId/logbook/:personId')
  @Can('logbook:read-all')
  @Answers(200, logbookPage)
  ofPerson(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId', 'personId') }) { editionId, personId }: { editionId: string; personId: string }, @Query({ schema: logbookQuery }) query: z.infer<typeof logbookQuery>): Promise<LogbookPage> {
    return this.logbook.ofPerson(viewer, editionId, personId, query);
  }

  @Get('editions/:editionId/logbook/:personId/summary')
  @Can('logbook:read-all')
  @Answers(200, logbookSummary)
  summaryOf(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId', 'personId') }) { editionId, personId }: { editionId: string; personId: string }): Promise<LogbookSummary> {
    return this.experience.summaryOf(viewer, editionId, personId);
  }
}
