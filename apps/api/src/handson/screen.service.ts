import { Injectable } from '@nestjs/common';
import type { newScreen, SuiteScreen } from '@seldinger/contract';
import type { z } from 'zod';
import { AppError } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';

/** The screen of a room, with the code that changes every 30 seconds. */
@Injectable()
export class ScreenService {
  create(_viewer: Viewer, _roomId: string): Promise<z.infer<typeof newScreen>> {
    return Promise.reject(new AppError('platform.failed'));
  }

  read(_token: string): Promise<SuiteScreen> {
    return Promise.reject(new AppError('platform.failed'));
  }
}
