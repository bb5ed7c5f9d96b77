import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import type { Logger } from 'pino';
import { DataSource, type EntityManager } from 'typeorm';
import { CONFIG, type Config } from './config';
import { LOG } from './tokens';

type Listener = (payload: string) => void;

/** Messages between processes over PostgreSQL's NOTIFY: within a transaction they go out when it commits, or never. */
@Injectable()
export class Notify implements OnApplicationShutdown {
  private client: Client | undefined;
  private stopped = false;
  private readonly listeners = new Map<string, Listener[]>();
  private readonly returns: (() => void)[] = [];

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Logger,
    private readonly source: DataSource,
  ) {}

  /** @param message at most 7,900 bytes, a limit of PostgreSQL */
  async send(channel: string, message: unknown, em: EntityManager = this.source.manager): Promise<void> {
    await em.query('SELECT pg_notify($1, $2)', [channel, JSON.stringify(message)]);
  }

  async listen(channel: string, listener: Listener): Promise<void> {
    const known = this.listeners.get(channel);
    this.listeners.set(channel, [...(known ?? []), listener]);
    if (!this.client) await this.connect();
    else if (!known) await this.client.query(`LISTEN ${channel}`);
  }

  /** Whenever it listens again after it could not: what was said in between was not heard. */
  onReturn(listener: () => void): void {
    this.returns.push(listener);
  }

  /** The one connection that never rests, so the worker shows itself to the health check by its name. */
  private async connect(): Promise<void> {
    const client = new Client({ connectionString: this.config.DATABASE_URL, application_name: process.env['PGAPPNAME'] ?? 'seldinger listener', keepAlive: true });
    client.on('notification', ({ channel, payload }) => this.listeners.get(channel)?.forEach((listener) => listener(payload ?? '')));
    client.on('error', (error) => this.log.warn({ err: error }, 'listener lost'));
    client.on('end', () => this.reconnect());
    await client.connect();
    this.client = client;
    for (const channel of this.listeners.keys()) await client.query(`LISTEN ${channel}`);
  }

  /** Called once for each connection that ended, one that was never made among them: so there is one try a second, not two after every failure. */
  private reconnect(): void {
    this.client = undefined;
    if (this.stopped) return;
    setTimeout(() => {
      if (!this.stopped) this.connect().then(
        () => this.returns.forEach((listener) => listener()),
        (error: unknown) => this.log.debug({ err: error }, 'listener not back yet'),
      );
    }, 1_000).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.client?.end();
  }
}
