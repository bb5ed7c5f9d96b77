import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildLivekit, findGo, findLivekit } from './livekit-build';
import { keepRunning, type KeptProcess } from './kept-process';
import { freePort, freeUdpPort } from './ports';

export interface MediaState {
  state: 'off' | 'missing' | 'building' | 'starting' | 'up' | 'down';
  /** Percent of the build, 0 to 100. */
  progress?: number;
  detail?: string;
  url?: string;
}

export interface MediaOptions {
  /** Holds the keys, `livekit.log` and `run/livekit.yaml`. */
  folder: string;
  /** Where the API is reached from this machine; webhooks go there. */
  apiUrl: string;
  /** The address the page is served on: decides who must reach the media server. */
  host?: string;
  environment?: NodeJS.ProcessEnv;
}

export interface MediaServer {
  /** How to reach it: LIVEKIT_URL and its key and secret, known before it is up. */
  settings: { LIVEKIT_URL: string; LIVEKIT_API_KEY: string; LIVEKIT_API_SECRET: string };
  state(): MediaState;
  /** Calls the listener with the state now and on each change. @returns a function that ends this */
  subscribe(listener: (state: MediaState) => void): () => void;
  stop(): Promise<void>;
}

export const HOW_TO_ADD =
  'Audio and video need livekit-server. Put Go (https://go.dev/dl) or livekit-server on the PATH and start again, or set LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET.';

/** LiveKit waits for the last participant at the first signal, and ends at the second. */
const STOP: [NodeJS.Signals, number][] = [['SIGTERM', 300], ['SIGTERM', 3_000]];
const LOOK_MS = 5_000;

/**
 * Brings up the media server in the background: the one of LIVEKIT_URL, else one that is installed, else one that is
 * built first. Returns at once; the state tells how far it is.
 * @throws Error when LIVEKIT_URL comes without its key or secret
 */
export async function startMedia(options: MediaOptions): Promise<MediaServer> {
  const environment = options.environment ?? process.env;
  const { LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = environment;
  if (!LIVEKIT_URL) return startOwn(options, environment);
  if (!LIVEKIT_API_KEY || !LIVEKIT_API_SECRET) throw new Error('LIVEKIT_URL needs LIVEKIT_API_KEY and LIVEKIT_API_SECRET beside it.');
  return watchGiven({ LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET });
}

async function startOwn(options: MediaOptions, environment: NodeJS.ProcessEnv): Promise<MediaServer> {
  const { folder } = options;
  mkdirSync(join(folder, 'run'), { recursive: true });
  const port = await freePort();
  const url = `ws://127.0.0.1:${port}`;
  const { key, secret } = keys(join(folder, 'livekit-keys.json'));
  const status = states({ state: 'starting', url });
  const aborted = new AbortController();
  let kept: KeptProcess | undefined;

  const begin = async () => {
    let binary = findLivekit(environment);
    if (!binary) {
      const go = findGo(environment);
      if (!go) return status.set({ state: 'missing', detail: HOW_TO_ADD });
      status.set({ state: 'building', progress: 0 });
      binary = await buildLivekit({ go, environment, signal: aborted.signal, onProgress: (progress) => status.set({ state: 'building', progress }) });
    }
    const config = join(folder, 'run', 'livekit.yaml');
    writeFileSync(config, JSON.stringify(await configuration(options, { port, key, secret }, environment), null, 2), { mode: 0o600 });
    if (aborted.signal.aborted) return;
    kept = await keepRunning({
      launch: () => {
        const child = launch(binary, config, join(folder, 'livekit.log'));
        status.set({ state: 'starting', url });
        void answers(url, () => child.exitCode === null && child.signalCode === null).then((up) => up && status.set({ state: 'up', url }));
        return child;
      },
      pidFile: join(folder, 'run', 'livekit.pid'),
      stopSignals: STOP,
      onCrash: (code) => status.set({ state: 'down', detail: `livekit-server ended (${code}) and is started again` }),
    });
  };
  const begun = begin().catch((error: Error) => {
    if (!aborted.signal.aborted) status.set({ state: 'missing', detail: `${error.message}\n${HOW_TO_ADD}` });
  });

  return {
    settings: { LIVEKIT_URL: url, LIVEKIT_API_KEY: key, LIVEKIT_API_SECRET: secret },
    ...status.face,
    async stop() {
      aborted.abort();
      await begun;
      await kept?.stop();
      status.set({ state: 'off' });
    },
  };
}

/** A server that is not ours: never started or stopped, only looked at. */
function watchGiven(settings: MediaServer['settings']): MediaServer {
  const url = settings.LIVEKIT_URL;
  const status = states({ state: 'starting', url });
  const look = async () => status.set((await isUp(url)) ? { state: 'up', url } : { state: 'down', url, detail: `${url} does not answer` });
  const timer = setInterval(() => void look(), LOOK_MS);
  void look();
  return { settings, ...status.face, stop: async () => clearInterval(timer) };
}

function states(first: MediaState) {
  let now = first;
  const listeners = new Set<(state: MediaState) => void>();
  return {
    set(next: MediaState) {
      if (JSON.stringify(next) === JSON.stringify(now)) return;
      now = next;
      for (const listener of listeners) listener(now);
    },
    face: {
      state: () => now,
      subscribe(listener: (state: MediaState) => void) {
        listeners.add(listener);
        listener(now);
        return () => void listeners.delete(listener);
      },
    },
  };
}

function keys(file: string): { key: string; secret: string } {
  if (!existsSync(file)) writeFileSync(file, JSON.stringify({ key: `key${randomBytes(6).toString('hex')}`, secret: randomBytes(32).toString('hex') }), { mode: 0o600 });
  return JSON.parse(readFileSync(file, 'utf8')) as { key: string; secret: string };
}

/** LiveKit's settings; JSON is YAML too. */
async function configuration({ apiUrl, host = '127.0.0.1' }: MediaOptions, { port, key, secret }: { port: number; key: string; secret: string }, environment: NodeJS.ProcessEnv) {
  const ownMachine = isLoopback(host) && !environment['SELDINGER_NODE_IP'];
  const everywhere = host === '0.0.0.0' || host === '::';
  const rtc = {
    node_ip: environment['SELDINGER_NODE_IP'] || (ownMachine ? '127.0.0.1' : everywhere ? firstAddress() : host),
    use_external_ip: false,
    enable_loopback_candidate: true,
    udp_port: await freeUdpPort(),
    // An address of our own: with none at all, clients would be handed a list of public servers.
    stun_servers: ['127.0.0.1:3478'],
    // The fallback over TCP listens on every address of the machine, so it is opened only where others may come.
    tcp_port: ownMachine ? 0 : await freePort(),
    ...(ownMachine && { interfaces: { includes: loopbackInterfaces() }, ips: { includes: ['127.0.0.0/8'] } }),
  };
  return {
    port,
    bind_addresses: ownMachine ? ['127.0.0.1'] : ['0.0.0.0'],
    rtc,
    keys: { [key]: secret },
    webhook: { api_key: key, urls: [`${apiUrl}/api/live/webhooks`] },
    logging: { level: 'warn', pion_level: 'error' },
  };
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function loopbackInterfaces(): string[] {
  const names = Object.entries(networkInterfaces()).filter(([, addresses]) => addresses?.some(({ internal }) => internal)).map(([name]) => name);
  return names.length > 0 ? names : ['lo'];
}

function firstAddress(): string {
  const outside = Object.values(networkInterfaces()).flat().find((address) => address?.family === 'IPv4' && !address.internal);
  return outside?.address ?? '127.0.0.1';
}

function launch(binary: string, config: string, log: string) {
  const output = openSync(log, 'a', 0o600);
  // Its own process group keeps the terminal's Ctrl-C from it: it is stopped in its turn.
  const child = spawn(binary, ['--config', config], { detached: true, stdio: ['ignore', output, output] });
  closeSync(output);
  return child;
}

async function answers(url: string, isAlive: () => boolean): Promise<boolean> {
  while (isAlive()) {
    if (await isUp(url)) return true;
    await pause(50);
  }
  return false;
}

async function isUp(url: string): Promise<boolean> {
  try {
    return (await fetch(url.replace(/^ws/, 'http'), { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
