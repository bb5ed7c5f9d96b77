import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findGo } from './livekit-build';
import { withLock } from './lock';
import { freePort } from './ports';
import { end, recordOf } from './processes';

const PACKAGE = 'github.com/versity/versitygw/cmd/versitygw';
const VERSION = 'v1.8.0';
const START_PATIENCE_MS = 20_000;

export interface S3 {
  endpoint: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** An empty one, that was made for this start. */
  bucket: string;
  /** Again with the same files, where it was stopped before. */
  start(): Promise<void>;
  /** Ends it; the files stay. */
  pause(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A real S3 server over a folder of its own (versitygw), on a free port; built first where this user has none, in a minute or two.
 * @throws Error when it cannot be built or does not start
 */
export async function startS3(environment: NodeJS.ProcessEnv = process.env): Promise<S3> {
  const binary = await built(environment);
  const folder = mkdtempSync(join(tmpdir(), 'seldinger-s3-'));
  const [accessKeyId, secretAccessKey, bucket] = ['seldinger', 'not-so-secret-here', 'recordings'];
  // A bucket is a folder; what a file system cannot say of a file lies beside.
  mkdirSync(join(folder, 'files', bucket), { recursive: true });
  mkdirSync(join(folder, 'beside'));
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const start = async () => {
    let words = '';
    const started = spawn(binary, ['--port', `127.0.0.1:${port}`, '--quiet', 'posix', '--sidecar', join(folder, 'beside'), join(folder, 'files')], {
      env: { ...environment, ROOT_ACCESS_KEY: accessKeyId, ROOT_SECRET_KEY: secretAccessKey },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    for (const stream of [started.stdout, started.stderr]) stream.on('data', (data) => (words = (words + String(data)).slice(-2_000)));
    for (let until = performance.now() + START_PATIENCE_MS; !(await answers(endpoint)); await pause(50)) {
      if (started.exitCode !== null || performance.now() > until) throw new Error(`versitygw did not start:\n${words}`);
    }
  };
  const halt = async () => {
    if (child?.pid !== undefined) await end(recordOf(child.pid), [['SIGTERM', 2_000]]);
    child = undefined;
  };
  const stop = async () => {
    await halt();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint, region: 'us-east-1', accessKeyId, secretAccessKey, bucket, start, pause: halt, stop };
}

/** Any answer is one: without a signature it is a refusal. */
async function answers(endpoint: string): Promise<boolean> {
  return fetch(endpoint, { signal: AbortSignal.timeout(2_000) }).then(() => true, () => false);
}

async function built(environment: NodeJS.ProcessEnv): Promise<string> {
  const folder = join(environment['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'seldinger', 'versitygw', VERSION);
  const target = join(folder, 'versitygw');
  if (existsSync(target)) return target;
  const go = findGo(environment);
  if (!go) throw new Error('The tests of the S3 storage need Go on the PATH, to build versitygw.');
  mkdirSync(folder, { recursive: true });
  return withLock(join(folder, 'lock'), async () => {
    if (existsSync(target)) return target;
    const partial = mkdtempSync(join(folder, 'partial-'));
    try {
      await install(go, { ...environment, GOFLAGS: '', GOWORK: 'off', CGO_ENABLED: '0', GOBIN: partial });
      renameSync(join(partial, 'versitygw'), target);
    } finally {
      rmSync(partial, { recursive: true, force: true });
    }
    return target;
  });
}

async function install(go: string, env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(go, ['install', '-trimpath', '-ldflags', '-s -w', `${PACKAGE}@${VERSION}`], { env, cwd: tmpdir(), stdio: ['ignore', 'ignore', 'pipe'] });
  let words = '';
  child.stderr.on('data', (data) => (words = (words + String(data)).slice(-2_000)));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`Go could not build versitygw:\n${words}`);
}
