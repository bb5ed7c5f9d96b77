import { Injectable } from '@nestjs/common';
import type { OwnSuiteStays, suiteQuery, SuiteStay, SuiteWeek } from '@seldinger/contract';
import { addDays, localDate, weekday } from '@seldinger/domain';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Clock } from '../platform/clock';
import { forbidden, notFound } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { ProgrammeService } from '../programme';
import { presentStay } from './suite.presenter';
import { mondaysOf, roomsOf, staysOfPerson, staysOfWeek } from './suite.queries';
import { SuiteStays } from './suite.stays';

/** Who is in the suite, and who was. */
@Injectable()
export class SuiteService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly programme: ProgrammeService,
    private readonly stays: SuiteStays,
  ) {}

  /** @throws 404, 403 */
  week(viewer: Viewer, editionId: string, query: z.infer<typeof suiteQuery>): Promise<SuiteWeek> {
    viewer.demand('handson:supervise', editionId);
    return this.source.transaction('REPEATABLE READ', async (em) => {
      const { timeZone } = await this.programme.edition(em, editionId);
      const today = localDate(this.clock.nowMs(), timeZone);
      const mondays = await mondaysOf(em, editionId);
      const monday = query.monday ? mondayOf(query.monday) : currentWeek(mondays, today);
      const stays = await this.stays.fill(em, await staysOfWeek(em, editionId, monday));
      return { editionId, monday, today, timeZone, rooms: await roomsOf(em, editionId), stays: stays.map((stay) => presentStay(stay, true)), mondays };
    });
  }

  /** The viewer's own weeks, the earliest first. @throws 404, 403 */
  own(viewer: Viewer, editionId: string): Promise<OwnSuiteStays> {
    viewer.demand('handson:wish', editionId);
    return this.source.transaction('REPEATABLE READ', async (em) => {
      const stays = await this.stays.fill(em, await staysOfPerson(em, editionId, viewer.personId));
      return { items: stays.map((stay) => presentStay(stay, viewer.can('handson:supervise', editionId))) };
    });
  }

  /** For the trainee, and for those who supervise or look after the credits. @throws 404, 403 */
  stay(viewer: Viewer, bookingId: string): Promise<SuiteStay> {
    return this.source.transaction('REPEATABLE READ', async (em) => {
      const stay = await this.stays.byId(em, bookingId);
      if (!viewer.can('handson:read', stay.editionId) && !viewer.can('credits:read-all', stay.editionId)) throw viewer.rolesIn(stay.editionId).length > 0 ? forbidden() : notFound();
      const supervise = viewer.can('handson:supervise', stay.editionId);
      if (stay.personId !== viewer.personId && !supervise && !viewer.can('credits:read-all', stay.editionId)) throw forbidden();
      return presentStay(stay, supervise);
    });
  }
}

const mondayOf = (date: string): string => addDays(date, 1 - weekday(date));

/** This week, else the next one that somebody has a place in, else the last. */
function currentWeek(mondays: readonly string[], today: string): string {
  const monday = mondayOf(today);
  return mondays.find((one) => one >= monday) ?? mondays.at(-1) ?? monday;
}
