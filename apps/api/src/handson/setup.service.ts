import { Injectable } from '@nestjs/common';
import type { newClosure, newWeeks, roomsChange, weekChange, HandsonRule, HandsonSetup } from '@seldinger/contract';
import { addDays, weekday } from '@seldinger/domain';
import { randomBytes } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { Clock } from '../platform/clock';
import { Events } from '../platform/events';
import { invalid, notFound, stale } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { editionRoom, Realtime } from '../platform/realtime';
import { ProgrammeService } from '../programme';
import { refusing } from './handson.policy';
import { presentRule, presentSetup } from './handson.presenter';
import { editionOfClosure, editionOfWeek, roomsOf, ruleOf, setupOf, type RoomRow } from './handson.queries';
import { lockRota } from './rota.board';

type Rooms = z.infer<typeof roomsChange>['rooms'];

const SECRET_BYTES = 20;
const DEFAULT_ROOMS: Rooms = [{ name: 'Room 1' }, { name: 'Room 2' }];

/** The rooms, weeks and closures of the suite, and the rules of an edition. */
@Injectable()
export class SetupService {
  constructor(
    private readonly source: DataSource,
    private readonly programme: ProgrammeService,
    private readonly events: Events,
    private readonly realtime: Realtime,
    private readonly clock: Clock,
  ) {}

  /** @throws 404, 403 */
  async read(viewer: Viewer, editionId: string): Promise<HandsonSetup> {
    viewer.demand('handson:read', editionId);
    return this.present(this.source.manager, viewer, editionId);
  }

  /** @throws 404, 403, request.stale */
  async changeRule(viewer: Viewer, editionId: string, { version, ...rule }: HandsonRule): Promise<HandsonSetup> {
    return this.changing(viewer, editionId, 'rule', async (em) => {
      const before = await ruleOf(em, editionId);
      if (before.version !== version) throw stale(presentRule(before));
      await em.query(
        `INSERT INTO handson_rule (edition_id, wishes_until, max_wishes, keep_lecture_days, hold_hours, offer_hours, day_minutes, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (edition_id) DO UPDATE SET wishes_until = $2, max_wishes = $3, keep_lecture_days = $4, hold_hours = $5, offer_hours = $6, day_minutes = $7, version = $8`,
        [editionId, rule.wishesUntil, rule.maxWishes, rule.keepLectureDays, rule.holdHours, rule.offerHours, rule.dayMinutes, version + 1],
      );
    });
  }

  /** Those with an id keep their places, those left out go. @throws 404, 403, handson.in-use where somebody has a place in a room that would go */
  async changeRooms(viewer: Viewer, editionId: string, { rooms }: z.infer<typeof roomsChange>): Promise<HandsonSetup> {
    return this.changing(viewer, editionId, 'rooms', async (em) => {
      demandRooms(rooms, await roomsOf(em, editionId));
      const kept = rooms.flatMap(({ id, name }, index) => (id === undefined ? [] : [{ id, name, position: index + 1 }]));
      await em.query('DELETE FROM handson_room WHERE edition_id = $1 AND id <> ALL ($2::uuid[])', [editionId, kept.map(({ id }) => id)]);
      // One statement, so that two rooms can exchange their names.
      await em.query(
        'UPDATE handson_room r SET name = k.name, position = k.position FROM unnest($1::uuid[], $2::text[], $3::smallint[]) AS k (id, name, position) WHERE r.id = k.id',
        [kept.map(({ id }) => id), kept.map(({ name }) => name), kept.map(({ position }) => position)],
      );
      await this.makeRooms(em, editionId, rooms);
    });
  }

  /** Every week of the span whose five days lie within the edition. @throws 404, 403 */
  async addWeeks(viewer: Viewer, editionId: string, { from, until }: z.infer<typeof newWeeks>): Promise<HandsonSetup> {
    return this.changing(viewer, editionId, 'weeks', async (em) => {
      const { startsOn, endsOn } = await this.programme.edition(em, editionId);
      const mondays = mondaysBetween(from > startsOn ? from : startsOn, until < endsOn ? until : endsOn).filter((monday) => addDays(monday, 4) <= endsOn);
      if (mondays.length === 0) throw invalid('from', 'no week of the edition');
      if ((await roomsOf(em, editionId)).length === 0) await this.makeRooms(em, editionId, DEFAULT_ROOMS);
      await em.query('INSERT INTO handson_week (edition_id, monday) SELECT $1, unnest($2::date[]) ON CONFLICT ON CONSTRAINT handson_week_once DO NOTHING', [editionId, mondays]);
    });
  }

  /** @throws 404, 403 */
  async changeWeek(viewer: Viewer, weekId: string, { planned }: z.infer<typeof weekChange>): Promise<HandsonSetup> {
    return this.changing(viewer, await this.editionOf(editionOfWeek, weekId), 'planned', async (em) => {
      await em.query('UPDATE handson_week SET planned = $2 WHERE id = $1', [weekId, [...new Set(planned)]]);
    });
  }

  /** @throws 404, 403, handson.in-use where somebody has a place, or asked for one */
  async removeWeek(viewer: Viewer, weekId: string): Promise<HandsonSetup> {
    return this.changing(viewer, await this.editionOf(editionOfWeek, weekId), 'weeks', async (em) => {
      await em.query('DELETE FROM handson_week WHERE id = $1', [weekId]);
    });
  }

  /** Closed again, it takes the new reason. @throws 404, 403, handson.in-use where somebody has a place */
  async close(viewer: Viewer, editionId: string, { weekId, roomId, reason }: z.infer<typeof newClosure>): Promise<HandsonSetup> {
    return this.changing(viewer, editionId, 'closures', async (em) => {
      if ((await editionOfWeek(em, weekId)) !== editionId) throw invalid('weekId', 'no week of this edition');
      if (roomId !== null && !(await roomsOf(em, editionId)).some(({ id }) => id === roomId)) throw invalid('roomId', 'no room of this edition');
      await em.query(
        `INSERT INTO handson_closure (edition_id, week_id, room_id, reason, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT ON CONSTRAINT handson_closure_once DO UPDATE SET reason = excluded.reason`,
        [editionId, weekId, roomId, reason, viewer.personId, this.clock.now()],
      );
    });
  }

  /** @throws 404, 403 */
  async reopen(viewer: Viewer, closureId: string): Promise<HandsonSetup> {
    return this.changing(viewer, await this.editionOf(editionOfClosure, closureId), 'closures', async (em) => {
      await em.query('DELETE FROM handson_closure WHERE id = $1', [closureId]);
    });
  }

  /** One change of the ground after the other; announced, and answered with the ground as it is then. */
  private changing(viewer: Viewer, editionId: string, what: string, work: (em: EntityManager) => Promise<void>): Promise<HandsonSetup> {
    viewer.demand('handson:plan', editionId);
    return refusing(() =>
      this.source.transaction(async (em) => {
        await lockRota(em, editionId);
        await em.query('SELECT 1 FROM edition WHERE id = $1 FOR NO KEY UPDATE', [editionId]);
        await work(em);
        await this.events.emit(em, 'handson.setup.changed', { editionId, what });
        await this.realtime.push(editionRoom(editionId), 'data:changed', { topic: 'hands-on', editionId }, em);
        return this.present(em, viewer, editionId);
      }),
    );
  }

  /** Those of the list that there are not yet. */
  private async makeRooms(em: EntityManager, editionId: string, rooms: Rooms): Promise<void> {
    for (const [index, { id, name }] of rooms.entries()) {
      if (id !== undefined) continue;
      await em.query('INSERT INTO handson_room (edition_id, position, name, screen_secret) VALUES ($1, $2, $3, $4)', [editionId, index + 1, name, randomBytes(SECRET_BYTES)]);
    }
  }

  private async editionOf(find: (em: EntityManager, id: string) => Promise<string | null>, id: string): Promise<string> {
    const editionId = await find(this.source.manager, id);
    if (editionId === null) throw notFound();
    return editionId;
  }

  private async present(em: EntityManager, viewer: Viewer, editionId: string): Promise<HandsonSetup> {
    return presentSetup(await setupOf(em, editionId), await this.programme.edition(em, editionId), viewer, this.clock.now());
  }
}

/** @throws 400 for a room that the edition does not have, and for one that is named twice */
function demandRooms(rooms: Rooms, existing: readonly RoomRow[]): void {
  for (const [index, { id, name }] of rooms.entries()) {
    const before = rooms.slice(0, index);
    if (id !== undefined && !existing.some((room) => room.id === id)) throw invalid(`rooms.${index}.id`, 'no room of this edition');
    if (id !== undefined && before.some((room) => room.id === id)) throw invalid(`rooms.${index}.id`, 'twice');
    if (before.some((room) => room.name === name)) throw invalid(`rooms.${index}.name`, 'twice');
  }
}

/** Both days included. */
function mondaysBetween(from: string, until: string): string[] {
  const mondays: string[] = [];
  for (let day = addDays(from, (8 - weekday(from)) % 7); day <= until; day = addDays(day, 7)) mondays.push(day);
  return mondays;
}
