import { Controller, Get, Param } from '@nestjs/common';
import { liveNow, params, type LiveNow } from '@seldinger/contract';
import { Can, CurrentViewer } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import { Viewer } from '../platform/http/viewer';
import { LiveNowService } from './live-now.service';

@Controller('editions/:editionId/live')
export class LiveController {
  constructor(private readonly now: LiveNowService) {}

  /** What goes on right now, for those who look after it. */
  @Get()
  @Can('live:moderate')
  @Answers(200, liveNow)
  read(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }): Promise<LiveNow> {
    return this.now.read(viewer, editionId);
  }
}
