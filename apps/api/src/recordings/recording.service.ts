import { Injectable } from '@nestjs/common';
import { id, type Recording, type RecordingPage } from '@seldinger/contract';
import { DataSource } from 'typeorm';
import { invalid } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { ChapterService } from './chapter.service';
import { cutLogOf } from './cut.queries';
import { partOf, RecordingPolicy } from './recording.policy';
import { presentRecording, presentSummary } from './recording.presenter';
import { extrasOf, recordingsOf, ruleOf } from './recordings.queries';
import { readingsOf } from './viewing.queries';

const NOTHING_PLAYED = { watched: [], positionMs: 0 };

/** Recordings as people see them. */
@Injectable()
export class RecordingService {
  constructor(
    private readonly source: DataSource,
    private readonly policy: RecordingPolicy,
    private readonly chapters: ChapterService,
  ) {}

  /** Those of an edition, the latest lecture first; what a reader may not watch yet is left out, unless it is theirs to manage. @param after cursor of the page before */
  async list(viewer: Viewer, editionId: string, { after, limit }: { after?: string; limit: number }): Promise<RecordingPage> {
    viewer.demand('recordings:watch', editionId);
    if (after !== undefined && !id.safeParse(after).success) throw invalid('after', 'no cursor of this list');
    const em = this.source.manager;
    const roles = viewer.rolesIn(editionId);
    const all = viewer.can('recordings:manage', editionId);
    const rows = await recordingsOf(em, editionId, { all, released: roles.includes('trainee'), trainerId: roles.includes('trainer') ? viewer.personId : null, after, limit: limit + 1 });
    const items = rows.slice(0, limit);
    const ids = items.map(({ id }) => id);
    const [readings, extras] = [await readingsOf(em, ids, viewer.personId), await extrasOf(em, ids)];
    return {
      items: items.map((row) => presentSummary({ ...row, ...(readings.get(row.id) ?? NOTHING_PLAYED), ...extras.get(row.id)!, part: partOf(viewer, row) })),
      next: rows.length > limit ? items.at(-1)!.id : null,
    };
  }

  /** @throws 404, 403 */
  async read(viewer: Viewer, recordingId: string): Promise<Recording> {
    const em = this.source.manager;
    const row = await this.policy.read(em, viewer, recordingId);
    const [readings, extras] = [await readingsOf(em, [recordingId], viewer.personId), await extrasOf(em, [recordingId])];
    const { watermark } = await ruleOf(em, row.editionId);
    return presentRecording({
      ...row,
      ...(readings.get(recordingId) ?? NOTHING_PLAYED),
      ...extras.get(recordingId)!,
      chapters: await this.chapters.list(em, recordingId),
      cutLog: row.part.manage ? await cutLogOf(em, recordingId) : null,
      watermark: watermark ? viewer.name : null,
    });
  }
}
