import { Injectable } from '@nestjs/common';
import type { HandsonWishes, HandsonWishesChange } from '@seldinger/contract';
import { localDate } from '@seldinger/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock';
import { Events } from '../platform/events';
import { AppError, invalid, stale } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { editionRoom, Realtime } from '../platform/realtime';
import { ProgrammeService } from '../programme';
import { hasBegun, refusing, wishesAreOpen } from './handson.policy';
import { presentWishes } from './handson.presenter';
import { ruleOf, weekDatesOf, wishesOf, type WishRow } from './handson.queries';

/** Which weeks a trainee would like, and which are impossible. */
@Injectable()
export class WishService {
  constructor(
    private readonly source: DataSource,
    private readonly programme: ProgrammeService,
    private readonly events: Events,
    private readonly realtime: Realtime,
    private readonly clock: Clock,
  ) {}

  /** @throws 404, 403 */
  async own(viewer: Viewer, editionId: string): Promise<HandsonWishes> {
    viewer.demand('handson:wish', editionId);
    return this.present(this.source.manager, viewer, editionId);
  }

  /** Replaces what was said before. @throws 404, 403, 400, request.stale, handson.wishes-closed, handson.past, handson.already-in-week */
  async change(viewer: Viewer, editionId: string, input: HandsonWishesChange): Promise<HandsonWishes> {
    viewer.demand('handson:wish', editionId);
    return refusing(() =>
      this.source.transaction(async (em) => {
        const before = await this.lock(em, viewer, editionId);
        const rule = await ruleOf(em, editionId);
        if (!wishesAreOpen(rule, this.clock.now())) throw new AppError('handson.wishes-closed');
        if ((before?.version ?? 0) !== input.version) throw stale(presentWishes(before, rule, this.clock.now()));
        if (input.ranked.length > rule.maxWishes) throw invalid('ranked', `more than ${rule.maxWishes}`);
        await this.demandWeeks(em, editionId, input, before);
        await this.write(em, viewer, editionId, input);
        await this.events.emit(em, 'handson.wishes.changed', { editionId, personId: viewer.personId });
        await this.realtime.push(editionRoom(editionId), 'data:changed', { topic: 'hands-on', editionId }, em);
        return this.present(em, viewer, editionId);
      }),
    );
  }

  /** One change of these wishes after the other, the first of all too, which finds no row to lock. */
  private async lock(em: EntityManager, { personId }: Viewer, editionId: string): Promise<WishRow | null> {
    await em.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`handson wishes ${editionId} ${personId}`]);
    return (await wishesOf(em, editionId, personId))[0] ?? null;
  }

  /** Weeks that have begun may stay in the list as they were; new ones must be to come. */
  private async demandWeeks(em: EntityManager, editionId: string, { ranked, impossible }: HandsonWishesChange, before: WishRow | null): Promise<void> {
    const { timeZone } = await this.programme.edition(em, editionId);
    const today = localDate(this.clock.nowMs(), timeZone);
    const mondays = new Map((await weekDatesOf(em, editionId)).map(({ id, monday }) => [id, monday]));
    for (const [field, weekIds, known] of [['ranked', ranked, before?.ranked], ['impossible', impossible, before?.impossible]] as const) {
      for (const [index, weekId] of weekIds.entries()) {
        const monday = mondays.get(weekId);
        if (monday === undefined) throw invalid(`${field}.${index}`, 'no week of this edition');
        if (hasBegun(monday, today) && !known?.includes(weekId)) throw new AppError('handson.past');
      }
    }
  }

  private async write(em: EntityManager, { personId }: Viewer, editionId: string, { ranked, impossible, note, version }: HandsonWishesChange): Promise<void> {
    await em.query(
      `INSERT INTO handson_wish_list (edition_id, person_id, note, version, changed_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT ON CONSTRAINT handson_wish_list_pk DO UPDATE SET note = $3, version = $4, changed_at = $5`,
      [editionId, personId, note, version + 1, this.clock.now()],
    );
    // The database looks at each impossible week for a booking and locks it for that: after the list, as a request does, and always in one order, so that nobody waits in a circle.
    await em.query('SELECT 1 FROM handson_week WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE', [impossible]);
    await em.query('DELETE FROM handson_wish WHERE edition_id = $1 AND person_id = $2', [editionId, personId]);
    await em.query(
      `INSERT INTO handson_wish (edition_id, person_id, week_id, rank)
       SELECT $1::uuid, $2::uuid, week_id, rank FROM unnest($3::uuid[]) WITH ORDINALITY AS wished (week_id, rank) UNION ALL SELECT $1::uuid, $2::uuid, unnest($4::uuid[]), NULL`,
      [editionId, personId, ranked, impossible],
    );
  }

  private async present(em: EntityManager, { personId }: Viewer, editionId: string): Promise<HandsonWishes> {
    const [row] = await wishesOf(em, editionId, personId);
    return presentWishes(row ?? null, await ruleOf(em, editionId), this.clock.now());
  }
}
