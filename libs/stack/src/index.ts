export { startMedia, type MediaOptions, type MediaServer, type MediaState } from './livekit';
export { startPostgres, type Postgres, type PostgresOptions } from './postgres';
