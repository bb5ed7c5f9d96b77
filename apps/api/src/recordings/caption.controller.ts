import { Body, Controller, Delete, Get, HttpCode, Param, Put, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { captionChange, captionLanguage, captionTrack, id, type CaptionChange, type CaptionTrack } from '@seldinger/contract';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Can, CurrentViewer, GuestsToo } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import type { Viewer } from '../platform/http/viewer';
import { CaptionService } from './caption.service';

const ofTrack = z.object({ recordingId: id, language: captionLanguage });
type OfTrack = z.infer<typeof ofTrack>;

/** The captions of three hours of talk, many times over. */
const BODY_LIMIT = 4 * 1024 * 1024;

@Controller('recordings/:recordingId/captions/:language')
@GuestsToo()
export class CaptionController {
  constructor(private readonly captions: CaptionService) {}

  @Get()
  @Can('recordings:watch')
  @Answers(200, captionTrack)
  read(@CurrentViewer() viewer: Viewer, @Param({ schema: ofTrack }) { recordingId, language }: OfTrack): Promise<CaptionTrack> {
    return this.captions.read(viewer, recordingId, language);
  }

  /** For the player: WebVTT in its own time. */
  @Get('file')
  @Can('recordings:watch')
  @Answers(200)
  async file(@CurrentViewer() viewer: Viewer, @Param({ schema: ofTrack }) { recordingId, language }: OfTrack, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const text = await this.captions.file(viewer, recordingId, language);
    // Not before: a refusal is no caption file.
    void reply.headers({ 'content-type': 'text/vtt; charset=utf-8', 'cache-control': 'private, no-store' });
    return text;
  }

  @Put()
  @Can('recordings:edit')
  @RouteConfig({ bodyLimit: BODY_LIMIT })
  @Answers(200, captionTrack)
  write(@CurrentViewer() viewer: Viewer, @Param({ schema: ofTrack }) { recordingId, language }: OfTrack, @Body({ schema: captionChange }) body: CaptionChange): Promise<CaptionTrack> {
    return this.captions.write(viewer, recordingId, language, body);
  }

  @Delete()
  @HttpCode(204)
  @Can('recordings:edit')
  @Answers(204)
  remove(@CurrentViewer() viewer: Viewer, @Param({ schema: ofTrack }) { recordingId, language }: OfTrack): Promise<void> {
    return this.captions.remove(viewer, recordingId, language);
  }
}
