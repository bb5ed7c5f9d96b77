import { Injectable } from '@nestjs/common';
import type { lectureLinkSession } from '@seldinger/contract';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { Clock } from '../platform/clock';
import { On, type Delivered } from '../platform/events';
import { AppError } from '../platform/http/app-error';
import { RateLimit, type Limit } from '../platform/rate-limit';
import type { Caller } from './caller';
import { linksOfFormerTrainers, standingLink, type LinkRow } from './lecture-link.queries';
import { MeService } from './me.service';
import { hashOf } from './secret';
import { SessionReader } from './session.reader';
import { SessionService } from './session.service';

const OPENINGS_OF_IP: Limit = { hits: 100, withinMs: 5 * 60_000 };

/** Lets trainers in by their personal links, and out again when a link is revoked or the lecture gets another trainer. */
@Injectable()
export class GuestService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly limit: RateLimit,
    private readonly sessions: SessionService,
    private readonly reader: SessionReader,
    private readonly me: MeService,
  ) {}

  /** A session for that lecture alone; who is signed in as the same person already stays so. @throws identity.link-invalid */
  async open(token: string, caller: Caller): Promise<z.infer<typeof lectureLinkSession>> {
    await this.limit.hit(`lecture-link/ip/${caller.ip}`, OPENINGS_OF_IP);
    const link = await this.standing(this.source.manager, token);
    const viewer = await this.reader.read(caller.cookies);
    if (viewer && viewer.personId === link.person.id && !viewer.guestOfLectureId) return { me: await this.me.read(viewer.sessionId), lectureId: link.lectureId };
    const me = await this.sessions.begin(caller, async (em) => {
      const { id, person } = await this.standing(em, token);
      await em.query('UPDATE lecture_link SET last_used_at = $2 WHERE id = $1', [id, this.clock.real()]);
      return { personId: person.id, lectureLinkId: id };
    });
    return { me, lectureId: link.lectureId };
  }

  /** Revokes the link and ends the sessions that it opened. */
  async shutOut(em: EntityManager, link: LinkRow): Promise<void> {
    await em.query('UPDATE lecture_link SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL', [link.id, this.clock.real()]);
    await this.sessions.end(em, { personId: link.person.id, lectureLinkId: link.id });
  }

  /** A session of a former trainer is refused from the moment of the change; this cuts its sockets too. */
  @On('programme.lecture.changed')
  async lectureChanged({ payload }: Delivered<'programme.lecture.changed'>): Promise<void> {
    await this.source.transaction(async (em) => {
      for (const link of await linksOfFormerTrainers(em, payload.lectureId)) await this.shutOut(em, link);
    });
  }

  private async standing(em: EntityManager, token: string): Promise<LinkRow> {
    const link = await standingLink(em, hashOf(token), this.clock.now());
    if (!link) throw new AppError('identity.link-invalid');
    return link;
  }
}
