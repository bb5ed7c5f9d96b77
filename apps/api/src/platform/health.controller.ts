import { Controller, Get, Inject } from '@nestjs/common';
import { health, type Health } from '@seldinger/contract';
import { DataSource } from 'typeorm';
import { Clock } from './clock';
import { Answers } from './http/answers';
import { Public } from './http/access';
import { Media } from './media';
import { VERSION, WORKER_NAME } from './tokens';

@Controller('health')
export class HealthController {
  constructor(
    private readonly source: DataSource,
    private readonly media: Media,
    private readonly clock: Clock,
    @Inject(VERSION) private readonly version: string,
  ) {}

  /** The state of each part, for people and for load balancers; answers 200 as long as the process lives. */
  @Get()
  @Public()
  @Answers(200, health)
  async read(): Promise<Health> {
    const [database, media] = await Promise.all([this.database(), this.media.probe()]);
    const status = database.state !== 'up' ? 'down' : media.state === 'up' && database.worker ? 'ok' : 'degraded';
    return {
      status,
      version: this.version,
      now: this.clock.now().toISOString(),
      parts: { database: { state: database.state }, media, worker: { state: database.worker ? 'up' : 'down' } },
    };
  }

  /** The worker shows itself by its connections' name. */
  private async database(): Promise<{ state: 'up' | 'down'; worker: boolean }> {
    try {
      const [row] = (await this.source.query('SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1) AS worker', [WORKER_NAME])) as { worker: boolean }[];
      return { state: 'up', worker: row?.worker ?? false };
    } catch {
      return { state: 'down', worker: false };
    }
  }
}
