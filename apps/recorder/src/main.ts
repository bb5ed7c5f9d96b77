// A child process that works on one order of its parent, tells it the news and exits: with 0, or with 1 after `failed`.
// A process of its own, because FFmpeg in it is under the GPL, and because a fault in foreign native code must end no server.
import './runtime';
import type { RecorderNews, RecorderOrder, RecorderStop } from '@seldinger/contract';
import { Failure } from './failure';

const ORDER_PATIENCE_MS = 30_000;

/** The news is on its way when this resolves; nobody there to hear it is no fault. */
function tell(news: RecorderNews): Promise<void> {
  return new Promise((resolve) => {
    if (!process.connected || !process.send) return resolve();
    process.send(news, undefined, undefined, () => resolve());
  });
}

async function work(order: RecorderOrder, stop: AbortSignal): Promise<void> {
  const sayNews = (news: RecorderNews) => void tell(news);
  // Each order loads only what it needs: the SDK of the rooms starts threads of its own.
  if (order.do === 'record') await (await import('./record')).record(order, sayNews, stop);
  else if (order.do === 'convert') await (await import('./convert')).convert(order, sayNews);
  else await tell({ type: 'inspected', inspection: await (await import('./inspect')).inspect(order) });
}

async function obey(order: RecorderOrder, stop: AbortSignal): Promise<never> {
  try {
    await work(order, stop);
    if (order.do === 'record') await tell({ type: 'ended' });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    await tell({ type: 'failed', reason: error instanceof Failure ? error.reason : 'failed', detail });
    process.exit(1);
  }
  process.exit(0);
}

const stop = new AbortController();
let order: RecorderOrder | undefined;

/** A recording is closed properly; other work nobody waits for any more. */
function end(): void {
  if (order?.do !== 'record') process.exit(1);
  stop.abort();
}

const unordered = setTimeout(() => process.exit(1), ORDER_PATIENCE_MS);
process.on('message', (message: RecorderOrder | RecorderStop) => {
  if ('type' in message) return stop.abort();
  if (order) return;
  clearTimeout(unordered);
  order = message;
  void obey(message, stop.signal);
});
process.on('disconnect', end);
process.on('SIGTERM', end);
process.on('SIGINT', end);
