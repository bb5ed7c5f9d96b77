import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { cancellation, decision, handsonRequests, newPlaceRequest, newSwap, newWaiting, offerAnswer, ownHandson, params, requestEffect, type HandsonDecision, type HandsonRequests, type OwnHandson, type RequestEffect } from '@seldinger/contract';
import type { z } from 'zod';
import { Can, CurrentViewer } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import type { Viewer } from '../platform/http/viewer';
import { EffectService } from './effect.service';
import { RequestListService } from './request-list.service';
import { RequestService } from './request.service';
import { SwapService } from './swap.service';
import { WaitingService } from './waiting.service';

/** What trainees ask for: a free place, a place in a line, another's week; and what the director says to it. */
@Controller()
export class RequestController {
  constructor(
    private readonly lists: RequestListService,
    private readonly requests: RequestService,
    private readonly waiting: WaitingService,
    private readonly swaps: SwapService,
    private readonly effects: EffectService,
  ) {}

  @Get('editions/:editionId/hands-on/me')
  @Can('handson:wish')
  @Answers(200, ownHandson)
  own(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }): Promise<OwnHandson> {
    return this.lists.own(viewer, editionId);
  }

  @Get('editions/:editionId/hands-on/requests')
  @Can('handson:plan')
  @Answers(200, handsonRequests)
  list(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }): Promise<HandsonRequests> {
    return this.lists.list(viewer, editionId);
  }

  /** Holds a free place of the week while the director decides. */
  @Post('editions/:editionId/hands-on/requests')
  @Can('handson:wish')
  @Answers(201, ownHandson)
  request(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }, @Body({ schema: newPlaceRequest }) body: z.infer<typeof newPlaceRequest>): Promise<OwnHandson> {
    return this.requests.request(viewer, editionId, body);
  }

  @Delete('hands-on/requests/:requestId')
  @Can('handson:wish')
  @Answers(200, ownHandson)
  withdrawRequest(@CurrentViewer() viewer: Viewer, @Param({ schema: params('requestId') }) { requestId }: { requestId: string }): Promise<OwnHandson> {
    return this.requests.withdrawRequest(viewer, requestId);
  }

  /** What agreeing would do to the others. */
  @Get('hands-on/requests/:requestId/effect')
  @Can('handson:plan')
  @Answers(200, requestEffect)
  effect(@CurrentViewer() viewer: Viewer, @Param({ schema: params('requestId') }) { requestId }: { requestId: string }): Promise<RequestEffect> {
    return this.effects.effect(viewer, requestId);
  }

  @Post('hands-on/requests/:requestId/decision')
  @HttpCode(200)
  @Can('handson:plan')
  @Answers(200, handsonRequests)
  decideRequest(@CurrentViewer() viewer: Viewer, @Param({ schema: params('requestId') }) { requestId }: { requestId: string }, @Body({ schema: decision }) body: HandsonDecision): Promise<HandsonRequests> {
    return this.requests.decideRequest(viewer, requestId, body);
  }

  @Post('editions/:editionId/hands-on/waiting')
  @Can('handson:wish')
  @Answers(201, ownHandson)
  wait(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }, @Body({ schema: newWaiting }) body: z.infer<typeof newWaiting>): Promise<OwnHandson> {
    return this.waiting.wait(viewer, editionId, body);
  }

  @Delete('hands-on/waiting/:waitingId')
  @Can('handson:wish')
  @Answers(200, ownHandson)
  leaveLine(@CurrentViewer() viewer: Viewer, @Param({ schema: params('waitingId') }) { waitingId }: { waitingId: string }): Promise<OwnHandson> {
    return this.waiting.leaveLine(viewer, waitingId);
  }

  @Post('hands-on/waiting/:waitingId/answer')
  @HttpCode(200)
  @Can('handson:wish')
  @Answers(200, ownHandson)
  answerOffer(@CurrentViewer() viewer: Viewer, @Param({ schema: params('waitingId') }) { waitingId }: { waitingId: string }, @Body({ schema: offerAnswer }) body: z.infer<typeof offerAnswer>): Promise<OwnHandson> {
    return this.waiting.answerOffer(viewer, waitingId, body);
  }

  @Post('editions/:editionId/hands-on/swaps')
  @Can('handson:wish')
  @Answers(201, ownHandson)
  askSwap(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }, @Body({ schema: newSwap }) body: z.infer<typeof newSwap>): Promise<OwnHandson> {
    return this.swaps.askSwap(viewer, editionId, body);
  }

  /** Of the trainee who was asked. */
  @Post('hands-on/swaps/:swapId/answer')
  @HttpCode(200)
  @Can('handson:wish')
  @Answers(200, ownHandson)
  answerSwap(@CurrentViewer() viewer: Viewer, @Param({ schema: params('swapId') }) { swapId }: { swapId: string }, @Body({ schema: offerAnswer }) body: z.infer<typeof offerAnswer>): Promise<OwnHandson> {
    return this.swaps.answerSwap(viewer, swapId, body);
  }

  @Delete('hands-on/swaps/:swapId')
  @Can('handson:wish')
  @Answers(200, ownHandson)
  withdrawSwap(@CurrentViewer() viewer: Viewer, @Param({ schema: params('swapId') }) { swapId }: { swapId: string }): Promise<OwnHandson> {
    return this.swaps.withdrawSwap(viewer, swapId);
  }

  @Post('hands-on/swaps/:swapId/decision')
  @HttpCode(200)
  @Can('handson:plan')
  @Answers(200, handsonRequests)
  decideSwap(@CurrentViewer() viewer: Viewer, @Param({ schema: params('swapId') }) { swapId }: { swapId: string }, @Body({ schema: decision }) body: HandsonDecision): Promise<HandsonRequests> {
    return this.swaps.decideSwap(viewer, swapId, body);
  }

  /** Gives one's own place back, until its week begins. */
  @Post('hands-on/bookings/:bookingId/cancellation')
  @HttpCode(200)
  @Can('handson:wish')
  @Answers(200, ownHandson)
  cancel(@CurrentViewer() viewer: Viewer, @Param({ schema: params('bookingId') }) { bookingId }: { bookingId: string }, @Body({ schema: cancellation }) body: z.infer<typeof cancellation>): Promise<OwnHandson> {
    return this.requests.cancel(viewer, bookingId, body);
  }
}
