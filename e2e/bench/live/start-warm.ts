import { freePort } from '@seldinger/stack/testing';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { median, report } from '../measure';
import { started } from './ending';
import { ROOT } from './programs';

const RUNS = 5;
const PATIENCE_MS = 120_000;
const LOOK_MS = 20;

/** The whole command, `npm start`, on data that is there already: from the first key to the first answer of /api/health. */
export async function startWarm(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'seldinger-warm-'));
  const remove = started(async () => rmSync(folder, { recursive: true, force: true }));
  try {
    await secondsToStart(folder);
    const seconds: number[] = [];
    while (seconds.length < RUNS) seconds.push(await secondsToStart(folder));
    report({ name: 'start-warm', ours: median(seconds), unit: 's', runs: RUNS, aim: '<= 5', slowest: Number(Math.max(...seconds).toFixed(2)) });
  } finally {
    await remove();
  }
}

/** Starts everything, waits until it answers, and stops it as Ctrl-C in a terminal does. */
async function secondsToStart(folder: string): Promise<number> {
  const port = await freePort();
  const began = performance.now();
  // A group of its own, so that the signal reaches npm and all that it started, and nothing else.
  const npm = spawn('npm', ['start', '--', '--data', folder, '--port', String(port)], { cwd: ROOT, detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NX_DAEMON: 'false' } });
  let printed = '';
  for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const ended = new Promise<void>((resolve) => npm.once('close', () => resolve()));
  const stop = started(async () => {
    if (npm.exitCode === null && npm.pid) process.kill(-npm.pid, 'SIGINT');
    await ended;
  });
  try {
    while (!(await answers(`http://127.0.0.1:${port}/api/health`))) {
      if (npm.exitCode !== null || performance.now() - began > PATIENCE_MS) throw new Error(`npm start did not come up:\n${printed}`);
      await pause(LOOK_MS);
    }
    return (performance.now() - began) / 1000;
  } finally {
    await stop();
  }
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (answer) => answer.ok,
    () => false,
  );
}
