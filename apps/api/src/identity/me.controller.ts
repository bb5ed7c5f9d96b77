import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Put } from '@nestjs/common';
import { me, params, passwordChange, profileChange, sessionList, type Me } from '@seldinger/contract';
import type { z } from 'zod';
import { Can, CurrentViewer } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import type { Viewer } from '../platform/http/viewer';
import { MeService } from './me.service';
import { PasswordService } from './password.service';
import { SessionService } from './session.service';

@Controller('me')
@Can('identity:read-self')
export class MeController {
  constructor(
    private readonly people: MeService,
    private readonly passwords: PasswordService,
    private readonly sessions: SessionService,
  ) {}

  @Patch()
  @Answers(200, me)
  change(@Body({ schema: profileChange }) input: z.infer<typeof profileChange>, @CurrentViewer() viewer: Viewer): Promise<Me> {
    return this.people.change(viewer, input);
  }

  /** Ends all other sessions of this person. */
  @Put('password')
  @HttpCode(204)
  @Answers(204)
  changePassword(@Body({ schema: passwordChange }) input: z.infer<typeof passwordChange>, @CurrentViewer() viewer: Viewer): Promise<void> {
    return this.passwords.change(viewer, input);
  }

  @Get('sessions')
  @Answers(200, sessionList)
  listSessions(@CurrentViewer() viewer: Viewer): Promise<z.infer<typeof sessionList>> {
    return this.sessions.list(viewer);
  }

  @Delete('sessions/:sessionId')
  @HttpCode(204)
  @Answers(204)
  endSession(@Param({ schema: params('sessionId') }) { sessionId }: { sessionId: string }, @CurrentViewer() viewer: Viewer): Promise<void> {
    return this.sessions.endOwn(viewer, sessionId);
  }
}
