import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { attendanceEvidence, attendanceSheet, newCorrection, params, pendingVerifications, reopenRequest, verifyRequest, type AttendanceEvidence, type AttendanceSheet, type NewCorrection, type PendingVerifications, type ReopenRequest, type VerifyRequest } from '@seldinger/contract';
import { Can, CurrentViewer } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import type { Viewer } from '../platform/http/viewer';
import { AttendanceService } from './attendance.service';

@Controller()
export class AttendanceController {
  constructor(private readonly attendance: AttendanceService) {}

  @Get('lectures/:lectureId/attendance')
  @Can('attendance:verify')
  @Answers(200, attendanceSheet)
  sheet(@CurrentViewer() viewer: Viewer, @Param({ schema: params('lectureId') }) { lectureId }: { lectureId: string }): Promise<AttendanceSheet> {
    return this.attendance.sheet(viewer, lectureId);
  }

  @Get('lectures/:lectureId/attendance/me')
  @Can('attendance:read-own')
  @Answers(200, attendanceEvidence)
  own(@CurrentViewer() viewer: Viewer, @Param({ schema: params('lectureId') }) { lectureId }: { lectureId: string }): Promise<AttendanceEvidence> {
    return this.attendance.own(viewer, lectureId);
  }

  @Get('lectures/:lectureId/attendance/:personId')
  @Can('attendance:verify')
  @Answers(200, attendanceEvidence)
  evidence(@CurrentViewer() viewer: Viewer, @Param({ schema: params('lectureId', 'personId') }) { lectureId, personId }: { lectureId: string; personId: string }): Promise<AttendanceEvidence> {
    return this.attendance.evidence(viewer, lectureId, personId);
  }

  @Post('lectures/:lectureId/attendance/:personId/corrections')
  @HttpCode(200)
  @Can('attendance:verify')
  @Answers(200, attendanceSheet)
  correct(@CurrentViewer() viewer: Viewer, @Param({ schema: params('lectureId', 'personId') }) { lectureId, personId }: { lectureId: string; personId: string }, @Body({ schema: newCorrection }) body: NewCorrection): Promise<AttendanceSheet> {
    return this.attendance.correct(viewer, lectureId, personId, body);
  }

  @Post('lectures/:lectureId/verification')
  @HttpCode(200)
  @Can('attendance:verify')
  @Answers(200, attendanceSheet)
  verify(@CurrentViewer() viewer: Viewer, @Param({ schema: params('lectureId') }) { lectureId }: { lectureId: string }, @Body({ schema: verifyRequest }) body: VerifyRequest): Promise<AttendanceSheet> {
    return this.attendance.verify(viewer, lectureId, body);
  }

  @Post('lectures/:lectureId/verification/reopening')
  @HttpCode(200)
  @Can('attendance:verify')
  @Answers(200, attendanceSheet)
  reopen(@CurrentViewer() viewer: Viewer, @Param({ schema: params('lectureId') }) { lectureId }: { lectureId: string }, @Body({ schema: reopenRequest }) body: ReopenRequest): Promise<AttendanceSheet> {
    return this.attendance.reopen(viewer, lectureId, body);
  }

  @Get('editions/:editionId/attendance/pending')
  @Can('attendance:verify')
  @Answers(200, pendingVerifications)
  pending(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }): Promise<PendingVerifications> {
    return this.attendance.pending(viewer, editionId);
  }
}
