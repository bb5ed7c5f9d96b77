import { Injectable } from '@nestjs/common';
import type { Viewing, ViewingAnswer, ViewingBeat } from '@seldinger/contract';
import { earned, intersect, totalMs, type Interval } from '@seldinger/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock';
import { Events } from '../platform/events';
import { AppError } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { ProgrammeService } from '../programme';
import { RecordingPolicy, type Part } from './recording.policy';
import { spanOf } from './recording.presenter';
import { multirange, piecesOf, type RecordingRow } from './recordings.queries';
import { lastPosition, watchedOf } from './viewing.queries';

/** A way to the files stands for so long after its last beat. */
export const VIEWING_MS = 120_000;
/** Any number; with the person it names whose time is being paid out. */
const EARNING_LOCK = 5_413_902;

type ViewingRow = { recordingId: string; beatAt: Date; expiresAt: Date; allowanceMs: number; earnedUntil: Date; played: Interval[] };

/** Who watches what: opens the way to the files for one session, and writes down what was really played. */
@Injectable()
export class ViewingService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly programme: ProgrammeService,
    private readonly policy: RecordingPolicy,
  ) {}

  /** @throws 404, 403, recordings.deleted, recordings.not-ready */
  async open(viewer: Viewer, recordingId: string): Promise<Viewing> {
    const em = this.source.manager;
    await this.policy.watch(em, viewer, recordingId);
    const positionMs = await lastPosition(em, recordingId, viewer.personId);
    const [now, expiresAt] = this.span();
    const [row] = (await em.query(
      `INSERT INTO viewing (recording_id, person_id, session_id, opened_at, beat_at, expires_at, earned_until, position_ms) VALUES ($1, $2, $3, $4, $4, $5, to_timestamp(0), $6) RETURNING id`,
      [recordingId, viewer.personId, viewer.sessionId, now, expiresAt, positionMs],
    )) as { id: string }[];
    return { id: row!.id, playlist: `/api/viewings/${row!.id}/index.m3u8`, expiresAt: expiresAt.toISOString(), positionMs };
  }

  /**
   * Pays out the time since the last beat as watched, as far as time has passed for this person, wherever they watch.
   * @throws recordings.viewing-over when it has expired or is another session's, 403, 404 when the person may watch no more
   */
  async beat(viewer: Viewer, viewingId: string, beat: ViewingBeat): Promise<ViewingAnswer> {
    return this.source.transaction(async (em) => {
      await em.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [EARNING_LOCK, viewer.personId]);
      const [now, expiresAt] = this.span();
      const viewing = await this.standing(em, viewer, viewingId, now);
      const recording = await this.policy.watch(em, viewer, viewing.recordingId);
      const before = await watchedOf(em, recording.id, viewer.personId);
      const played = intersect(recording.spans, beat.played.map(({ fromMs, untilMs }) => ({ start: fromMs, end: untilMs })));
      const elapsedMs = now.getTime() - Math.max(viewing.beatAt.getTime(), viewing.earnedUntil.getTime());
      const { played: counted, allowanceMs } = earned({ played, speed: beat.speed, elapsedMs, allowanceMs: viewing.allowanceMs });
      await em.query(
        `UPDATE viewing SET beat_at = $2, expires_at = $3, allowance_ms = $4, position_ms = $5, played = played + $6::int4multirange, earned_until = CASE WHEN $7 THEN $2 ELSE earned_until END WHERE id = $1`,
        [viewingId, now, expiresAt, allowanceMs, beat.positionMs, multirange(counted), counted.length > 0],
      );
      const watched = await watchedOf(em, recording.id, viewer.personId);
      await this.tellWatched(em, viewer, recording, before, watched);
      const shown = intersect(recording.spans, watched);
      return { expiresAt: expiresAt.toISOString(), watchedMs: totalMs(shown), watched: shown.map(spanOf) };
    });
  }

  private async standing(em: EntityManager, viewer: Viewer, viewingId: string, now: Date): Promise<ViewingRow> {
    const [row] = (await em.query(
      `SELECT v.recording_id AS "recordingId", v.beat_at AS "beatAt", v.expires_at AS "expiresAt", v.allowance_ms AS "allowanceMs", ${piecesOf('v.played')} AS played,
              (SELECT max(w.earned_until) FROM viewing w WHERE w.person_id = v.person_id) AS "earnedUntil"
       FROM viewing v WHERE v.id = $1 AND v.session_id = $2 AND v.person_id = $3`,
      [viewingId, viewer.sessionId, viewer.personId],
    )) as ViewingRow[];
    if (!row || row.expiresAt <= now) throw new AppError('recordings.viewing-over');
    return row;
  }

  /** Once, when a trainee has watched as much of a finished recording as makes a lecture whole. */
  private async tellWatched(em: EntityManager, viewer: Viewer, recording: RecordingRow & { part: Part }, before: Interval[], after: Interval[]): Promise<void> {
    if (recording.state !== 'ready' || !viewer.rolesIn(recording.editionId).includes('trainee')) return;
    const { wholeFromPercent } = await this.programme.edition(em, recording.editionId);
    const needed = (totalMs(recording.spans) * wholeFromPercent) / 100;
    const isWhole = (watched: Interval[]): boolean => totalMs(intersect(recording.spans, watched)) >= needed;
    if (isWhole(before) || !isWhole(after)) return;
    const { editionId, lectureId, id: recordingId } = recording;
    await this.events.emit(em, 'recordings.recording.watched', { editionId, lectureId, recordingId, personId: viewer.personId });
  }

  private span(): [now: Date, expiresAt: Date] {
    const now = this.clock.real();
    return [now, new Date(now.getTime() + VIEWING_MS)];
  }
}
