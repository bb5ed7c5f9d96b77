import { Injectable } from '@nestjs/common';
import type { newProposal, publication, rotaImport, DraftChanges, HandsonRota, RotaBoard, RotaImportAnswer, RotaProposal } from '@seldinger/contract';
import type { z } from 'zod';
import { AppError } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';

/** The rota: published for everyone, and the board on which the director plans it. */
@Injectable()
export class RotaService {
  published(_viewer: Viewer, _editionId: string): Promise<HandsonRota> {
    return Promise.reject(new AppError('platform.failed'));
  }

  board(_viewer: Viewer, _editionId: string): Promise<RotaBoard> {
    return Promise.reject(new AppError('platform.failed'));
  }

  change(_viewer: Viewer, _editionId: string, _input: DraftChanges): Promise<RotaBoard> {
    return Promise.reject(new AppError('platform.failed'));
  }

  discard(_viewer: Viewer, _editionId: string): Promise<RotaBoard> {
    return Promise.reject(new AppError('platform.failed'));
  }

  publish(_viewer: Viewer, _editionId: string, _input: z.infer<typeof publication>): Promise<RotaBoard> {
    return Promise.reject(new AppError('platform.failed'));
  }

  readImport(_viewer: Viewer, _editionId: string, _input: z.infer<typeof rotaImport>): Promise<RotaImportAnswer> {
    return Promise.reject(new AppError('platform.failed'));
  }

  propose(_viewer: Viewer, _editionId: string, _input: z.infer<typeof newProposal>): Promise<RotaProposal> {
    return Promise.reject(new AppError('platform.failed'));
  }
}
