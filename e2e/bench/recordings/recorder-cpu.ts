import { startLivekit } from '@seldinger/stack/testing';
import { AccessToken, type VideoGrant } from 'livekit-server-sdk';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { started } from '../live/ending';
import { report } from '../measure';
import { startPublisher, startRecorder } from './recorder-program';

const ROOM = 'bench';
const WARM_MS = 6_000;
const FOR_MS = 40_000;
const LOOK_MS = 1_000;

/** Share of one core that the recording of a lecture takes: a screen of 1080p at 15 pictures a second that mostly stands still, and one voice. Beside it its memory, and what that grew by from the first half to the second. */
export async function recorderCpu(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'seldinger-bench-'));
  const hooks = createServer((_request, response) => response.end()).listen(0, '127.0.0.1');
  await once(hooks, 'listening');
  const server = await startLivekit({ apiUrl: `http://127.0.0.1:${(hooks.address() as AddressInfo).port}` });
  const stop = started(() => server.stop());
  try {
    const { LIVEKIT_URL: url, LIVEKIT_API_KEY: key, LIVEKIT_API_SECRET: secret } = server.settings;
    const token = async (identity: string, role: string, grant: VideoGrant) => {
      const made = new AccessToken(key, secret, { identity, metadata: JSON.stringify({ role }), ttl: 600 });
      made.addGrant({ room: ROOM, roomJoin: true, ...grant });
      return made.toJwt();
    };
    const trainer = await startPublisher(url, await token('trainer', 'trainer', { canPublish: true }));
    await trainer.does({ do: 'show', source: 'screen', look: 'still', width: 1920, height: 1080, fps: 15 });
    await trainer.does({ do: 'speak', tone: 'hum' });
    const hidden = await token('recorder', 'recorder', { hidden: true, canPublish: false, canSubscribe: true });
    const recorder = startRecorder({ do: 'record', url, token: hidden, folder, leaders: ['trainer'], width: 1920, height: 1080, fps: 15, segmentMs: 4000 });
    await recorder.heard('stage');
    await pause(WARM_MS);
    const before = cpuSeconds(recorder.pid);
    const began = performance.now();
    const memory: number[] = [];
    while (performance.now() - began < FOR_MS) {
      await pause(LOOK_MS);
      memory.push(rssMb(recorder.pid));
    }
    const share = (cpuSeconds(recorder.pid) - before) / ((performance.now() - began) / 1000);
    await recorder.stop();
    await trainer.stop();
    const half = memory.length >> 1;
    const most = (values: number[]) => Math.max(...values);
    report({ name: 'recorder-cpu', ours: share, unit: 'cores', runs: 1, aim: '<= 0.5', rssMb: Math.round(most(memory)), grewMb: Math.round(most(memory.slice(half)) - most(memory.slice(0, half))) });
  } finally {
    await stop();
    hooks.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of all its threads, since it began. */
function cpuSeconds(pid: number): number {
  const ticks = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  // The name before them may hold anything: what counts begins behind its bracket, with the third field.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
  return (Number(fields[14 - 3]) + Number(fields[15 - 3])) / ticks;
}

function rssMb(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;
}
