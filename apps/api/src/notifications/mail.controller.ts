import { Controller, Get, Param, Query } from '@nestjs/common';
import { mailDetail, mailPage, pageQuery, params, type MailDetail, type MailPage } from '@seldinger/contract';
import type { z } from 'zod';
import { Can } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import { MailService } from './mail.service';

const ofMail = params('mailId');

/** The outbox: every mail as it was written, for administrators. */
@Controller('mails')
@Can('mail:read')
export class MailController {
  constructor(private readonly mails: MailService) {}

  @Get()
  @Answers(200, mailPage)
  list(@Query({ schema: pageQuery }) query: z.infer<typeof pageQuery>): Promise<MailPage> {
    return this.mails.list(query);
  }

  @Get(':mailId')
  @Answers(200, mailDetail)
  read(@Param({ schema: ofMail }) { mailId }: z.infer<typeof ofMail>): Promise<MailDetail> {
    return this.mails.read(mailId);
  }
}
