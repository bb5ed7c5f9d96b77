import { transformFileSync } from '@swc/core';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '../../../..');
/** What the solver's thread loads. */
const PROGRAM: [project: string, files: () => string[]][] = [
  ['libs/domain', () => readdirSync(join(ROOT, 'libs/domain/src'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))],
  ['apps/api', () => ['handson/solver.worker.ts', 'handson/solver.highs.ts']],
];

/** The solver's thread runs from its build: made here where it is missing or stale, as `nx build` does, file by file so that others may run it meanwhile. */
export function buildSolver(): void {
  const options = JSON.parse(readFileSync(join(ROOT, '.config/swc.json'), 'utf8')) as Parameters<typeof transformFileSync>[1];
  for (const [project, files] of PROGRAM) {
    for (const file of files()) {
      const source = join(ROOT, project, 'src', file);
      const built = join(ROOT, project, 'dist', file.replace(/\.ts$/, '.js'));
      if ((statSync(built, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= statSync(source).mtimeMs) continue;
      mkdirSync(dirname(built), { recursive: true });
      const draft = `${built}.${process.pid}`;
      writeFileSync(draft, transformFileSync(source, { ...options, configFile: false, swcrc: false, sourceMaps: false }).code);
      renameSync(draft, built);
    }
  }
}
