import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { RecorderFailure } from '@seldinger/contract';
import type { Logger } from 'pino';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock';
import { isDatabaseGone } from '../platform/db';
import { WAKE } from '../platform/events';
import { Realtime } from '../platform/realtime';
import { LOG } from '../platform/tokens';
import { RecorderError } from './recorder.program';
import { tellOf } from './recordings.news';

export type TaskKind = 'inspect' | 'convert';
export type Task = { id: string; recordingId: string; kind: TaskKind; attempts: number };
/** What to write when the work is done, in the transaction that closes the task. */
export type Result = (em: EntityManager) => Promise<void>;
export type Work = (task: Task, context: { progress(percent: number): void; signal: AbortSignal }) => Promise<Result | void>;
/** What to write when it cannot be done at all, in the transaction that gives the task up. */
export type GivenUp = (em: EntityManager, recordingId: string, reason: RecorderFailure) => Promise<void>;

/** A conversion takes as long as a lecture; what takes seconds does not stand in line behind it. */
const LANES: readonly (readonly TaskKind[])[] = [['inspect'], ['convert']];
const BEAT_MS = 5_000;
/** Whose sign of life is older than this is dead, and another takes over. */
const DEAD_AFTER_MS = 30_000;
const PROGRESS_MS = 1_000;
const ATTEMPTS = 3;
/** Before the second try and before the third, in milliseconds. */
const PAUSES_MS = [10_000, 60_000];

/** Long work on recordings, done by the worker: a row each, so that it survives whoever does it. */
@Injectable()
export class TaskService implements BeforeApplicationShutdown {
  private readonly works = new Map<TaskKind, { work: Work; givenUp: GivenUp | undefined }>();
  private readonly running = new Set<Promise<unknown>>();
  private readonly stopped = new AbortController();

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly realtime: Realtime,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** Says how one kind is done. The work may be begun again at any point, also by another process while this one only seems dead: `signal` then ends it, and its result is not written. */
  handle(kind: TaskKind, work: Work, givenUp?: GivenUp): void {
    this.works.set(kind, { work, givenUp });
  }

  /** While one of the same kind waits or runs, no second one is added. */
  async add(em: EntityManager, recordingId: string, kind: TaskKind): Promise<void> {
    await em.query(`INSERT INTO recording_task (recording_id, kind, created_at, not_before) VALUES ($1, $2, $3, $3) ON CONFLICT DO NOTHING`, [recordingId, kind, this.clock.real()]);
    await em.query('SELECT pg_notify($1, $2)', [WAKE, 'recordings.task']);
  }

  /** The lanes of work: each does what waits, one after the other, and returns how many tasks it took on. Never throws for a task that failed. */
  get lanes(): (() => Promise<number>)[] {
    return LANES.map((kinds) => () => this.run(kinds));
  }

  /** Does all that waits. */
  async runAll(): Promise<number> {
    let count = 0;
    for (let before = -1; before !== count; ) {
      before = count;
      for (const lane of this.lanes) count += await lane();
    }
    return count;
  }

  private async run(kinds: readonly TaskKind[]): Promise<number> {
    let count = 0;
    while (!this.stopped.signal.aborted) {
      const task = await this.claim(kinds.filter((kind) => this.works.has(kind)));
      if (!task) break;
      count += 1;
      const done = this.perform(task);
      this.running.add(done);
      await done.finally(() => this.running.delete(done));
    }
    return count;
  }

  private async claim(kinds: readonly TaskKind[]): Promise<Task | null> {
    const now = this.clock.real();
    const [rows] = (await this.source.query(
      `UPDATE recording_task SET state = 'running', attempts = attempts + 1, percent = 0, alive_at = $2
       WHERE id = (SELECT id FROM recording_task WHERE kind = ANY ($1) AND ((state = 'waiting' AND not_before <= $2) OR (state = 'running' AND alive_at < $3))
                   ORDER BY not_before, created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING id, recording_id AS "recordingId", kind, attempts`,
      [kinds, now, new Date(now.getTime() - DEAD_AFTER_MS)],
    )) as [Task[], number];
    return rows[0] ?? null;
  }

  private async perform(task: Task): Promise<void> {
    const lost = new AbortController();
    const signal = AbortSignal.any([lost.signal, this.stopped.signal]);
    const report = this.reporter(task, () => lost.abort(new Error('another has taken over')));
    try {
      // Who took it so often died of it each time.
      if (task.attempts > ATTEMPTS) throw new RecorderError('failed', 'ended without a word each time');
      const result = await this.works.get(task.kind)!.work(task, { progress: report.progress, signal });
      signal.throwIfAborted();
      await report.stop();
      await this.source.transaction(async (em) => {
        if (await this.close(em, task, 'done')) await result?.(em);
      });
    } catch (error) {
      await report.stop();
      await this.settle(task, error).catch((second: unknown) => this.log.error({ err: second, task: task.id }, 'task could not be put back'));
    }
  }

  /** Keeps the row's sign of life and its progress. */
  private reporter({ id, recordingId, attempts }: Task, onLost: () => void) {
    let percent = 0;
    let [written, writtenAt] = [0, 0];
    let queue = Promise.resolve();
    const write = async () => {
      const now = this.clock.real();
      const told = percent;
      const [, known] = (await this.source.query(`UPDATE recording_task SET alive_at = $3, percent = $4 WHERE id = $1 AND attempts = $2 AND state = 'running'`, [id, attempts, now, told])) as [unknown, number];
      if (known === 0) return onLost();
      if (told !== written) await this.tell(this.source.manager, recordingId);
      [written, writtenAt] = [told, now.getTime()];
    };
    const later = () => (queue = queue.then(write).catch((error: unknown) => void (isDatabaseGone(error) || this.log.error({ err: error, task: id }, 'sign of life failed'))));
    const timer = setInterval(() => {
      const now = this.clock.real().getTime();
      if (now - writtenAt >= BEAT_MS || (percent !== written && now - writtenAt >= PROGRESS_MS)) void later();
    }, PROGRESS_MS).unref();
    return {
      progress: (value: number): void => void (percent = Math.max(percent, Math.min(100, Math.max(0, Math.floor(value))))),
      stop: async (): Promise<void> => {
        clearInterval(timer);
        await queue;
      },
    };
  }

  private async settle(task: Task, error: unknown): Promise<void> {
    const { id, attempts, recordingId, kind } = task;
    const now = this.clock.real();
    if (this.stopped.signal.aborted) {
      // We were told to stop: no fault of the task's.
      await this.source.query(`UPDATE recording_task SET state = 'waiting', attempts = attempts - 1, not_before = $3 WHERE id = $1 AND attempts = $2 AND state = 'running'`, [id, attempts, now]);
      return;
    }
    const reason: RecorderFailure = error instanceof RecorderError ? error.reason : 'failed';
    this.log.error({ err: error, task: id, kind, attempts, recording: recordingId }, 'task failed');
    const pause = reason === 'unreadable' ? undefined : PAUSES_MS[attempts - 1];
    if (pause !== undefined) {
      await this.source.query(`UPDATE recording_task SET state = 'waiting', not_before = $3 WHERE id = $1 AND attempts = $2 AND state = 'running'`, [id, attempts, new Date(now.getTime() + pause)]);
      return;
    }
    await this.source.transaction(async (em) => {
      if (await this.close(em, task, 'failed')) await this.works.get(kind)?.givenUp?.(em, recordingId, reason);
    });
  }

  /** Whether it was still ours to close. */
  private async close(em: EntityManager, { id, attempts, recordingId }: Task, state: 'done' | 'failed'): Promise<boolean> {
    const [, closed] = (await em.query(`UPDATE recording_task SET state = $3, percent = CASE WHEN $3 = 'done' THEN 100 ELSE percent END WHERE id = $1 AND attempts = $2 AND state = 'running'`, [id, attempts, state])) as [unknown, number];
    if (closed > 0) await this.tell(em, recordingId);
    return closed > 0;
  }

  private async tell(em: EntityManager, recordingId: string): Promise<void> {
    const [row] = (await em.query('SELECT edition_id AS "editionId", lecture_id AS "lectureId" FROM recording WHERE id = $1', [recordingId])) as { editionId: string; lectureId: string }[];
    if (row) await tellOf(this.realtime, em, row);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped.abort(new Error('the server stops'));
    await Promise.allSettled(this.running);
  }
}
