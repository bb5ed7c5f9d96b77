import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock';
import { CONFIG, type Config } from '../platform/config';
import { isDatabaseGone } from '../platform/db';
import { On, type Delivered } from '../platform/events';
import { Media } from '../platform/media';
import { oneAtATime } from '../platform/one-at-a-time';
import { LOG } from '../platform/tokens';
import { ChapterService } from './chapter.service';
import { PartIndex } from './part.index';
import { Recorder, type RecorderJob, type RunningRecorder } from './recorder.port';
import { RecordingSteps, SOMEBODY_INSIDE } from './recording.steps';

const LOOK_MS = 1_000;
/** After a recorder that failed; it grows while they keep failing. */
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 15_000;
/** Whoever lost the line comes back within this; a room that stays empty is not recorded. */
const EMPTY_FOR_MS = 60_000;
/** Any number; one process at a time keeps the recordings of a database. */
const KEEPER_LOCK = 5_413_902_119;

type Active = { id: string; lectureId: string; over: boolean; empty: boolean; partId: string | null; partNumber: number | null };
type Running = { job: RecorderJob; recorder: RunningRecorder; over: boolean };

/**
 * Keeps a recorder running for every live lecture, in the worker. What runs is held against what should run once a second:
 * a recorder that died is followed by another, whose part of the recording comes after a gap. The process that holds a lock
 * in the database does it; when it dies the lock falls, and the next one takes over what the dead one's recorders wrote.
 */
@Injectable()
export class RecordingKeeper implements BeforeApplicationShutdown {
  private readonly running = new Map<string, Running>();
  private readonly retries = new Map<string, { at: number; afterMs: number }>();
  private readonly emptySince = new Map<string, number>();
  private lock: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private readonly work = oneAtATime(() => this.lookOnce());

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly media: Media,
    private readonly recorder: Recorder,
    private readonly index: PartIndex,
    private readonly steps: RecordingSteps,
    private readonly chapters: ChapterService,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.look(), LOOK_MS);
    void this.look();
  }

  /** Looks at once instead of within a second; without `start` it does nothing. */
  async look(): Promise<void> {
    if (this.timer && !this.stopped) await this.work();
  }

  @On('live.lecture.started')
  async lectureStarted(_event: Delivered<'live.lecture.started'>): Promise<void> {
    await this.look();
  }

  @On('live.lecture.ended')
  async lectureEnded(_event: Delivered<'live.lecture.ended'>): Promise<void> {
    await this.look();
  }

  private async lookOnce(): Promise<void> {
    try {
      if (!(await this.isKeeper())) return;
      if (this.media.configured) await this.steps.beginDue();
      const active = await this.active();
      for (const one of active) await this.tend(one);
      await this.source.query('UPDATE recording_part SET alive_at = $2 WHERE id = ANY($1::uuid[])', [[...this.running.values()].map(({ job }) => job.partId), this.clock.real()]);
    } catch (error) {
      if (isDatabaseGone(error)) this.log.debug('recordings wait for the database');
      else this.log.error({ err: error }, 'recordings could not be looked after');
    }
  }

  private async active(): Promise<Active[]> {
    return this.source.query(
      `SELECT r.id, r.lecture_id AS "lectureId", l.state <> 'live' AS over, NOT ${SOMEBODY_INSIDE} AS empty, p.id AS "partId", p.number AS "partNumber"
       FROM recording r JOIN lecture l ON l.id = r.lecture_id LEFT JOIN recording_part p ON p.recording_id = r.id AND p.closed_at IS NULL
       WHERE r.state = 'recording' ORDER BY r.created_at`,
    );
  }

  private async tend({ id, lectureId, over, empty, partId, partNumber }: Active): Promise<void> {
    const running = this.running.get(id);
    if (empty) this.emptySince.set(id, this.emptySince.get(id) ?? Date.now());
    else this.emptySince.delete(id);
    const deserted = Date.now() - (this.emptySince.get(id) ?? Infinity) > EMPTY_FOR_MS;
    if (running) {
      if ((over || deserted) && !running.over) {
        running.over = true;
        running.recorder.stop();
      }
      return;
    }
    // Its recorder belonged to a process that is no more.
    if (partId !== null) await this.takeOver({ partId, recordingId: id, lectureId, number: partNumber! }, 'recorder-died');
    if (over) {
      this.retries.delete(id);
      this.emptySince.delete(id);
      return this.steps.finish(id);
    }
    if (empty) return;
    if ((this.retries.get(id)?.at ?? 0) > Date.now()) return;
    if ((await this.media.probe()).state !== 'up') return;
    const job = await this.steps.openPart({ id, lectureId });
    if (job) this.run(job);
  }

  private run(job: RecorderJob): void {
    // What a recorder tells is taken in order, and after each other: its beginning, its segments, its end.
    let last: Promise<unknown> = Promise.resolve();
    const then = (work: () => Promise<unknown>): void => {
      last = last.then(work).catch((error: unknown) => this.log.warn({ err: error, part: job.partId }, 'part could not be taken over yet'));
    };
    const startedAt = Date.now();
    let begin = async (): Promise<void> => undefined;
    let begun = false;
    const shared: number[] = [];
    const recorder = this.recorder.start(job, {
      // Tried again with each segment: the database may be away for a moment.
      began: (atMs, rendition) => {
        begin = () => this.index.begin(job, atMs, rendition);
        then(begin);
        begun = true;
        for (const early of shared.splice(0)) then(() => this.screenShared(job.recordingId, this.clock.fromReal(early)));
      },
      segment: () => then(async () => (await begin(), await this.index.sync(job))),
      // What is on the stage may be known before the first picture of it has come.
      stage: (view, atMs) => {
        if (view !== 'screen') return;
        if (begun) then(() => this.screenShared(job.recordingId, this.clock.fromReal(atMs)));
        else shared.push(atMs);
      },
    });
    const running: Running = { job, recorder, over: false };
    this.running.set(job.recordingId, running);
    void recorder.done.then(async ({ failure, detail }) => {
      if (failure && !running.over) this.log.warn({ part: job.partId, failure, detail }, 'recorder failed');
      await last;
      await begin().catch(() => undefined);
      await this.takeOver(job, running.over ? null : failure).catch((error: unknown) => this.log.warn({ err: error, part: job.partId }, 'part stays open'));
      // One that ran for a while was well: the next try comes soon.
      const before = Date.now() - startedAt > 60_000 ? undefined : this.retries.get(job.recordingId);
      const afterMs = before ? Math.min(before.afterMs * 2, LONGEST_RETRY_MS) : FIRST_RETRY_MS;
      this.retries.set(job.recordingId, { at: Date.now() + afterMs, afterMs });
      this.running.delete(job.recordingId);
      await this.look();
    });
  }

  /** Everything that a part's recorder has written, once it writes no more. */
  private async takeOver(job: RecorderJob, failure: string | null): Promise<void> {
    await this.recorder.files(job).settle();
    await this.index.beginLate(job);
    await this.index.sync(job);
    await this.steps.closePart(job.partId, failure);
    await this.recorder.files(job).clear();
  }

  private async screenShared(recordingId: string, at: Date): Promise<void> {
    const atMs = await this.steps.placeOf(recordingId, at);
    if (atMs !== null) await this.chapters.happened(this.source.manager, recordingId, 'screen', atMs);
  }

  private async isKeeper(): Promise<boolean> {
    if (this.lock) return true;
    const client = new Client({ connectionString: this.config.DATABASE_URL, application_name: 'seldinger recordings', keepAlive: true });
    const lost = (): void => {
      if (this.lock === client) this.lock = undefined;
    };
    client.on('error', lost).on('end', lost);
    await client.connect();
    const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [KEEPER_LOCK]);
    if (rows[0]?.mine && !this.stopped) this.lock = client;
    else await client.end();
    if (this.lock) await this.clearLeftOver();
    return this.lock !== undefined;
  }

  /** What a process that died had taken over already, and not cleared. */
  private async clearLeftOver(): Promise<void> {
    const closed: RecorderJob[] = await this.source.query(
      `SELECT p.id AS "partId", p.recording_id AS "recordingId", p.number, r.lecture_id AS "lectureId" FROM recording_part p JOIN recording r ON r.id = p.recording_id WHERE p.id = ANY($1::uuid[]) AND p.closed_at IS NOT NULL`,
      [await this.recorder.leftOver()],
    );
    for (const job of closed) await this.recorder.files(job).clear();
  }

  /** Lets the recorders finish their last segment; who comes next goes on with the same recordings. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    for (const { recorder } of this.running.values()) recorder.stop();
    await Promise.all([...this.running.values()].map(({ recorder }) => recorder.done));
    while (this.running.size > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await this.lock?.end();
  }
}
