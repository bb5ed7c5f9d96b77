import { Body, Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { courseModule, edition, editionChange, editionList, lecture, lectureCheck, lectureCheckAnswer, newEdition, newLecture, newModule, params, plan, trainerList } from '@seldinger/contract';
import type { CourseModule, Edition, Lecture, Plan } from '@seldinger/contract';
import type { z } from 'zod';
import { Can, CurrentViewer } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import { Viewer } from '../platform/http/viewer';
import { EditionService } from './edition.service';
import { LectureService } from './lecture.service';
import { ModuleService } from './module.service';

const editionId = params('editionId');
type EditionId = z.infer<typeof editionId>;

@Controller('editions')
export class EditionController {
  constructor(
    private readonly editions: EditionService,
    private readonly modules: ModuleService,
    private readonly lectures: LectureService,
  ) {}

  /** Those that the viewer has a part in; the administrator sees all. */
  @Get()
  @Can('programme:read')
  @Answers(200, editionList)
  list(@CurrentViewer() viewer: Viewer): Promise<z.infer<typeof editionList>> {
    return this.editions.list(viewer);
  }

  /** Whoever makes an edition becomes its director. */
  @Post()
  @Can('programme:create-edition')
  @Answers(201, edition)
  create(@CurrentViewer() viewer: Viewer, @Body({ schema: newEdition }) body: z.infer<typeof newEdition>): Promise<Edition> {
    return this.editions.create(viewer, body);
  }

  @Get(':editionId')
  @Can('programme:read')
  @Answers(200, edition)
  read(@CurrentViewer() viewer: Viewer, @Param({ schema: editionId }) { editionId }: EditionId): Promise<Edition> {
    return this.editions.read(viewer, editionId);
  }

  /** Lectures that have not begun keep their wall-clock time when the zone changes. */
  @Patch(':editionId')
  @Can('programme:plan')
  @Answers(200, edition)
  change(@CurrentViewer() viewer: Viewer, @Param({ schema: editionId }) { editionId }: EditionId, @Body({ schema: editionChange }) body: z.infer<typeof editionChange>): Promise<Edition> {
    return this.editions.change(viewer, editionId, body);
  }

  @Get(':editionId/plan')
  @Can('programme:read')
  @Answers(200, plan)
  plan(@CurrentViewer() viewer: Viewer, @Param({ schema: editionId }) { editionId }: EditionId): Promise<Plan> {
    return this.editions.plan(viewer, editionId);
  }

  @Get(':editionId/trainers')
  @Can('programme:read')
  @Answers(200, trainerList)
  trainers(@CurrentViewer() viewer: Viewer, @Param({ schema: editionId }) { editionId }: EditionId): Promise<z.infer<typeof trainerList>> {
    return this.editions.trainers(viewer, editionId);
  }

  @Post(':editionId/modules')
  @Can('programme:plan')
  @Answers(201, courseModule)
  addModule(@CurrentViewer() viewer: Viewer, @Param({ schema: editionId }) { editionId }: EditionId, @Body({ schema: newModule }) body: z.infer<typeof newModule>): Promise<CourseModule> {
    return this.modules.create(viewer, editionId, body);
  }

  @Post(':editionId/lectures')
  @Can('programme:plan')
  @Answers(201, lecture)
  addLecture(@CurrentViewer() viewer: Viewer, @Param({ schema: editionId }) { editionId }: EditionId, @Body({ schema: newLecture }) body: z.infer<typeof newLecture>): Promise<Lecture> {
    return this.lectures.create(viewer, editionId, body);
  }

  /** What a lecture at this time would break, and the instants it would have; changes nothing. */
  @Post(':editionId/lectures/check')
  @HttpCode(200)
  @Can('programme:plan')
  @Answers(200, lectureCheckAnswer)
  check(@CurrentViewer() viewer: Viewer, @Param({ schema: editionId }) { editionId }: EditionId, @Body({ schema: lectureCheck }) body: z.infer<typeof lectureCheck>): Promise<z.infer<typeof lectureCheckAnswer>> {
    return this.lectures.check(viewer, editionId, body);
  }
}
