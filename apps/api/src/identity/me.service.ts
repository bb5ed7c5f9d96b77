import { Injectable } from '@nestjs/common';
import type { EditionRole, Me, profileChange } from '@seldinger/contract';
import { permissionsOf } from '@seldinger/domain';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Clock } from '../platform/clock';
import { AppError } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { membershipsOfSession, personOfSession } from './me.queries';

/** What somebody signed in knows about themselves. */
@Injectable()
export class MeService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  async read(sessionId: string): Promise<Me> {
    const [person, memberships] = await Promise.all([personOfSession(this.source.manager, sessionId), membershipsOfSession(this.source.manager, sessionId)]);
    if (!person) throw new AppError('identity.signed-out');
    const { csrfToken, guestOfLectureId, administrator, ...rest } = person;
    return {
      person: rest,
      memberships: memberships.map(({ roles, ...edition }) => ({ ...edition, roles: roles as EditionRole[], permissions: [...permissionsOf(roles)] })),
      administrator,
      permissions: [...permissionsOf(administrator ? ['administrator'] : [])],
      csrfToken,
      guestOfLectureId,
      now: this.clock.now().toISOString(),
      demo: this.clock.demo,
    };
  }

  async change(viewer: Viewer, { locale, timeZone }: z.infer<typeof profileChange>): Promise<Me> {
    await this.source.query('UPDATE person SET locale = coalesce($2, locale), time_zone = coalesce($3, time_zone) WHERE id = $1', [viewer.personId, locale ?? null, timeZone ?? null]);
    return this.read(viewer.sessionId);
  }
}
