import type { Page } from 'playwright-core';
import { SHARED_TITLE } from './browser';

/** Opens the classroom and goes in, with camera and microphone as asked. */
export async function join(page: Page, lectureId: string, own: { microphone?: boolean; camera?: boolean } = {}): Promise<void> {
  await page.goto(`/lectures/${lectureId}/classroom`);
  for (const [label, on] of [['Join with microphone on', own.microphone ?? false], ['Join with camera on', own.camera ?? false]] as const) {
    await page.getByLabel(label).setChecked(on);
  }
  await page.getByRole('button', { name: 'Join lecture' }).click();
  await page.getByRole('button', { name: 'Leave' }).waitFor();
}

export async function leave(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Leave' }).click();
  await page.getByRole('heading', { name: 'You have left the classroom' }).waitFor();
}

/**
 * A tab with a moving picture under the agreed title, for the trainer to share: half of it is dark, half light,
 * and a bar moves, so that a frame can be told from the one before and from a black screen.
 */
export async function openAngiogram(trainer: Page): Promise<Page> {
  const page = await trainer.context().newPage();
  await page.setContent(`<!doctype html><title>${SHARED_TITLE}</title><body style="margin:0;background:#fff"><canvas width="1280" height="720"></canvas>
    <script>
      const context = document.querySelector('canvas').getContext('2d');
      const draw = (at) => {
        context.fillStyle = '#101820'; context.fillRect(0, 0, 640, 720);
        context.fillStyle = '#e8eef2'; context.fillRect(640, 0, 640, 720);
        context.fillStyle = '#c92a2a'; context.fillRect((at / 4) % 1280, 300, 60, 120);
        requestAnimationFrame(draw);
      };
      requestAnimationFrame(draw);
    </script>`);
  await trainer.bringToFront();
  return page;
}

/** How many frames of the stage this page has decoded, and how its left and right halves look (mean brightness, 0 to 255). */
export function stagePicture(page: Page): Promise<{ frames: number; width: number; left: number; right: number }> {
  return page.getByTestId('stage-video').evaluate((element) => {
    const video = element as HTMLVideoElement;
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [64, 36];
    const context = canvas.getContext('2d')!;
    context.drawImage(video, 0, 0, 64, 36);
    const brightness = (x: number) => {
      const { data } = context.getImageData(x, 2, 24, 10);
      let sum = 0;
      for (let i = 0; i < data.length; i += 4) sum += (data[i]! + data[i + 1]! + data[i + 2]!) / 3;
      return Math.round(sum / (data.length / 4));
    };
    return { frames: video.getVideoPlaybackQuality().totalVideoFrames, width: video.videoWidth, left: brightness(4), right: brightness(36) };
  });
}

/** The loudest moment (0 to 1) within a second and a half of everything this page plays. */
export function loudness(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    for (const element of document.querySelectorAll('audio')) {
      if (element.srcObject instanceof MediaStream && element.srcObject.getAudioTracks().length > 0) context.createMediaStreamSource(element.srcObject).connect(analyser);
    }
    const samples = new Float32Array(analyser.fftSize);
    let loudest = 0;
    for (const end = performance.now() + 1_500; performance.now() < end; await new Promise((resolve) => setTimeout(resolve, 20))) {
      analyser.getFloatTimeDomainData(samples);
      for (const sample of samples) loudest = Math.max(loudest, Math.abs(sample));
    }
    await context.close();
    return loudest;
  });
}
