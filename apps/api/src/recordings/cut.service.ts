import { Injectable } from '@nestjs/common';
import type { Cut, NewCut } from '@seldinger/contract';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock';
import { Events, On, type Delivered } from '../platform/events';
import { AppError, invalid, stale } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { Realtime } from '../platform/realtime';
import { Storage } from '../platform/storage';
import { deleteCues } from './caption.queries';
import { cutById, erasedFiles, insertCut, segmentsOf } from './cut.queries';
import { grownCut } from './cut.rules';
import { RecordingPolicy } from './recording.policy';
import { tellOf } from './recordings.news';
import { multirange, recordingById } from './recordings.queries';
import { fileKey } from './storage.keys';
import { UploadFiles } from './upload.files';

/** So many files at once are removed. */
const AT_ONCE = 8;

/** Passages that nobody may see again. What can be played is less at once; the files go as soon as that is written. */
@Injectable()
export class CutService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly policy: RecordingPolicy,
    private readonly events: Events,
    private readonly realtime: Realtime,
    private readonly storage: Storage,
    private readonly uploads: UploadFiles,
  ) {}

  /**
   * Cuts a passage, grown to whole segments, out of a finished recording, with the captions that touch it.
   * @throws 404, 403, request.stale, recordings.not-ready, recordings.deleted, request.invalid where there is nothing of it
   */
  async cut(viewer: Viewer, recordingId: string, { fromMs, untilMs, reason, version }: NewCut): Promise<Cut> {
    return this.source.transaction(async (em) => {
      await em.query('SELECT 1 FROM recording WHERE id = $1 FOR UPDATE', [recordingId]);
      const recording = await this.policy.manage(em, viewer, recordingId);
      if (recording.version !== version) throw stale({ version: recording.version });
      if (recording.state !== 'ready' || recording.spans.length === 0) throw new AppError('recordings.not-ready');
      const grown = grownCut(await segmentsOf(em, recordingId), { start: fromMs, end: untilMs });
      if (!grown) throw invalid('fromMs', 'nothing is there to be cut');
      const cutId = await insertCut(em, { recordingId, ...grown, reason, authorId: viewer.personId, at: this.clock.now() });
      await em.query('UPDATE recording SET spans = spans - $2::int4multirange, version = version + 1 WHERE id = $1', [recordingId, multirange([grown.span])]);
      await deleteCues(em, recordingId, grown.span);
      await this.events.emit(em, 'recordings.passage.cut', { editionId: recording.editionId, recordingId, cutId, fromMs: grown.span.start, untilMs: grown.span.end, reason });
      await tellOf(this.realtime, em, recording);
      return (await cutById(em, cutId))!;
    });
  }

  @On('recordings.passage.cut')
  async passageCut({ payload }: Delivered<'recordings.passage.cut'>): Promise<void> {
    await this.erase(payload.cutId);
  }

  /** Removes the files of a cut; again changes nothing. @throws what the storage does, and then it is still to be done */
  async erase(cutId: string): Promise<void> {
    const em = this.source.manager;
    const { recordingId, files, uploadIds } = await erasedFiles(em, cutId);
    if (recordingId === null) return;
    const keys = files.map(({ part, rendition, file }) => fileKey(recordingId, part, rendition, file));
    for (let first = 0; first < keys.length; first += AT_ONCE) await Promise.all(keys.slice(first, first + AT_ONCE).map((key) => this.storage.remove(key)));
    // It was converted: the whole of it lies there until then, and perhaps still.
    for (const uploadId of uploadIds) await this.uploads.remove(uploadId);
    await this.source.transaction((inner) => this.writeErased(inner, cutId, recordingId));
  }

  /** What was not erased when it was to be. Returns how many cuts that is. @throws the first of the failures, after all were tried */
  async eraseWaiting(): Promise<number> {
    const waiting: { id: string }[] = await this.source.query('SELECT id FROM recording_cut WHERE erased_at IS NULL ORDER BY cut_at, id');
    const outcomes = [];
    for (const { id } of waiting) outcomes.push(...(await Promise.allSettled([this.erase(id)])));
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    return waiting.length;
  }

  private async writeErased(em: EntityManager, cutId: string, recordingId: string): Promise<void> {
    const [, changed] = (await em.query('UPDATE recording_cut SET erased_at = $2 WHERE id = $1 AND erased_at IS NULL', [cutId, this.clock.now()])) as [unknown, number];
    const recording = changed > 0 ? await recordingById(em, recordingId) : null;
    if (recording) await tellOf(this.realtime, em, recording);
  }
}
