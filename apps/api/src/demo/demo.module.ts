import { Module } from '@nestjs/common';
import { AttendanceModule } from '../attendance';
import { HandsonModule } from '../handson';
import { IdentityModule } from '../identity';
import { ProgrammeModule } from '../programme';
import { DemoClock } from './demo.clock';
import { DemoHistory } from './demo.history';
import { DemoPractice } from './demo.practice';
import { DemoRecordings } from './demo.recordings';
import { DemoService } from './demo.service';

/** A course in full swing, for whoever wants to see one. */
@Module({ imports: [IdentityModule, ProgrammeModule, HandsonModule, AttendanceModule], providers: [DemoService, DemoClock, DemoHistory, DemoPractice, DemoRecordings], exports: [DemoService] })
export class DemoModule {}
