import { Body, Controller, Delete, HttpCode, Param, Patch } from '@nestjs/common';
import { courseModule, moduleChange, params, type CourseModule } from '@seldinger/contract';
import type { z } from 'zod';
import { Can, CurrentViewer } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import { Viewer } from '../platform/http/viewer';
import { ModuleService } from './module.service';

const moduleId = params('moduleId');
type ModuleId = z.infer<typeof moduleId>;

@Controller('modules')
export class ModuleController {
  constructor(private readonly modules: ModuleService) {}

  @Patch(':moduleId')
  @Can('programme:plan')
  @Answers(200, courseModule)
  change(@CurrentViewer() viewer: Viewer, @Param({ schema: moduleId }) { moduleId }: ModuleId, @Body({ schema: moduleChange }) body: z.infer<typeof moduleChange>): Promise<CourseModule> {
    return this.modules.change(viewer, moduleId, body);
  }

  /** Only a module without lectures can go. */
  @Delete(':moduleId')
  @HttpCode(204)
  @Can('programme:plan')
  @Answers(204)
  remove(@CurrentViewer() viewer: Viewer, @Param({ schema: moduleId }) { moduleId }: ModuleId): Promise<void> {
    return this.modules.remove(viewer, moduleId);
  }
}
