import { Module } from '@nestjs/common';
import { LiveModule } from '../live';
import { ProgrammeModule } from '../programme';
import { AttendanceController } from './attendance.controller';
import { AttendanceService } from './attendance.service';

/** From recorded stays to verified minutes. */
@Module({ imports: [ProgrammeModule, LiveModule], controllers: [AttendanceController], providers: [AttendanceService], exports: [AttendanceService] })
export class AttendanceModule {}
