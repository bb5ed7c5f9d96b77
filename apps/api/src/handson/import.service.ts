import { Injectable } from '@nestjs/common';
import type { rotaImport, RotaImportAnswer } from '@seldinger/contract';
import type { z } from 'zod';
import { AppError } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';

/** Reads a rota from a spreadsheet. */
@Injectable()
export class ImportService {
  read(_viewer: Viewer, _editionId: string, _input: z.infer<typeof rotaImport>): Promise<RotaImportAnswer> {
    return Promise.reject(new AppError('platform.failed'));
  }
}
