import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { params, recordingDetail, recordingPage, recordingPulse, recordingQuery, viewing, viewingAnswer, viewingBeat, type Recording, type RecordingPage, type RecordingPulse, type Viewing, type ViewingAnswer, type ViewingBeat } from '@seldinger/contract';
import type { z } from 'zod';
import { Can, CurrentViewer, GuestsToo } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import type { Viewer } from '../platform/http/viewer';
import { PulseService } from './pulse.service';
import { RecordingService } from './recording.service';
import { ViewingService } from './viewing.service';

@Controller()
export class RecordingController {
  constructor(
    private readonly recordings: RecordingService,
    private readonly viewings: ViewingService,
    private readonly pulses: PulseService,
  ) {}

  @Get('editions/:editionId/recordings')
  @Can('recordings:watch')
  @Answers(200, recordingPage)
  list(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }, @Query({ schema: recordingQuery }) query: z.infer<typeof recordingQuery>): Promise<RecordingPage> {
    return this.recordings.list(viewer, editionId, query);
  }

  @Get('recordings/:recordingId')
  @Can('recordings:watch')
  @GuestsToo()
  @Answers(200, recordingDetail)
  read(@CurrentViewer() viewer: Viewer, @Param({ schema: params('recordingId') }) { recordingId }: { recordingId: string }): Promise<Recording> {
    return this.recordings.read(viewer, recordingId);
  }

  /** Whether the lecture is being recorded right now. */
  @Get('lectures/:lectureId/recording')
  @Can('live:join')
  @GuestsToo()
  @Answers(200, recordingPulse)
  pulse(@CurrentViewer() viewer: Viewer, @Param({ schema: params('lectureId') }) { lectureId }: { lectureId: string }): Promise<RecordingPulse> {
    return this.pulses.read(viewer, lectureId);
  }

  /** Opens the way to the files for this session, for two minutes; each beat puts that off. */
  @Post('recordings/:recordingId/viewings')
  @Can('recordings:watch')
  @GuestsToo()
  @Answers(201, viewing)
  open(@CurrentViewer() viewer: Viewer, @Param({ schema: params('recordingId') }) { recordingId }: { recordingId: string }): Promise<Viewing> {
    return this.viewings.open(viewer, recordingId);
  }

  @Post('viewings/:viewingId/beats')
  @HttpCode(200)
  @Can('recordings:watch')
  @GuestsToo()
  @Answers(200, viewingAnswer)
  beat(@CurrentViewer() viewer: Viewer, @Param({ schema: params('viewingId') }) { viewingId }: { viewingId: string }, @Body({ schema: viewingBeat }) body: ViewingBeat): Promise<ViewingAnswer> {
    return this.viewings.beat(viewer, viewingId, body);
  }
}
