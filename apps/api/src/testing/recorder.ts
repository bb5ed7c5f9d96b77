import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const PROJECT = join(__dirname, '../../../recorder');

/** Twelve seconds of moving colours and a tone, 640x480. */
export const FILM = join(__dirname, 'film.mp4');

/** The recorder's program runs from its build: made here where it is missing or stale, as `nx build` does. */
export function buildRecorder(): void {
  const built = statSync(join(PROJECT, 'dist/main.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = readdirSync(join(PROJECT, 'src')).filter((name) => !name.endsWith('.spec.ts'));
  if (sources.every((name) => statSync(join(PROJECT, 'src', name)).mtimeMs <= built)) return;
  const swc = join(PROJECT, '../../node_modules/@swc/cli/bin/swc.js');
  execFileSync(process.execPath, [swc, 'src', '-d', 'dist', '--strip-leading-paths', '--config-file', '../../.config/swc.json', '--ignore', '**/*.spec.ts'], { cwd: PROJECT, stdio: 'ignore' });
}
