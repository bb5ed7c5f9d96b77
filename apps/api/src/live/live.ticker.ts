import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { Clock } from '../platform/clock';
import { isDatabaseGone } from '../platform/db';
import { Media } from '../platform/media';
import { LOG } from '../platform/tokens';
import { BeatService } from './beat.service';
import { HoldingService } from './holding.service';
import { OwnClockService } from './own-clock.service';
import { PresenceService } from './presence.service';
import { RollService } from './roll.service';
import { RosterService } from './roster.service';

type Job = { name: string; everyMs: number; run: (now: number) => Promise<unknown>; last: number; running: boolean };

const TICK_MS = 1_000;
const BEAT_MS = 5_000;
const ROLL_MS = 15_000;

/** What the classroom does by itself, from time to time. Each job on its own: a slow media server does not hold up the beat. */
@Injectable()
export class LiveTicker implements BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private readonly jobs: Job[];

  constructor(
    beats: BeatService,
    roster: RosterService,
    holding: HoldingService,
    roll: RollService,
    clocks: OwnClockService,
    media: Media,
    private readonly presence: PresenceService,
    private readonly clock: Clock,
    @Inject(LOG) private readonly log: Logger,
  ) {
    const job = (name: string, everyMs: number, run: Job['run']): Job => ({ name, everyMs, run, last: -Infinity, running: false });
    this.jobs = [
      // Only what was just written can tell whose process is dead.
      job('beat', BEAT_MS, async (now) => (await beats.beat()) && beats.sweep(now)),
      job('roster', TICK_MS, (now) => roster.settle(now)),
      job('holding', BEAT_MS, (now) => holding.check(now)),
      job('media', BEAT_MS, () => media.probe()),
      job('roll', ROLL_MS, (now) => roll.call(now)),
      job('clocks', ROLL_MS, () => clocks.pushAll()),
    ];
  }

  /** In the process that holds the sockets. */
  start(): void {
    this.timer = setInterval(() => {
      const now = this.clock.nowMs();
      for (const job of this.due(now)) void this.run(job, now);
    }, TICK_MS).unref();
  }

  /** Does what is due at this instant (epoch milliseconds), one after the other, and waits for it. */
  async tick(now: number): Promise<void> {
    for (const job of this.due(now)) await this.run(job, now);
  }

  private due(now: number): Job[] {
    // A clock that was set back makes everything due as well.
    return this.jobs.filter(({ last, everyMs, running }) => !running && Math.abs(now - last) >= everyMs);
  }

  private async run(job: Job, now: number): Promise<void> {
    job.last = now;
    job.running = true;
    try {
      await job.run(now);
    } catch (error) {
      if (isDatabaseGone(error)) this.log.debug({ job: job.name }, 'waits for the database');
      else this.log.error({ err: error, job: job.name }, 'job failed');
    } finally {
      job.running = false;
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.presence.stop();
  }
}
