import { createRequire } from 'node:module';
import { join } from 'node:path';
import { API } from './programs';

type App = { get<Part>(part: abstract new (...given: never[]) => Part): Part; close(): Promise<void> };
type Class<Part> = abstract new (...given: never[]) => Part;

/** The built server without its port, for figures of one of its parts alone: no socket, no timer, no request around it. */
export type Server = {
  /** The part that this class of the built server names, as the server itself has it. @param file from the built server's folder: `./live/beat.service.js` */
  part<Part>(file: string, name: string): Part;
  /** The server's own pool of connections, as its services are given it. */
  em: unknown;
  close(): Promise<void>;
};

/** Loads the built server by its path and makes all its parts on this database. Only what a bench calls is typed, where it calls it. */
export async function startInProcess(databaseUrl: string): Promise<Server> {
  // As seen from the server's own folder, so that its packages are the ones that it uses itself.
  const fromThere = createRequire(join(API, 'app.js'));
  const load = (file: string): Record<string, unknown> => fromThere(file) as Record<string, unknown>;
  const { createApp } = load('./app.js') as { createApp: (config: unknown, log: unknown) => Promise<App> };
  const { readConfig } = load('./platform/config.js') as { readConfig: (environment: object) => unknown };
  const { createLog } = load('./platform/log.js') as { createLog: (level: string, name: string) => unknown };
  const app = await createApp(readConfig({ DATABASE_URL: databaseUrl, PORT: '0' }), createLog('error', 'bench'));
  const { DataSource } = load('typeorm') as { DataSource: Class<{ manager: unknown }> };
  return {
    part: <Part>(file: string, name: string) => app.get(load(file)[name] as Class<Part>),
    em: app.get(DataSource).manager,
    close: () => app.close(),
  };
}
