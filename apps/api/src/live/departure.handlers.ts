import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock';
import { On, type Delivered } from '../platform/events';
import { Media } from '../platform/media';
import { personRoom, Realtime } from '../platform/realtime';
import type { EndedBy } from './connections';
import { partsIn } from './live.queries';
import { MediaRoomService } from './media-room.service';

type Place = { lectureId: string; personId: string; device: string };

const OPEN = `lecture_id IN (SELECT id FROM lecture WHERE state IN ('planned', 'live'))`;

/** Who signs out, loses a role or no longer gives the lecture leaves classroom and media room as well. The sockets are cut by `identity`, at once. */
@Injectable()
export class DepartureHandlers {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly media: Media,
    private readonly rooms: MediaRoomService,
    private readonly realtime: Realtime,
  ) {}

  @On('identity.session.ended')
  async signedOut({ payload: { sessionId } }: Delivered<'identity.session.ended'>): Promise<void> {
    await this.end('signed-out', 'session_id = $1', [sessionId]);
    // A device on which they signed in again meanwhile may stay.
    const places: Place[] = await this.source.query(
      `SELECT DISTINCT lecture_id AS "lectureId", person_id AS "personId", device FROM stay mine
       WHERE session_id = $1 AND ${OPEN} AND NOT EXISTS (
         SELECT 1 FROM stay other WHERE other.lecture_id = mine.lecture_id AND other.person_id = mine.person_id AND other.device = mine.device
           AND other.source = 'socket' AND other.left_at IS NULL AND other.session_id <> mine.session_id)`,
      [sessionId],
    );
    if (this.media.configured) for (const { lectureId, personId, device } of places) await this.rooms.sendAway(lectureId, personId, device);
  }

  @On('identity.roles.changed')
  async rolesChanged({ payload: { personId } }: Delivered<'identity.roles.changed'>): Promise<void> {
    const lectures: { lectureId: string }[] = await this.source.query(`SELECT DISTINCT lecture_id AS "lectureId" FROM stay WHERE person_id = $1 AND ${OPEN}`, [personId]);
    for (const { lectureId } of lectures) await this.reconsider(lectureId, personId);
  }

  /** Who gave the lecture until now, and who gives it from now on, come back in the part that they have now, if any. */
  @On('programme.lecture.changed')
  async trainerChanged({ payload: { lectureId, before, after } }: Delivered<'programme.lecture.changed'>): Promise<void> {
    const trainers = [before['trainerId'], after['trainerId']].filter((personId) => typeof personId === 'string');
    const inside: { personId: string }[] = await this.source.query(`SELECT DISTINCT person_id AS "personId" FROM stay WHERE lecture_id = $1 AND person_id = ANY($2::uuid[]) AND ${OPEN}`, [lectureId, trainers]);
    for (const { personId } of inside) {
      await this.reconsider(lectureId, personId);
      await this.realtime.disconnect(personRoom(personId), 'outdated');
    }
  }

  /** Out with whom the class does not know any more. */
  private async reconsider(lectureId: string, personId: string): Promise<void> {
    const belongs = (await partsIn(this.source.manager, lectureId)).some((part) => part.personId === personId);
    if (!belongs && (await this.end('role-lost', 'lecture_id = $1 AND person_id = $2', [lectureId, personId])) > 0) await this.realtime.disconnect(personRoom(personId), 'outdated');
    if (this.media.configured) await this.rooms.screen(lectureId);
  }

  /** @returns how many stays were open */
  private async end(by: EndedBy, where: string, values: string[]): Promise<number> {
    const at = `$${values.length + 1}`;
    const [, ended] = (await this.source.query(`UPDATE stay SET left_at = greatest(last_seen_at, ${at}), ended_by = '${by}' WHERE source = 'socket' AND left_at IS NULL AND ${OPEN} AND ${where}`, [...values, this.clock.now()])) as [unknown, number];
    return ended;
  }
}
