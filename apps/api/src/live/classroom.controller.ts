import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { chatPage, chatQuery, classroom, mediaAddress, mediaToken, mediaTokenRequest, muteRequest, params, removalRequest, type ChatPage, type ChatQuery, type Classroom, type MediaAddress, type MediaToken, type MediaTokenRequest, type MuteRequest, type RemovalRequest } from '@seldinger/contract';
import { Can, CurrentViewer, GuestsToo } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import { Viewer } from '../platform/http/viewer';
import { ChatService } from './chat.service';
import { ClassroomService } from './classroom.service';
import { HoldingService } from './holding.service';
import { MediaTokenService } from './media-token.service';
import { ModerationService } from './moderation.service';

const lectureId = params('lectureId');
type LectureId = { lectureId: string };

@Controller('lectures/:lectureId/classroom')
export class ClassroomController {
  constructor(
    private readonly classrooms: ClassroomService,
    private readonly tokens: MediaTokenService,
    private readonly holding: HoldingService,
    private readonly moderation: ModerationService,
    private readonly chat: ChatService,
  ) {}

  @Get()
  @Can('live:join')
  @GuestsToo()
  @Answers(200, classroom)
  read(@CurrentViewer() viewer: Viewer, @Param({ schema: lectureId }) { lectureId }: LectureId): Promise<Classroom> {
    return this.classrooms.read(viewer, lectureId);
  }

  @Get('media')
  @Can('live:join')
  @GuestsToo()
  @Answers(200, mediaAddress)
  media(@CurrentViewer() viewer: Viewer, @Param({ schema: lectureId }) { lectureId }: LectureId, @Headers('host') host: string | undefined): Promise<MediaAddress> {
    return this.tokens.address(viewer, lectureId, host);
  }

  /** Lets one device into the media room, now and not later. */
  @Post('token')
  @HttpCode(200)
  @Can('live:join')
  @GuestsToo()
  @Answers(200, mediaToken)
  token(@CurrentViewer() viewer: Viewer, @Param({ schema: lectureId }) { lectureId }: LectureId, @Body({ schema: mediaTokenRequest }) body: MediaTokenRequest, @Headers('host') host: string | undefined): Promise<MediaToken> {
    return this.tokens.give(viewer, lectureId, body.deviceId, host);
  }

  @Post('start')
  @HttpCode(204)
  @Can('live:moderate')
  @GuestsToo()
  @Answers(204)
  start(@CurrentViewer() viewer: Viewer, @Param({ schema: lectureId }) { lectureId }: LectureId): Promise<void> {
    return this.holding.start(viewer, lectureId);
  }

  @Post('end')
  @HttpCode(204)
  @Can('live:moderate')
  @GuestsToo()
  @Answers(204)
  end(@CurrentViewer() viewer: Viewer, @Param({ schema: lectureId }) { lectureId }: LectureId): Promise<void> {
    return this.holding.end(viewer, lectureId);
  }

  @Post('break')
  @HttpCode(204)
  @Can('live:moderate')
  @GuestsToo()
  @Answers(204)
  break(@CurrentViewer() viewer: Viewer, @Param({ schema: lectureId }) { lectureId }: LectureId): Promise<void> {
    return this.holding.break(viewer, lectureId);
  }

  @Post('resume')
  @HttpCode(204)
  @Can('live:moderate')
  @GuestsToo()
  @Answers(204)
  resume(@CurrentViewer() viewer: Viewer, @Param({ schema: lectureId }) { lectureId }: LectureId): Promise<void> {
    return this.holding.resume(viewer, lectureId);
  }

  /** Turns off what somebody sends; they may turn it on again. */
  @Post('mute')
  @HttpCode(204)
  @Can('live:moderate')
  @GuestsToo()
  @Answers(204)
  mute(@CurrentViewer() viewer: Viewer, @Param({ schema: lectureId }) { lectureId }: LectureId, @Body({ schema: muteRequest }) body: MuteRequest): Promise<void> {
    return this.moderation.mute(viewer, lectureId, body);
  }

  @Post('removals')
  @HttpCode(204)
  @Can('live:moderate')
  @GuestsToo()
  @Answers(204)
  remove(@CurrentViewer() viewer: Viewer, @Param({ schema: lectureId }) { lectureId }: LectureId, @Body({ schema: removalRequest }) body: RemovalRequest): Promise<void> {
    return this.moderation.remove(viewer, lectureId, body);
  }

  @Delete('removals/:personId')
  @HttpCode(204)
  @Can('live:moderate')
  @GuestsToo()
  @Answers(204)
  readmit(@CurrentViewer() viewer: Viewer, @Param({ schema: params('lectureId', 'personId') }) { lectureId, personId }: LectureId & { personId: string }): Promise<void> {
    return this.moderation.readmit(viewer, lectureId, personId);
  }

  @Get('chat')
  @Can('live:join')
  @GuestsToo()
  @Answers(200, chatPage)
  messages(@CurrentViewer() viewer: Viewer, @Param({ schema: lectureId }) { lectureId }: LectureId, @Query({ schema: chatQuery }) query: ChatQuery): Promise<ChatPage> {
    return this.chat.read(viewer, lectureId, query);
  }
}
