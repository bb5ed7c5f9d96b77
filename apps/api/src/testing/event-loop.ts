import { monitorEventLoopDelay } from 'node:perf_hooks';

const RUNS = 5;

/**
 * The longest time for which the work held the event loop in one go, as a share of all the time it took (0 to 1): the least
 * of several runs, ending early once it is below `enough`. A share and no time, so that a slow machine proves nothing wrong.
 */
export async function shareHeld(work: () => Promise<unknown>, enough: number): Promise<number> {
  let least = 1;
  for (let run = 0; run < RUNS && least >= enough; run++) {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    const began = performance.now();
    delay.enable();
    await work();
    delay.disable();
    least = Math.min(least, delay.max / 1e6 / (performance.now() - began));
  }
  return least;
}
