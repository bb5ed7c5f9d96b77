import { Controller, Headers, HttpCode, Post, Req, type OnModuleInit, type RawBodyRequest } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { Public } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import { WebhookService } from './webhook.service';

/** What LiveKit calls its webhooks' bodies; signed byte for byte, so they are kept as they came. */
const WEBHOOK_TYPE = 'application/webhook+json';

@Controller('live/webhooks')
export class WebhookController implements OnModuleInit {
  constructor(
    private readonly webhooks: WebhookService,
    private readonly host: HttpAdapterHost<FastifyAdapter>,
  ) {}

  onModuleInit(): void {
    // The worker has no HTTP side.
    const { httpAdapter } = this.host;
    const fastify = httpAdapter?.getInstance();
    if (!fastify || fastify.hasContentTypeParser(WEBHOOK_TYPE)) return;
    fastify.addContentTypeParser(WEBHOOK_TYPE, { parseAs: 'buffer' }, (request, body, done) => {
      Object.assign(request, { rawBody: body });
      done(null, undefined);
    });
  }

  /** The media server tells what happened; its signature is its sign-in. */
  @Post()
  @HttpCode(204)
  @Public()
  @Answers(204)
  receive(@Req() request: RawBodyRequest<FastifyRequest>, @Headers('authorization') authorization: string | undefined): Promise<void> {
    return this.webhooks.receive(request.rawBody?.toString('utf8') ?? '', authorization);
  }
}
