import { Injectable } from '@nestjs/common';
import type { MuteRequest, RemovalRequest } from '@seldinger/contract';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock';
import { Events } from '../platform/events';
import { forbidden, notFound } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { Media } from '../platform/media';
import { personRoom, Realtime } from '../platform/realtime';
import { ClassroomPolicy } from './classroom.policy';
import { classOf } from './live.queries';
import { MediaRoomService } from './media-room.service';
import { RosterService } from './roster.service';

/** What who leads the class may do to who is in it. */
@Injectable()
export class ModerationService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly policy: ClassroomPolicy,
    private readonly events: Events,
    private readonly realtime: Realtime,
    private readonly media: Media,
    private readonly rooms: MediaRoomService,
    private readonly roster: RosterService,
  ) {}

  /** @throws live.media-unavailable */
  async mute(viewer: Viewer, lectureId: string, { personId, source }: MuteRequest): Promise<void> {
    await this.policy.admitModerator(this.source.manager, viewer, lectureId);
    await this.rooms.mute(lectureId, (one) => (personId === null ? one !== viewer.personId : one === personId), source);
  }

  /** Out of classroom and media room, on all devices, until readmitted. Again: changes nothing. @throws 404 for who is not of the class, 403 for oneself and, but by a director, for directors */
  async remove(viewer: Viewer, lectureId: string, { personId, reason }: RemovalRequest): Promise<void> {
    await this.source.transaction(async (em) => {
      // Whoever is entering is either in by now or sees the removal.
      await em.query('SELECT 1 FROM lecture WHERE id = $1 FOR NO KEY UPDATE', [lectureId]);
      await this.demandAuthority(em, viewer, lectureId, personId);
      const now = this.clock.now();
      const rows: unknown[] = await em.query(
        `INSERT INTO removal (lecture_id, person_id, reason, removed_at, removed_by) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (lecture_id, person_id) WHERE readmitted_at IS NULL DO NOTHING RETURNING id`,
        [lectureId, personId, reason ?? null, now, viewer.personId],
      );
      if (rows.length === 0) return;
      await em.query(`UPDATE stay SET left_at = greatest(last_seen_at, $3), ended_by = 'removed' WHERE lecture_id = $1 AND person_id = $2 AND source = 'socket' AND left_at IS NULL`, [lectureId, personId, now]);
      await this.events.emit(em, 'live.person.removed', { lectureId, personId });
      await this.realtime.push(personRoom(personId), 'classroom:removed', { lectureId }, em);
    });
    await this.roster.expel(lectureId, personId);
    // Without an answer from the media server the next roll does it.
    if (this.media.state().state === 'up') await this.rooms.screen(lectureId).catch(() => this.media.probe());
  }

  /** @throws 404 for who was not removed */
  async readmit(viewer: Viewer, lectureId: string, personId: string): Promise<void> {
    await this.source.transaction(async (em) => {
      await this.policy.admitModerator(em, viewer, lectureId);
      const [, changed] = (await em.query('UPDATE removal SET readmitted_at = $3, readmitted_by = $4 WHERE lecture_id = $1 AND person_id = $2 AND readmitted_at IS NULL', [lectureId, personId, this.clock.now(), viewer.personId])) as [unknown, number];
      if (changed === 0) throw notFound();
      await this.events.emit(em, 'live.person.readmitted', { lectureId, personId });
      await this.realtime.push(personRoom(personId), 'data:changed', { topic: 'plan', lectureId }, em);
    });
  }

  private async demandAuthority(em: EntityManager, viewer: Viewer, lectureId: string, personId: string): Promise<void> {
    const { role } = await this.policy.admitModerator(em, viewer, lectureId);
    const target = (await classOf(em, lectureId)).find((member) => member.personId === personId);
    if (!target) throw notFound();
    if (personId === viewer.personId || (target.role === 'director' && role !== 'director')) throw forbidden();
  }
}
