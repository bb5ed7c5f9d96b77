import type { CohortProgress, Plan } from '@seldinger/contract';
import type { Browser, Page } from 'playwright-core';
import { accessibilityFaults, launchBrowser, profile } from './browser';
import { join, openAngiogram, stagePicture } from './classroom';
import { ask, DEMO, editionOf, personAt, send } from './people';
import { startStack, until, type Stack } from './stack';

describe('a trainer from another hospital gives a lecture by one link', () => {
  let stack: Stack;
  let browser: Browser;
  let staff: Page;
  let trainee: Page;
  let guest: Page;
  let link: string;
  let plan: Plan;
  let live: Plan['lectures'][number];
  let other: Plan['lectures'][number];

  beforeAll(async () => {
    stack = await startStack();
    browser = await launchBrowser();
    [staff, trainee] = [await personAt(browser, stack.url, DEMO.staff), await personAt(browser, stack.url, DEMO.trainee)];
    plan = await ask<Plan>(staff, `/api/editions/${await editionOf(staff)}/plan`);
    live = plan.lectures.find(({ state }) => state === 'live')!;
    // Another one by the same trainer: the person is right, the link is not for it.
    other = plan.lectures.find(({ state, trainer }) => state === 'planned' && trainer?.id === live.trainer?.id)!;
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  }, 120_000);

  it('staff makes the personal link on the lecture’s page; it is shown once', async () => {
    await staff.goto(`/lectures/${live.id}`);
    await staff.getByRole('button', { name: 'Link for the trainer' }).click();
    const dialog = staff.getByRole('dialog', { name: 'Personal link for the trainer' });
    await dialog.getByRole('button', { name: 'Make a link' }).click();
    link = await dialog.getByRole('textbox', { name: /The link for/ }).inputValue();
    expect(link).toMatch(new RegExp(`^${stack.url}/l/[A-Za-z0-9_-]{32,}$`));
    expect(await accessibilityFaults(staff)).toEqual([]);

    await staff.reload();
    await staff.getByRole('button', { name: 'Link for the trainer' }).click();
    await dialog.getByText('never used').waitFor();
    expect(await dialog.getByRole('textbox').count()).toBe(0);
  }, 120_000);

  it('without an account the guest is in the classroom, shares the desktop, and a trainee sees it', async () => {
    guest = await (await profile(browser, stack.url)).newPage();
    await openAngiogram(guest);
    await guest.goto(link);
    await guest.waitForURL(`**/lectures/${live.id}/classroom`);
    await guest.getByRole('button', { name: 'Join lecture' }).waitFor();
    expect(await accessibilityFaults(guest)).toEqual([]);
    await guest.getByRole('button', { name: 'Join lecture' }).click();
    await guest.getByRole('button', { name: 'Share screen' }).click();
    await guest.getByRole('button', { name: 'Stop sharing' }).waitFor();

    await join(trainee, live.id);
    await until(async () => ((await stagePicture(trainee).catch(() => null))?.frames ?? 0) > 5, 'the trainee does not see the guest’s desktop', 40_000);
    const picture = await stagePicture(trainee);
    expect(picture.left).toBeLessThan(80);
    expect(picture.right).toBeGreaterThan(180);
  }, 120_000);

  it('the guest leads this lecture, and starts or ends no other', async () => {
    await guest.getByRole('button', { name: 'Break', exact: true }).click();
    await trainee.getByText('The clock stands still', { exact: false }).first().waitFor();
    await guest.getByRole('button', { name: 'Resume' }).click();
    await trainee.getByText('Live', { exact: true }).waitFor();
    for (const act of ['start', 'end', 'break', 'token']) {
      const { status } = await send(guest, 'POST', `/api/lectures/${other.id}/classroom/${act}`, act === 'token' ? { deviceId: 'guestdevice' } : undefined);
      expect([act, status]).toEqual([act, 404]);
    }
    const after = await ask<Plan>(staff, `/api/editions/${plan.edition.id}/plan`);
    expect(after.lectures.find(({ id }) => id === other.id)).toEqual(other);
  }, 120_000);

  it('the API answers the guest about nothing but this lecture', async () => {
    const { edition, modules } = plan;
    const somebody = (await ask<CohortProgress>(staff, `/api/editions/${edition.id}/credits`)).items[0]!.personId;
    const closed = [
      '/api/editions',
      `/api/editions/${edition.id}`,
      `/api/editions/${edition.id}/plan`,
      `/api/editions/${edition.id}/people`,
      `/api/editions/${edition.id}/trainers`,
      `/api/editions/${edition.id}/live`,
      `/api/editions/${edition.id}/credits`,
      `/api/editions/${edition.id}/credits/me`,
      `/api/editions/${edition.id}/credits/${somebody}`,
      `/api/lectures/${other.id}/classroom`,
      `/api/lectures/${live.id}/attendance`,
      `/api/lectures/${live.id}/attendance/me`,
      `/api/lectures/${live.id}/links`,
      '/api/mails',
    ];
    for (const path of closed) expect([path, (await guest.request.get(path)).status() >= 403]).toEqual([path, true]);
    expect((await send(guest, 'PATCH', `/api/modules/${modules[0]!.id}`, { version: 1, elearningCme: 1 })).status).toBeGreaterThanOrEqual(403);
    expect((await guest.request.get(`/api/lectures/${live.id}/classroom`)).status()).toBe(200);
  }, 120_000);

  it('every page leads the guest back to this classroom, and another lecture’s does not open', async () => {
    const second = await guest.context().newPage();
    for (const address of ['/', '/lectures', `/lectures/${other.id}`, '/people', '/credits', '/plan', '/outbox', '/account']) {
      await second.goto(address);
      await second.waitForURL(`**/lectures/${live.id}/classroom`);
    }
    await second.goto(`/lectures/${other.id}/classroom`);
    await second.getByText('This does not exist.').waitFor();
    expect(await accessibilityFaults(second)).toEqual([]);
    await second.close();
  }, 120_000);

  it('the link is revoked: the guest is out at once, the picture with it, and the link opens nothing', async () => {
    await staff.reload();
    await staff.getByRole('button', { name: 'Link for the trainer' }).click();
    await staff.getByRole('button', { name: /^Revoke the link of/ }).click();
    await staff.getByText('The link is revoked. Whoever came in by it is out.').waitFor();
    await guest.getByText('The lecture is over or the link was withdrawn.', { exact: false }).waitFor({ timeout: 10_000 });
    expect((await guest.request.get(`/api/lectures/${live.id}/classroom`)).status()).toBe(401);
    await until(async () => (await trainee.getByTestId('stage-video').count()) === 0, 'the guest’s desktop is still on the stage');
    await guest.goto(link);
    await guest.getByRole('heading', { name: 'This link does not open a lecture any more' }).waitFor();
    expect(await accessibilityFaults(guest)).toEqual([]);
  }, 120_000);
});
