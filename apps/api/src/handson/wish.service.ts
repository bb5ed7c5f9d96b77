import { Injectable } from '@nestjs/common';
import type { HandsonWishes, HandsonWishesChange } from '@seldinger/contract';
import { AppError } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';

/** Which weeks a trainee would like, and which are impossible. */
@Injectable()
export class WishService {
  own(_viewer: Viewer, _editionId: string): Promise<HandsonWishes> {
    return Promise.reject(new AppError('platform.failed'));
  }

  change(_viewer: Viewer, _editionId: string, _input: HandsonWishesChange): Promise<HandsonWishes> {
    return Promise.reject(new AppError('platform.failed'));
  }
}
