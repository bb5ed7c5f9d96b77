import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { constants as system, homedir, setPriority } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { withLock } from './lock';
import { recordOf } from './processes';

const PACKAGE = 'github.com/livekit/livekit-server/cmd/server';
const MODULE_FOLDER = join(__dirname, '..', 'livekit');

/** Share of the progress that stands for downloading; compiling is the rest. */
const DOWNLOAD_PERCENT = 20;

/** The version that is built, as go.mod pins it. */
export function livekitVersion(): string {
  const version = /livekit-server v(\S+)/.exec(readFileSync(join(MODULE_FOLDER, 'go.mod'), 'utf8'))?.[1];
  if (!version) throw new Error('go.mod does not pin livekit-server');
  return version;
}

/** Where the built server of this user lies or will lie. */
export function cachedLivekit(environment: NodeJS.ProcessEnv): string {
  return join(environment['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'seldinger', 'livekit-server', livekitVersion(), 'livekit-server');
}

/** A server that is there already: one on PATH, else the one in the cache. */
export function findLivekit(environment: NodeJS.ProcessEnv): string | undefined {
  return onPath('livekit-server', environment) ?? (isExecutable(cachedLivekit(environment)) ? cachedLivekit(environment) : undefined);
}

export function findGo(environment: NodeJS.ProcessEnv): string | undefined {
  return onPath('go', environment);
}

export interface BuildOptions {
  go: string;
  environment: NodeJS.ProcessEnv;
  onProgress: (percent: number) => void;
  signal?: AbortSignal;
}

/**
 * Builds the pinned livekit-server into the cache; waits for another build of the same and takes its result.
 * @returns the path of the server
 * @throws Error with the end of what Go said
 */
export async function buildLivekit({ go, environment, onProgress, signal }: BuildOptions): Promise<string> {
  const target = cachedLivekit(environment);
  const folder = join(target, '..');
  mkdirSync(folder, { recursive: true });
  return withLock(join(folder, 'lock'), async () => {
    if (isExecutable(target)) return target;
    for (const name of readdirSync(folder).filter((entry) => entry.startsWith('partial-'))) {
      if (recordOf(Number(name.slice(8))).started === 'ended') rmSync(join(folder, name), { force: true });
    }
    const partial = join(folder, `partial-${process.pid}`);
    try {
      await compile({ go, environment, onProgress, signal, output: partial });
      renameSync(partial, target);
    } finally {
      rmSync(partial, { force: true });
    }
    return target;
  });
}

async function compile({ go, environment, onProgress, signal, output }: BuildOptions & { output: string }): Promise<void> {
  signal?.throwIfAborted();
  const args = ['build', '-v', '-mod=readonly', '-trimpath', '-buildvcs=false', '-ldflags', '-s -w', '-o', output, PACKAGE];
  // No cgo: no compiler for C is needed, and the result depends on the pinned sources alone.
  const env = { ...environment, GOFLAGS: '', GOWORK: 'off', CGO_ENABLED: '0' };
  const child = spawn(go, args, { cwd: MODULE_FOLDER, env, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  lowerPriority(child);
  const abort = () => child.pid !== undefined && process.kill(-child.pid, 'SIGTERM');
  signal?.addEventListener('abort', abort, { once: true });
  const words: string[] = [];
  const count = counter(go, env, onProgress);
  createInterface({ input: child.stderr }).on('line', (line) => {
    words.push(line);
    count(line);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  }).finally(() => signal?.removeEventListener('abort', abort));
  signal?.throwIfAborted();
  if (code !== 0) throw new Error(`Go could not build livekit-server:\n${words.slice(-8).join('\n')}`);
}

/** Go compiles on every core; whoever waits for the page goes first. */
function lowerPriority(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) setPriority(child.pid, system.priority.PRIORITY_LOW);
  } catch {
    // It ended already.
  }
}

/** Turns Go's lines, one a download and one a compiled package, into a percentage that only grows. */
function counter(go: string, env: NodeJS.ProcessEnv, onProgress: (percent: number) => void): (line: string) => void {
  const modules = readFileSync(join(MODULE_FOLDER, 'go.mod'), 'utf8').split('\n').filter((line) => / v\d/.test(line)).length;
  let downloaded = 0;
  let compiled = 0;
  let packages = 0;
  let reported = -1;
  return (line) => {
    if (line.startsWith('go: downloading')) downloaded += 1;
    else if (!line.startsWith('go: ')) compiled += 1;
    // Asked only once everything is downloaded: earlier, it would download too.
    if (compiled > 0 && packages === 0) packages = countPackages(go, env);
    const share = compiled > 0 ? DOWNLOAD_PERCENT + ((100 - DOWNLOAD_PERCENT) * compiled) / packages : (DOWNLOAD_PERCENT * downloaded) / modules;
    const percent = Math.min(99, Math.floor(share));
    if (percent > reported) onProgress((reported = percent));
  };
}

function countPackages(go: string, env: NodeJS.ProcessEnv): number {
  try {
    return execFileSync(go, ['list', '-mod=readonly', '-deps', PACKAGE], { cwd: MODULE_FOLDER, env, encoding: 'utf8', timeout: 20_000, stdio: ['ignore', 'pipe', 'ignore'] }).split('\n').length;
  } catch {
    return 800;
  }
}

function onPath(name: string, environment: NodeJS.ProcessEnv): string | undefined {
  return (environment['PATH'] ?? '').split(delimiter).filter(Boolean).map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
