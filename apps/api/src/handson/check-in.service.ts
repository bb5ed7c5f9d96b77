import { Injectable } from '@nestjs/common';
import type { checkIn, checkInAnswer } from '@seldinger/contract';
import { checkInOf } from '@seldinger/domain';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { Clock } from '../platform/clock';
import { AppError, notFound } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { RateLimit, type Limit } from '../platform/rate-limit';
import { isCode } from './screen.code';
import { SuiteDayService } from './suite-day.service';
import { datesOf, dayOf, presentStay, type Stay } from './suite.presenter';
import { staysOfPerson } from './suite.queries';
import { SuiteStays } from './suite.stays';

/** Whoever guesses has ten tries for a code that is one of a million. */
const WRONG_CODES: Limit = { hits: 10, withinMs: 5 * 60_000 };

type Answer = z.infer<typeof checkInAnswer>;

/** A trainee says by the code on the room's screen that they came, or that they leave. */
@Injectable()
export class CheckInService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly limit: RateLimit,
    private readonly stays: SuiteStays,
    private readonly days: SuiteDayService,
  ) {}

  /** @throws 404, 403, request.rate-limited, suite.not-expected, suite.wrong-code, suite.signed */
  async checkIn(viewer: Viewer, editionId: string, { roomId, code }: z.infer<typeof checkIn>): Promise<Answer> {
    viewer.demand('handson:wish', editionId);
    const key = `suite-check-in/${viewer.personId}`;
    await this.limit.hit(key, WRONG_CODES);
    const answer = await this.source.transaction(async (em) => {
      const secret = await this.secretOf(em, editionId, roomId);
      const at = this.clock.now();
      const expected = await this.expected(em, viewer, editionId, roomId, at);
      if (!isCode(secret, code, at.getTime())) throw new AppError('suite.wrong-code');
      return this.press(em, viewer, expected, at);
    });
    await this.limit.giveBack(key);
    return answer;
  }

  private async press(em: EntityManager, viewer: Viewer, { bookingId, date }: { bookingId: string; date: string }, at: Date): Promise<Answer> {
    const stay = await this.stays.locked(em, bookingId);
    this.stays.demandOpen(stay, date);
    const day = dayOf(stay, date);
    const { what, changes } = checkInOf({ cameAt: day?.cameAt?.getTime() ?? null, leftAt: day?.leftAt?.getTime() ?? null, leftByHand: day?.leftSource === 'supervisor' }, at.getTime());
    const act = { authorId: viewer.personId, at };
    if (changes) await (what === 'came' ? this.days.arriveAs(em, stay, date, act, 'code') : this.days.departAs(em, stay, date, act, 'code'));
    const after: Stay = changes ? await this.stays.byId(em, bookingId) : stay;
    return { what, date, stay: presentStay(after, viewer.can('handson:supervise', stay.editionId)) };
  }

  private async secretOf(em: EntityManager, editionId: string, roomId: string): Promise<Buffer> {
    const [room] = (await em.query('SELECT screen_secret AS secret FROM handson_room WHERE id = $1 AND edition_id = $2', [roomId, editionId])) as { secret: Buffer }[];
    if (!room) throw notFound();
    return room.secret;
  }

  /** The viewer's place in this room today. */
  private async expected(em: EntityManager, viewer: Viewer, editionId: string, roomId: string, at: Date): Promise<{ bookingId: string; date: string }> {
    for (const stay of await staysOfPerson(em, editionId, viewer.personId)) {
      const date = this.stays.today(stay, at);
      if (stay.roomId === roomId && datesOf(stay).includes(date)) return { bookingId: stay.bookingId, date };
    }
    throw new AppError('suite.not-expected');
  }
}
