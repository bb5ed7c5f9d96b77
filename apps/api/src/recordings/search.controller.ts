import { Controller, Get, Param, Query } from '@nestjs/common';
import { params, recordingSearch, searchHits, type RecordingSearch } from '@seldinger/contract';
import type { z } from 'zod';
import { Can, CurrentViewer, GuestsToo } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import type { Viewer } from '../platform/http/viewer';
import { SearchService } from './search.service';

@Controller('editions/:editionId/recordings/search')
export class SearchController {
  constructor(private readonly searches: SearchService) {}

  @Get()
  @Can('recordings:watch')
  @GuestsToo()
  @Answers(200, searchHits)
  find(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }, @Query({ schema: recordingSearch }) { q }: RecordingSearch): Promise<z.infer<typeof searchHits>> {
    return this.searches.find(viewer, editionId, q);
  }
}
