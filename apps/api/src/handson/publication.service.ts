import { Injectable } from '@nestjs/common';
import type { publication, RotaBoard } from '@seldinger/contract';
import type { z } from 'zod';
import { AppError } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';

/** Makes the draft the rota. */
@Injectable()
export class PublicationService {
  publish(_viewer: Viewer, _editionId: string, _input: z.infer<typeof publication>): Promise<RotaBoard> {
    return Promise.reject(new AppError('platform.failed'));
  }
}
