import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { claim, killAll } from './data-folder';
import { startDevelopment } from './development';
import { isLoopback, startMedia, type MediaServer } from './livekit';
import { isFree } from './ports';
import { keepPostgres } from './postgres';
import { mediaPrinter, printReady, printStep } from './print';
import { runProgram, startProgram, type Program } from './programs';

export { printStep };

const FIRST_PORT = 3000;
/** npm passes the terminal's Ctrl-C on to us, so that one press may come twice. */
const SAME_PRESS_MS = 700;

export interface StartOptions {
  /** The repository: programs and client are found from here. */
  root: string;
  /** The data folder. */
  folder: string;
  port?: number;
  host: string;
  empty?: boolean;
  now?: string;
  dev?: boolean;
  /** When the start began, on the clock of `performance.now()`. */
  began?: number;
  /** Builds what is stale; called on each change of a source with `dev`. */
  rebuild?: () => Promise<unknown>;
  programs?: { migrate: string; api: string; worker: string };
  environment?: NodeJS.ProcessEnv;
}

/** Everything that runs, in the order in which it came up. Stopping goes the other way round. */
class Parts {
  private readonly stops: (() => Promise<void>)[] = [];
  private stopping: Promise<void> | undefined;

  get isStopping(): boolean {
    return this.stopping !== undefined;
  }

  /** Runs one step of the start and prints its time. @throws Error when the stop began meanwhile */
  async step<T>(name: string | ((result: T) => string), work: () => Promise<T>, stop?: (result: T) => Promise<void>): Promise<T> {
    if (this.stopping) throw new Error('stopped');
    const began = performance.now();
    const result = await work();
    if (stop) this.stops.push(() => stop(result));
    if (this.stopping) throw new Error('stopped');
    printStep(typeof name === 'string' ? name : name(result), performance.now() - began);
    return result;
  }

  stop(): Promise<void> {
    return (this.stopping ??= this.stopAll());
  }

  /** Again after a start that was under way has come to its end, for what it brought up last. */
  async stopAll(): Promise<void> {
    for (let stop = this.stops.pop(); stop; stop = this.stops.pop()) await stop();
  }
}

/**
 * Brings everything up and keeps it up until SIGINT, SIGTERM or SIGHUP.
 * @returns the exit code: 0 after a stop, 1 when the start failed
 */
export async function run(options: StartOptions): Promise<number> {
  const parts = new Parts();
  const asked = new Promise<void>((resolve) => {
    let first: number | undefined;
    const onSignal = () => {
      if (first === undefined) {
        first = performance.now();
        console.log('\nStopping. Press Ctrl-C again to stop at once.');
        void parts.stop().then(resolve);
      } else if (performance.now() - first > SAME_PRESS_MS) {
        killAll(options.folder);
        process.exit(130);
      }
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  });
  try {
    await start(options, parts);
  } catch (error) {
    const wanted = parts.isStopping;
    await parts.stop();
    await parts.stopAll();
    if (wanted) return 0;
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
  await asked;
  console.log('Stopped.');
  return 0;
}

async function start(options: StartOptions, parts: Parts): Promise<void> {
  const { root, folder, host, dev = false, began = performance.now(), environment: given = process.env } = options;
  const programs = options.programs ?? { migrate: join(root, 'apps/api/dist/migrate.js'), api: join(root, 'apps/api/dist/main.js'), worker: join(root, 'apps/api/dist/worker.js') };
  const url = await claim(folder, async () => address(host, await choosePort(host, options.port)));
  const { port } = new URL(url);
  const apiPort = dev ? String(await choosePort('127.0.0.1', undefined, Number(port) + 1)) : port;

  const apiUrl = dev ? address('127.0.0.1', Number(apiPort)) : url;
  const media = await parts.step('Media server, in the background', () => startMedia({ folder, apiUrl, host, environment: given }), (server) => server.stop());
  media.subscribe(mediaPrinter());
  const databaseUrl = await database(folder, given, parts);

  const environment: NodeJS.ProcessEnv = {
    NODE_ENV: dev ? 'development' : 'production',
    ...given,
    ...media.settings,
    PORT: apiPort,
    HOST: dev ? '127.0.0.1' : host,
    DATABASE_URL: databaseUrl,
    DATA_DIR: folder,
    DEMO: options.empty ? '0' : '1',
    DEMO_NOW: options.now ?? '',
    START_ID: randomUUID(),
    ...(dev ? { PUBLIC_URL: given['PUBLIC_URL'] || url } : { WEB_DIR: join(root, 'apps/web/dist') }),
  };
  await parts.step((words: string) => `Migrations: ${words.split('\n').at(-1) ?? ''}`.slice(0, 43), () => runProgram(programs.migrate, environment));
  // At the same time: each takes a second or two to load, on a core of its own.
  const [api, worker] = await all([
    parts.step('API', () => startProgram({ name: 'api', entry: programs.api, folder, environment, loud: dev, onStart: (child) => tellMedia(media, child) }), (program) => program.stop()),
    parts.step('Worker', () => startProgram({ name: 'worker', entry: programs.worker, folder, environment, loud: dev }), (program) => program.stop()),
  ]);
  if (dev) await parts.step('Client, rebuilt on each change', () => startDevelopment({ root, host, port, apiPort, restart: [api, worker], rebuild: options.rebuild }), (development) => development.stop());
  printReady(given['PUBLIC_URL'] || url, api.ready, performance.now() - began);
}

/** Waits for both even when one fails, so that the other is there to be stopped. @throws the first one's error */
async function all<A, B>(work: [Promise<A>, Promise<B>]): Promise<[A, B]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

async function database(folder: string, given: NodeJS.ProcessEnv, parts: Parts): Promise<string> {
  if (given['DATABASE_URL']) return given['DATABASE_URL'];
  const postgres = await parts.step(({ port }) => `PostgreSQL 18 on 127.0.0.1:${port}`, () => keepPostgres({ folder, pidFile: join(folder, 'run', 'postgres.pid') }), (server) => server.stop());
  return postgres.url;
}

/** The API shows the media server's state on the page; it hears it again after each restart. */
function tellMedia(media: MediaServer, child: Program['child'] & object): void {
  const end = media.subscribe((state) => child.connected && child.send({ type: 'media', ...state }, () => undefined));
  child.once('exit', end);
}

/** @throws Error when the port that was asked for is taken, or no port is free */
async function choosePort(host: string, asked: number | undefined, first = FIRST_PORT): Promise<number> {
  if (asked !== undefined) {
    if (await isFree(asked, host)) return asked;
    throw new Error(`Port ${asked} on ${host} is taken or not allowed. Choose another with --port, or leave it out to take a free one.`);
  }
  for (let port = first; port < first + 200; port += 1) if (await isFree(port, host)) return port;
  throw new Error(`No free port from ${first} on at ${host}.`);
}

function address(host: string, port: number): string {
  const name = isLoopback(host) || host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
