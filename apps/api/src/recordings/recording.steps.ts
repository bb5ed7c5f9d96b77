import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock';
import { Events } from '../platform/events';
import { Realtime } from '../platform/realtime';
import { tellOf } from './recordings.news';
import { recordingById, ruleOf, type RecordingRow } from './recordings.queries';
import type { RecorderJob } from './recorder.port';
import { TaskService } from './task.service';

/** An empty room is not recorded. `l` is the lecture. */
export const SOMEBODY_INSIDE = `EXISTS (SELECT 1 FROM stay s WHERE s.lecture_id = l.id AND s.left_at IS NULL)`;

/** The steps in a recording's life. Each happens once, whoever asks for it: the rows decide. */
@Injectable()
export class RecordingSteps {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly realtime: Realtime,
    private readonly tasks: TaskService,
  ) {}

  /** A recording for every live lecture that has none and somebody in it. Where the edition asks for no release, it can be watched while it goes on. */
  async beginDue(): Promise<void> {
    await this.source.transaction(async (em) => {
      const begun = (await em.query(
        `INSERT INTO recording (lecture_id, edition_id, source, state, created_at, released_at)
         SELECT l.id, l.edition_id, 'live', 'recording', $1, CASE WHEN coalesce(rule.release_required, false) THEN NULL ELSE $1::timestamptz END
         FROM lecture l LEFT JOIN recording_rule rule ON rule.edition_id = l.edition_id
         WHERE l.state = 'live' AND NOT EXISTS (SELECT 1 FROM recording r WHERE r.lecture_id = l.id AND r.state = 'recording') AND ${SOMEBODY_INSIDE}
         ON CONFLICT (lecture_id) WHERE state = 'recording' DO NOTHING
         RETURNING edition_id AS "editionId", lecture_id AS "lectureId"`,
        [this.clock.now()],
      )) as { editionId: string; lectureId: string }[];
      for (const recording of begun) await tellOf(this.realtime, em, recording);
    });
  }

  /** Opens the next part of a recording, or null while another is open. */
  async openPart({ id, lectureId }: Pick<RecordingRow, 'id' | 'lectureId'>): Promise<RecorderJob | null> {
    const [part] = (await this.source.query(
      `INSERT INTO recording_part (recording_id, number, opened_at, alive_at)
       SELECT $1, (SELECT coalesce(max(number) + 1, 0) FROM recording_part WHERE recording_id = $1), $2, $2
       ON CONFLICT DO NOTHING RETURNING id, number`,
      [id, this.clock.real()],
    )) as { id: string; number: number }[];
    return part ? { partId: part.id, recordingId: id, lectureId, number: part.number } : null;
  }

  /** Where in a recording an instant of the course's clock is, in milliseconds: its zero for what was before it, null while it has none. */
  async placeOf(recordingId: string, at: Date): Promise<number | null> {
    const [row] = (await this.source.query('SELECT greatest(0, (extract(epoch FROM $2::timestamptz - started_at) * 1000)::int) AS place FROM recording WHERE id = $1 AND started_at IS NOT NULL', [recordingId, at])) as { place: number }[];
    return row?.place ?? null;
  }

  async closePart(partId: string, failure: string | null): Promise<void> {
    await this.source.query('UPDATE recording_part SET closed_at = $2, failure = $3 WHERE id = $1 AND closed_at IS NULL', [partId, this.clock.real(), failure]);
  }

  /** recording -> checking: the lecture is over and no part is open. What was recorded can be watched all the while. */
  async finish(recordingId: string): Promise<void> {
    await this.source.transaction(async (em) => {
      const [rows] = (await em.query(
        `UPDATE recording SET state = CASE WHEN isempty(spans) THEN 'failed' ELSE 'checking' END, failure = CASE WHEN isempty(spans) THEN 'nothing' END, ended_at = $2
         WHERE id = $1 AND state = 'recording' RETURNING state, edition_id AS "editionId", lecture_id AS "lectureId"`,
        [recordingId, this.clock.now()],
      )) as [{ state: string; editionId: string; lectureId: string }[], number];
      const [row] = rows;
      if (!row) return;
      if (row.state === 'checking') await this.tasks.add(em, recordingId, 'inspect');
      await this.events.emit(em, 'recordings.recording.ended', { editionId: row.editionId, lectureId: row.lectureId, recordingId });
      await tellOf(this.realtime, em, row);
    });
  }

  /** checking or converting -> ready, with what reading it back found; released, unless the edition wants a person to do it. @param inspection as the contract's recordingCheck, without `at` */
  async ready(em: EntityManager, recordingId: string, inspection: object): Promise<void> {
    const recording = await recordingById(em, recordingId);
    if (!recording) return;
    const { releaseRequired } = await ruleOf(em, recording.editionId);
    const now = this.clock.now();
    const [, changed] = (await em.query(
      `UPDATE recording SET state = 'ready', checked_at = $2, inspection = $3, released_at = coalesce(released_at, $4), version = version + 1 WHERE id = $1 AND state IN ('checking', 'converting')`,
      [recordingId, now, inspection, releaseRequired ? null : now],
    )) as [unknown, number];
    if (changed === 0) return;
    await this.events.emit(em, 'recordings.recording.ready', { editionId: recording.editionId, lectureId: recording.lectureId, recordingId });
    await tellOf(this.realtime, em, recording);
  }

  /** Nothing more can be done with it. @param failure a word for `recordings.json` */
  async fail(em: EntityManager, recordingId: string, failure: string): Promise<void> {
    const [rows] = (await em.query(
      `UPDATE recording SET state = 'failed', failure = $2, version = version + 1 WHERE id = $1 AND state IN ('checking', 'converting') RETURNING edition_id AS "editionId", lecture_id AS "lectureId"`,
      [recordingId, failure],
    )) as [{ editionId: string; lectureId: string }[], number];
    if (rows[0]) await tellOf(this.realtime, em, rows[0]);
  }
}
