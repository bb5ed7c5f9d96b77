import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity';
import { ProgrammeModule } from '../programme';
import { ExperienceController } from './experience.controller';
import { ExperienceService } from './experience.service';
import { LogbookSignatureService } from './logbook-signature.service';
import { LogbookController } from './logbook.controller';
import { LogbookService } from './logbook.service';
import { RequestController } from './request.controller';
import { RequestService } from './request.service';
import { RotaController } from './rota.controller';
import { RotaService } from './rota.service';
import { ScreenController } from './screen.controller';
import { ScreenService } from './screen.service';
import { SetupController } from './setup.controller';
import { SetupService } from './setup.service';
import { SuiteController } from './suite.controller';
import { SuiteService } from './suite.service';
import { WishController } from './wish.controller';
import { WishService } from './wish.service';

/** Hands-on weeks in the suite: rooms and weeks, wishes, the rota, attendance and the logbook. */
@Module({
  imports: [IdentityModule, ProgrammeModule],
  controllers: [SetupController, WishController, RotaController, RequestController, SuiteController, ScreenController, ExperienceController, LogbookController],
  providers: [SetupService, WishService, RotaService, RequestService, SuiteService, ScreenService, LogbookService, LogbookSignatureService, ExperienceService],
})
export class HandsonModule {}
