import type { Plan, Recording, RecordingPulse, Viewing } from '@seldinger/contract';
import { beeps, offsets, pictures, probe, sound, type Shown } from '@seldinger/recorder/testing';
import { readdirSync, writeFileSync } from 'node:fs';
import { join as path } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { accessibilityFaults, launchBrowser, profile } from './browser';
import { join } from './classroom';
import { openClapper, sayOnTheSecond } from './clapper';
import { ask, DEMO, editionOf, personAt, send, signIn } from './people';
import { startStack, until, type Stack } from './stack';

type Lecture = Plan['lectures'][number];

/** What the player's video does right now: its place in seconds, and the mean brightness of the picture. */
const playing = (page: Page) =>
  page.getByLabel('Recording of the lecture').evaluate((element) => {
    const video = element as HTMLVideoElement;
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [32, 18];
    const context = canvas.getContext('2d')!;
    context.drawImage(video, 0, 0, 32, 18);
    const { data } = context.getImageData(8, 6, 16, 8);
    let sum = 0;
    for (let i = 0; i < data.length; i += 4) sum += (data[i]! + data[i + 1]! + data[i + 2]!) / 3;
    return { at: video.currentTime, length: video.duration, width: video.videoWidth, frames: video.getVideoPlaybackQuality().totalVideoFrames, brightness: Math.round(sum / (data.length / 4)) };
  });
/** When the picture turned white, in milliseconds: some time between the last dark picture and the first white one, so halfway. */
const flashes = (shown: Shown[]): number[] => shown.flatMap(({ atMs, luma }, place) => (place > 0 && luma > 140 && shown[place - 1]!.luma <= 140 ? [(shown[place - 1]!.atMs + atMs) / 2] : []));
const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

describe('a lecture is recorded, and watched by its trainees', () => {
  let stack: Stack;
  let browser: Browser;
  let trainer: Page;
  let elena: Page;
  let joana: Page;
  let live: Lecture;
  let recordingId: string;

  const pulse = () => ask<RecordingPulse>(elena, `/api/lectures/${live.id}/recording`);
  const recording = (page = elena) => ask<Recording>(page, `/api/recordings/${recordingId}`);
  async function play(page: Page): Promise<void> {
    await page.getByRole('region', { name: 'Player' }).getByRole('button', { name: 'Play' }).first().click();
    await until(async () => (await playing(page)).frames > 10, 'the picture does not move', 40_000);
  }

  beforeAll(async () => {
    stack = await startStack();
    browser = await launchBrowser();
    [elena, joana] = [await personAt(browser, stack.url, DEMO.trainee), await personAt(browser, stack.url, DEMO.brazilianTrainee)];
    const plan = await ask<Plan>(elena, `/api/editions/${await editionOf(elena)}/plan`);
    live = plan.lectures.find(({ state }) => state === 'live')!;
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  }, 120_000);

  it('nobody presses anything: the lecture is recorded, and everyone is told on the way in and inside', async () => {
    const context = await profile(browser, stack.url);
    await sayOnTheSecond(context);
    trainer = await context.newPage();
    await signIn(trainer, DEMO.trainer);
    await openClapper(trainer);
    await trainer.goto(`/lectures/${live.id}/classroom`);
    await trainer.getByText(/recorded/i).first().waitFor();
    await join(trainer, live.id, { microphone: true });
    await trainer.getByRole('button', { name: 'Share screen' }).click();
    await trainer.getByRole('button', { name: 'Stop sharing' }).waitFor();
    await until(async () => (await pulse()).state === 'recording', 'it is not recorded', 60_000);
    recordingId = (await pulse()).recordingId!;
    await join(elena, live.id);
    for (const page of [trainer, elena]) await page.getByTestId('recorded').waitFor();
    expect(await accessibilityFaults(elena)).toEqual([]);
    await elena.getByRole('textbox', { name: 'Message to everyone' }).fill('Which catheter was that?');
    await elena.getByRole('button', { name: 'Send' }).click();
  }, 180_000);

  it('who comes late watches from the beginning while it goes on', async () => {
    await until(async () => (await recording()).durationMs > 16_000, 'it does not grow', 60_000);
    await joana.goto(`/recordings/${recordingId}`);
    expect(await accessibilityFaults(joana)).toEqual([]);
    await play(joana);
    const first = await playing(joana);
    expect(first.at).toBeLessThan(15);
    expect(first.width).toBe(1920);
    // What was shared: a dark page that turns white at each even second.
    const seen: number[] = [];
    await until(async () => {
      seen.push((await playing(joana)).brightness);
      return seen.some((brightness) => brightness > 180) && seen.some((brightness) => brightness < 100);
    }, 'it is not the shared page', 20_000);
    await joana.getByText('Joana Silva').first().waitFor();
    // It grows under the eyes of who watches.
    const { length } = await playing(joana);
    await until(async () => (await playing(joana)).length > length + 6, 'what is recorded does not arrive', 40_000);
  }, 180_000);

  it('the trainer marks a moment', async () => {
    await trainer.getByRole('button', { name: 'Mark', exact: true }).click();
    await until(async () => (await recording()).chapters.some(({ kind }) => kind === 'mark'), 'there is no mark', 20_000);
  }, 60_000);

  it('the lecture ends, and the whole of it can be watched within seconds', async () => {
    await trainer.getByRole('button', { name: 'End lecture' }).click();
    const endedAt = Date.now();
    await until(async () => (await recording()).state !== 'recording', 'it is not finished', 30_000);
    expect(Date.now() - endedAt).toBeLessThan(20_000);
    await until(async () => (await recording()).state === 'ready', 'it is not checked', 60_000);
    const { check, chapters, spans } = await recording();
    expect(check).toMatchObject({ decodable: true, faults: [] });
    expect(check!.loudestDb).toBeGreaterThan(-40);
    expect(spans).toHaveLength(1);
    expect(chapters.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['start', 'screen', 'mark']));
  }, 120_000);

  it('picture and voice are what was shown and said, at the same time', async () => {
    const folder = path(stack.folder, 'storage', 'recordings', recordingId, '0', '0');
    // Forty seconds are enough to tell.
    const segments = readdirSync(folder).filter((name) => name.endsWith('.m4s')).sort().slice(0, 10);
    const playlist = path(folder, 'whole.m3u8');
    writeFileSync(playlist, ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-TARGETDURATION:5', '#EXT-X-MAP:URI="init.mp4"', ...segments.flatMap((name) => ['#EXTINF:4,', name]), '#EXT-X-ENDLIST', ''].join('\n'));
    const { streams } = await probe(playlist);
    expect(streams.map(({ codec_name }) => codec_name).sort()).toEqual(['aac', 'h264']);
    expect(streams.find(({ codec_type }) => codec_type === 'video')).toMatchObject({ width: 1920, height: 1080 });
    const [flashed, beeped] = [flashes(await pictures(playlist)), beeps(await sound(playlist))];
    expect(flashed.length).toBeGreaterThan(segments.length * 2 - 6);
    // Every two seconds, as it was said.
    expect(median(beeped.slice(1).map((at, place) => at - beeped[place]!))).toBeGreaterThan(1_950);
    expect(median(beeped.slice(1).map((at, place) => at - beeped[place]!))).toBeLessThan(2_050);
    const apart = offsets(flashed, beeped);
    expect(apart.length).toBeGreaterThan(5);
    expect(Math.abs(median(apart))).toBeLessThanOrEqual(80);
  }, 120_000);

  it('a phone stops where home goes on, with chapters, chat and notes beside it', async () => {
    const phone = await personAt(browser, stack.url, DEMO.trainee, { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true });
    await phone.goto(`/recordings/${recordingId}`);
    expect(await accessibilityFaults(phone)).toEqual([]);
    await play(phone);
    await until(async () => (await playing(phone)).at > 6, 'it does not play on', 30_000);
    await phone.getByRole('region', { name: 'Player' }).getByRole('button', { name: 'Pause' }).click();
    const { at } = await playing(phone);
    await until(async () => Math.abs((await recording()).positionMs / 1000 - at) < 1.5, 'the place is not kept', 20_000);
    await phone.context().close();

    await elena.goto(`/recordings/${recordingId}`);
    await play(elena);
    expect((await playing(elena)).at).toBeGreaterThan(at - 2);
    expect((await recording()).watchedMs).toBeGreaterThan(4_000);
    await elena.getByRole('tab', { name: /Chat/ }).click();
    await elena.getByText('Which catheter was that?').waitFor();
    expect(await accessibilityFaults(elena)).toEqual([]);
  }, 120_000);

  it('an address copied to anybody else opens nothing', async () => {
    const { csrfToken } = await ask<{ csrfToken: string }>(elena, '/api/session');
    const { id } = (await (await elena.request.post(`/api/recordings/${recordingId}/viewings`, { headers: { 'x-csrf-token': csrfToken } })).json()) as Viewing;
    const text = await (await elena.request.get(`/api/viewings/${id}/0.m3u8`)).text();
    const addresses = ['index.m3u8', '0.m3u8', ...text.split('\n').filter((line) => line && !line.startsWith('#')), /URI="([^"]+)"/.exec(text)![1]!].map((rest) => `/api/viewings/${id}/${rest}`);
    expect(addresses.length).toBeGreaterThan(6);
    const stranger = await (await profile(browser, stack.url)).newPage();
    for (const address of addresses) {
      expect([address, (await elena.request.get(address)).status()]).toEqual([address, 200]);
      expect([address, (await stranger.request.get(address)).status()]).toEqual([address, 404]);
      expect([address, (await joana.request.get(address)).status()]).toEqual([address, 404]);
    }
    await send(elena, 'DELETE', '/api/session');
    for (const address of addresses) expect([address, (await elena.request.get(address)).status()]).toEqual([address, 404]);
  }, 120_000);
});
