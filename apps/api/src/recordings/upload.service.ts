import { Injectable } from '@nestjs/common';
import { id, line, type Upload, type UploadList } from '@seldinger/contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../platform/clock';
import { AppError, invalid, notFound } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { RateLimit, type Limit } from '../platform/rate-limit';
import { Realtime } from '../platform/realtime';
import { ProgrammeService } from '../programme';
import { tellOf } from './recordings.news';
import { TaskService } from './task.service';
import { UploadFiles } from './upload.files';
import { uploadById, uploadsOf, uploadsUnderWay, type ListedUpload, type UploadRow } from './upload.queries';
import { MAX_UPLOAD_BYTES, type Arriving } from './upload.server';

/** What the client says of its file, as it stands in tus's metadata. */
const about = z.object({ lectureId: id, filename: line(255) });
const CREATIONS: Limit = { hits: 60, withinMs: 600_000 };
const DAY_MS = 86_400_000;
const ABANDONED_AFTER_MS = 7 * DAY_MS;

/** Files that come from elsewhere: who may send them, and what becomes of them. */
@Injectable()
export class UploadService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly limits: RateLimit,
    private readonly programme: ProgrammeService,
    private readonly files: UploadFiles,
    private readonly tasks: TaskService,
    private readonly realtime: Realtime,
  ) {}

  /** Takes on an upload before its first byte. @throws 400, 403, 404, request.too-large, request.rate-limited, recordings.no-space */
  async create(viewer: Viewer, { id: uploadId, bytes, metadata }: Arriving): Promise<void> {
    const said = about.safeParse(metadata);
    if (!said.success) throw new AppError('request.invalid', { fields: said.error.issues.map((issue) => ({ path: `Upload-Metadata.${issue.path.join('.')}`, message: issue.message })) });
    if (!bytes) throw invalid('Upload-Length', 'empty');
    if (bytes > MAX_UPLOAD_BYTES) throw new AppError('request.too-large');
    const { lectureId, filename } = said.data;
    const { editionId } = await this.programme.demandLecture(this.source.manager, lectureId, viewer, 'recordings:manage');
    await this.limits.hit(`upload:${viewer.personId}`, CREATIONS);
    await this.makeSure(bytes);
    await this.source.transaction(async (em) => {
      await em.query('INSERT INTO recording_upload (id, lecture_id, edition_id, person_id, file_name, bytes, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)', [uploadId, lectureId, editionId, viewer.personId, filename, bytes, this.clock.now()]);
      await tellOf(this.realtime, em, { editionId, lectureId });
    });
  }

  /** An upload is there for the person whose it is, as long as they may. @throws 404, 403 */
  async own(viewer: Viewer, uploadId: string): Promise<UploadRow> {
    const upload = await this.find(uploadId);
    if (upload?.personId !== viewer.personId) throw notFound();
    viewer.demand('recordings:manage', upload.editionId);
    return upload;
  }

  /** Before more of it is written. @param bytes how many are about to come, where that is known @throws 404, 403, recordings.no-space */
  async receive(viewer: Viewer, uploadId: string, bytes: number): Promise<void> {
    await this.own(viewer, uploadId);
    if (bytes > 0 && (await this.files.space()) < Math.min(bytes, MAX_UPLOAD_BYTES)) throw new AppError('recordings.no-space');
  }

  /** Forgets an upload that is under way; the owner's to do, and the director's. Its files go after it. @throws 404, 403 */
  async forget(viewer: Viewer, uploadId: string): Promise<void> {
    const upload = await this.find(uploadId);
    if (!upload || (upload.personId !== viewer.personId && !viewer.rolesIn(upload.editionId).includes('director'))) throw notFound();
    viewer.demand('recordings:manage', upload.editionId);
    await this.source.transaction(async (em) => {
      const [, gone] = (await em.query('DELETE FROM recording_upload WHERE id = $1 AND recording_id IS NULL', [uploadId])) as [unknown, number];
      // It has become a recording.
      if (gone === 0) throw notFound();
      await tellOf(this.realtime, em, upload);
    });
  }

  /** Makes the recording once the last byte is there. Again changes nothing. @throws recordings.upload-incomplete */
  async finish(uploadId: string): Promise<void> {
    if (!(await this.files.received(uploadId))) return;
    await this.files.settle(uploadId);
    const received = await this.files.received(uploadId);
    await this.source.transaction(async (em) => {
      const upload = await uploadById(em, uploadId, 'FOR UPDATE');
      if (!upload || upload.recordingId) return;
      if (received?.bytes !== upload.bytes) throw new AppError('recordings.upload-incomplete');
      const [recording] = (await em.query(
        `INSERT INTO recording (lecture_id, edition_id, source, state, file_name, uploaded_by, created_at) VALUES ($1, $2, 'upload', 'converting', $3, $4, $5) RETURNING id`,
        [upload.lectureId, upload.editionId, upload.fileName, upload.personId, this.clock.now()],
      )) as { id: string }[];
      await em.query('UPDATE recording_upload SET recording_id = $2 WHERE id = $1', [uploadId, recording!.id]);
      await this.tasks.add(em, recording!.id, 'convert');
      await tellOf(this.realtime, em, upload);
    });
  }

  async list(viewer: Viewer, editionId: string): Promise<UploadList> {
    viewer.demand('recordings:manage', editionId);
    const rows = await uploadsOf(this.source.manager, editionId);
    return { items: await Promise.all(rows.map((row) => this.present(row))) };
  }

  /** What a process that died left undone, and what nobody goes on with: in the worker, from time to time. Returns how many it made, and how many it removed. */
  async sweep(): Promise<{ made: number; removed: number }> {
    const swept = { made: 0, removed: 0 };
    for (const upload of await uploadsUnderWay(this.source.manager)) {
      const received = await this.files.received(upload.id);
      if (received?.bytes === upload.bytes) {
        await this.finish(upload.id);
        swept.made += 1;
      } else if (this.clock.nowMs() - upload.createdAt.getTime() > ABANDONED_AFTER_MS && this.clock.real().getTime() - (received?.at ?? 0) > ABANDONED_AFTER_MS) {
        await this.source.query('DELETE FROM recording_upload WHERE id = $1 AND recording_id IS NULL', [upload.id]);
        await this.files.remove(upload.id);
        swept.removed += 1;
      }
    }
    for (const uploadId of await this.files.list()) {
      if (await this.isWanted(uploadId)) continue;
      await this.files.remove(uploadId);
      swept.removed += 1;
    }
    return swept;
  }

  /** The file of an upload is kept until it is converted. One that no row knows of may just be written. */
  private async isWanted(uploadId: string): Promise<boolean> {
    const [row] = (await this.source.query(
      `SELECT u.recording_id IS NULL OR EXISTS (SELECT 1 FROM recording_task t WHERE t.recording_id = u.recording_id AND t.kind = 'convert' AND t.state IN ('waiting', 'running')) AS wanted
       FROM recording_upload u WHERE u.id = $1`,
      [uploadId],
    )) as { wanted: boolean }[];
    if (row) return row.wanted;
    const received = await this.files.received(uploadId);
    return received !== null && this.clock.real().getTime() - received.at < DAY_MS;
  }

  private async find(uploadId: string): Promise<UploadRow | null> {
    return uploadById(this.source.manager, uploadId);
  }

  /** The disk takes this one and all that is still to come of the others. @throws recordings.no-space */
  private async makeSure(bytes: number): Promise<void> {
    const others = await uploadsUnderWay(this.source.manager);
    const missing = await Promise.all(others.map(async (upload) => Math.max(0, upload.bytes - ((await this.files.received(upload.id))?.bytes ?? 0))));
    const needed = missing.reduce((sum, rest) => sum + rest, bytes);
    if ((await this.files.space()) < needed) throw new AppError('recordings.no-space');
  }

  private async present({ id: uploadId, lectureId, number, titleEn, titleIt, fileName, bytes, author, createdAt, recordingId }: ListedUpload): Promise<Upload> {
    const received = (await this.files.received(uploadId))?.bytes ?? 0;
    return { id: uploadId, lectureId, lecture: { number, title: { en: titleEn, it: titleIt } }, fileName, bytes, received, author, createdAt: createdAt.toISOString(), recordingId };
  }
}
