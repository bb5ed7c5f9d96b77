import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity';
import { ProgrammeModule } from '../programme';
import { CheckInService } from './check-in.service';
import { EffectService } from './effect.service';
import { ExperienceController } from './experience.controller';
import { ExperienceService } from './experience.service';
import { HandsonAddress } from './handson.address';
import { ImportService } from './import.service';
import { LogbookSignatureService } from './logbook-signature.service';
import { LogbookController } from './logbook.controller';
import { LogbookService } from './logbook.service';
import { PlaceService } from './place.service';
import { ProposalService } from './proposal.service';
import { PublicationService } from './publication.service';
import { RequestListService } from './request-list.service';
import { RequestController } from './request.controller';
import { RequestKeeper } from './request.keeper';
import { RequestPost } from './request.post';
import { RequestService } from './request.service';
import { RotaController } from './rota.controller';
import { RotaService } from './rota.service';
import { ScreenController } from './screen.controller';
import { ScreenService } from './screen.service';
import { SetupController } from './setup.controller';
import { SetupService } from './setup.service';
import { Solver } from './solver';
import { SuiteDayService } from './suite-day.service';
import { SuiteWeekService } from './suite-week.service';
import { SuiteController } from './suite.controller';
import { SuiteService } from './suite.service';
import { SuiteStays } from './suite.stays';
import { SwapService } from './swap.service';
import { WaitingService } from './waiting.service';
import { WishController } from './wish.controller';
import { WishService } from './wish.service';

const planning = [HandsonAddress, SetupService, WishService, RotaService, PublicationService, ImportService, ProposalService, Solver];
const requesting = [PlaceService, RequestListService, RequestService, WaitingService, SwapService, EffectService, RequestPost, RequestKeeper];
const attending = [SuiteService, SuiteStays, SuiteDayService, SuiteWeekService, CheckInService, ScreenService];
const logging = [LogbookService, LogbookSignatureService, ExperienceService];

/** Hands-on weeks in the suite: rooms and weeks, wishes, the rota, attendance and the logbook. */
@Module({
  imports: [IdentityModule, ProgrammeModule],
  controllers: [SetupController, WishController, RotaController, RequestController, SuiteController, ScreenController, ExperienceController, LogbookController],
  providers: [...planning, ...requesting, ...attending, ...logging],
  exports: [SuiteStays, SuiteDayService, SuiteWeekService],
})
export class HandsonModule {}
