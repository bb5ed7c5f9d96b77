import { spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort } from '@seldinger/stack/testing';
import { started } from '../live/ending';
import { connected, type Databases } from '../live/database';
import { startApi, type Program } from '../live/programs';
import { inTurn, report } from '../measure';
import { fetchFiles, insertRecording, type Segments } from './segments';

const RUNS = 7;
const PLAYERS = 16;
const FOR_MS = 1_500;

/** Segments through the API, each asked whose it is, against nginx serving the same files to anybody. */
export async function segmentThroughput(databases: Databases): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'seldinger-bench-'));
  const databaseUrl = await databases.fresh();
  const programs: Program[] = [];
  try {
    const recorded = await connected(databaseUrl, (db) => insertRecording(db, folder, { segments: 200, viewers: PLAYERS }));
    const api = await startApi(databaseUrl, { DATA_DIR: folder });
    programs.push(api);
    const ours = (): Promise<number> => filesPerSecond(api.url, recorded, (viewingId, name) => `/api/viewings/${viewingId}/0/0/${name}`);
    const nginx = await startNginx(recorded.folder, folder);
    if (nginx) programs.push(nginx);
    const measured = nginx
      ? await inTurn(RUNS, ours, () => filesPerSecond(nginx.url, recorded, (_, name) => `/${name}`))
      : { ours: await ours(), runs: 1, peerMissing: 'nginx is not installed' };
    report({ name: 'segment-throughput', ...measured, unit: 'segments/s', aim: '>= 0.5', bytes: recorded.bytes, players: PLAYERS });
  } finally {
    for (const program of programs) await program.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function filesPerSecond(url: string, { names, viewers }: Segments, path: (viewingId: string, name: string) => string): Promise<number> {
  const began = performance.now();
  const counts = await Promise.all(
    viewers.map(({ cookie, viewingId }, viewer) => {
      let turn = viewer * 7;
      return fetchFiles(url, cookie, () => (performance.now() - began < FOR_MS ? path(viewingId, names[turn++ % names.length]!) : null));
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - began) / 1000);
}

/** nginx on one core, as our server is one process; null where there is none. */
async function startNginx(files: string, folder: string): Promise<Program | null> {
  const binary = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'].map((place) => join(place, 'nginx')).find(isProgram);
  if (!binary) return null;
  const port = await freePort();
  const home = join(folder, 'nginx');
  mkdirSync(home);
  const config = join(home, 'nginx.conf');
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${home}/${name};`).join(' ');
  writeFileSync(
    config,
    `daemon off; worker_processes 1; pid ${home}/pid; error_log stderr error; events {}\n` +
      `http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; ${places} server { listen 127.0.0.1:${port}; root ${files}; } }\n`,
  );
  const child = spawn(binary, ['-p', home, '-c', config, '-g', 'user root;'], { stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 100; tries += 1) {
    if (await fetch(url).then(() => true, () => false)) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { url, pid: child.pid!, stop: started(async () => (child.kill('SIGTERM'), await ended)) };
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
