import { Controller, Delete, Get, Head, Options, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { params, uploadList, type UploadList } from '@seldinger/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Can, CurrentViewer } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import { AppError } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { UploadServer } from './upload.server';
import { UploadService } from './upload.service';

type UploadId = { uploadId: string };
const uploadId = { schema: params('uploadId') };

/** Uploads that go on where they stopped, by the tus protocol 1.0.0 (tus.io). */
@Controller()
@Can('recordings:manage')
export class UploadController {
  constructor(
    private readonly server: UploadServer,
    private readonly uploads: UploadService,
  ) {}

  /** Those under way, with how much of each has come; 100 at most. */
  @Get('editions/:editionId/uploads')
  @Answers(200, uploadList)
  list(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }): Promise<UploadList> {
    return this.uploads.list(viewer, editionId);
  }

  /** What this server can do of the protocol. */
  @Options('uploads')
  @Answers(204)
  describe(@CurrentViewer() viewer: Viewer, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer(viewer, request, reply);
  }

  /** Begins an upload: `Upload-Length`, and `Upload-Metadata` with `lectureId` and `filename`. `Location` says where its bytes go. */
  @Post('uploads')
  @Answers(201)
  create(@CurrentViewer() viewer: Viewer, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answer(viewer, request, reply);
  }

  /** How much has come: `Upload-Offset`. */
  @Head('uploads/:uploadId')
  @Answers(200)
  async look(@CurrentViewer() viewer: Viewer, @Param(uploadId) params: UploadId, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.uploads.own(viewer, params.uploadId);
    return this.answer(viewer, request, reply);
  }

  /** More bytes, from `Upload-Offset` on. With the last one the conversion begins. */
  @Patch('uploads/:uploadId')
  @Answers(204)
  async receive(@CurrentViewer() viewer: Viewer, @Param(uploadId) params: UploadId, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.uploads.receive(viewer, params.uploadId, Number(request.headers['content-length']) || 0);
    return this.answer(viewer, request, reply);
  }

  /** Gives an upload up. */
  @Delete('uploads/:uploadId')
  @Answers(204)
  async remove(@CurrentViewer() viewer: Viewer, @Param(uploadId) params: UploadId, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.uploads.forget(viewer, params.uploadId);
    try {
      await this.answer(viewer, request, reply);
    } catch (error) {
      // Nothing of it had been written yet.
      if (!(error instanceof AppError) || error.status !== 404) throw error;
      void reply.status(204).send();
    }
  }

  private answer(viewer: Viewer, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    return this.server.answer(request, reply, { created: (upload) => this.uploads.create(viewer, upload), finished: (id) => this.uploads.finish(id) });
  }
}
