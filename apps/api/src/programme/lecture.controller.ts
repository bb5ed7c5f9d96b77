import { Body, Controller, Delete, Get, HttpCode, Param, Patch } from '@nestjs/common';
import { lecture, lectureChange, params, type Lecture } from '@seldinger/contract';
import type { z } from 'zod';
import { Can, CurrentViewer, GuestsToo } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import { Viewer } from '../platform/http/viewer';
import { LectureService } from './lecture.service';

const lectureId = params('lectureId');
type LectureId = z.infer<typeof lectureId>;

@Controller('lectures')
export class LectureController {
  constructor(private readonly lectures: LectureService) {}

  @Get(':lectureId')
  @Can('programme:read')
  @GuestsToo()
  @Answers(200, lecture)
  read(@CurrentViewer() viewer: Viewer, @Param({ schema: lectureId }) { lectureId }: LectureId): Promise<Lecture> {
    return this.lectures.read(viewer, lectureId);
  }

  /** Once a lecture has begun, its time and module stand; title and trainer can still be put right. */
  @Patch(':lectureId')
  @Can('programme:plan')
  @Answers(200, lecture)
  change(@CurrentViewer() viewer: Viewer, @Param({ schema: lectureId }) { lectureId }: LectureId, @Body({ schema: lectureChange }) body: z.infer<typeof lectureChange>): Promise<Lecture> {
    return this.lectures.change(viewer, lectureId, body);
  }

  /** Only a lecture that has not begun can go. */
  @Delete(':lectureId')
  @HttpCode(204)
  @Can('programme:plan')
  @Answers(204)
  remove(@CurrentViewer() viewer: Viewer, @Param({ schema: lectureId }) { lectureId }: LectureId): Promise<void> {
    return this.lectures.remove(viewer, lectureId);
  }
}
