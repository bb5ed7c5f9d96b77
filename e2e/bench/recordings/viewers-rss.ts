import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connected, type Databases } from '../live/database';
import { startApi } from '../live/programs';
import { median, report } from '../measure';
import { fetchFiles, insertRecording } from './segments';

const VIEWERS = 200;
const FOR_MS = 60_000;
const SEGMENT_EVERY_MS = 4_000;
const LOOK_MS = 500;

/** Memory of the API while so many people watch at once, a segment each every four seconds: its growth from the first third of the time to the last, in MB. */
export async function viewersRss(databases: Databases): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'seldinger-bench-'));
  const databaseUrl = await databases.fresh();
  const recorded = await connected(databaseUrl, (db) => insertRecording(db, folder, { segments: 200, viewers: VIEWERS }));
  const api = await startApi(databaseUrl, { DATA_DIR: folder });
  try {
    const began = performance.now();
    const seen: number[] = [];
    const watch = setInterval(() => seen.push(rssMb(api.pid)), LOOK_MS);
    const counts = await Promise.all(
      recorded.viewers.map(({ cookie, viewingId }, viewer) => {
        let turn = 0;
        const at = (): number => began + (viewer / VIEWERS + turn) * SEGMENT_EVERY_MS;
        return fetchFiles(api.url, cookie, async () => {
          if (performance.now() - began > FOR_MS) return null;
          await pause(Math.max(0, at() - performance.now()));
          return `/api/viewings/${viewingId}/0/0/${recorded.names[(viewer + turn++) % recorded.names.length]!}`;
        });
      }),
    );
    clearInterval(watch);
    const third = Math.floor(seen.length / 3);
    const [first, last] = [median(seen.slice(0, third)), median(seen.slice(-third))];
    report({ name: 'viewers-200-rss', ours: last - first, unit: 'MB', runs: 1, aim: 'flat', firstMb: Math.round(first), lastMb: Math.round(last), mostMb: Math.round(Math.max(...seen)), segments: counts.reduce((sum, count) => sum + count, 0) });
  } finally {
    await api.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const rssMb = (pid: number): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;
