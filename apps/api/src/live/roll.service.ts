import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppError } from '../platform/http/app-error';
import { Media } from '../platform/media';
import { openLectures } from './live.queries';
import { MediaRoomService, type Listed } from './media-room.service';

/** Never reopens what has ended, and writes nothing into a lecture that is over. */
const WRITE = `
  WITH open AS (SELECT id FROM lecture WHERE id = $1 AND state IN ('planned', 'live') FOR SHARE)
  INSERT INTO stay (lecture_id, person_id, device, source, connection, joined_at, last_seen_at)
  SELECT open.id, person.id, listed.device, 'roll', listed.sid, least(to_timestamp(listed.joined / 1000), $6), $6
  FROM open, unnest($2::uuid[], $3::text[], $4::text[], $5::float8[]) AS listed (person_id, device, sid, joined) JOIN person ON person.id = listed.person_id
  ON CONFLICT (source, connection) DO UPDATE SET last_seen_at = greatest(stay.last_seen_at, excluded.last_seen_at) WHERE stay.left_at IS NULL`;

/** Calls the roll: what the media server lists now, against hooks that were lost. */
@Injectable()
export class RollService {
  constructor(
    private readonly source: DataSource,
    private readonly media: Media,
    private readonly rooms: MediaRoomService,
  ) {}

  /** For every lecture that is open. A media server that does not answer is asked again next time. */
  async call(now: number): Promise<void> {
    if (this.media.state().state !== 'up') return;
    try {
      for (const { id } of await openLectures(this.source.manager, now)) await this.write(id, await this.rooms.screen(id), now);
      await this.rooms.closeLeftOver(now);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'live.media-unavailable') throw error;
      await this.media.probe();
    }
  }

  private async write(lectureId: string, listed: readonly Listed[], now: number): Promise<void> {
    const seen = new Date(now);
    const sids = listed.map(({ sid }) => sid);
    await this.source.query(WRITE, [lectureId, listed.map(({ personId }) => personId), listed.map(({ device }) => device), sids, listed.map(({ joinedAt }) => joinedAt), seen]);
    await this.source.query(`UPDATE stay SET left_at = last_seen_at, ended_by = 'unlisted' WHERE lecture_id = $1 AND source = 'roll' AND left_at IS NULL AND connection <> ALL($2::text[])`, [lectureId, sids]);
  }
}
