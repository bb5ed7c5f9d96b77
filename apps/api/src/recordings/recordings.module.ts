import { Module } from '@nestjs/common';
import { LiveModule } from '../live';
import { ProgrammeModule } from '../programme';
import { RecordingPolicy } from './recording.policy';

/** Recordings of lectures: made, kept, streamed, and what was watched of them. */
@Module({ imports: [ProgrammeModule, LiveModule], controllers: [], providers: [RecordingPolicy] })
export class RecordingsModule {}
