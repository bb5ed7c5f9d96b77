import { Injectable } from '@nestjs/common';
import type { ErrorCode } from '@seldinger/contract';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock';
import { violatedConstraint } from '../platform/db';
import { AppError } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { ClassroomPolicy, demandOpen } from './classroom.policy';
import { HoldingNews } from './holding.news';
import { beganAt, heldUntil } from './holding.rules';
import { closeBreak, HoldingSteps } from './holding.steps';
import { lecturesToStart, overdueLectures } from './live.queries';

/** Why a break can be neither taken nor ended in these states of the lecture. */
const NOT_LIVE = { planned: 'live.not-started', ended: 'live.over', verified: 'live.over' } as const satisfies Record<string, ErrorCode>;

/** How a lecture is held: it begins, takes breaks and ends, by hand or by itself. */
@Injectable()
export class HoldingService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly policy: ClassroomPolicy,
    private readonly steps: HoldingSteps,
    private readonly news: HoldingNews,
  ) {}

  /** @throws live.too-early, live.over, live.already-started */
  async start(viewer: Viewer, lectureId: string): Promise<void> {
    const { lecture } = await this.policy.admitModerator(this.source.manager, viewer, lectureId);
    if (lecture.state === 'planned') demandOpen(lecture, false, this.clock.nowMs());
    await this.steps.begin(lectureId, this.clock.nowMs());
  }

  /** @throws live.not-started, live.over */
  async end(viewer: Viewer, lectureId: string): Promise<void> {
    await this.policy.admitModerator(this.source.manager, viewer, lectureId);
    await this.steps.finish(lectureId, this.clock.nowMs());
  }

  /** @throws live.not-started, live.over, live.on-break */
  async break(viewer: Viewer, lectureId: string): Promise<void> {
    await this.change(viewer, lectureId, async (em) => {
      try {
        await em.query('INSERT INTO lecture_break (lecture_id, started_at) VALUES ($1, $2)', [lectureId, this.clock.now()]);
      } catch (error) {
        throw violatedConstraint(error) === 'lecture_break_overlap' ? new AppError('live.on-break') : error;
      }
    });
  }

  /** @throws live.not-started, live.over, live.not-on-break */
  async resume(viewer: Viewer, lectureId: string): Promise<void> {
    await this.change(viewer, lectureId, async (em) => {
      if (!(await closeBreak(em, lectureId, this.clock.nowMs()))) throw new AppError('live.not-on-break');
    });
  }

  /** A change within a lecture that is live, which cannot end meanwhile. */
  private async change(viewer: Viewer, lectureId: string, work: (em: EntityManager) => Promise<void>): Promise<void> {
    await this.source.transaction(async (em) => {
      await em.query('SELECT 1 FROM lecture WHERE id = $1 FOR SHARE', [lectureId]);
      const { lecture } = await this.policy.admitModerator(em, viewer, lectureId);
      if (lecture.state !== 'live') throw new AppError(NOT_LIVE[lecture.state]);
      await work(em);
    });
    await this.news.tell(lectureId);
  }

  /** Begins and ends what is due by itself. Doing it again changes nothing. @param now epoch milliseconds */
  async check(now: number): Promise<void> {
    const em = this.source.manager;
    for (const { id, ...when } of await lecturesToStart(em, now)) await unlessDone(this.steps.begin(id, beganAt(when)));
    for (const { id, ...overdue } of await overdueLectures(em, now)) {
      const until = heldUntil(overdue, now);
      if (until !== null) await unlessDone(this.steps.finish(id, until));
    }
  }
}

/** Somebody may have pressed the button, or another process have seen it, a moment before. */
async function unlessDone(step: Promise<void>): Promise<void> {
  try {
    await step;
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 409) throw error;
  }
}
