import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock';
import { Events } from '../platform/events';
import { ProgrammeService } from '../programme';
import { BeatService } from './beat.service';
import { ALIVE_FOR_MS } from './connections';
import { HoldingNews } from './holding.news';
import { MediaRoomService } from './media-room.service';

/** The two steps of a lecture, whoever or whatever takes them. Each happens once: the lecture's row decides. */
@Injectable()
export class HoldingSteps {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly programme: ProgrammeService,
    private readonly events: Events,
    private readonly beats: BeatService,
    private readonly rooms: MediaRoomService,
    private readonly news: HoldingNews,
  ) {}

  /** @param at epoch milliseconds. @throws live.already-started, live.over */
  async begin(lectureId: string, at: number): Promise<void> {
    await this.source.transaction(async (em) => {
      await this.programme.markStarted(em, lectureId, new Date(at));
      const { editionId } = await this.programme.lecture(em, lectureId);
      await em.query('INSERT INTO classroom (lecture_id) VALUES ($1) ON CONFLICT DO NOTHING', [lectureId]);
      await this.events.emit(em, 'live.lecture.started', { editionId, lectureId });
    });
    await this.news.tell(lectureId);
  }

  /** @param until end of the time held, in epoch milliseconds; stays go on to this very moment. @throws live.not-started, live.over */
  async finish(lectureId: string, until: number): Promise<void> {
    await this.beats.beat();
    await this.beats.exclusively(() => this.source.transaction((em) => this.writeEnd(em, lectureId, until)));
    await this.news.tell(lectureId);
    this.beats.forget(lectureId);
    await this.rooms.close(lectureId);
  }

  private async writeEnd(em: EntityManager, lectureId: string, until: number): Promise<void> {
    await this.programme.markEnded(em, lectureId, new Date(until));
    const { editionId } = await this.programme.lecture(em, lectureId);
    const now = this.clock.nowMs();
    await closeBreak(em, lectureId, until);
    // Who gave no sign of life lately was gone already.
    await em.query(
      `UPDATE stay SET left_at = CASE WHEN source = 'socket' AND last_seen_at >= $3 THEN greatest(last_seen_at, $2) ELSE last_seen_at END, ended_by = 'lecture-ended'
       WHERE lecture_id = $1 AND left_at IS NULL AND source <> 'media'`,
      [lectureId, new Date(now), new Date(now - ALIVE_FOR_MS)],
    );
    await em.query('UPDATE hand SET lowered_at = greatest(raised_at, $2) WHERE lecture_id = $1 AND lowered_at IS NULL', [lectureId, new Date(now)]);
    await this.events.emit(em, 'live.lecture.ended', { editionId, lectureId });
  }
}

/** Returns whether there was a break to close. @param at epoch milliseconds */
export async function closeBreak(em: EntityManager, lectureId: string, at: number): Promise<boolean> {
  const [, closed] = (await em.query('UPDATE lecture_break SET ended_at = greatest(started_at, $2) WHERE lecture_id = $1 AND ended_at IS NULL', [lectureId, new Date(at)])) as [unknown, number];
  return closed > 0;
}
