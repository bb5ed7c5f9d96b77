import { Inject, Injectable } from '@nestjs/common';
import { id, instant, type DeletionList, type pageQuery } from '@seldinger/contract';
import { keptUntil } from '@seldinger/domain';
import type { Logger } from 'pino';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../platform/clock';
import { Events, On, type Delivered } from '../platform/events';
import { AppError, invalid, stale } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { Realtime } from '../platform/realtime';
import { Storage } from '../platform/storage';
import { LOG } from '../platform/tokens';
import { CutService } from './cut.service';
import { RecordingPolicy } from './recording.policy';
import { tellOf } from './recordings.news';
import { deletionsOf, keptRecordings, markDeleted, unfinishedDeletions, uploadsOfRecording, withdraw, type DeletionRow, type Withdrawn } from './retention.queries';
import { recordingKey } from './storage.keys';
import { UploadFiles } from './upload.files';

/**
 * Recordings that are to be kept no longer. First nothing of them plays any more, then the files go, then they count as
 * deleted: whoever dies in between leaves what the next one finishes, and nothing that is half there can be watched.
 */
@Injectable()
export class RetentionService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly policy: RecordingPolicy,
    private readonly events: Events,
    private readonly realtime: Realtime,
    private readonly storage: Storage,
    private readonly uploads: UploadFiles,
    private readonly cuts: CutService,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** Deletes what is due, and finishes what was left undone. In the worker, from time to time. Returns how many recordings are deleted by it. @param now on the course's clock */
  async sweep(now: Date): Promise<number> {
    const due = (await keptRecordings(this.source.manager)).filter(({ endsOn, keptDays, timeZone }) => keptUntil(endsOn, keptDays, timeZone) <= now.getTime());
    for (const { id: recordingId } of due) await this.source.transaction((em) => this.withdraw(em, recordingId, null));
    let deleted = 0;
    for (const recordingId of await unfinishedDeletions(this.source.manager)) if (await this.orLater(() => this.finish(recordingId), recordingId)) deleted += 1;
    await this.orLater(() => this.cuts.eraseWaiting(), null);
    return deleted;
  }

  /** Deletes one at once. Its files go as soon as that is written. Returns its version. @throws 404, 403, request.stale, recordings.not-ready, recordings.deleted */
  async remove(viewer: Viewer, recordingId: string, version: number): Promise<{ version: number }> {
    return this.source.transaction(async (em) => {
      await em.query('SELECT 1 FROM recording WHERE id = $1 FOR UPDATE', [recordingId]);
      const recording = await this.policy.manage(em, viewer, recordingId);
      if (recording.version !== version) throw stale({ version: recording.version });
      if (recording.state !== 'ready' && recording.state !== 'failed') throw new AppError('recordings.not-ready');
      return { version: (await this.withdraw(em, recordingId, viewer.personId))?.version ?? version };
    });
  }

  @On('recordings.recording.withdrawn')
  async withdrawn({ payload }: Delivered<'recordings.recording.withdrawn'>): Promise<void> {
    await this.finish(payload.recordingId);
  }

  /** What was deleted, by whom (nobody: the job) and when, the latest first. @throws 404, 403, request.invalid for a cursor that is not ours */
  async deletions(viewer: Viewer, editionId: string, { after, limit }: z.infer<typeof pageQuery>): Promise<DeletionList> {
    viewer.demand('recordings:manage', editionId);
    const rows = await deletionsOf(this.source.manager, editionId, after === undefined ? null : parseCursor(after), limit + 1);
    const items = rows.slice(0, limit);
    return { items: items.map(present), next: rows.length > limit ? cursor(items.at(-1)!) : null };
  }

  private async withdraw(em: EntityManager, recordingId: string, by: string | null): Promise<Withdrawn | null> {
    const recording = await withdraw(em, recordingId, by, this.clock.now());
    if (!recording) return null;
    await this.events.emit(em, 'recordings.recording.withdrawn', { editionId: recording.editionId, lectureId: recording.lectureId, recordingId });
    await tellOf(this.realtime, em, recording);
    return recording;
  }

  /** Removes the files of one that was withdrawn, and then says so; again changes nothing. Returns whether it was this one that said it. @throws what the storage does */
  private async finish(recordingId: string): Promise<boolean> {
    const em = this.source.manager;
    if (!(await unfinishedDeletions(em)).includes(recordingId)) return false;
    for (const uploadId of await uploadsOfRecording(em, recordingId)) await this.uploads.remove(uploadId);
    const removed = await this.storage.remove(recordingKey(recordingId));
    return this.source.transaction(async (inner) => {
      const deleted = await markDeleted(inner, recordingId, removed, this.clock.now());
      if (!deleted) return false;
      await this.events.emit(inner, 'recordings.recording.deleted', { ...deleted, recordingId });
      await tellOf(this.realtime, inner, deleted);
      return true;
    });
  }

  /** A storage that fails for one holds up no other; the next sweep tries again. */
  private async orLater<Result>(work: () => Promise<Result>, recordingId: string | null): Promise<Result | null> {
    try {
      return await work();
    } catch (error) {
      this.log.warn({ err: error, recordingId }, 'files could not be removed yet');
      return null;
    }
  }
}

const present = ({ at, number, titleEn, titleIt, ...row }: DeletionRow): DeletionList['items'][number] => ({ ...row, at: at.toISOString(), lecture: { number, title: { en: titleEn, it: titleIt } } });

const key = z.tuple([instant, id]);
const cursor = ({ at, recordingId }: DeletionRow): string => Buffer.from(`${at.toISOString()} ${recordingId}`).toString('base64url');

function parseCursor(after: string): { at: string; id: string } {
  const { success, data } = key.safeParse(Buffer.from(after, 'base64url').toString().split(' '));
  if (!success) throw invalid('after', 'no cursor of this list');
  return { at: data[0], id: data[1] };
}
