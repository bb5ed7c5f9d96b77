import { Controller, Get, Param } from '@nestjs/common';
import { conversation, params, type Conversation } from '@seldinger/contract';
import { DataSource } from 'typeorm';
import { Can, CurrentViewer, GuestsToo } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import { AppError } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { chatOf, questionsOf } from './conversation.queries';
import { RecordingPolicy } from './recording.policy';

@Controller('recordings/:recordingId/conversation')
export class ConversationController {
  constructor(
    private readonly source: DataSource,
    private readonly policy: RecordingPolicy,
  ) {}

  /** What was said and asked in the lecture, at its place in the recording. */
  @Get()
  @Can('recordings:watch')
  @GuestsToo()
  @Answers(200, conversation)
  async read(@CurrentViewer() viewer: Viewer, @Param({ schema: params('recordingId') }) { recordingId }: { recordingId: string }): Promise<Conversation> {
    const em = this.source.manager;
    const { state } = await this.policy.read(em, viewer, recordingId);
    if (state === 'deleted') throw new AppError('recordings.deleted');
    return { messages: await chatOf(em, recordingId), questions: await questionsOf(em, recordingId) };
  }
}
