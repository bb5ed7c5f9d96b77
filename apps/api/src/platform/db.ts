import { TypeOrmModule } from '@nestjs/typeorm';
import { migrations } from '@seldinger/migrations';
import type { Pool } from 'pg';
import { DataSource, DefaultNamingStrategy, type DataSourceOptions, type EntityManager, type QueryRunner } from 'typeorm';
import { CONFIG, type Config } from './config';

/** Tables and columns in snake_case, as in the migrations. */
class SnakeCase extends DefaultNamingStrategy {
  override columnName(property: string, given: string | undefined, prefixes: string[]): string {
    return [...prefixes, given || property].join('_').replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  }
}

export function dataSourceOptions(url: string): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    synchronize: false,
    migrations,
    migrationsTransactionMode: 'each',
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    namingStrategy: new SnakeCase(),
    applicationName: process.env['PGAPPNAME'] ?? 'seldinger',
    extra: { max: 10, connectionTimeoutMillis: 5_000, keepAlive: true },
  };
}

export const databaseModule = TypeOrmModule.forRootAsync({
  inject: [CONFIG],
  useFactory: (config: Config) => ({ ...dataSourceOptions(config.DATABASE_URL), autoLoadEntities: true, retryAttempts: 20, retryDelay: 500 }),
});

/** Any number; the same for every process that migrates this database. */
const MIGRATION_LOCK = 5_413_902_117;

/** Brings the database up to date; processes that start together wait for the first. Returns the names of what was run. */
export async function migrate(url: string): Promise<string[]> {
  const source = await new DataSource(dataSourceOptions(url)).initialize();
  const lock: QueryRunner = source.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const done = await source.runMigrations({ transaction: 'each' });
    return done.map((migration) => migration.name);
  } finally {
    await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await lock.release();
    await source.destroy();
  }
}

/** The driver's own pool: it keeps a named statement prepared, which TypeORM does not. For what is asked with every request. */
export const poolOf = (source: DataSource): Pool => (source.driver as unknown as { master: Pool }).master;

/** The name of the constraint that refused a statement, or null when the error is another one. */
export function violatedConstraint(error: unknown): string | null {
  const driver = (error as { driverError?: { code?: string; constraint?: string } }).driverError ?? (error as { code?: string; constraint?: string });
  return driver.code?.startsWith('23') ? (driver.constraint ?? null) : null;
}

/** True when the database itself is out of reach or shutting down, so that trying again later makes sense. */
export function isDatabaseGone(error: unknown): boolean {
  const driver = (error as { driverError?: { code?: string; message?: string } }).driverError ?? (error as { code?: string; message?: string });
  if (driver.code && /^(08|57P|53300)/.test(driver.code)) return true;
  if (driver.code && ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(driver.code)) return true;
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/i.test(driver.message ?? '');
}

export type { EntityManager };
