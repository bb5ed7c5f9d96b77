import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { me, signIn, type Me } from '@seldinger/contract';
import type { z } from 'zod';
import { Can, CurrentViewer, GuestsToo, Public } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import type { Viewer } from '../platform/http/viewer';
import { Caller, CurrentCaller } from './caller';
import { MeService } from './me.service';
import { PasswordService } from './password.service';
import { SessionService } from './session.service';

@Controller('session')
export class SessionController {
  constructor(
    private readonly passwords: PasswordService,
    private readonly sessions: SessionService,
    private readonly people: MeService,
  ) {}

  @Post()
  @HttpCode(200)
  @Public()
  @Answers(200, me)
  signIn(@Body({ schema: signIn }) input: z.infer<typeof signIn>, @CurrentCaller() caller: Caller): Promise<Me> {
    return this.passwords.signIn(input, caller);
  }

  @Get()
  @Can('identity:read-self')
  @GuestsToo()
  @Answers(200, me)
  read(@CurrentViewer() viewer: Viewer): Promise<Me> {
    return this.people.read(viewer.sessionId);
  }

  @Delete()
  @HttpCode(204)
  @Can('identity:read-self')
  @GuestsToo()
  @Answers(204)
  signOut(@CurrentViewer() viewer: Viewer, @CurrentCaller() caller: Caller): Promise<void> {
    return this.sessions.signOut(viewer, caller);
  }
}
