import { Injectable } from '@nestjs/common';
import type { publication, RotaBoard } from '@seldinger/contract';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { IdentityService } from '../identity';
import { Clock } from '../platform/clock';
import { Events } from '../platform/events';
import { AppError, notFound, stale } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { Mail } from '../platform/mail';
import { editionRoom, Realtime } from '../platform/realtime';
import { ProgrammeService } from '../programme';
import { calendarOf } from './calendar';
import { HandsonAddress } from './handson.address';
import { weeksMail, type Week, type WeekChange } from './handson.mails';
import { refusing } from './handson.policy';
import { bookingById, bookingsByIds, readersOf } from './handson.queries';
import { lockRota, readBoard } from './rota.board';
import { brokenBy, haveDays, lockForPublication, publicationOf, writePublication, type Publication } from './rota.publication';

/** Makes the draft the rota, and tells those whom it concerns. */
@Injectable()
export class PublicationService {
  constructor(
    private readonly source: DataSource,
    private readonly programme: ProgrammeService,
    private readonly identity: IdentityService,
    private readonly events: Events,
    private readonly realtime: Realtime,
    private readonly mail: Mail,
    private readonly address: HandsonAddress,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws 404, 403, request.stale with the board when it is not the one that the director saw, handson.breaks-rules with the violations,
   * handson.past where days were noted already; and what the database refuses last: handson.taken and its like
   */
  async publish(viewer: Viewer, editionId: string, { fingerprint }: z.infer<typeof publication>): Promise<RotaBoard> {
    viewer.demand('handson:plan', editionId);
    return refusing(() =>
      this.source.transaction(async (em) => {
        await lockRota(em, editionId);
        await lockForPublication(em, editionId);
        const board = await this.read(em, viewer, editionId);
        if (board.fingerprint !== fingerprint) throw stale(board);
        if (board.draft.length === 0) return board;
        const broken = brokenBy(board);
        if (broken.length > 0) throw new AppError('handson.breaks-rules', { details: { violations: broken } });
        await this.apply(em, board, publicationOf(board));
        return this.read(em, viewer, editionId);
      }),
    );
  }

  /** One's own place as iCalendar; directors see anybody's. @throws 404, 403 */
  async calendar(viewer: Viewer, bookingId: string): Promise<string> {
    const em = this.source.manager;
    const booking = await bookingById(em, bookingId);
    if (!booking) throw notFound();
    viewer.demand('handson:read', booking.editionId);
    if (booking.personId !== viewer.personId) viewer.demand('handson:plan', booking.editionId);
    const locale = (await readersOf(em, [viewer.personId])).get(viewer.personId)?.locale ?? 'en';
    const week = { bookingId, sequence: booking.calendarSequence, monday: booking.monday, roomName: booking.roomName, cancelled: false };
    return calendarOf([week], { locale, address: this.address.own, stamp: this.clock.real() }).content;
  }

  private async apply(em: EntityManager, board: RotaBoard, plan: Publication): Promise<void> {
    const { editionId } = board.setup;
    const touched = [...plan.removed, ...plan.moved.map(({ booking }) => booking)].map(({ id }) => id);
    if (await haveDays(em, touched)) throw new AppError('handson.past');
    const sequences = new Map((await bookingsByIds(em, touched)).map(({ id, calendarSequence }) => [id, calendarSequence]));
    const added = await writePublication(em, editionId, plan, this.clock.now());
    await this.tell(em, weekChanges(board, plan, sequences, added));
    const changes = [
      ...plan.removed.map(({ person, weekId }) => ({ personId: person.id, before: weekId, after: null })),
      ...plan.moved.map(({ booking, weekId }) => ({ personId: booking.person.id, before: booking.weekId, after: weekId })),
      ...plan.added.map(({ personId, weekId }) => ({ personId, before: null, after: weekId })),
    ];
    await this.events.emit(em, 'handson.rota.published', { editionId, changes });
    for (const freed of plan.freed) await this.events.emit(em, 'handson.place.freed', { editionId, ...freed });
    await this.realtime.push(editionRoom(editionId), 'data:changed', { topic: 'hands-on', editionId }, em);
  }

  /** One mail a person, whatever became of how many of their weeks. */
  private async tell(em: EntityManager, changes: ReadonlyMap<string, WeekChange[]>): Promise<void> {
    const readers = await readersOf(em, [...changes.keys()]);
    for (const [personId, theirs] of changes) {
      const reader = readers.get(personId);
      if (reader) await this.mail.enqueue(em, weeksMail(reader, theirs, { address: this.address.own, stamp: this.clock.real() }));
    }
  }

  private async read(em: EntityManager, viewer: Viewer, editionId: string): Promise<RotaBoard> {
    const edition = await this.programme.edition(em, editionId);
    return readBoard(em, edition, await this.identity.trainees(em, editionId), viewer, this.clock.now());
  }
}

/** What the mails tell, by person. Another place in the same room is no news. */
function weekChanges({ setup }: RotaBoard, { moved, removed, added }: Publication, sequences: ReadonlyMap<string, number>, ids: ReadonlyMap<string, string>): Map<string, WeekChange[]> {
  const rooms = new Map(setup.rooms.map(({ id, name }) => [id, name]));
  const mondays = new Map(setup.weeks.map(({ id, monday }) => [id, monday]));
  const weeks = new Map(setup.places.map(({ id, weekId, roomId }): [string, Week] => [id, { monday: mondays.get(weekId)!, roomName: rooms.get(roomId)! }]));
  const weekOf = (placeId: string): Week => weeks.get(placeId)!;
  const all: [personId: string, change: WeekChange][] = [
    ...moved.map(({ booking: { id, person, placeId: from }, placeId: to }): [string, WeekChange] => [person.id, { bookingId: id, sequence: (sequences.get(id) ?? 0) + 1, before: weekOf(from), after: weekOf(to) }]),
    ...removed.map(({ id, person, placeId }): [string, WeekChange] => [person.id, { bookingId: id, sequence: (sequences.get(id) ?? 0) + 1, before: weekOf(placeId), after: null }]),
    ...added.map(({ placeId, personId }): [string, WeekChange] => [personId, { bookingId: ids.get(placeId)!, sequence: 0, before: null, after: weekOf(placeId) }]),
  ];
  const changes = new Map<string, WeekChange[]>();
  for (const [personId, change] of all) {
    const { before, after } = change;
    if (before && after && before.monday === after.monday && before.roomName === after.roomName) continue;
    changes.set(personId, [...(changes.get(personId) ?? []), change]);
  }
  return changes;
}
