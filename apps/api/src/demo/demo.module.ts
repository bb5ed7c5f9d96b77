import { Module } from '@nestjs/common';
import { AttendanceModule } from '../attendance';
import { IdentityModule } from '../identity';
import { ProgrammeModule } from '../programme';
import { DemoClock } from './demo.clock';
import { DemoHistory } from './demo.history';
import { DemoRecordings } from './demo.recordings';
import { DemoService } from './demo.service';

/** A course in full swing, for whoever wants to see one. */
@Module({ imports: [IdentityModule, ProgrammeModule, AttendanceModule], providers: [DemoService, DemoClock, DemoHistory, DemoRecordings], exports: [DemoService] })
export class DemoModule {}
