// `npm run bench -- hands-on [FIGURE...]`: how fast the rota is made and how good it is, each figure beside its peer from the same run.
import { startDatabases } from './live/database';
import { endOnSignal, isEnding } from './live/ending';
import { book1000 } from './hands-on/book';
import { rotaRanks, rotaSeconds } from './hands-on/rota';

const figures: [name: string, measure: () => Promise<void>][] = [
  ['rota-40x30', () => rotaSeconds(40, 30, '<= 0.2')],
  ['rota-200x100', () => rotaSeconds(200, 100, '<= 2')],
  ['rota-worst-rank', () => rotaRanks('rota-worst-rank')],
  ['rota-rank-sum', () => rotaRanks('rota-rank-sum')],
  ['book-1000', bookings],
];

async function bookings(): Promise<void> {
  const databases = await startDatabases();
  try {
    await book1000(databases);
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
