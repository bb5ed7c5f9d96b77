import { Injectable } from '@nestjs/common';
import type { Interval, Stay, StaySource } from '@seldinger/domain';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/clock';
import { notFound } from '../platform/http/app-error';
import { ENDED_ON_PURPOSE } from './connections';

/** A stay as it was recorded, `start` and `end` as attendance counts it. All times are epoch milliseconds. */
export type RecordedStay = Stay & { joinedAt: number; lastSeenAt: number; leftAt: number | null; endedBy: string | null };
export type Act = { at: number; kind: 'chat' | 'hand' };
/** All that is known of who was in a lecture. `held` is null before it began and reaches to now while it goes on. */
export type Evidence = { lectureId: string; held: Interval | null; breaks: Interval[]; stays: Map<string, RecordedStay[]>; acts: Map<string, Act[]> };

type LectureTimes = { id: string; heldFrom: number | null; heldUntil: number | null };
type StayRow = { lectureId: string; personId: string; id: string; source: StaySource; device: string; joinedAt: number; lastSeenAt: number; leftAt: number | null; endedBy: string | null };
type ActRow = Act & { lectureId: string; personId: string };

const onPurpose: ReadonlySet<string | null> = new Set(ENDED_ON_PURPOSE);
const ms = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`;

/** What the slices to the right may ask of the classroom. */
@Injectable()
export class LiveService {
  constructor(private readonly clock: Clock) {}

  /** @throws 404 */
  async evidence(em: EntityManager, lectureId: string): Promise<Evidence> {
    const found = (await this.evidenceOf(em, [lectureId])).get(lectureId);
    if (!found) throw notFound();
    return found;
  }

  /**
   * Of many lectures, in as many queries as of one (four); unknown ones are left out.
   * @param personId only this person's stays and acts
   */
  async evidenceOf(em: EntityManager, lectureIds: readonly string[], personId: string | null = null): Promise<Map<string, Evidence>> {
    const now = this.clock.nowMs();
    const lectures: LectureTimes[] = await em.query(`SELECT id, ${ms('held_from')} AS "heldFrom", ${ms('held_until')} AS "heldUntil" FROM lecture WHERE id = ANY($1::uuid[])`, [lectureIds]);
    const found = new Map(lectures.map(({ id, heldFrom, heldUntil }) => [id, begin(id, heldFrom, heldUntil ?? now)]));
    const breaks: { lectureId: string; start: number; end: number | null }[] = await em.query(
      `SELECT lecture_id AS "lectureId", ${ms('started_at')} AS start, ${ms('ended_at')} AS "end" FROM lecture_break WHERE lecture_id = ANY($1::uuid[]) ORDER BY started_at`,
      [lectureIds],
    );
    for (const { lectureId, start, end } of breaks) found.get(lectureId)?.breaks.push({ start, end: end ?? now });
    const stays: StayRow[] = await em.query(
      `SELECT lecture_id AS "lectureId", person_id AS "personId", id, source, device, ${ms('joined_at')} AS "joinedAt", ${ms('last_seen_at')} AS "lastSeenAt", ${ms('left_at')} AS "leftAt", ended_by AS "endedBy"
       FROM stay WHERE lecture_id = ANY($1::uuid[]) AND ($2::uuid IS NULL OR person_id = $2) ORDER BY joined_at, id`,
      [lectureIds, personId],
    );
    // What is still open proves presence up to its last sign of life, no further.
    for (const { lectureId, personId: whose, ...stay } of stays) push(found.get(lectureId)?.stays, whose, { ...stay, start: stay.joinedAt, end: stay.leftAt ?? stay.lastSeenAt, left: stay.source === 'socket' && onPurpose.has(stay.endedBy) });
    const acts: ActRow[] = await em.query(
      `SELECT lecture_id AS "lectureId", person_id AS "personId", 'chat' AS kind, ${ms('sent_at')} AS at FROM chat_message WHERE lecture_id = ANY($1::uuid[]) AND ($2::uuid IS NULL OR person_id = $2)
       UNION ALL
       SELECT lecture_id, person_id, 'hand', ${ms('raised_at')} FROM hand WHERE lecture_id = ANY($1::uuid[]) AND ($2::uuid IS NULL OR person_id = $2)
       ORDER BY at`,
      [lectureIds, personId],
    );
    for (const { lectureId, personId: whose, at, kind } of acts) push(found.get(lectureId)?.acts, whose, { at, kind });
    return found;
  }
}

const begin = (lectureId: string, start: number | null, end: number): Evidence => ({ lectureId, held: start === null ? null : { start, end: Math.max(start, end) }, breaks: [], stays: new Map(), acts: new Map() });

function push<Item>(lists: Map<string, Item[]> | undefined, key: string, item: Item): void {
  const list = lists?.get(key);
  if (list) list.push(item);
  else lists?.set(key, [item]);
}
