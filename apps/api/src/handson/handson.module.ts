import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity';
import { ProgrammeModule } from '../programme';
import { EffectService } from './effect.service';
import { LogbookController } from './logbook.controller';
import { LogbookService } from './logbook.service';
import { PlaceService } from './place.service';
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
import { SuiteController } from './suite.controller';
import { SuiteService } from './suite.service';
import { SwapService } from './swap.service';
import { WaitingService } from './waiting.service';
import { WishController } from './wish.controller';
import { WishService } from './wish.service';

const requesting = [PlaceService, RequestListService, RequestService, WaitingService, SwapService, EffectService, RequestPost, RequestKeeper];

/** Hands-on weeks in the suite: rooms and weeks, wishes, the rota, attendance and the logbook. */
@Module({
  imports: [IdentityModule, ProgrammeModule],
  controllers: [SetupController, WishController, RotaController, RequestController, SuiteController, ScreenController, LogbookController],
  providers: [SetupService, WishService, RotaService, Solver, ...requesting, SuiteService, ScreenService, LogbookService],
})
export class HandsonModule {}
