import type { Plan } from '@seldinger/contract';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../browser';
import { join, openAngiogram } from '../../classroom';
import { ask, DEMO, editionOf, personAt } from '../../people';
import { startStack } from '../../stack';
import { median, report } from '../measure';
import { started } from './ending';

const RUNS = 5;
const PATIENCE_MS = 30_000;

/** A trainee's way in while the trainer shares the desktop: from the click on "Join lecture" to its first frame decoded. Each run has a browser profile of its own. */
export async function joinFirstFrame(): Promise<void> {
  const stack = await startStack();
  const stop = started(() => stack.stop());
  try {
    const browser = await launchBrowser();
    try {
      const trainer = await personAt(browser, stack.url, DEMO.trainer);
      const plan = await ask<Plan>(trainer, `/api/editions/${await editionOf(trainer)}/plan`);
      const { id: lectureId } = plan.lectures.find(({ state }) => state === 'live')!;
      await openAngiogram(trainer);
      await join(trainer, lectureId);
      await trainer.getByRole('button', { name: 'Share screen' }).click();
      await trainer.getByRole('button', { name: 'Stop sharing' }).waitFor();
      const times: number[] = [];
      while (times.length < RUNS) times.push(await clickToFrame(browser, stack.url, lectureId));
      report({ name: 'join-first-frame', ours: median(times), unit: 'ms', runs: RUNS, aim: '<= 1500', slowest: Math.round(Math.max(...times)) });
    } finally {
      await browser.close();
    }
  } finally {
    await stop();
  }
}

async function clickToFrame(browser: Browser, url: string, lectureId: string): Promise<number> {
  const page = await personAt(browser, url, DEMO.trainee);
  try {
    await page.goto(`/lectures/${lectureId}/classroom`);
    for (const label of ['Join with microphone on', 'Join with camera on']) await page.getByLabel(label).setChecked(false);
    // The page at rest, as after a look at oneself.
    await page.waitForLoadState('networkidle');
    const measured = watchForFrame(page);
    await page.getByRole('button', { name: 'Join lecture' }).click();
    return await measured;
  } finally {
    await page.context().close();
  }
}

/** Milliseconds from the next click on the page to the first decoded frame of the stage, by the page's own clock. */
function watchForFrame(page: Page): Promise<number> {
  return page.evaluate(
    (patienceMs) =>
      new Promise<number>((resolve, reject) => {
        const look = (began: number): void => {
          const now = performance.now();
          const video = document.querySelector<HTMLVideoElement>('[data-testid="stage-video"]');
          if (video && video.videoWidth > 0 && video.getVideoPlaybackQuality().totalVideoFrames > 0) return resolve(now - began);
          if (now - began > patienceMs) return reject(new Error('no frame came'));
          setTimeout(look, 5, began);
        };
        document.addEventListener('click', () => look(performance.now()), { capture: true, once: true });
      }),
    PATIENCE_MS,
  );
}
