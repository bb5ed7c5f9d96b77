import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { median, quantile, report } from '../measure';
import { Audience } from './audience';
import { connected, type Databases } from './database';
import { startApi, startProgram, type Program } from './programs';
import { insertEdition, insertLiveLecture, insertSession } from './rows';

const RUNS = 5;
const LISTENERS = 40;
/** All that one client may say at once, from half of them. Before the next burst, each client's budget has filled up again. */
const BURST = { writers: 20, messages: 28, everyMs: 0 };
/** As fast as the same clients may go on: 200 messages a second. */
const STEADY = { writers: 20, messages: 20, everyMs: 100 };
const REFILL_MS = 3_000;
const TEXT = 'Would you cross the lesion from below in this patient, or go for the retrograde access straight away?';

/**
 * Half of forty people write, all forty read. Ours parses each message, checks the sender, numbers it, stores it in
 * PostgreSQL and only when it is on the disk sends it to all, together with what was stored by the same statement; the
 * limit is bare socket.io that sends on as many bytes at once, message by message, and stores nothing. Both have the same clients and the same load in turn. Deliveries a second are those of a burst, as
 * fast as the server can; the p99 is that of the time from sending to each delivery when they go on writing steadily.
 */
export async function chatFanout(databases: Databases): Promise<void> {
  const databaseUrl = await databases.fresh();
  const { lectureId, cookies } = await connected(databaseUrl, async (db) => {
    const edition = await insertEdition(db, LISTENERS);
    const open: string[] = [];
    for (const personId of edition.personIds) open.push(await insertSession(db, personId));
    return { lectureId: await insertLiveLecture(db, edition), cookies: open };
  });
  const said = (id: string): object => ({ lectureId, clientId: id, text: TEXT });
  // What the real server sends for such a message.
  const whole = (id: string): object => ({ id, seq: 1_000, personId: randomUUID(), name: 'Giulia Conti 20', role: 'trainee', text: TEXT, sentAt: new Date().toISOString(), removed: false, lectureId });
  const programs: Program[] = [];
  const audiences: Audience[] = [];
  try {
    programs.push(await startApi(databaseUrl), await startProgram(join(__dirname, 'bare-chat.js'), {}));
    audiences.push(await Audience.connect(programs[0]!.url, cookies, said, { lectureId }), await Audience.connect(programs[1]!.url, cookies, whole));
    const [ours, limit] = [measures(), measures()];
    for (let run = -1; run < RUNS; run += 1) {
      for (const [audience, measured] of [[audiences[0]!, ours], [audiences[1]!, limit]] as const) {
        const [steady, burst] = [await audience.talk(STEADY), await audience.talk(BURST)];
        // The first time warms up.
        if (run < 0) continue;
        measured.rates.push(burst.deliveriesPerSecond);
        measured.p99s.push(quantile(steady.latenciesMs, 0.99));
      }
      await pause(REFILL_MS);
    }
    report({ name: 'chat-fanout-40', ours: median(ours.rates), limit: median(limit.rates), unit: 'deliveries/s', runs: RUNS, aim: '>= 0.8' });
    report({ name: 'chat-fanout-40-p99', ours: median(ours.p99s), limit: median(limit.p99s), unit: 'ms', runs: RUNS, messagesPerSecond: 200 });
  } finally {
    for (const audience of audiences) audience.close();
    for (const program of programs) await program.stop();
  }
}

const measures = (): { rates: number[]; p99s: number[] } => ({ rates: [], p99s: [] });
