import { Injectable } from '@nestjs/common';
import type { entryReturn, entrySignature, logbookQuery, pageQuery, signMany, signManyAnswer, LogbookEntry, LogbookEntryWrite, LogbookExposure, LogbookPage, LogbookSummary } from '@seldinger/contract';
import type { z } from 'zod';
import { AppError } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';

/** The logbook of procedures. */
@Injectable()
export class LogbookService {
  own(_viewer: Viewer, _editionId: string, _query: z.infer<typeof logbookQuery>): Promise<LogbookPage> {
    return Promise.reject(new AppError('platform.failed'));
  }

  ownSummary(_viewer: Viewer, _editionId: string): Promise<LogbookSummary> {
    return Promise.reject(new AppError('platform.failed'));
  }

  write(_viewer: Viewer, _editionId: string, _entryId: string, _input: LogbookEntryWrite): Promise<LogbookEntry> {
    return Promise.reject(new AppError('platform.failed'));
  }

  remove(_viewer: Viewer, _entryId: string): Promise<void> {
    return Promise.reject(new AppError('platform.failed'));
  }

  toSign(_viewer: Viewer, _editionId: string, _query: z.infer<typeof pageQuery>): Promise<LogbookPage> {
    return Promise.reject(new AppError('platform.failed'));
  }

  signMany(_viewer: Viewer, _editionId: string, _input: z.infer<typeof signMany>): Promise<z.infer<typeof signManyAnswer>> {
    return Promise.reject(new AppError('platform.failed'));
  }

  sign(_viewer: Viewer, _entryId: string, _input: z.infer<typeof entrySignature>): Promise<LogbookEntry> {
    return Promise.reject(new AppError('platform.failed'));
  }

  giveBack(_viewer: Viewer, _entryId: string, _input: z.infer<typeof entryReturn>): Promise<LogbookEntry> {
    return Promise.reject(new AppError('platform.failed'));
  }

  exposure(_viewer: Viewer, _editionId: string): Promise<LogbookExposure> {
    return Promise.reject(new AppError('platform.failed'));
  }

  ofPerson(_viewer: Viewer, _editionId: string, _personId: string, _query: z.infer<typeof logbookQuery>): Promise<LogbookPage> {
    return Promise.reject(new AppError('platform.failed'));
  }

  summaryOf(_viewer: Viewer, _editionId: string, _personId: string): Promise<LogbookSummary> {
    return Promise.reject(new AppError('platform.failed'));
  }
}
