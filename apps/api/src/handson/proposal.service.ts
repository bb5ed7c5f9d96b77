import { Injectable } from '@nestjs/common';
import type { newProposal, RotaProposal } from '@seldinger/contract';
import type { z } from 'zod';
import { AppError } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';

/** Asks for the best plan there is. */
@Injectable()
export class ProposalService {
  propose(_viewer: Viewer, _editionId: string, _input: z.infer<typeof newProposal>): Promise<RotaProposal> {
    return Promise.reject(new AppError('platform.failed'));
  }
}
