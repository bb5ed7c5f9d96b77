import { Body, Controller, Delete, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { draftChanges, newProposal, params, proposal, publication, rota, rotaBoard, rotaImport, rotaImportAnswer, type DraftChanges, type HandsonRota, type RotaBoard, type RotaImportAnswer, type RotaProposal } from '@seldinger/contract';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Can, CurrentViewer } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import type { Viewer } from '../platform/http/viewer';
import { ImportService } from './import.service';
import { ProposalService } from './proposal.service';
import { PublicationService } from './publication.service';
import { RotaService } from './rota.service';

/** The rota: published for everyone, and the board on which the director plans it. */
@Controller()
export class RotaController {
  constructor(
    private readonly rota: RotaService,
    private readonly publications: PublicationService,
    private readonly imports: ImportService,
    private readonly proposals: ProposalService,
  ) {}

  @Get('editions/:editionId/hands-on/rota')
  @Can('handson:read')
  @Answers(200, rota)
  published(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }): Promise<HandsonRota> {
    return this.rota.published(viewer, editionId);
  }

  @Get('editions/:editionId/hands-on/board')
  @Can('handson:plan')
  @Answers(200, rotaBoard)
  board(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }): Promise<RotaBoard> {
    return this.rota.board(viewer, editionId);
  }

  /** All of them or none: 409 with the board as it is when a place has somebody else by now. */
  @Post('editions/:editionId/hands-on/board/changes')
  @HttpCode(200)
  @Can('handson:plan')
  @Answers(200, rotaBoard)
  change(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }, @Body({ schema: draftChanges }) body: DraftChanges): Promise<RotaBoard> {
    return this.rota.change(viewer, editionId, body);
  }

  /** Back to what is published. */
  @Delete('editions/:editionId/hands-on/board/changes')
  @Can('handson:plan')
  @Answers(200, rotaBoard)
  discard(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }): Promise<RotaBoard> {
    return this.rota.discard(viewer, editionId);
  }

  /** Makes the draft the rota, and tells those whom it concerns. */
  @Post('editions/:editionId/hands-on/board/publication')
  @HttpCode(200)
  @Can('handson:plan')
  @Answers(200, rotaBoard)
  publish(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }, @Body({ schema: publication }) body: z.infer<typeof publication>): Promise<RotaBoard> {
    return this.publications.publish(viewer, editionId, body);
  }

  /** What lines of a spreadsheet would change; changes nothing. */
  @Post('editions/:editionId/hands-on/board/import')
  @HttpCode(200)
  @Can('handson:plan')
  @Answers(200, rotaImportAnswer)
  readImport(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }, @Body({ schema: rotaImport }) body: z.infer<typeof rotaImport>): Promise<RotaImportAnswer> {
    return this.imports.read(viewer, editionId, body);
  }

  /** The best plan there is, with its proof; changes nothing. */
  @Post('editions/:editionId/hands-on/proposals')
  @Can('handson:plan')
  @Answers(201, proposal)
  propose(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }, @Body({ schema: newProposal }) body: z.infer<typeof newProposal>): Promise<RotaProposal> {
    return this.proposals.propose(viewer, editionId, body);
  }

  /** A place for one's calendar: one's own, and anybody's for directors. */
  @Get('hands-on/bookings/:bookingId/calendar')
  @Can('handson:read')
  @Answers(200)
  async calendar(@CurrentViewer() viewer: Viewer, @Param({ schema: params('bookingId') }) { bookingId }: { bookingId: string }, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const text = await this.publications.calendar(viewer, bookingId);
    // Not before: a refusal is no calendar.
    void reply.headers({ 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': 'attachment; filename="hands-on.ics"', 'cache-control': 'private, no-store' });
    return text;
  }
}
