import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity';
import { LiveModule } from '../live';
import { CONFIG, type Config } from '../platform/config';
import { ProgrammeModule } from '../programme';
import { contentControllers, contentProviders } from './content';
import { EgressRecorder } from './egress.recorder';
import { OwnRecorder } from './own.recorder';
import { PartIndex } from './part.index';
import { PulseService } from './pulse.service';
import { Recorder } from './recorder.port';
import { RecordingController } from './recording.controller';
import { RecordingKeeper } from './recording.keeper';
import { RecordingPolicy } from './recording.policy';
import { RecordingService } from './recording.service';
import { RecordingSteps } from './recording.steps';
import { StreamController } from './stream.controller';
import { StreamService } from './stream.service';
import { uploadControllers, uploadProviders } from './uploads';
import { ViewingService } from './viewing.service';

const recorder = { provide: Recorder, inject: [CONFIG, OwnRecorder, EgressRecorder], useFactory: ({ LIVEKIT_EGRESS }: Config, own: OwnRecorder, egress: EgressRecorder): Recorder => (LIVEKIT_EGRESS ? egress : own) };
const recording = [OwnRecorder, EgressRecorder, recorder, PartIndex, RecordingSteps, RecordingKeeper, PulseService];
const reading = [RecordingPolicy, RecordingService, ViewingService, StreamService];

/** Recordings of lectures: made, kept, streamed, and what was watched of them. */
@Module({
  imports: [IdentityModule, ProgrammeModule, LiveModule],
  controllers: [RecordingController, StreamController, ...contentControllers, ...uploadControllers],
  providers: [...recording, ...reading, ...contentProviders, ...uploadProviders],
  exports: [RecordingKeeper, PulseService],
})
export class RecordingsModule {}
