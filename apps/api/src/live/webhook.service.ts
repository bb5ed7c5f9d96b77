import { Inject, Injectable } from '@nestjs/common';
import { mediaStays, type MediaEvent } from '@seldinger/domain';
import type { Logger } from 'pino';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock';
import { Media, type WebhookEvent } from '../platform/media';
import { LOG } from '../platform/tokens';
import { lectureOfRoom, personOfIdentity } from './media-names';
import { joinedAtMs, MediaRoomService } from './media-room.service';

const KINDS: Record<string, MediaEvent['kind']> = {
  participant_joined: 'joined',
  participant_left: 'left',
  participant_connection_aborted: 'aborted',
  room_finished: 'room-finished',
};

type Receipt = { id: string; kind: string; sid: string | null; identity: string | null; joinedAtMs: string | null; happenedAt: Date };

/** Keeps what the media server tells, once each, and reads stays from all of it: order, doubles and losses do not matter. */
@Injectable()
export class WebhookService {
  constructor(
    private readonly source: DataSource,
    private readonly media: Media,
    private readonly rooms: MediaRoomService,
    private readonly clock: Clock,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** @throws live.webhook-refused for what is not signed by our media server */
  async receive(rawBody: string, authorization: string | undefined): Promise<void> {
    const event = await this.media.webhook(rawBody, authorization);
    const room = event.room?.name ?? '';
    const isNew = await this.source.transaction(async (em) => {
      // Two hooks of one room at once would each miss the other's receipt.
      await em.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [room]);
      if (!(await this.keep(em, event, room, rawBody))) return false;
      await this.readStays(em, room, event.event in KINDS ? (event.participant?.sid ?? null) : '');
      return true;
    });
    const lectureId = lectureOfRoom(room);
    if (!isNew || !lectureId || event.event !== 'participant_joined') return;
    // A token may be used up to a minute after it was given: time enough to be removed in between.
    await this.rooms.screen(lectureId).catch((error: unknown) => this.log.warn({ err: error, lectureId }, 'the room could not be screened'));
  }

  private async keep(em: EntityManager, event: WebhookEvent, room: string, rawBody: string): Promise<boolean> {
    const { participant } = event;
    const rows: unknown[] = await em.query(
      `INSERT INTO webhook_receipt (id, kind, room, identity, sid, joined_at_ms, happened_at, received_at, payload) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING RETURNING id`,
      [
        event.id,
        event.event,
        room,
        participant?.identity ?? null,
        participant?.sid ?? null,
        participant ? this.clock.fromReal(joinedAtMs(participant)).getTime() : null,
        this.clock.fromReal(Number(event.createdAt) * 1000),
        this.clock.now(),
        rawBody,
      ],
    );
    return rows.length > 0;
  }

  /** @param sid the connection that was told of; null when the whole room was */
  private async readStays(em: EntityManager, room: string, sid: string | null): Promise<void> {
    const lectureId = lectureOfRoom(room);
    if (!lectureId || sid === '') return;
    const receipts: Receipt[] = await em.query(
      `SELECT id, kind, sid, identity, joined_at_ms AS "joinedAtMs", happened_at AS "happenedAt" FROM webhook_receipt
       WHERE room = $1 AND kind = ANY($2::text[]) AND ($3::text IS NULL OR sid = $3 OR kind = 'room_finished')`,
      [room, Object.keys(KINDS), sid],
    );
    const stays = mediaStays(receipts.map(mediaEvent)).flatMap((stay) => {
      const person = personOfIdentity(stay.identity);
      return person ? [{ ...stay, ...person }] : [];
    });
    await em.query(
      `INSERT INTO stay (lecture_id, person_id, device, source, connection, joined_at, last_seen_at, left_at, ended_by)
       SELECT lecture.id, person.id, told.device, 'media', told.sid, to_timestamp(told.joined / 1000), to_timestamp(coalesce(told.ended, told.joined) / 1000), to_timestamp(told.ended / 1000), CASE WHEN told.ended IS NOT NULL THEN 'media' END
       FROM unnest($2::uuid[], $3::text[], $4::text[], $5::float8[], $6::float8[]) AS told (person_id, device, sid, joined, ended)
       JOIN person ON person.id = told.person_id JOIN lecture ON lecture.id = $1
       ON CONFLICT (source, connection) DO UPDATE SET joined_at = excluded.joined_at, last_seen_at = excluded.last_seen_at, left_at = excluded.left_at, ended_by = excluded.ended_by`,
      [lectureId, stays.map(({ personId }) => personId), stays.map(({ device }) => device), stays.map((stay) => stay.sid), stays.map(({ start }) => start), stays.map(({ end }) => end)],
    );
  }
}

function mediaEvent({ id, kind, sid, identity, joinedAtMs: joined, happenedAt }: Receipt): MediaEvent {
  return { id, kind: KINDS[kind]!, ...(sid === null ? {} : { sid }), ...(identity === null ? {} : { identity }), ...(joined === null ? {} : { joinedAtMs: Number(joined) }), atMs: happenedAt.getTime() };
}
