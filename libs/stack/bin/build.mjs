import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = ['apps', 'libs', 'migrations'];
const SETTINGS = ['nx.json', 'tsconfig.base.json', '.config/swc.json', 'package-lock.json'];

/**
 * Builds what is stale. Nx knows that best but takes a second or two to say so: when no source changed its time or
 * size since the last build, it is not even asked.
 * @returns whether Nx was asked
 * @throws Error with Nx's words when the build fails
 */
export async function build(root, { exclude = [] } = {}) {
  const note = join(root, '.cache', 'built-sources');
  const now = fingerprint(root);
  const complete = readdirSync(join(root, 'apps')).every((app) => existsSync(join(root, 'apps', app, 'dist')));
  if (complete && existsSync(note) && readFileSync(note, 'utf8') === now) return false;
  await runNx(root, ['run-many', '-t', 'build', ...(exclude.length > 0 ? [`--exclude=${exclude.join(',')}`] : [])]);
  // Noted as they were before the build: an edit in the middle of it counts as a change.
  if (exclude.length === 0) {
    mkdirSync(join(root, '.cache'), { recursive: true });
    writeFileSync(note, now);
  }
  return true;
}

function fingerprint(root) {
  const hash = createHash('sha256').update(process.version);
  const add = (path) => {
    const { mtimeMs, size } = statSync(path);
    hash.update(`${path}\0${mtimeMs}\0${size}\n`);
  };
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (['dist', 'node_modules', '.cache'].includes(entry.name) || /\.spec\.tsx?$/.test(entry.name)) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile()) add(path);
    }
  };
  for (const folder of SOURCES) walk(join(root, folder));
  for (const file of SETTINGS) add(join(root, file));
  return hash.digest('hex');
}

function runNx(root, args) {
  return new Promise((resolve, reject) => {
    const nx = spawn(process.execPath, [join(root, 'node_modules', 'nx', 'dist', 'bin', 'nx.js'), ...args], {
      cwd: root,
      // No daemon: it would stay behind after us.
      env: { ...process.env, NX_DAEMON: 'false', FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let words = '';
    for (const stream of [nx.stdout, nx.stderr]) stream.on('data', (data) => (words += data));
    nx.once('error', reject);
    nx.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`The build failed:\n${words}`))));
  });
}
