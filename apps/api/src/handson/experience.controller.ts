import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { locale, params } from '@seldinger/contract';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Can, CurrentViewer } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import type { Viewer } from '../platform/http/viewer';
import { ExperienceService, type ProofFile } from './experience.service';

const ofEdition = params('editionId');
const ofPerson = params('editionId', 'personId');
type OfEdition = z.infer<typeof ofEdition>;
type OfPerson = z.infer<typeof ofPerson>;
const wanted = z.object({ language: locale.default('en') });
type Wanted = z.infer<typeof wanted>;

/** The proof of experience, on paper and for spreadsheets. */
@Controller('editions/:editionId/logbook')
export class ExperienceController {
  constructor(private readonly experience: ExperienceService) {}

  @Get('me/experience.pdf')
  @Can('logbook:write')
  @Answers(200)
  async ownPdf(@CurrentViewer() viewer: Viewer, @Param({ schema: ofEdition }) { editionId }: OfEdition, @Query({ schema: wanted }) { language }: Wanted, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer | string> {
    return send(reply, await this.experience.ownProof(viewer, editionId, { language, kind: 'pdf' }));
  }

  @Get('me/experience.csv')
  @Can('logbook:write')
  @Answers(200)
  async ownCsv(@CurrentViewer() viewer: Viewer, @Param({ schema: ofEdition }) { editionId }: OfEdition, @Query({ schema: wanted }) { language }: Wanted, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer | string> {
    return send(reply, await this.experience.ownProof(viewer, editionId, { language, kind: 'csv' }));
  }

  @Get(':personId/experience.pdf')
  @Can('logbook:read-all')
  @Answers(200)
  async pdf(@CurrentViewer() viewer: Viewer, @Param({ schema: ofPerson }) { editionId, personId }: OfPerson, @Query({ schema: wanted }) { language }: Wanted, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer | string> {
    return send(reply, await this.experience.proofOf(viewer, { editionId, personId }, { language, kind: 'pdf' }));
  }

  @Get(':personId/experience.csv')
  @Can('logbook:read-all')
  @Answers(200)
  async csv(@CurrentViewer() viewer: Viewer, @Param({ schema: ofPerson }) { editionId, personId }: OfPerson, @Query({ schema: wanted }) { language }: Wanted, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer | string> {
    return send(reply, await this.experience.proofOf(viewer, { editionId, personId }, { language, kind: 'csv' }));
  }
}

const TYPE = { pdf: 'application/pdf', csv: 'text/csv; charset=utf-8' };

/** Not before the file is made: a refusal is no download. */
function send(reply: FastifyReply, { kind, name, content }: ProofFile): Buffer | string {
  const plain = name.normalize('NFD').replace(/[^ -~]|["\\]/g, '');
  void reply.headers({ 'content-type': TYPE[kind], 'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`, 'cache-control': 'private, no-store' });
  return content;
}
