import type { BrowserContext, Page } from 'playwright-core';
import { SHARED_TITLE } from './browser';

/**
 * What the trainer shares and says, by the machine's clock: for 200 ms from each even second on the shared page turns white
 * and a tone of 1 kHz sounds. Whoever has the recording can tell that it is this picture and this voice, and how far apart.
 * Before the context's first page opens.
 */
export async function sayOnTheSecond(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const ask = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
    if (!ask) return;
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const real = await ask(constraints);
      if (!constraints?.audio) return real;
      const sound = new AudioContext({ latencyHint: 'interactive' });
      const [tone, level, out] = [sound.createOscillator(), sound.createGain(), sound.createMediaStreamDestination()];
      tone.frequency.value = 1000;
      level.gain.value = 0;
      tone.connect(level).connect(out);
      tone.start();
      let planned = 0;
      setInterval(() => {
        // The next even second, on the clock of the sound.
        const next = Math.ceil((Date.now() + 50) / 2_000) * 2_000;
        if (next === planned) return;
        planned = next;
        const at = sound.currentTime + (next - Date.now()) / 1000;
        level.gain.setValueAtTime(0.4, at);
        level.gain.setValueAtTime(0, at + 0.2);
      }, 100);
      for (const track of real.getAudioTracks()) {
        real.removeTrack(track);
        track.stop();
      }
      for (const track of out.stream.getAudioTracks()) real.addTrack(track);
      return real;
    };
  });
}

/** The page to share, under the agreed title. */
export async function openClapper(trainer: Page): Promise<Page> {
  const page = await trainer.context().newPage();
  await page.setContent(`<!doctype html><title>${SHARED_TITLE}</title><body style="margin:0;background:#222"><canvas width="1280" height="720"></canvas>
    <script>
      const context = document.querySelector('canvas').getContext('2d');
      const draw = () => {
        context.fillStyle = Date.now() % 2000 < 200 ? '#ffffff' : '#303840'; context.fillRect(0, 0, 1280, 720);
        context.fillStyle = '#c92a2a'; context.fillRect((Date.now() / 8) % 1280, 20, 40, 40);
        requestAnimationFrame(draw);
      };
      requestAnimationFrame(draw);
    </script>`);
  await trainer.bringToFront();
  return page;
}
