import { Injectable } from '@nestjs/common';
import type { cancellation, newPlaceRequest, newSwap, newWaiting, offerAnswer, HandsonDecision, HandsonRequests, OwnHandson, RequestEffect } from '@seldinger/contract';
import type { z } from 'zod';
import { AppError } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';

/** What trainees ask for: a free place, a place in a line, another's week; and what the director says to it. */
@Injectable()
export class RequestService {
  own(_viewer: Viewer, _editionId: string): Promise<OwnHandson> {
    return Promise.reject(new AppError('platform.failed'));
  }

  list(_viewer: Viewer, _editionId: string): Promise<HandsonRequests> {
    return Promise.reject(new AppError('platform.failed'));
  }

  request(_viewer: Viewer, _editionId: string, _input: z.infer<typeof newPlaceRequest>): Promise<OwnHandson> {
    return Promise.reject(new AppError('platform.failed'));
  }

  withdrawRequest(_viewer: Viewer, _requestId: string): Promise<OwnHandson> {
    return Promise.reject(new AppError('platform.failed'));
  }

  effect(_viewer: Viewer, _requestId: string): Promise<RequestEffect> {
    return Promise.reject(new AppError('platform.failed'));
  }

  decideRequest(_viewer: Viewer, _requestId: string, _input: HandsonDecision): Promise<HandsonRequests> {
    return Promise.reject(new AppError('platform.failed'));
  }

  wait(_viewer: Viewer, _editionId: string, _input: z.infer<typeof newWaiting>): Promise<OwnHandson> {
    return Promise.reject(new AppError('platform.failed'));
  }

  leaveLine(_viewer: Viewer, _waitingId: string): Promise<OwnHandson> {
    return Promise.reject(new AppError('platform.failed'));
  }

  answerOffer(_viewer: Viewer, _waitingId: string, _input: z.infer<typeof offerAnswer>): Promise<OwnHandson> {
    return Promise.reject(new AppError('platform.failed'));
  }

  askSwap(_viewer: Viewer, _editionId: string, _input: z.infer<typeof newSwap>): Promise<OwnHandson> {
    return Promise.reject(new AppError('platform.failed'));
  }

  answerSwap(_viewer: Viewer, _swapId: string, _input: z.infer<typeof offerAnswer>): Promise<OwnHandson> {
    return Promise.reject(new AppError('platform.failed'));
  }

  withdrawSwap(_viewer: Viewer, _swapId: string): Promise<OwnHandson> {
    return Promise.reject(new AppError('platform.failed'));
  }

  decideSwap(_viewer: Viewer, _swapId: string, _input: HandsonDecision): Promise<HandsonRequests> {
    return Promise.reject(new AppError('platform.failed'));
  }

  cancel(_viewer: Viewer, _bookingId: string, _input: z.infer<typeof cancellation>): Promise<OwnHandson> {
    return Promise.reject(new AppError('platform.failed'));
  }
}
