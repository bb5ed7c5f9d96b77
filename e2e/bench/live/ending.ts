type Stop = () => Promise<void>;

/** What runs now, in the order in which it was started. */
const running = new Set<Stop>();

/** Notes that something runs in a process of its own. Returns how to stop it: whoever is first does, a bench at its end or a signal before. */
export function started(stop: Stop): Stop {
  let stopped: Promise<void> | undefined;
  const once: Stop = () => {
    running.delete(once);
    return (stopped ??= stop());
  };
  running.add(once);
  return once;
}

let ending = false;
/** True once a signal came: what fails from then on fails because it is being stopped. */
export const isEnding = (): boolean => ending;

/** Ctrl-C, or a kill by whoever waits no longer, leaves nothing behind. */
export function endOnSignal(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void stopAll().finally(() => process.exit(130)));
}

async function stopAll(): Promise<void> {
  ending = true;
  for (const stop of [...running].reverse()) await stop().catch(() => undefined);
}
