import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { SESSION_READER } from '../platform/realtime';
import { GuestService } from './guest.service';
import { IdentityService } from './identity.service';
import { InvitationService } from './invitation.service';
import { LectureLinkController } from './lecture-link.controller';
import { LectureLinkService } from './lecture-link.service';
import { LinkAddress } from './link.address';
import { MeController } from './me.controller';
import { MeService } from './me.service';
import { PasswordResetService } from './password-reset.service';
import { PasswordService } from './password.service';
import { PeopleController } from './people.controller';
import { PeopleService } from './people.service';
import { RoleService } from './role.service';
import { SessionController } from './session.controller';
import { SessionGuard } from './session.guard';
import { SessionReader } from './session.reader';
import { SessionService } from './session.service';
import { SingleUseLinkController } from './single-use-link.controller';
import { SingleUseLinkService } from './single-use-link.service';

/** People, their roles and sessions, and the guard in front of every route. */
@Module({
  controllers: [SessionController, MeController, SingleUseLinkController, PeopleController, LectureLinkController],
  providers: [
    SessionReader,
    { provide: SESSION_READER, useExisting: SessionReader },
    { provide: APP_GUARD, useClass: SessionGuard },
    SessionService,
    MeService,
    PasswordService,
    PasswordResetService,
    LinkAddress,
    RoleService,
    IdentityService,
    SingleUseLinkService,
    PeopleService,
    InvitationService,
    LectureLinkService,
    GuestService,
  ],
  exports: [IdentityService, LinkAddress, SESSION_READER],
})
export class IdentityModule {}
