import { Injectable } from '@nestjs/common';
import type { newClosure, newWeeks, roomsChange, weekChange, HandsonRule, HandsonSetup } from '@seldinger/contract';
import type { z } from 'zod';
import { AppError } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';

/** The rooms, weeks and closures of the suite, and the rules of an edition. */
@Injectable()
export class SetupService {
  read(_viewer: Viewer, _editionId: string): Promise<HandsonSetup> {
    return Promise.reject(new AppError('platform.failed'));
  }

  changeRule(_viewer: Viewer, _editionId: string, _input: HandsonRule): Promise<HandsonSetup> {
    return Promise.reject(new AppError('platform.failed'));
  }

  changeRooms(_viewer: Viewer, _editionId: string, _input: z.infer<typeof roomsChange>): Promise<HandsonSetup> {
    return Promise.reject(new AppError('platform.failed'));
  }

  addWeeks(_viewer: Viewer, _editionId: string, _input: z.infer<typeof newWeeks>): Promise<HandsonSetup> {
    return Promise.reject(new AppError('platform.failed'));
  }

  changeWeek(_viewer: Viewer, _weekId: string, _input: z.infer<typeof weekChange>): Promise<HandsonSetup> {
    return Promise.reject(new AppError('platform.failed'));
  }

  removeWeek(_viewer: Viewer, _weekId: string): Promise<HandsonSetup> {
    return Promise.reject(new AppError('platform.failed'));
  }

  close(_viewer: Viewer, _editionId: string, _input: z.infer<typeof newClosure>): Promise<HandsonSetup> {
    return Promise.reject(new AppError('platform.failed'));
  }

  reopen(_viewer: Viewer, _closureId: string): Promise<HandsonSetup> {
    return Promise.reject(new AppError('platform.failed'));
  }
}
