import { Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { lectureLinkList, lectureLinkSession, newLectureLink, params, tokenParam } from '@seldinger/contract';
import type { z } from 'zod';
import { Can, CurrentViewer, Public } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import type { Viewer } from '../platform/http/viewer';
import { Caller, CurrentCaller } from './caller';
import { GuestService } from './guest.service';
import { LectureLinkService } from './lecture-link.service';

const ofLecture = params('lectureId');
const ofLink = params('linkId');

@Controller()
export class LectureLinkController {
  constructor(
    private readonly links: LectureLinkService,
    private readonly guests: GuestService,
  ) {}

  /** A personal link for the lecture's trainer; mailed too. The answer is the only time that it is shown. */
  @Post('lectures/:lectureId/links')
  @Can('people:manage')
  @Answers(201, newLectureLink)
  create(@Param({ schema: ofLecture }) { lectureId }: z.infer<typeof ofLecture>, @CurrentViewer() viewer: Viewer, @CurrentCaller() caller: Caller): Promise<z.infer<typeof newLectureLink>> {
    return this.links.create(viewer, lectureId, caller.origin);
  }

  @Get('lectures/:lectureId/links')
  @Can('people:manage')
  @Answers(200, lectureLinkList)
  list(@Param({ schema: ofLecture }) { lectureId }: z.infer<typeof ofLecture>, @CurrentViewer() viewer: Viewer): Promise<z.infer<typeof lectureLinkList>> {
    return this.links.list(viewer, lectureId);
  }

  /** Ends at once every session that the link opened. */
  @Delete('lecture-links/:linkId')
  @HttpCode(204)
  @Can('people:manage')
  @Answers(204)
  revoke(@Param({ schema: ofLink }) { linkId }: z.infer<typeof ofLink>, @CurrentViewer() viewer: Viewer): Promise<void> {
    return this.links.revoke(viewer, linkId);
  }

  @Post('lecture-links/:token/session')
  @HttpCode(200)
  @Public()
  @Answers(200, lectureLinkSession)
  open(@Param({ schema: tokenParam }) { token }: z.infer<typeof tokenParam>, @CurrentCaller() caller: Caller): Promise<z.infer<typeof lectureLinkSession>> {
    return this.guests.open(token, caller);
  }
}
