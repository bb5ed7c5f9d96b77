// `npm run pictures`: takes the README's pictures of the demo edition, in real browsers, into docs/pictures.
import type { PendingVerifications, Plan, RecordingPage } from '@seldinger/contract';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join as pathOf } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser, profile, SHARED_TITLE } from './browser';
import { join, stagePicture } from './classroom';
import { drawAngiogram, drawCamera, type Looks } from './drawings';
import { ask, DEMO, editionOf, signIn } from './people';
import { startStack, until } from './stack';

const FOLDER = pathOf(__dirname, __dirname.endsWith('dist') ? '../..' : '..', 'docs/pictures');
const LARGEST_BYTES = 200_000;
const SMALL: BrowserContextOptions = { viewport: { width: 640, height: 480 } };

/** Who sits in the class with the camera on; the demo's others are in its history. */
const CLASS: readonly { email: string; looks: Looks; says?: string }[] = [
  { email: 'sami.haddad@example.org', looks: { skin: '#c98f66', hair: '#2b211c', coat: '#2f6f8f', wall: '#6d7f8b', longHair: false, glasses: true }, says: 'Would you cross the narrowing with a hydrophilic wire first?' },
  { email: 'petra.novak@example.org', looks: { skin: '#f0c9ab', hair: '#a8793f', coat: '#3e7d63', wall: '#8a8f83', longHair: true, glasses: false }, says: 'The collaterals look well developed.' },
  { email: 'chidi.okafor@example.org', looks: { skin: '#7d4f35', hair: '#16110f', coat: '#e8eef2', wall: '#55707a', longHair: false, glasses: false }, says: 'How long do you inflate a drug-coated balloon here?' },
  { email: 'ines.carvalho@example.org', looks: { skin: '#e3b48e', hair: '#3b2417', coat: '#7a5c94', wall: '#86776d', longHair: true, glasses: true } },
];
const TRAINER: Looks = { skin: '#e6b795', hair: '#8d8f90', coat: '#20636f', wall: '#7b8890', longHair: false, glasses: true };
const ELENA: Looks = { skin: '#efc3a0', hair: '#4a2c1d', coat: '#2b8a73', wall: '#7f8a94', longHair: true, glasses: false };

async function sitDown(browser: Browser, url: string, email: string, looks: Looks, options: BrowserContextOptions = SMALL): Promise<Page> {
  const context = await profile(browser, url, options);
  await context.addInitScript(drawCamera, looks);
  const page = await context.newPage();
  await signIn(page, email);
  return page;
}

/** Keeps what the page shows. WebP is made by the browser itself. @throws Error when the file is too large to load quickly */
async function keep(page: Page, name: string): Promise<void> {
  const png = await page.screenshot({ animations: 'disabled' });
  const darkroom = await page.context().newPage();
  const address = await darkroom.evaluate(async (base64) => {
    const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
    const canvas = Object.assign(document.createElement('canvas'), { width: picture.width, height: picture.height });
    canvas.getContext('2d')!.drawImage(picture, 0, 0);
    return canvas.toDataURL('image/webp', 0.9);
  }, png.toString('base64'));
  await darkroom.close();
  const webp = Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
  if (webp.length > LARGEST_BYTES) throw new Error(`${name} takes ${webp.length} bytes, more than ${LARGEST_BYTES}`);
  writeFileSync(pathOf(FOLDER, `${name}.webp`), webp);
  console.log(`${name}.webp ${webp.length} bytes`);
}

const shownVideos = (page: Page): Promise<number> => page.evaluate(() => [...document.querySelectorAll('video')].filter(({ videoWidth }) => videoWidth > 0).length);

/** The trainer with the shared desktop, four trainees, and Elena, through whose eyes the picture is taken. */
async function classroom(browser: Browser, url: string, lectureId: string): Promise<Page> {
  const trainer = await sitDown(browser, url, DEMO.trainer, TRAINER, {});
  const desktop = await trainer.context().newPage();
  await desktop.setViewportSize({ width: 1920, height: 1080 });
  await desktop.setContent(`<!doctype html><title>${SHARED_TITLE}</title>`);
  await desktop.evaluate(drawAngiogram);
  await trainer.bringToFront();
  await join(trainer, lectureId, { camera: true, microphone: true });
  await trainer.getByRole('button', { name: 'Share screen' }).click();
  await trainer.getByRole('button', { name: 'Stop sharing' }).waitFor();

  for (const { email, looks, says } of CLASS) {
    const page = await sitDown(browser, url, email, looks);
    await join(page, lectureId, { camera: true });
    if (!says) continue;
    await page.getByRole('textbox', { name: 'Message to everyone' }).fill(says);
    await page.getByRole('button', { name: 'Send' }).click();
  }
  const elena = await sitDown(browser, url, DEMO.trainee, ELENA, {});
  await join(elena, lectureId, { camera: true });
  await until(async () => (await stagePicture(elena).catch(() => null))?.width === 1920, 'the shared desktop is not there in full', 60_000);
  await until(async () => (await shownVideos(elena)) > CLASS.length, 'not all faces are there', 60_000);
  await desktop.waitForFunction(() => Number(document.querySelector('canvas')?.dataset['time']) > 2.6);
  return elena;
}

/** The demo's latest recording in the player, where the narrowing is spoken of, with captions and the chat beside it. */
async function player(browser: Browser, url: string, editionId: string): Promise<Page> {
  const elena = await (await profile(browser, url)).newPage();
  await signIn(elena, DEMO.trainee);
  const { items } = await ask<RecordingPage>(elena, `/api/editions/${editionId}/recordings`);
  await elena.goto(`/recordings/${items[0]!.id}`);
  await elena.getByRole('region', { name: 'Player' }).getByRole('combobox', { name: 'Captions' }).selectOption('en');
  await elena.getByRole('region', { name: 'Player' }).getByRole('button', { name: 'Play' }).first().click();
  await elena.getByRole('button', { name: /The narrowing/ }).click();
  await elena.getByRole('tab', { name: /Chat/ }).click();
  await elena.waitForFunction(() => document.querySelector('video')!.currentTime > 27);
  return elena;
}

async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  try {
    const director = await (await profile(browser, stack.url)).newPage();
    await signIn(director, DEMO.director);
    const editionId = await editionOf(director);
    const { items } = await ask<PendingVerifications>(director, `/api/editions/${editionId}/attendance/pending`);
    await director.goto(`/lectures/${items[0]!.lecture.id}/attendance`);
    await director.getByRole('button', { name: /^Verify \d+ trainees/ }).waitFor();
    await keep(director, 'verification');

    const phone = await (await profile(browser, stack.url, { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, colorScheme: 'dark' })).newPage();
    await signIn(phone, DEMO.trainee);
    await phone.goto('/credits');
    await phone.getByRole('heading', { name: /CME earned/ }).waitFor();
    await phone.getByText('Theory of interventional radiology').waitFor();
    await keep(phone, 'phone');

    await keep(await player(browser, stack.url, editionId), 'recording');

    const { lectures } = await ask<Plan>(director, `/api/editions/${editionId}/plan`);
    const elena = await classroom(browser, stack.url, lectures.find(({ state }) => state === 'live')!.id);
    await keep(elena, 'classroom');

    await elena.goto('/');
    await elena.getByText('Waiting for verification').waitFor();
    await elena.getByText('On now').first().waitFor();
    await keep(elena, 'today');
  } finally {
    await browser.close();
    await stack.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
