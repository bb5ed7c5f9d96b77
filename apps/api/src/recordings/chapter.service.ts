import { Injectable } from '@nestjs/common';
import type { Chapter, ChapterChange, NewChapter, NewMark } from '@seldinger/contract';
import { DataSource, type EntityManager } from 'typeorm';
import { ClassroomPolicy } from '../live';
import { Clock } from '../platform/clock';
import { On, type Delivered } from '../platform/events';
import { AppError, invalid, notFound, stale } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { Realtime } from '../platform/realtime';
import { chapterById, chaptersOf, gatherChapters, insertChapter, insertHappened, presentChapter, type ChapterRow } from './chapter.queries';
import { RecordingPolicy } from './recording.policy';
import { tellOf } from './recordings.news';
import { activeRecording, recordingById, type RecordingRow } from './recordings.queries';

/** Places with a name: made from what happened in the lecture, marked while it goes on, or written later. */
@Injectable()
export class ChapterService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly policy: RecordingPolicy,
    private readonly classrooms: ClassroomPolicy,
    private readonly realtime: Realtime,
  ) {}

  /** In their order. While the recording goes on, with what has happened up to now. */
  async list(em: EntityManager, recordingId: string): Promise<Chapter[]> {
    const [active]: unknown[] = await em.query(`SELECT 1 FROM recording WHERE id = $1 AND state = 'recording'`, [recordingId]);
    if (active) await gatherChapters(em, recordingId);
    return chaptersOf(em, recordingId);
  }

  /** Notes that something happened at this place; again changes nothing. @param atMs milliseconds of the recording */
  async happened(em: EntityManager, recordingId: string, kind: 'screen' | 'break' | 'resume' | 'question' | 'start', atMs: number): Promise<void> {
    if (!(await insertHappened(em, recordingId, kind, atMs))) return;
    const recording = await recordingById(em, recordingId);
    if (recording) await tellOf(this.realtime, em, recording);
  }

  @On('recordings.recording.ended')
  async recordingEnded({ payload }: Delivered<'recordings.recording.ended'>): Promise<void> {
    await gatherChapters(this.source.manager, payload.recordingId);
  }

  @On('recordings.recording.ready')
  async recordingReady({ payload }: Delivered<'recordings.recording.ready'>): Promise<void> {
    await gatherChapters(this.source.manager, payload.recordingId);
  }

  /** This very moment of a live lecture, by who leads it. @throws 404, 403, live.removed, recordings.not-recording */
  async mark(viewer: Viewer, lectureId: string, { title }: NewMark): Promise<Chapter> {
    const em = this.source.manager;
    await this.classrooms.admitModerator(em, viewer, lectureId);
    const recording = await activeRecording(em, lectureId);
    const atMs = recording?.startedAt ? this.clock.nowMs() - recording.startedAt.getTime() : -1;
    if (!recording || atMs < 0) throw new AppError('recordings.not-recording');
    return this.add(viewer, recording, { kind: 'mark', atMs, title: title ?? null });
  }

  /** @throws 404, 403, recordings.deleted */
  async create(viewer: Viewer, recordingId: string, { atMs, title }: NewChapter): Promise<Chapter> {
    const recording = await this.policy.edit(this.source.manager, viewer, recordingId);
    this.demandInside(recording, atMs);
    return this.add(viewer, recording, { kind: 'own', atMs, title });
  }

  private async add(viewer: Viewer, recording: RecordingRow, chapter: { kind: 'mark' | 'own'; atMs: number; title: string | null }): Promise<Chapter> {
    return this.source.transaction(async (em) => {
      const added = await insertChapter(em, { ...chapter, recordingId: recording.id, authorId: viewer.personId });
      await tellOf(this.realtime, em, recording);
      return added;
    });
  }

  /** @throws 404, 403, request.stale, recordings.deleted */
  async change(viewer: Viewer, chapterId: string, { version, ...fields }: ChapterChange): Promise<Chapter> {
    return this.withChapter(viewer, chapterId, async (em, chapter, recording) => {
      if (chapter.removed) throw notFound();
      if (chapter.version !== version) throw stale(presentChapter(chapter));
      const { atMs, title } = { ...chapter, ...fields };
      if (atMs !== chapter.atMs) this.demandInside(recording, atMs);
      await em.query('UPDATE chapter SET at_ms = $2, title = $3, version = version + 1 WHERE id = $1', [chapterId, atMs, title]);
    });
  }

  /** What was made from what happened does not come back by itself. @throws 404, 403, recordings.deleted */
  async remove(viewer: Viewer, chapterId: string): Promise<void> {
    await this.withChapter(viewer, chapterId, async (em) => void (await em.query('UPDATE chapter SET removed_at = coalesce(removed_at, $2), version = version + 1 WHERE id = $1', [chapterId, this.clock.now()])));
  }

  /** Takes a removal back. @throws 404, 403, recordings.deleted */
  async restore(viewer: Viewer, chapterId: string): Promise<Chapter> {
    return this.withChapter(viewer, chapterId, async (em, { removed }) => {
      if (removed) await em.query('UPDATE chapter SET removed_at = NULL, version = version + 1 WHERE id = $1', [chapterId]);
    });
  }

  /** Changes one chapter for who may, one change after the other, and answers what it is then. */
  private async withChapter(viewer: Viewer, chapterId: string, work: (em: EntityManager, chapter: ChapterRow, recording: RecordingRow) => Promise<void>): Promise<Chapter> {
    return this.source.transaction(async (em) => {
      await em.query('SELECT 1 FROM chapter WHERE id = $1 FOR UPDATE', [chapterId]);
      const chapter = await chapterById(em, chapterId);
      if (!chapter) throw notFound();
      const recording = await this.policy.edit(em, viewer, chapter.recordingId);
      await work(em, chapter, recording);
      await tellOf(this.realtime, em, recording);
      return presentChapter((await chapterById(em, chapterId))!);
    });
  }

  /** @throws request.invalid past the end, which for one that goes on is now */
  private demandInside({ state, startedAt, spans }: RecordingRow, atMs: number): void {
    const now = state === 'recording' && startedAt ? this.clock.nowMs() - startedAt.getTime() : 0;
    if (atMs > Math.max(spans.at(-1)?.end ?? 0, now)) throw invalid('atMs', 'past the end of the recording');
  }
}
