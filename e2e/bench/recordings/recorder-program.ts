import type { RecorderNews, RecorderOrder } from '@seldinger/contract';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { started } from '../live/ending';
import { ROOT } from '../live/programs';

/** The built recorder. Benches may not import it: they start it, as the worker does. */
const RECORDER = join(ROOT, 'apps/recorder/dist/main.js');
/** Somebody in a room who shows and says what it is told to. */
const PUBLISHER = join(ROOT, 'apps/recorder/testing/publisher.mjs');

export type RunningRecorder = {
  pid: number;
  heard<Type extends RecorderNews['type']>(type: Type): Promise<Extract<RecorderNews, { type: Type }>>;
  /** Closes a recording. @throws Error when it ends with anything but 0 */
  stop(): Promise<void>;
};

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}

/** Starts the recorder and gives it its order. */
export function startRecorder(order: RecorderOrder): RunningRecorder {
  const child = fork(RECORDER, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const news: RecorderNews[] = [];
  child.on('message', (one: RecorderNews) => news.push(one));
  const exit = ended(child);
  const stop = started(async () => {
    if (child.connected) child.send({ type: 'stop' });
    const code = await exit;
    if (code !== 0) throw new Error(`the recorder ended with ${code}: ${JSON.stringify(news.at(-1))}`);
  });
  child.send(order);
  return {
    pid: child.pid!,
    async heard(type) {
      for (;;) {
        const found = news.find((one) => one.type === type);
        if (found) return found as never;
        if (news.some((one) => one.type === 'failed') || child.exitCode !== null) throw new Error(`the recorder says ${JSON.stringify(news.at(-1))}`);
        await Promise.race([once(child, 'message'), exit]);
      }
    },
    stop,
  };
}

/** Joins a room; each order is awaited. See the script for what can be ordered. */
export async function startPublisher(url: string, token: string): Promise<{ does(order: object): Promise<void>; stop(): Promise<void> }> {
  const child = fork(PUBLISHER, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env: { ...process.env, NODE_ENV: 'production' } });
  const exit = ended(child);
  const stop = started(async () => {
    child.kill('SIGKILL');
    await exit;
  });
  const does = async (order: object): Promise<void> => {
    child.send(order);
    const [answer] = (await once(child, 'message')) as [{ type: string; detail?: string }];
    if (answer.type !== 'done') throw new Error(answer.detail);
  };
  await does({ do: 'join', url, token });
  return { does, stop };
}
