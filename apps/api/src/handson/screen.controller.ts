import { Controller, Get, Param, Post } from '@nestjs/common';
import { newScreen, params, screenParams, suiteScreen, type SuiteScreen } from '@seldinger/contract';
import type { z } from 'zod';
import { CurrentCaller, type Caller } from '../identity';
import { Can, CurrentViewer, Public } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import type { Viewer } from '../platform/http/viewer';
import { ScreenService } from './screen.service';

/** The screen of a room, with the code that changes every 30 seconds. */
@Controller()
export class ScreenController {
  constructor(private readonly screens: ScreenService) {}

  /** The address is shown this once; those made before for this room stop working. */
  @Post('suite/rooms/:roomId/screens')
  @Can('handson:supervise')
  @Answers(201, newScreen)
  create(@CurrentViewer() viewer: Viewer, @Param({ schema: params('roomId') }) { roomId }: { roomId: string }, @CurrentCaller() caller: Caller): Promise<z.infer<typeof newScreen>> {
    return this.screens.create(viewer, roomId, caller.origin);
  }

  @Get('suite/screens/:token')
  @Public()
  @Answers(200, suiteScreen)
  read(@Param({ schema: screenParams }) { token }: z.infer<typeof screenParams>): Promise<SuiteScreen> {
    return this.screens.read(token);
  }
}
