import { Body, Controller, Delete, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { chapter, chapterChange, newChapter, newMark, params, type Chapter, type ChapterChange, type NewChapter, type NewMark } from '@seldinger/contract';
import { Can, CurrentViewer, GuestsToo } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import type { Viewer } from '../platform/http/viewer';
import { ChapterService } from './chapter.service';

const chapterId = params('chapterId');
type ChapterId = { chapterId: string };

/** Whoever gives the lecture, a guest too, edits the chapters of its recordings. */
@Controller()
@Can('recordings:edit')
@GuestsToo()
export class ChapterController {
  constructor(private readonly chapters: ChapterService) {}

  /** Marks this very moment of a live lecture. */
  @Post('lectures/:lectureId/recording/marks')
  @Answers(201, chapter)
  mark(@CurrentViewer() viewer: Viewer, @Param({ schema: params('lectureId') }) { lectureId }: { lectureId: string }, @Body({ schema: newMark }) body: NewMark): Promise<Chapter> {
    return this.chapters.mark(viewer, lectureId, body);
  }

  @Post('recordings/:recordingId/chapters')
  @Answers(201, chapter)
  create(@CurrentViewer() viewer: Viewer, @Param({ schema: params('recordingId') }) { recordingId }: { recordingId: string }, @Body({ schema: newChapter }) body: NewChapter): Promise<Chapter> {
    return this.chapters.create(viewer, recordingId, body);
  }

  @Patch('chapters/:chapterId')
  @Answers(200, chapter)
  change(@CurrentViewer() viewer: Viewer, @Param({ schema: chapterId }) { chapterId }: ChapterId, @Body({ schema: chapterChange }) body: ChapterChange): Promise<Chapter> {
    return this.chapters.change(viewer, chapterId, body);
  }

  /** Can be taken back. */
  @Delete('chapters/:chapterId')
  @HttpCode(204)
  @Answers(204)
  remove(@CurrentViewer() viewer: Viewer, @Param({ schema: chapterId }) { chapterId }: ChapterId): Promise<void> {
    return this.chapters.remove(viewer, chapterId);
  }

  @Post('chapters/:chapterId/restore')
  @HttpCode(200)
  @Answers(200, chapter)
  restore(@CurrentViewer() viewer: Viewer, @Param({ schema: chapterId }) { chapterId }: ChapterId): Promise<Chapter> {
    return this.chapters.restore(viewer, chapterId);
  }
}
