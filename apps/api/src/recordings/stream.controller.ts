import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { id } from '@seldinger/contract';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Public } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import { StreamService } from './stream.service';

const number = z.coerce.number().int().min(0).max(100_000);
const viewingParams = z.object({ viewingId: id });
const addresses = {
  main: viewingParams,
  rendition: viewingParams.extend({ rendition: z.string().regex(/^\d{1,3}\.m3u8$/).transform((name) => Number.parseInt(name, 10)) }),
  file: viewingParams.extend({ part: number, rendition: number, file: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/) }),
};

const PLAYLIST = 'application/vnd.apple.mpegurl';
const TYPES: Record<string, string> = { m4s: 'video/iso.segment', mp4: 'video/mp4', ts: 'video/mp2t' };
/** Whoever signs out on a shared computer leaves nothing of it behind. */
const KEEP_NOTHING = 'private, no-store';

/** What a player fetches. Public as far as the guard goes: a stranger is told nothing, not even to sign in, by the service itself. */
@Controller('viewings/:viewingId')
export class StreamController {
  constructor(private readonly streams: StreamService) {}

  @Get('index.m3u8')
  @Public()
  @Answers(200)
  async main(@Param({ schema: addresses.main }) { viewingId }: { viewingId: string }, @Headers('cookie') cookie: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    const text = await this.streams.main(cookie, viewingId);
    await reply.header('cache-control', KEEP_NOTHING).type(PLAYLIST).send(text);
  }

  @Get(':rendition')
  @Public()
  @Answers(200)
  async rendition(@Param({ schema: addresses.rendition }) { viewingId, rendition }: { viewingId: string; rendition: number }, @Headers('cookie') cookie: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    const text = await this.streams.rendition(cookie, viewingId, rendition);
    await reply.header('cache-control', KEEP_NOTHING).type(PLAYLIST).send(text);
  }

  @Get(':part/:rendition/:file')
  @Public()
  @Answers(200)
  async file(
    @Param({ schema: addresses.file }) { viewingId, part, rendition, file }: { viewingId: string; part: number; rendition: number; file: string },
    @Headers('cookie') cookie: string | undefined,
    @Headers('range') range: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const answer = await this.streams.file(cookie, { viewingId, part, rendition, file }, range);
    void reply.header('accept-ranges', 'bytes').header('cache-control', KEEP_NOTHING);
    if (answer.status === 416) return void (await reply.status(416).header('content-range', `bytes */${answer.size}`).send());
    const { status, size, from, until, body } = answer;
    if (status === 206) void reply.header('content-range', `bytes ${from}-${until - 1}/${size}`);
    await reply.status(status).type(TYPES[file.split('.').at(-1)!] ?? 'application/octet-stream').header('content-length', until - from).send(body);
  }
}
