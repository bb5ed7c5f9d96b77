import { Inject, Injectable, SetMetadata, type OnApplicationShutdown } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { EventMap, EventName } from '@seldinger/contract';
import type { Logger } from 'pino';
import PgBoss from 'pg-boss';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from './clock';
import { CONFIG, type Config } from './config';
import { currentContext, runInContext } from './context';
import { LOG } from './tokens';

const ON = 'seldinger:on';

/** Marks a handler. Delivery is at least once, so the handler must give one result however often it is called. */
export const On = (name: EventName) => SetMetadata(ON, name);

export type Delivered<Name extends EventName> = { id: string; name: Name; payload: EventMap[Name]; actorId: string | null; requestId: string | null; occurredAt: string };
type Handler = { queue: string; event: EventName; handle: (event: Delivered<EventName>) => Promise<void> };

export const WAKE = 'seldinger_events';
/** Any number; the same for every process of this database. */
const QUEUES_LOCK = 5_413_902_118;

/** Events kept in PostgreSQL: written with the change that they tell of, delivered by the worker. */
@Injectable()
export class Events implements OnApplicationShutdown {
  private boss: PgBoss | undefined;
  private handlers: Handler[] = [];

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Logger,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  /** Finds the handlers and makes their queues. `supervise` belongs to the worker: it retries what a dead process left. */
  async start(supervise: boolean): Promise<void> {
    this.handlers = this.discover();
    const boss = new PgBoss({ connectionString: this.config.DATABASE_URL, schema: 'pgboss', supervise, schedule: false, max: 3 });
    boss.on('error', (error) => this.log.warn({ err: error }, 'event queue'));
    await boss.start();
    await this.makeQueues(boss);
    this.boss = boss;
  }

  /** Processes that start together wait for each other here: making queues at once, they would lock each other up. */
  private async makeQueues(boss: PgBoss): Promise<void> {
    await this.source.transaction(async (em) => {
      await em.query('SELECT pg_advisory_xact_lock($1)', [QUEUES_LOCK]);
      const known = new Set((await boss.getQueues()).map((queue) => queue.name));
      for (const { queue } of this.handlers) if (!known.has(queue)) await boss.createQueue(queue);
    });
  }

  /** Writes the event and one job a handler within the caller's transaction. */
  async emit<Name extends EventName>(em: EntityManager, name: Name, payload: EventMap[Name]): Promise<void> {
    if (!this.boss) throw new Error('events are not started');
    const { actorId = null, requestId = null } = currentContext() ?? {};
    const occurredAt = this.clock.now().toISOString();
    const rows: { id: string }[] = await em.query('INSERT INTO event (name, payload, actor_id, request_id, occurred_at) VALUES ($1, $2, $3, $4, $5) RETURNING id', [name, payload, actorId, requestId, occurredAt]);
    const delivered: Delivered<Name> = { id: rows[0]!.id, name, payload, actorId, requestId, occurredAt };
    const db = { executeSql: async (text: string, values: unknown[]) => ({ rows: await em.query(text, values) }) };
    for (const { queue } of this.handlers.filter((handler) => handler.event === name)) {
      await this.boss.send(queue, delivered, { db, retryLimit: 20, retryDelay: 1, retryBackoff: true, expireInMinutes: 5 });
    }
    await em.query('SELECT pg_notify($1, $2)', [WAKE, name]);
  }

  /** Delivers everything that waits, until nothing does. Returns how many deliveries were made. */
  async drain(): Promise<number> {
    let count = 0;
    for (let before = -1; before !== count; ) {
      before = count;
      for (const handler of this.handlers) count += await this.deliver(handler);
    }
    return count;
  }

  private async deliver(handler: Handler): Promise<number> {
    if (!this.boss) return 0;
    const jobs = await this.boss.fetch<Delivered<EventName>>(handler.queue, { batchSize: 10 });
    for (const job of jobs ?? []) {
      try {
        await runInContext({ requestId: job.data.requestId ?? job.id, actorId: job.data.actorId }, () => handler.handle(job.data));
        await this.boss.complete(handler.queue, job.id);
      } catch (error) {
        this.log.error({ err: error, queue: handler.queue, event: job.data.id }, 'event handler failed');
        await this.boss.fail(handler.queue, job.id, { message: error instanceof Error ? error.message : String(error) });
      }
    }
    return jobs?.length ?? 0;
  }

  private discover(): Handler[] {
    const handlers: Handler[] = [];
    for (const { instance } of this.discovery.getProviders()) {
      if (!instance || typeof instance !== 'object') continue;
      const prototype: object = Object.getPrototypeOf(instance);
      for (const method of this.scanner.getAllMethodNames(prototype)) {
        const callable = (instance as Record<string, unknown>)[method];
        if (typeof callable !== 'function') continue;
        const event = this.reflector.get<EventName | undefined>(ON, callable);
        if (event) handlers.push({ queue: `${event}/${instance.constructor.name}.${method}`, event, handle: callable.bind(instance) });
      }
    }
    return handlers;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.boss?.stop({ graceful: false, close: true });
  }
}
