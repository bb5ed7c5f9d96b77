import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { cut, newCut, params, versionOnly, type Cut, type NewCut } from '@seldinger/contract';
import type { z } from 'zod';
import { Can, CurrentViewer } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import type { Viewer } from '../platform/http/viewer';
import { CutService } from './cut.service';
import { ReleaseService } from './release.service';
import { RetentionService } from './retention.service';

const recordingId = params('recordingId');
type RecordingId = { recordingId: string };
type Version = z.infer<typeof versionOnly>;

/** What director and staff decide about one recording. */
@Controller('recordings/:recordingId')
@Can('recordings:manage')
export class CutController {
  constructor(
    private readonly releases: ReleaseService,
    private readonly cuts: CutService,
    private readonly retention: RetentionService,
  ) {}

  @Post('release')
  @HttpCode(200)
  @Answers(200, versionOnly)
  release(@CurrentViewer() viewer: Viewer, @Param({ schema: recordingId }) { recordingId }: RecordingId, @Body({ schema: versionOnly }) { version }: Version): Promise<Version> {
    return this.releases.release(viewer, recordingId, version);
  }

  /** The answer says how far the passage has grown. */
  @Post('cuts')
  @Answers(201, cut)
  cut(@CurrentViewer() viewer: Viewer, @Param({ schema: recordingId }) { recordingId }: RecordingId, @Body({ schema: newCut }) body: NewCut): Promise<Cut> {
    return this.cuts.cut(viewer, recordingId, body);
  }

  /** Nothing of it plays from now on; the files go right after. */
  @Post('deletion')
  @HttpCode(202)
  @Answers(202, versionOnly)
  remove(@CurrentViewer() viewer: Viewer, @Param({ schema: recordingId }) { recordingId }: RecordingId, @Body({ schema: versionOnly }) { version }: Version): Promise<Version> {
    return this.retention.remove(viewer, recordingId, version);
  }
}
