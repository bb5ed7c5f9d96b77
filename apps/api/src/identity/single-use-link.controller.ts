import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { me, passwordReset, singleUseLink, tokenParam, useLink, type Me } from '@seldinger/contract';
import type { z } from 'zod';
import { Public } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import { Caller, CurrentCaller } from './caller';
import { PasswordResetService } from './password-reset.service';
import { SingleUseLinkService } from './single-use-link.service';

@Controller()
@Public()
export class SingleUseLinkController {
  constructor(
    private readonly links: SingleUseLinkService,
    private readonly resets: PasswordResetService,
  ) {}

  @Post('password-resets')
  @HttpCode(202)
  @Answers(202)
  askReset(@Body({ schema: passwordReset }) input: z.infer<typeof passwordReset>, @CurrentCaller() caller: Caller): Promise<void> {
    return this.resets.ask(input, caller);
  }

  @Get('single-use-links/:token')
  @Answers(200, singleUseLink)
  read(@Param({ schema: tokenParam }) { token }: { token: string }, @CurrentCaller() caller: Caller): Promise<z.infer<typeof singleUseLink>> {
    return this.links.read(token, caller);
  }

  @Post('single-use-links/:token')
  @HttpCode(200)
  @Answers(200, me)
  use(@Param({ schema: tokenParam }) { token }: { token: string }, @Body({ schema: useLink }) input: z.infer<typeof useLink>, @CurrentCaller() caller: Caller): Promise<Me> {
    return this.links.use(token, input, caller);
  }
}
