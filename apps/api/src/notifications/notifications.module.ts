import { Module } from '@nestjs/common';
import { MailController } from './mail.controller';
import { MailService } from './mail.service';

/** Says what happened to those whom it concerns, and shows what was said. */
@Module({ controllers: [MailController], providers: [MailService] })
export class NotificationsModule {}
