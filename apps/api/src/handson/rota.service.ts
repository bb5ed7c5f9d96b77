import { Injectable } from '@nestjs/common';
import type { DraftChanges, HandsonRota, PlaceChange, RotaBoard } from '@seldinger/contract';
import { DataSource, type EntityManager } from 'typeorm';
import { IdentityService } from '../identity';
import { Clock } from '../platform/clock';
import { AppError, invalid, stale } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { editionRoom, Realtime } from '../platform/realtime';
import { ProgrammeService } from '../programme';
import { presentBooking, presentSetup } from './handson.presenter';
import { bookingsOf, setupOf } from './handson.queries';
import { bookedOf, draftedOf, lockRota, readBoard } from './rota.board';

/** The rota: published for everyone, and the board on which the director plans it. */
@Injectable()
export class RotaService {
  constructor(
    private readonly source: DataSource,
    private readonly programme: ProgrammeService,
    private readonly identity: IdentityService,
    private readonly realtime: Realtime,
    private readonly clock: Clock,
  ) {}

  /** What is held is between its trainee and the director. @throws 404, 403 */
  async published(viewer: Viewer, editionId: string): Promise<HandsonRota> {
    viewer.demand('handson:read', editionId);
    const em = this.source.manager;
    const edition = await this.programme.edition(em, editionId);
    const seesAll = viewer.can('handson:plan', editionId);
    const bookings = (await bookingsOf(em, editionId)).filter(({ state, personId }) => seesAll || state === 'agreed' || personId === viewer.personId);
    return {
      setup: presentSetup(await setupOf(em, editionId), edition, viewer, this.clock.now()),
      bookings: bookings.map(presentBooking),
      trainees: await this.identity.trainees(em, editionId),
    };
  }

  /** @throws 404, 403 */
  async board(viewer: Viewer, editionId: string): Promise<RotaBoard> {
    viewer.demand('handson:plan', editionId);
    return this.read(this.source.manager, viewer, editionId);
  }

  /**
   * Writes into the draft, all of the changes or none. What breaks a rule is shown on the board and cannot be published;
   * only what can never be published is refused here.
   * @throws 404, 403, 400, handson.past, handson.not-a-trainee, request.stale with the board when a place has somebody else by now
   */
  async change(viewer: Viewer, editionId: string, { changes }: DraftChanges): Promise<RotaBoard> {
    return this.drafting(viewer, editionId, async (em, board) => {
      demandChanges(changes, board);
      const drafted = draftedOf(board);
      if (changes.some(({ placeId, before }) => (drafted.get(placeId) ?? null) !== before)) throw stale(board);
      const booked = bookedOf(board);
      const asBooked = changes.filter(({ placeId, after }) => after === (booked.get(placeId) ?? null));
      const otherwise = changes.filter((change) => !asBooked.includes(change));
      await em.query('DELETE FROM handson_draft WHERE place_id = ANY ($1::uuid[])', [asBooked.map(({ placeId }) => placeId)]);
      await em.query(
        `INSERT INTO handson_draft (place_id, edition_id, person_id, changed_by, changed_at)
         SELECT place_id, $1, person_id, $2, $3 FROM unnest($4::uuid[], $5::uuid[]) AS changed (place_id, person_id)
         ON CONFLICT (place_id) DO UPDATE SET person_id = excluded.person_id, changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
        [editionId, viewer.personId, this.clock.now(), otherwise.map(({ placeId }) => placeId), otherwise.map(({ after }) => after)],
      );
    });
  }

  /** Back to what is published. @throws 404, 403 */
  async discard(viewer: Viewer, editionId: string): Promise<RotaBoard> {
    return this.drafting(viewer, editionId, async (em) => {
      await em.query('DELETE FROM handson_draft WHERE edition_id = $1', [editionId]);
    });
  }

  /** One writer of the draft after the other; announced, and answered with the board as it is then. */
  private async drafting(viewer: Viewer, editionId: string, work: (em: EntityManager, board: RotaBoard) => Promise<void>): Promise<RotaBoard> {
    viewer.demand('handson:plan', editionId);
    return this.source.transaction(async (em) => {
      await lockRota(em, editionId);
      await work(em, await this.read(em, viewer, editionId));
      await this.realtime.push(editionRoom(editionId), 'data:changed', { topic: 'hands-on', editionId }, em);
      return this.read(em, viewer, editionId);
    });
  }

  private async read(em: EntityManager, viewer: Viewer, editionId: string): Promise<RotaBoard> {
    const edition = await this.programme.edition(em, editionId);
    return readBoard(em, edition, await this.identity.trainees(em, editionId), viewer, this.clock.now());
  }
}

/** @throws 400 for places that are not the edition's, or named twice; handson.past, handson.not-a-trainee */
function demandChanges(changes: readonly PlaceChange[], board: RotaBoard): void {
  const past = new Set(board.setup.weeks.filter((week) => week.past).map(({ id }) => id));
  const weekOf = new Map(board.setup.places.map(({ id, weekId }) => [id, weekId]));
  const trainees = new Set(board.trainees.map(({ id }) => id));
  const booked = bookedOf(board);
  const seen = new Set<string>();
  for (const [index, { placeId, after }] of changes.entries()) {
    const weekId = weekOf.get(placeId);
    if (weekId === undefined) throw invalid(`changes.${index}.placeId`, 'no place of this edition');
    if (seen.has(placeId)) throw invalid(`changes.${index}.placeId`, 'twice');
    seen.add(placeId);
    // Back to what is published is always possible: a draft may have been left behind by time, or by who is no trainee any more.
    if (after === (booked.get(placeId) ?? null)) continue;
    if (past.has(weekId)) throw new AppError('handson.past');
    if (after !== null && !trainees.has(after)) throw new AppError('handson.not-a-trainee');
  }
}
