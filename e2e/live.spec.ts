import type { AttendanceRow, AttendanceSheet, CreditAccount, Me, Plan } from '@seldinger/contract';
import type { Browser, Page } from 'playwright-core';
import { accessibilityFaults, launchBrowser } from './browser';
import { join, leave, loudness, openAngiogram, stagePicture } from './classroom';
import { ask, DEMO, editionOf, personAt } from './people';
import { startStack, until, type Stack } from './stack';

/** Presence may be off by this much, and by that much for who was inside while the API was killed. */
const EXACT_MS = 5_000;
const ACROSS_CRASH_MS = 20_000;

/** A stopwatch for what a person really attended, read beside the server's figure. */
class Watch {
  private sinceMs: number | null = null;
  private total = 0;

  start(): void {
    this.sinceMs ??= Date.now();
  }

  stop(): void {
    this.total = this.read();
    this.sinceMs = null;
  }

  read(): number {
    return this.total + (this.sinceMs === null ? 0 : Date.now() - this.sinceMs);
  }
}

describe('a live lecture is given, attended and counted', () => {
  let stack: Stack;
  let browser: Browser;
  let director: Page;
  let trainer: Page;
  let elena: Page;
  let joana: Page;
  let lectureId: string;
  let editionId: string;
  const before = new Map<string, AttendanceRow>();
  const watches = { elena: new Watch(), joana: new Watch() };

  const sheet = () => ask<AttendanceSheet>(director, `/api/lectures/${lectureId}/attendance`);
  const rowOf = async (familyName: string): Promise<AttendanceRow> => (await sheet()).rows.find((row) => row.familyName === familyName)!;
  /** What was counted since the journey began. */
  const countedMs = async (familyName: string): Promise<number> => (await rowOf(familyName)).presentMs - before.get(familyName)!.presentMs;

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
    [director, trainer, elena, joana] = [
      await personAt(browser, stack.url, DEMO.director),
      await personAt(browser, stack.url, DEMO.trainer),
      await personAt(browser, stack.url, DEMO.trainee),
      await personAt(browser, stack.url, DEMO.brazilianTrainee),
    ];
    editionId = await editionOf(director);
    const plan = await ask<Plan>(director, `/api/editions/${editionId}/plan`);
    lectureId = plan.lectures.find((lecture) => lecture.state === 'live')!.id;
    for (const row of (await sheet()).rows) before.set(row.familyName, row);
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  }, 60_000);

  it('the trainer shares the desktop and speaks; a trainee sees its frames advance and hears the voice', async () => {
    await openAngiogram(trainer);
    await join(trainer, lectureId, { microphone: true });
    await trainer.getByRole('button', { name: 'Share screen' }).click();
    await trainer.getByRole('button', { name: 'Stop sharing' }).waitFor();
    await join(elena, lectureId, { microphone: true, camera: true });
    watches.elena.start();

    await until(async () => (await stagePicture(elena).catch(() => null))?.width !== undefined, 'no picture on the stage');
    await until(async () => (await stagePicture(elena)).frames > 0, 'no frame of the shared desktop');
    const first = await stagePicture(elena);
    await until(async () => (await stagePicture(elena)).frames >= first.frames + 10, 'the frames do not advance');
    const picture = await stagePicture(elena);
    // The picture that was shared, not a black one: its left half is dark, its right half light.
    expect(picture.left).toBeLessThan(80);
    expect(picture.right).toBeGreaterThan(180);
    await until(async () => (await loudness(elena)) > 0.01, 'the trainer is not heard');
  }, 120_000);

  it('the trainee answers by voice and camera: the trainer hears and sees it', async () => {
    await until(async () => (await loudness(trainer)) > 0.01, 'the trainee is not heard');
    await until(
      () => trainer.evaluate(() => [...document.querySelectorAll('video')].filter((video) => video.dataset['testid'] !== 'stage-video' && video.videoWidth > 0 && video.getVideoPlaybackQuality().totalVideoFrames > 5).length > 0),
      'the trainee is not seen',
    );
  }, 60_000);

  it('chat is kept: a late comer reads what was written before, and markup is text', async () => {
    const words = 'Would you pre-dilate <b>a calcified</b> popliteal?';
    await elena.getByRole('textbox', { name: 'Message to everyone' }).fill(words);
    await elena.getByRole('button', { name: 'Send' }).click();
    await trainer.getByRole('log').getByText(words).waitFor();
    await join(joana, lectureId);
    watches.joana.start();
    await joana.getByRole('log').getByText(words).waitFor();
  }, 60_000);

  it('hands stand in the order they were raised, for everyone', async () => {
    await joana.getByRole('button', { name: 'Raise hand' }).click();
    await joana.getByRole('button', { name: 'Lower hand', exact: true }).waitFor();
    await elena.getByRole('button', { name: 'Raise hand' }).click();
    await trainer.getByRole('tab', { name: /Hands/ }).click();
    const queue = trainer.getByRole('list', { name: 'Raised hands, first first' });
    await queue.getByRole('listitem').nth(1).waitFor();
    const names = await queue.getByRole('listitem').allInnerTexts();
    expect(names.map((name) => (/Silva/.test(name) ? 'Silva' : /Marchetti/.test(name) ? 'Marchetti' : name))).toEqual(['Silva', 'Marchetti']);
  }, 60_000);

  it('axe finds nothing in the classroom', async () => {
    expect(await accessibilityFaults(elena)).toEqual([]);
    expect(await accessibilityFaults(trainer)).toEqual([]);
  }, 60_000);

  it('who leaves and returns is counted for the time inside only', async () => {
    await leave(elena);
    watches.elena.stop();
    await new Promise((resolve) => setTimeout(resolve, 12_000));
    await elena.getByRole('button', { name: 'Enter again' }).click();
    await elena.getByRole('button', { name: 'Join lecture' }).click();
    await elena.getByRole('button', { name: 'Leave' }).waitFor();
    watches.elena.start();
    await until(async () => Math.abs((await countedMs('Marchetti')) - watches.elena.read()) <= EXACT_MS, `Elena attended ${watches.elena.read()} ms, counted are ${await countedMs('Marchetti')}`, 15_000);
  }, 60_000);

  it('a second device of the same person counts once and throws nobody out', async () => {
    const phone = await personAt(browser, stack.url, DEMO.trainee, { viewport: { width: 390, height: 844 } });
    await join(phone, lectureId);
    await until(async () => (await stagePicture(phone).catch(() => ({ frames: 0 }))).frames > 0, 'no picture on the second device');
    const { frames } = await stagePicture(elena);
    await until(async () => (await stagePicture(elena)).frames > frames, 'the first device lost the picture');
    await new Promise((resolve) => setTimeout(resolve, 8_000));
    await phone.context().close();
    await until(async () => Math.abs((await countedMs('Marchetti')) - watches.elena.read()) <= EXACT_MS, 'two devices do not count as one', 30_000);
    await until(async () => Math.abs((await countedMs('Silva')) - watches.joana.read()) <= EXACT_MS, 'Joana is not counted right', 15_000);
  }, 120_000);

  it('the API is killed in mid-lecture: everyone comes back by itself and nobody loses more than 20 s', async () => {
    const killed = stack.pidOf('api');
    process.kill(killed, 'SIGKILL');
    await until(async () => (await stack.health())?.status === 'ok' && stack.pidOf('api') !== killed, 'the API did not come back', 30_000);
    await until(async () => (await ask<AttendanceSheet>(director, `/api/lectures/${lectureId}/attendance`).catch(() => null)) !== null, 'the director sees nothing');
    const evidence = async () => (await ask<{ stays: { source: string; leftAt: string | null }[] }>(elena, `/api/lectures/${lectureId}/attendance/me`)).stays;
    await until(async () => (await evidence()).some((stay) => stay.source === 'socket' && stay.leftAt === null), 'the trainee did not come back', 30_000);
    // Chat works again without reloading the page.
    await elena.getByRole('textbox', { name: 'Message to everyone' }).fill('Still here');
    await elena.getByRole('button', { name: 'Send' }).click();
    await joana.getByRole('log').getByText('Still here').waitFor();
    await until(async () => Math.abs((await countedMs('Marchetti')) - watches.elena.read()) <= ACROSS_CRASH_MS, 'Elena lost more than 20 s', 30_000);
    await until(async () => Math.abs((await countedMs('Silva')) - watches.joana.read()) <= ACROSS_CRASH_MS, 'Joana lost more than 20 s', 30_000);
  }, 120_000);

  it('the trainer ends the lecture, the director corrects one figure with a reason and verifies', async () => {
    await trainer.getByRole('button', { name: 'End lecture' }).click();
    await elena.getByText('The lecture has ended').first().waitFor({ timeout: 20_000 });
    watches.elena.stop();
    watches.joana.stop();
    for (const [familyName, watch] of [['Marchetti', watches.elena], ['Silva', watches.joana]] as const) {
      expect(Math.abs((await countedMs(familyName)) - watch.read())).toBeLessThanOrEqual(ACROSS_CRASH_MS);
    }
    await director.goto(`/lectures/${lectureId}/attendance`);
    await director.getByRole('table', { name: 'Attendance of each trainee' }).waitFor();
    expect(await accessibilityFaults(director)).toEqual([]);

    const measured = await rowOf('Silva');
    await director.getByRole('link', { name: /Silva/ }).first().click();
    await director.getByRole('button', { name: 'Correct' }).first().click();
    await director.getByRole('textbox', { name: 'Minutes present' }).fill(String(measured.minutes + 1));
    await director.getByRole('textbox', { name: 'Reason' }).fill('Her loudspeaker failed; she followed by telephone');
    await director.getByRole('button', { name: 'Save' }).click();
    await until(async () => (await rowOf('Silva')).correction?.minutes === measured.minutes + 1, 'the correction is not kept');

    await director.goto(`/lectures/${lectureId}/attendance`);
    await director.getByRole('button', { name: /^Verify 24 trainees/ }).click();
    await director.getByText(/Verified by/).first().waitFor();
    expect((await sheet()).rows.find((row) => row.familyName === 'Silva')).toMatchObject({ measuredMinutes: measured.measuredMinutes, minutes: measured.minutes + 1 });
  }, 120_000);

  it('each trainee’s own page shows the credit, minute by minute, and it is what was verified', async () => {
    const verified = (await sheet()).rows;
    for (const [page, familyName] of [[elena, 'Marchetti'], [joana, 'Silva']] as const) {
      const row = verified.find((one) => one.familyName === familyName)!;
      let account!: CreditAccount;
      await until(async () => {
        account = await ask<CreditAccount>(page, `/api/editions/${editionId}/credits/me`);
        return account.entries.some((entry) => entry.lectureId === lectureId);
      }, 'the ledger has no entry');
      const entries = account.entries.filter((entry) => entry.lectureId === lectureId);
      expect(entries.map((entry) => entry.minutes)).toEqual([row.creditMinutes]);
      await page.goto('/credits');
      await page.getByRole('button', { name: /Vascular/ }).click();
      await page.getByRole('button', { name: /Femoropopliteal revascularisation/ }).click();
      await page.getByRole('list', { name: 'Minute by minute' }).getByText(`${row.creditMinutes} min`).first().waitFor();
    }
    expect(await accessibilityFaults(elena)).toEqual([]);
  }, 90_000);

  it('a verified lecture cannot be verified again, and a trainee may not look at the class', async () => {
    const { fingerprint } = await sheet();
    const { csrfToken } = await ask<Me>(director, '/api/session');
    const again = await director.request.post(`/api/lectures/${lectureId}/verification`, { headers: { 'x-csrf-token': csrfToken }, data: { fingerprint } });
    expect([again.status(), ((await again.json()) as { code: string }).code]).toEqual([409, 'attendance.already-verified']);
    expect((await elena.request.get(`/api/lectures/${lectureId}/attendance`)).status()).toBe(403);
  });
});
