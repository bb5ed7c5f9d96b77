import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from './clock';
import { AppError } from './http/app-error';

/** So many hits within so many milliseconds, counted from the first. */
export type Limit = { hits: number; withinMs: number };

const FORGOTTEN_AFTER = '1 day';
const TIDY_EVERY_MS = 3_600_000;

/**
 * Counts tries over all processes. A window begins with its first hit and ends whatever comes, so that nobody can
 * be kept out for good by somebody else's tries.
 */
@Injectable()
export class RateLimit {
  private tidiedAt = 0;

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Counts one try, before it is known whether it succeeds. @throws request.rate-limited with `details.retryAfterSeconds` */
  async hit(key: string, { hits, withinMs }: Limit): Promise<void> {
    const now = this.clock.real();
    const [row] = (await this.source.query(
      `INSERT INTO rate_limit AS known (key, window_start, hits) VALUES ($1, $2, 1)
       ON CONFLICT (key) DO UPDATE SET
         hits = CASE WHEN known.window_start <= $3 THEN 1 ELSE known.hits + 1 END,
         window_start = CASE WHEN known.window_start <= $3 THEN excluded.window_start ELSE known.window_start END
       RETURNING hits, window_start`,
      [key, now, new Date(now.getTime() - withinMs)],
    )) as { hits: number; window_start: Date }[];
    await this.tidy(now);
    if (!row || row.hits <= hits) return;
    const retryAfterSeconds = Math.max(1, Math.ceil((row.window_start.getTime() + withinMs - now.getTime()) / 1000));
    throw new AppError('request.rate-limited', { details: { retryAfterSeconds } });
  }

  /** Takes one hit back: the try was a rightful one. */
  async giveBack(key: string): Promise<void> {
    await this.source.query('UPDATE rate_limit SET hits = hits - 1 WHERE key = $1 AND hits > 0', [key]);
  }

  async forget(key: string): Promise<void> {
    await this.source.query('DELETE FROM rate_limit WHERE key = $1', [key]);
  }

  private async tidy(now: Date): Promise<void> {
    if (now.getTime() - this.tidiedAt < TIDY_EVERY_MS) return;
    this.tidiedAt = now.getTime();
    await this.source.query(`DELETE FROM rate_limit WHERE window_start < $1::timestamptz - interval '${FORGOTTEN_AFTER}'`, [now]);
  }
}
