// `npm run bench -- live [FIGURE...]`: how fast the live lecture is, each figure beside its limit from the same run.
// Load goes to this machine only; every figure starts what it needs and ends it again.
import { apiRequest } from './live/api-request';
import { attendanceEdition } from './live/attendance-edition';
import { chatFanout } from './live/chat-fanout';
import { startDatabases, type Databases } from './live/database';
import { endOnSignal, isEnding } from './live/ending';
import { firstLoad } from './live/first-load';
import { heartbeatTick } from './live/heartbeat-tick';
import { joinFirstFrame } from './live/join-first-frame';
import { startWarm } from './live/start-warm';

const figures: [name: string, measure: (databases: Databases) => Promise<void>][] = [
  ['api-request', apiRequest],
  ['chat-fanout-40', chatFanout],
  ['heartbeat-tick-40', (databases) => heartbeatTick(databases, 40)],
  ['heartbeat-tick-4000', (databases) => heartbeatTick(databases, 4_000)],
  ['attendance-edition', attendanceEdition],
  ['join-first-frame', joinFirstFrame],
  ['first-load-kb', firstLoad],
  ['start-warm', startWarm],
];

async function main(asked: string[]): Promise<void> {
  const unknown = asked.filter((name) => !figures.some(([figure]) => figure === name));
  if (unknown.length > 0) throw new Error(`no figure ${unknown.join(', ')}; there are: ${figures.map(([name]) => name).join(', ')}`);
  endOnSignal();
  const databases = await startDatabases();
  try {
    for (const [name, measure] of figures) if (asked.length === 0 || asked.includes(name)) await measure(databases);
  } finally {
    await databases.stop();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (isEnding()) return;
  console.error(error);
  process.exit(1);
});
