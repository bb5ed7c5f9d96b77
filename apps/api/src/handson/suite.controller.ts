import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { checkIn, checkInAnswer, dayParams, daySignature, dayTimes, ownStays, params, suiteQuery, suiteReopening, suiteStay, suiteWeek, weekSignature, type OwnSuiteStays, type SuiteDayTimes, type SuiteStay, type SuiteWeek } from '@seldinger/contract';
import type { z } from 'zod';
import { Can, CurrentViewer } from '../platform/http/access';
import { Answers } from '../platform/http/answers';
import type { Viewer } from '../platform/http/viewer';
import { CheckInService } from './check-in.service';
import { SuiteDayService } from './suite-day.service';
import { SuiteWeekService } from './suite-week.service';
import { SuiteService } from './suite.service';

/** Attendance in the suite. */
@Controller()
export class SuiteController {
  constructor(
    private readonly suite: SuiteService,
    private readonly days: SuiteDayService,
    private readonly weeks: SuiteWeekService,
    private readonly checkIns: CheckInService,
  ) {}

  @Get('editions/:editionId/suite')
  @Can('handson:supervise')
  @Answers(200, suiteWeek)
  week(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }, @Query({ schema: suiteQuery }) query: z.infer<typeof suiteQuery>): Promise<SuiteWeek> {
    return this.suite.week(viewer, editionId, query);
  }

  @Get('editions/:editionId/suite/me')
  @Can('handson:wish')
  @Answers(200, ownStays)
  own(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }): Promise<OwnSuiteStays> {
    return this.suite.own(viewer, editionId);
  }

  /** Of the trainee, and of those who supervise. */
  @Get('suite/bookings/:bookingId')
  @Can('handson:read')
  @Answers(200, suiteStay)
  stay(@CurrentViewer() viewer: Viewer, @Param({ schema: params('bookingId') }) { bookingId }: { bookingId: string }): Promise<SuiteStay> {
    return this.suite.stay(viewer, bookingId);
  }

  /** Came, now. */
  @Post('suite/bookings/:bookingId/days/:date/arrival')
  @HttpCode(200)
  @Can('handson:supervise')
  @Answers(200, suiteStay)
  arrive(@CurrentViewer() viewer: Viewer, @Param({ schema: dayParams }) { bookingId, date }: z.infer<typeof dayParams>): Promise<SuiteStay> {
    return this.days.arrive(viewer, bookingId, date);
  }

  /** Leaves, now. */
  @Post('suite/bookings/:bookingId/days/:date/departure')
  @HttpCode(200)
  @Can('handson:supervise')
  @Answers(200, suiteStay)
  depart(@CurrentViewer() viewer: Viewer, @Param({ schema: dayParams }) { bookingId, date }: z.infer<typeof dayParams>): Promise<SuiteStay> {
    return this.days.depart(viewer, bookingId, date);
  }

  @Put('suite/bookings/:bookingId/days/:date')
  @Can('handson:supervise')
  @Answers(200, suiteStay)
  changeDay(@CurrentViewer() viewer: Viewer, @Param({ schema: dayParams }) { bookingId, date }: z.infer<typeof dayParams>, @Body({ schema: dayTimes }) body: SuiteDayTimes): Promise<SuiteStay> {
    return this.days.changeDay(viewer, bookingId, date, body);
  }

  @Post('suite/bookings/:bookingId/days/:date/signature')
  @HttpCode(200)
  @Can('handson:supervise')
  @Answers(200, suiteStay)
  signDay(@CurrentViewer() viewer: Viewer, @Param({ schema: dayParams }) { bookingId, date }: z.infer<typeof dayParams>, @Body({ schema: daySignature }) body: z.infer<typeof daySignature>): Promise<SuiteStay> {
    return this.days.signDay(viewer, bookingId, date, body);
  }

  @Post('suite/bookings/:bookingId/days/:date/reopening')
  @HttpCode(200)
  @Can('handson:supervise')
  @Answers(200, suiteStay)
  reopenDay(@CurrentViewer() viewer: Viewer, @Param({ schema: dayParams }) { bookingId, date }: z.infer<typeof dayParams>, @Body({ schema: suiteReopening }) body: z.infer<typeof suiteReopening>): Promise<SuiteStay> {
    return this.days.reopenDay(viewer, bookingId, date, body);
  }

  /** The week's minutes go to the ledger. */
  @Post('suite/bookings/:bookingId/signature')
  @HttpCode(200)
  @Can('handson:supervise')
  @Answers(200, suiteStay)
  signWeek(@CurrentViewer() viewer: Viewer, @Param({ schema: params('bookingId') }) { bookingId }: { bookingId: string }, @Body({ schema: weekSignature }) body: z.infer<typeof weekSignature>): Promise<SuiteStay> {
    return this.weeks.signWeek(viewer, bookingId, body);
  }

  @Post('suite/bookings/:bookingId/reopening')
  @HttpCode(200)
  @Can('handson:supervise')
  @Answers(200, suiteStay)
  reopenWeek(@CurrentViewer() viewer: Viewer, @Param({ schema: params('bookingId') }) { bookingId }: { bookingId: string }, @Body({ schema: suiteReopening }) body: z.infer<typeof suiteReopening>): Promise<SuiteStay> {
    return this.weeks.reopenWeek(viewer, bookingId, body);
  }

  /** By the code on the room's screen. */
  @Post('editions/:editionId/suite/check-ins')
  @HttpCode(200)
  @Can('handson:wish')
  @Answers(200, checkInAnswer)
  checkIn(@CurrentViewer() viewer: Viewer, @Param({ schema: params('editionId') }) { editionId }: { editionId: string }, @Body({ schema: checkIn }) body: z.infer<typeof checkIn>): Promise<z.infer<typeof checkInAnswer>> {
    return this.checkIns.checkIn(viewer, editionId, body);
  }
}
