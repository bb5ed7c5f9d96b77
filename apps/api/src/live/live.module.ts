import { Module } from '@nestjs/common';
import { ProgrammeModule } from '../programme';
import { BeatService } from './beat.service';
import { ChatService } from './chat.service';
import { ClassroomController } from './classroom.controller';
import { ClassroomPolicy } from './classroom.policy';
import { ClassroomService } from './classroom.service';
import { Connections } from './connections';
import { DepartureHandlers } from './departure.handlers';
import { HandService } from './hand.service';
import { HoldingNews } from './holding.news';
import { HoldingService } from './holding.service';
import { HoldingSteps } from './holding.steps';
import { LiveNowService } from './live-now.service';
import { LiveController } from './live.controller';
import { LiveGateway } from './live.gateway';
import { LiveService } from './live.service';
import { LiveTicker } from './live.ticker';
import { MediaRoomService } from './media-room.service';
import { MediaTokenService } from './media-token.service';
import { ModerationService } from './moderation.service';
import { OwnClockService } from './own-clock.service';
import { PresenceService } from './presence.service';
import { RollService } from './roll.service';
import { RosterService } from './roster.service';
import { WebhookController } from './webhook.controller';
import { WebhookService } from './webhook.service';

const classroom = [ClassroomPolicy, ClassroomService, MediaTokenService, LiveNowService, ModerationService, ChatService, HandService];
const holding = [HoldingService, HoldingSteps, HoldingNews];
const presence = [Connections, BeatService, PresenceService, RosterService, OwnClockService, DepartureHandlers];
const media = [MediaRoomService, RollService, WebhookService];

/** The classroom: who is in it, what they say, how a lecture is held. */
@Module({
  imports: [ProgrammeModule],
  controllers: [ClassroomController, LiveController, WebhookController],
  providers: [LiveService, LiveGateway, LiveTicker, ...classroom, ...holding, ...presence, ...media],
  exports: [ClassroomPolicy, LiveService, LiveTicker, BeatService, Connections],
})
export class LiveModule {}
