import { Injectable } from '@nestjs/common';
import type { SearchHit, searchHits } from '@seldinger/contract';
import { toPlayer } from '@seldinger/domain';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { Viewer } from '../platform/http/viewer';
import { excerptOf, wordsFound } from './search.excerpt';
import { hitsOf, type HitRow } from './search.queries';

@Injectable()
export class SearchService {
  constructor(private readonly source: DataSource) {}

  /** In titles, chapters, captions and chat of the recordings that this viewer may watch: the best places first, never one that was cut out. @throws 404, 403 */
  async find(viewer: Viewer, editionId: string, q: string): Promise<z.infer<typeof searchHits>> {
    viewer.demand('recordings:watch', editionId);
    const roles = viewer.rolesIn(editionId);
    const isGuest = viewer.guestOfLectureId !== null;
    const rows = await hitsOf(this.source.manager, q, {
      editionId,
      all: !isGuest && viewer.can('recordings:manage', editionId),
      released: !isGuest && roles.includes('trainee'),
      trainerId: !isGuest && roles.includes('trainer') ? viewer.personId : null,
      lectureId: viewer.guestOfLectureId,
    });
    return { items: rows.map((row) => present(row, q)) };
  }
}

function present({ recordingId, kind, atMs, number, titleEn, titleIt, text, spans }: HitRow, q: string): SearchHit {
  const title = wordsFound(titleIt, q) > wordsFound(titleEn, q) ? titleIt : titleEn;
  return { recordingId, lecture: { number, title: { en: titleEn, it: titleIt } }, kind, atMs, playerMs: atMs === null ? null : toPlayer(spans, atMs), excerpt: excerptOf(text ?? title, q) };
}
