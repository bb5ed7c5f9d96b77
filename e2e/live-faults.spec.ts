import type { AttendanceEvidence, Plan } from '@seldinger/contract';
import type { Browser, Page } from 'playwright-core';
import { accessibilityFaults, launchBrowser } from './browser';
import { join, loudness, openAngiogram, stagePicture } from './classroom';
import { ask, DEMO, editionOf, personAt, send } from './people';
import { startStack, until, type Stack } from './stack';

type Lecture = Plan['lectures'][number];

const planOf = async (page: Page) => ask<Plan>(page, `/api/editions/${await editionOf(page)}/plan`);
const say = async (page: Page, text: string) => {
  await page.getByRole('textbox', { name: 'Message to everyone' }).fill(text);
  await page.getByRole('button', { name: 'Send' }).click();
};
const heard = (page: Page, text: string, patienceMs = 20_000) => page.getByRole('log').getByText(text).waitFor({ timeout: patienceMs });
const frames = async (page: Page) => (await stagePicture(page).catch(() => ({ frames: 0 }))).frames;
/** Waits for ten further frames of the desktop. */
const seesMovement = async (page: Page, who: string) => {
  const first = await frames(page);
  await until(async () => (await frames(page)) >= first + 10, `${who} sees no frame`, 60_000);
};

/** Kills the media server, and each that the supervisor starts for it, until told to end. */
function crashing(stack: Stack): { end(): Promise<void> } {
  let on = true;
  const kill = () => {
    try {
      process.kill(stack.pidOf('livekit'), 'SIGKILL');
    } catch {
      // Between a crash and the next start there is none.
    }
  };
  const over = (async () => {
    for (; on; await new Promise((resolve) => setTimeout(resolve, 50))) kill();
  })();
  return {
    end: () => {
      on = false;
      return over;
    },
  };
}

describe('faults in the middle of a lecture', () => {
  let stack: Stack;
  let browser: Browser;
  let trainer: Page;
  let elena: Page;
  let live: Lecture;
  let lectures: Lecture[];

  const evidence = () => ask<AttendanceEvidence>(elena, `/api/lectures/${live.id}/attendance/me`);

  beforeAll(async () => {
    stack = await startStack();
    browser = await launchBrowser();
    [trainer, elena] = [await personAt(browser, stack.url, DEMO.trainer), await personAt(browser, stack.url, DEMO.trainee)];
    ({ lectures } = await planOf(elena));
    live = lectures.find(({ state }) => state === 'live')!;
    await openAngiogram(trainer);
    await join(trainer, live.id, { microphone: true });
    await trainer.getByRole('button', { name: 'Share screen' }).click();
    await join(elena, live.id, { microphone: true });
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  }, 120_000);

  it('the media server is killed: the page says so, chat and presence go on, picture and sound come back by themselves', async () => {
    await seesMovement(elena, 'the trainee');
    const killed = stack.pidOf('livekit');
    const openStays = async () => (await evidence()).stays.filter(({ source, leftAt }) => source === 'socket' && leftAt === null).map(({ id }) => id);
    const stays = await openStays();
    const away = [elena, trainer].map((page) => page.getByText(/Reconnecting audio and video|Audio and video are away for a moment/));
    const crashes = crashing(stack);
    await Promise.all(away.map((words) => words.waitFor()));
    await say(elena, 'We do not see you any more');
    await heard(trainer, 'We do not see you any more');
    // Muted while nothing is connected: that holds when everything is.
    await elena.getByRole('button', { name: 'Mute', exact: true }).click();
    await crashes.end();

    await until(async () => (await stack.health())?.parts['media']?.state === 'up' && stack.pidOf('livekit') !== killed, 'the media server is not started again');
    await Promise.all(away.map((words) => words.waitFor({ state: 'hidden', timeout: 60_000 })));
    await seesMovement(elena, 'the trainee, after the crash,');
    await until(async () => (await loudness(elena)) > 0.01, 'the trainer is not heard any more', 40_000);
    expect(await loudness(trainer)).toBeLessThan(0.01);
    await elena.getByRole('button', { name: 'Unmute' }).click();
    await until(async () => (await loudness(trainer)) > 0.01, 'the trainee is not heard any more', 40_000);
    // Presence by the socket knew nothing of it.
    expect(await openStays()).toEqual(stays);
  }, 180_000);

  it('the network is gone: the page says that attendance goes on, comes back by itself, and nothing written is lost or doubled', async () => {
    await elena.context().setOffline(true);
    await elena.getByText('Reconnecting to the classroom').waitFor();
    await elena.getByText(/your attendance goes on/).first().waitFor();
    expect(await accessibilityFaults(elena)).toEqual([]);
    await say(elena, 'Written without a network');
    await elena.getByText('Waits for the connection').waitFor();
    await say(trainer, 'Said while she was away');
    await elena.context().setOffline(false);

    await elena.getByText('Reconnecting to the classroom').waitFor({ state: 'hidden' });
    await heard(elena, 'Said while she was away');
    await heard(trainer, 'Written without a network');
    expect(await trainer.getByRole('log').getByText('Written without a network').count()).toBe(1);
    await seesMovement(elena, 'the trainee, back in the network,');
  }, 120_000);

  it('two tabs of one person both work, as one person', async () => {
    const second = await elena.context().newPage();
    await join(second, live.id);
    await seesMovement(second, 'the second tab');
    await seesMovement(elena, 'the first tab');
    await say(second, 'From the second tab');
    await heard(elena, 'From the second tab');
    await say(elena, 'From the first tab');
    await heard(second, 'From the first tab');
    await trainer.getByRole('tab', { name: 'People' }).click();
    const here = trainer.getByRole('list', { name: 'Here', exact: true }).getByRole('listitem').filter({ hasText: 'Elena Marchetti' });
    await here.getByText('2 devices').waitFor();
    expect(await here.count()).toBe(1);
    await second.close();
    await here.getByText('2 devices').waitFor({ state: 'hidden' });
    await seesMovement(elena, 'the tab that stays');
  }, 120_000);

  it('who is removed stays out until let in again', async () => {
    const joana = await personAt(browser, stack.url, DEMO.brazilianTrainee);
    await join(joana, live.id);
    await trainer.getByRole('tab', { name: 'People' }).click();
    await trainer.getByRole('button', { name: 'Actions for Joana Silva' }).click();
    await trainer.getByRole('menuitem', { name: 'Remove from classroom' }).click();
    await joana.getByRole('heading', { name: 'You were asked to leave this classroom' }).waitFor();
    await joana.goto(`/lectures/${live.id}/classroom`);
    await joana.getByText('You were asked to leave this classroom').waitFor();
    expect(await joana.getByRole('button', { name: 'Join lecture' }).count()).toBe(0);
    expect(await accessibilityFaults(joana)).toEqual([]);
    expect(await send(joana, 'POST', `/api/lectures/${live.id}/classroom/token`, { deviceId: 'another-device', agreesToRecording: true })).toEqual({ status: 403, code: 'live.removed' });

    await trainer.getByRole('button', { name: 'Let Joana Silva in again' }).click();
    await until(async () => (await joana.request.get(`/api/lectures/${live.id}/classroom`).then((answer) => answer.json() as Promise<{ refusal: string | null }>)).refusal === null, 'she is not let in again');
    await join(joana, live.id);
    await seesMovement(joana, 'who was let in again');
    await joana.context().close();
  }, 120_000);

  it('a join too early is refused, and says when it opens', async () => {
    const planned = lectures.find(({ state, opensAt }) => state === 'planned' && Date.parse(opensAt) > Date.parse(live.endsAt) + 86_400_000)!;
    const early = await elena.context().newPage();
    await early.goto(`/lectures/${planned.id}/classroom`);
    await early.getByText('The classroom is not open yet').waitFor();
    await early.getByText(/^Opens in/).waitFor();
    expect(await early.getByRole('button', { name: 'Join lecture' }).count()).toBe(0);
    expect(await accessibilityFaults(early)).toEqual([]);
    expect(await send(early, 'POST', `/api/lectures/${planned.id}/classroom/token`, { deviceId: 'early-device', agreesToRecording: true })).toEqual({ status: 409, code: 'live.too-early' });
    await early.close();
  }, 120_000);
});

describe('a machine without any media server', () => {
  let stack: Stack;
  let browser: Browser;
  let trainer: Page;
  let elena: Page;
  let live: Lecture;

  beforeAll(async () => {
    stack = await startStack({ withoutMedia: true });
    browser = await launchBrowser();
    [trainer, elena] = [await personAt(browser, stack.url, DEMO.trainer), await personAt(browser, stack.url, DEMO.trainee)];
    live = (await planOf(elena)).lectures.find(({ state }) => state === 'live')!;
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  }, 120_000);

  it('terminal, health and page say what is missing and how to add it', async () => {
    expect(stack.printed()).toMatch(/Audio and video: missing\..*livekit-server.*LIVEKIT_URL/s);
    expect((await stack.health())?.parts['media']?.state).toBe('missing');
    await trainer.getByText('Audio and video are not set up').waitFor();
    await trainer.getByText(/install livekit-server or Go, or set LIVEKIT_URL/).waitFor();
    expect(await accessibilityFaults(trainer)).toEqual([]);
  }, 120_000);

  it('chat, hands, breaks and the own clock work without it', async () => {
    for (const page of [trainer, elena]) {
      await page.goto(`/lectures/${live.id}/classroom`);
      await page.getByText('Audio and video are not installed here').waitFor();
      await page.getByRole('button', { name: 'Join lecture' }).click();
      await page.getByRole('button', { name: 'Leave' }).waitFor();
      await page.getByText('Audio and video are not installed here').waitFor();
    }
    expect(await accessibilityFaults(elena)).toEqual([]);
    await say(elena, 'I can read you');
    await heard(trainer, 'I can read you');
    await elena.getByRole('button', { name: 'Raise hand' }).click();
    await trainer.getByRole('tab', { name: /Hands/ }).click();
    await trainer.getByRole('list', { name: 'Raised hands, first first' }).getByText('Elena Marchetti').waitFor();
    await trainer.getByRole('button', { name: 'Break', exact: true }).click();
    const counted = elena.getByTestId('counted');
    await counted.getByText(/stands still/).waitFor();
    await trainer.getByRole('button', { name: 'Resume' }).click();
    await counted.getByText(/stands still/).waitFor({ state: 'hidden' });
  }, 120_000);

  it('20 s without a network are bridged, counted and shown: the socket was all there was', async () => {
    const evidence = () => ask<AttendanceEvidence>(elena, `/api/lectures/${live.id}/attendance/me`);
    const row = async () => (await evidence()).row;
    await until(async () => (await evidence()).stays.some(({ leftAt, joinedAt, lastSeenAt }) => leftAt === null && lastSeenAt > joinedAt), 'the trainee is not inside');
    const [before, beganAt] = [await row(), Date.now()];
    await elena.context().setOffline(true);
    await elena.getByText('Reconnecting by itself. A short gap is bridged: your attendance goes on when either connection is back.').waitFor();
    await new Promise((resolve) => setTimeout(resolve, 20_000));
    await elena.context().setOffline(false);
    await elena.getByText('Reconnecting to the classroom').waitFor({ state: 'hidden' });

    await until(async () => (await row()).bridges === before.bridges + 1, 'the gap is not bridged', 30_000);
    expect((await row()).bridgedMs - before.bridgedMs).toBeGreaterThan(15_000);
    await until(async () => Math.abs((await row()).presentMs - before.presentMs - (Date.now() - beganAt)) <= 5_000, 'the gap is not counted', 30_000);
  }, 120_000);

  it('the lecture ends, and its minutes wait for the director', async () => {
    await trainer.getByRole('button', { name: 'End lecture' }).click();
    await elena.getByText('The lecture has ended').first().waitFor();
    const director = await personAt(browser, stack.url, DEMO.director);
    await director.goto(`/lectures/${live.id}/attendance`);
    await director.getByRole('button', { name: /^Verify 24 trainees/ }).waitFor();
  }, 120_000);
});
