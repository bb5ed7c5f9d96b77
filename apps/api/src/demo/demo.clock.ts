import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock';
import { CONFIG, type Config } from '../platform/config';
import { LOG } from '../platform/tokens';

/** How far the course has come is written down this often; after a crash it goes on from there. */
const NOTE_EVERY_MS = 10_000;

export type Standing = { offsetMs: number; reachedMs: number; startId: string | null; asked: string | null };

/** Keeps where the demo stands in its year, the same for all processes. It only ever goes forward: going back would contradict what was recorded. */
@Injectable()
export class DemoClock implements BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** Where it stands, or null where there is no demo. What was recorded counts too: whoever was killed wrote nothing down. */
  async standing(em: EntityManager): Promise<Standing | null> {
    const [row] = (await em.query(
      `SELECT offset_ms::float8 AS "offsetMs", start_id AS "startId", asked,
              floor(extract(epoch FROM greatest(reached_at, (SELECT max(last_seen_at) FROM stay), (SELECT max(occurred_at) FROM event))) * 1000)::float8 AS "reachedMs"
       FROM demo_clock`,
    )) as Standing[];
    return row ?? null;
  }

  /** From here on the course stands at `nowMs` and runs on, in this process and, once committed, for those that `follow`. */
  async stand(em: EntityManager, nowMs: number): Promise<void> {
    this.clock.setTo(nowMs);
    this.clock.demo = true;
    await em.query(
      `INSERT INTO demo_clock (offset_ms, reached_at, start_id, asked) VALUES ($1, $2, $3, $4)
       ON CONFLICT (one) DO UPDATE SET offset_ms = excluded.offset_ms, reached_at = excluded.reached_at, start_id = excluded.start_id, asked = excluded.asked`,
      [nowMs - this.clock.real().getTime(), new Date(nowMs), this.config.START_ID ?? null, this.config.DEMO_NOW ?? null],
    );
  }

  /** Stands this process where the others stand. */
  follow({ offsetMs }: Standing): void {
    this.clock.setTo(this.clock.real().getTime() + offsetMs);
    this.clock.demo = true;
  }

  /** Writes down from time to time how far the course has come. */
  keepNote(): void {
    clearInterval(this.timer);
    this.timer = setInterval(() => void this.note(), NOTE_EVERY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (!this.timer) return;
    clearInterval(this.timer);
    await this.note();
  }

  /** Without a database nothing happens that would have to be noted; the next note finds it again. */
  private async note(): Promise<void> {
    await this.source.query('UPDATE demo_clock SET reached_at = greatest(reached_at, $1)', [this.clock.now()]).catch((error: unknown) => this.log.warn({ err: error }, 'how far the demo has come could not be noted'));
  }
}
