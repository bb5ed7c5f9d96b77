// `npm run bench -- recordings [FIGURE...]`: how fast lectures are recorded, films converted and both streamed, each figure
// beside its peer from the same run where it has one. Load goes to this machine only; every figure starts what it needs and ends it again.
import { startDatabases, type Databases } from './live/database';
import { endOnSignal, isEnding } from './live/ending';
import { readyAfterEnd } from './recordings/ready-after-end';
import { recorderCpu } from './recordings/recorder-cpu';
import { segmentThroughput } from './recordings/segment-throughput';
import { uploadRatio } from './recordings/upload-ratio';
import { viewersRss } from './recordings/viewers-rss';

/** With no database of its own unless the figure asks for one: most start a whole stack, or none. */
const figures: [name: string, measure: () => Promise<void>][] = [
  ['ready-after-end', readyAfterEnd],
  ['recorder-cpu', recorderCpu],
  ['segment-throughput', () => withDatabases(segmentThroughput)],
  ['viewers-200-rss', () => withDatabases(viewersRss)],
  ['upload-ratio', uploadRatio],
];

async function withDatabases(measure: (databases: Databases) => Promise<void>): Promise<void> {
  const databases = await startDatabases();
  try {
    await measure(databases);
  } finally {
    await databases.stop();
  }
}

async function main(asked: string[]): Promise<void> {
  const unknown = asked.filter((name) => !figures.some(([figure]) => figure === name));
  if (unknown.length > 0) throw new Error(`no figure ${unknown.join(', ')}; there are: ${figures.map(([name]) => name).join(', ')}`);
  endOnSignal();
  for (const [name, measure] of figures) if (asked.length === 0 || asked.includes(name)) await measure();
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (isEnding()) return;
  console.error(error);
  process.exit(1);
});
