import type { Plan, Recording, RecordingPulse, Viewing } from '@seldinger/contract';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../../browser';
import { join, openAngiogram } from '../../classroom';
import { ask, DEMO, editionOf, personAt, send } from '../../people';
import { startStack, until } from '../../stack';
import { started } from '../live/ending';
import { report } from '../measure';

const RECORD_MS = 20_000;

/** From the end of a lecture to its whole recording being playable to the last segment, in seconds; and beside it, until it was read back and found good. */
export async function readyAfterEnd(): Promise<void> {
  const stack = await startStack();
  const stop = started(() => stack.stop());
  try {
    const browser = await launchBrowser();
    try {
      const trainer = await personAt(browser, stack.url, DEMO.trainer);
      const trainee = await personAt(browser, stack.url, DEMO.trainee);
      const plan = await ask<Plan>(trainer, `/api/editions/${await editionOf(trainer)}/plan`);
      const { id: lectureId } = plan.lectures.find(({ state }) => state === 'live')!;
      await openAngiogram(trainer);
      await join(trainer, lectureId, { microphone: true });
      await trainer.getByRole('button', { name: 'Share screen' }).click();
      const pulse = () => ask<RecordingPulse>(trainee, `/api/lectures/${lectureId}/recording`);
      await until(async () => (await pulse()).state === 'recording', 'it is not recorded', 60_000);
      const recordingId = (await pulse()).recordingId!;
      await new Promise((resolve) => setTimeout(resolve, RECORD_MS));
      // Not by the button, which leaves some seconds to think better of it.
      const endedAt = performance.now();
      await send(trainer, 'POST', `/api/lectures/${lectureId}/classroom/end`);
      await until(() => isWhole(trainee, recordingId), 'it is not playable', 60_000);
      const playable = performance.now() - endedAt;
      await until(async () => (await ask<Recording>(trainee, `/api/recordings/${recordingId}`)).state === 'ready', 'it is not checked', 120_000);
      report({ name: 'ready-after-end', ours: playable / 1000, unit: 's', runs: 1, aim: '<= 3', checkedAfterS: Number(((performance.now() - endedAt) / 1000).toFixed(1)) });
    } finally {
      await browser.close();
    }
  } finally {
    await stop();
  }
}

/** A viewing can be opened, and its playlist says that nothing more will come. */
async function isWhole(trainee: Page, recordingId: string): Promise<boolean> {
  const { csrfToken } = await ask<{ csrfToken: string }>(trainee, '/api/session');
  const opened = await trainee.request.post(`/api/recordings/${recordingId}/viewings`, { headers: { 'x-csrf-token': csrfToken } });
  if (!opened.ok()) return false;
  const { id } = (await opened.json()) as Viewing;
  const playlist = await trainee.request.get(`/api/viewings/${id}/0.m3u8`);
  return (await playlist.text()).includes('#EXT-X-ENDLIST');
}
