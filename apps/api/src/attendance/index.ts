export { AttendanceModule } from './attendance.module';
export { AttendanceService, type CorrectionOf, type Decision, type Presence } from './attendance.service';
