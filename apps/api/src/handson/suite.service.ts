import { Injectable } from '@nestjs/common';
import type { checkIn, checkInAnswer, daySignature, suiteQuery, suiteReopening, weekSignature, OwnSuiteStays, SuiteDayTimes, SuiteStay, SuiteWeek } from '@seldinger/contract';
import type { z } from 'zod';
import { AppError } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';

/** Attendance in the suite. */
@Injectable()
export class SuiteService {
  week(_viewer: Viewer, _editionId: string, _query: z.infer<typeof suiteQuery>): Promise<SuiteWeek> {
    return Promise.reject(new AppError('platform.failed'));
  }

  own(_viewer: Viewer, _editionId: string): Promise<OwnSuiteStays> {
    return Promise.reject(new AppError('platform.failed'));
  }

  stay(_viewer: Viewer, _bookingId: string): Promise<SuiteStay> {
    return Promise.reject(new AppError('platform.failed'));
  }

  arrive(_viewer: Viewer, _bookingId: string, _date: string): Promise<SuiteStay> {
    return Promise.reject(new AppError('platform.failed'));
  }

  depart(_viewer: Viewer, _bookingId: string, _date: string): Promise<SuiteStay> {
    return Promise.reject(new AppError('platform.failed'));
  }

  changeDay(_viewer: Viewer, _bookingId: string, _date: string, _input: SuiteDayTimes): Promise<SuiteStay> {
    return Promise.reject(new AppError('platform.failed'));
  }

  signDay(_viewer: Viewer, _bookingId: string, _date: string, _input: z.infer<typeof daySignature>): Promise<SuiteStay> {
    return Promise.reject(new AppError('platform.failed'));
  }

  reopenDay(_viewer: Viewer, _bookingId: string, _date: string, _input: z.infer<typeof suiteReopening>): Promise<SuiteStay> {
    return Promise.reject(new AppError('platform.failed'));
  }

  signWeek(_viewer: Viewer, _bookingId: string, _input: z.infer<typeof weekSignature>): Promise<SuiteStay> {
    return Promise.reject(new AppError('platform.failed'));
  }

  reopenWeek(_viewer: Viewer, _bookingId: string, _input: z.infer<typeof suiteReopening>): Promise<SuiteStay> {
    return Promise.reject(new AppError('platform.failed'));
  }

  checkIn(_viewer: Viewer, _editionId: string, _input: z.infer<typeof checkIn>): Promise<z.infer<typeof checkInAnswer>> {
    return Promise.reject(new AppError('platform.failed'));
  }
}
