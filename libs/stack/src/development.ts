import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { end, recordOf } from './processes';
import type { Program } from './programs';

const WATCHED = ['apps/api/src', 'libs/domain/src', 'libs/contract/src', 'migrations'];
/** Editors write a file in several goes. */
const SETTLE_MS = 150;

export interface DevelopmentOptions {
  root: string;
  host: string;
  port: string;
  apiPort: string;
  /** Started again after each build. */
  restart: Program[];
  rebuild?: () => Promise<unknown>;
}

/** Vite serves the client with the API behind it; a change of the server's sources builds them and restarts it. */
export async function startDevelopment({ root, host, port, apiPort, restart, rebuild }: DevelopmentOptions): Promise<{ stop(): Promise<void> }> {
  // Where npm put it: beside the client or at the top.
  const viteFolder = dirname(createRequire(join(root, 'apps/web/package.json')).resolve('vite/package.json'));
  const vite = spawn(process.execPath, [join(viteFolder, 'bin/vite.js'), '--port', port, '--strictPort', '--host', host, '--clearScreen', 'false'], {
    cwd: join(root, 'apps/web'),
    env: { ...process.env, API_URL: `http://127.0.0.1:${apiPort}` },
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  let timer: NodeJS.Timeout | undefined;
  let building = Promise.resolve();
  const build = async () => {
    try {
      await rebuild?.();
      for (const program of restart) program.restart();
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
    }
  };
  const onChange = (_: string, file: string | null) => {
    if (file === null || /(^|\/)dist\/|\.spec\.ts$/.test(file)) return;
    clearTimeout(timer);
    timer = setTimeout(() => (building = building.then(build)), SETTLE_MS);
  };
  const watchers = WATCHED.map((folder) => watch(join(root, folder), { recursive: true }, onChange));
  return {
    async stop() {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
      if (vite.pid !== undefined) await end(recordOf(vite.pid), [['SIGTERM', 2_000]]);
    },
  };
}
