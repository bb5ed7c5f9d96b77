import type { Browser, Page } from 'playwright-core';
import { accessibilityFaults, launchBrowser, profile } from './browser';
import { join } from './classroom';
import { ask, editionOf } from './people';
import { startStack, type Stack } from './stack';

const ZONE = 'Europe/Rome';
const PASSWORDS = { director: 'four quiet catheters', trainee: 'a guidewire too far', newTrainee: 'another long guidewire', staff: 'every list is mine' };
const TRAINEE = 'ana.horvat@example.org';
const STAFF = 'bruno.sala@example.org';

/** Wall-clock date and time in the course's zone, so many minutes from now. */
function localIn(minutes: number): { date: string; time: string } {
  const [date, time] = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' }).format(Date.now() + minutes * 60_000).split(' ');
  return { date: date!, time: time! };
}

describe('from an empty start to people who come, go and lose their roles', () => {
  let stack: Stack;
  let browser: Browser;
  let director: Page;
  let trainee: Page;
  let lectureId: string;

  const fresh = async () => (await profile(browser, stack.url)).newPage();
  /** Opens the newest mail to somebody in the outbox and takes the link out of it. */
  const linkMailedTo = async (email: string, subject: RegExp): Promise<string> => {
    await director.goto('/outbox');
    await director.getByRole('row').filter({ hasText: email }).filter({ hasText: subject }).first().getByRole('link').click();
    const link = director.getByRole('link', { name: /^http/ });
    await link.waitFor();
    return (await link.getAttribute('href'))!;
  };
  const enterBy = async (link: string, password: string): Promise<Page> => {
    const page = await fresh();
    await page.goto(link);
    await page.getByLabel('New password').fill(password);
    await page.getByRole('button', { name: 'Set password and enter' }).click();
    await page.getByRole('navigation', { name: 'Pages' }).waitFor();
    return page;
  };
  const invite = async (email: string, givenName: string, familyName: string, role: string) => {
    await director.goto('/people');
    await director.getByRole('button', { name: 'Invite somebody' }).click();
    const dialog = director.getByRole('dialog', { name: 'Invite somebody' });
    await dialog.getByLabel('E-mail').fill(email);
    await dialog.getByLabel('Given name').fill(givenName);
    await dialog.getByLabel('Family name').fill(familyName);
    await dialog.getByRole('checkbox', { name: role }).check();
    await dialog.getByLabel('Language of the mail').selectOption('en');
    await dialog.getByRole('button', { name: 'Send the invitation' }).click();
    await director.getByText(`${givenName} ${familyName} is invited.`).waitFor();
  };
  const changeRoles = async (name: string, change: (dialog: ReturnType<Page['getByRole']>) => Promise<void>) => {
    await director.goto('/people');
    await director.getByRole('button', { name: `Roles of ${name}` }).click();
    const dialog = director.getByRole('dialog', { name: `Roles of ${name}` });
    await change(dialog);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
  };

  beforeAll(async () => {
    stack = await startStack({ empty: true });
    browser = await launchBrowser();
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  }, 120_000);

  it('the link printed by an empty start makes the first director, once', async () => {
    const link = /http\S+\/link\/\S+/.exec(stack.printed())?.[0];
    expect(link).toBeDefined();
    expect(stack.printed()).not.toContain('Sign in as');
    director = await fresh();
    await director.goto(link!);
    await director.getByLabel('Given name').fill('Irene');
    await director.getByLabel('Family name').fill('Costa');
    await director.getByLabel('E-mail').fill('irene.costa@example.org');
    await director.getByLabel('New password').fill(PASSWORDS.director);
    expect(await accessibilityFaults(director)).toEqual([]);
    await director.getByRole('button', { name: 'Create my account' }).click();
    await director.getByRole('heading', { name: 'Create the first edition' }).waitFor();

    const second = await fresh();
    await second.goto(link!);
    await second.getByRole('heading', { name: 'This link is not valid any more' }).waitFor();
  }, 120_000);

  it('the first edition, its module and a lecture are made on the pages', async () => {
    const [soon, later] = [localIn(5), localIn(300 * 24 * 60)];
    await director.getByLabel('Name').fill('Master 1');
    await director.getByLabel('First day').fill(localIn(-24 * 60).date);
    await director.getByLabel('Last day').fill(later.date);
    await director.getByLabel('Time zone').fill(ZONE);
    await director.getByRole('button', { name: 'Create edition' }).click();
    await director.getByRole('heading', { name: 'Plan', exact: true }).waitFor();

    await director.getByRole('link', { name: 'Add module' }).first().click();
    await director.getByLabel('Title in English').fill('Theory');
    await director.getByLabel('Title in Italian').fill('Teoria');
    await director.getByLabel('E-learning, CME').fill('0.5');
    await director.getByRole('button', { name: 'Add module' }).click();
    await director.getByRole('link', { name: 'Add lecture' }).first().click();
    await director.getByLabel('Title in English').fill('Arterial access');
    await director.getByLabel('Title in Italian').fill('Accesso arterioso');
    await director.getByLabel('Module').selectOption({ label: 'Theory' });
    await director.getByLabel('Date').fill(soon.date);
    await director.getByLabel('Starts at').fill(soon.time);
    await director.getByLabel('Minutes').fill('180');
    await director.getByRole('button', { name: 'Add to the plan' }).click();
    await director.getByText('“Arterial access” is in the plan').waitFor();
    const { lectures } = await ask<{ lectures: { id: string }[] }>(director, `/api/editions/${await editionOf(director)}/plan`);
    lectureId = lectures[0]!.id;
  }, 120_000);

  it('who is invited sets a password by the mailed link and is in; the link says that it was used', async () => {
    await invite(TRAINEE, 'Ana', 'Horvat', 'trainee');
    await invite(STAFF, 'Bruno', 'Sala', 'staff');
    const link = await linkMailedTo(TRAINEE, /./);
    trainee = await enterBy(link, PASSWORDS.trainee);
    const pages = trainee.getByRole('navigation', { name: 'Pages' });
    await pages.getByRole('link', { name: 'Credits' }).waitFor();
    expect(await pages.getByRole('link', { name: 'People' }).count()).toBe(0);

    const again = await fresh();
    await again.goto(link);
    await again.getByRole('heading', { name: 'This link is not valid any more' }).waitFor();
    expect(await accessibilityFaults(again)).toEqual([]);
  }, 120_000);

  it('a forgotten password is set anew by a mailed link, and every other device is out', async () => {
    const device = await fresh();
    await device.goto('/sign-in');
    await device.getByRole('link', { name: 'Forgot your password?' }).click();
    await device.getByLabel('E-mail').fill(TRAINEE);
    await device.getByRole('button', { name: 'Send the link' }).click();
    await device.getByRole('heading', { name: 'Look into your mail' }).waitFor();

    const link = await linkMailedTo(TRAINEE, /password/i);
    const old = trainee;
    trainee = await enterBy(link, PASSWORDS.newTrainee);
    await old.getByRole('heading', { name: 'Sign in' }).waitFor();
    await old.getByLabel('E-mail').fill(TRAINEE);
    await old.getByLabel('Password', { exact: true }).fill(PASSWORDS.trainee);
    await old.getByRole('button', { name: 'Sign in' }).click();
    await old.getByText('E-mail or password is wrong.').waitFor();
    await old.context().close();
  }, 120_000);

  it('signing out in one tab ends the other at once', async () => {
    const first = await enterBy(await linkMailedTo(STAFF, /./), PASSWORDS.staff);
    const second = await first.context().newPage();
    await second.goto('/people');
    await second.getByRole('table', { name: 'People of this edition' }).waitFor();
    await first.getByRole('button', { name: /Bruno Sala/ }).click();
    await first.getByRole('button', { name: 'Sign out', exact: true }).click();
    await second.getByText('Your session has ended. Sign in to go on where you were.').waitFor();
    expect((await second.request.get('/api/session')).status()).toBe(401);

    // Signed in again in the same tab, it goes on where it was and hears of changes as before.
    await second.getByLabel('E-mail').fill(STAFF);
    await second.getByLabel('Password', { exact: true }).fill(PASSWORDS.staff);
    await second.getByRole('button', { name: 'Sign in' }).click();
    const row = second.getByRole('row').filter({ hasText: TRAINEE });
    await row.waitFor();
    await changeRoles('Ana Horvat', (dialog) => dialog.getByRole('checkbox', { name: 'supervisor' }).check());
    await row.getByText('supervisor').waitFor();
    await changeRoles('Ana Horvat', (dialog) => dialog.getByRole('checkbox', { name: 'supervisor' }).uncheck());
    await row.getByText('supervisor').waitFor({ state: 'hidden' });
  }, 120_000);

  it('a trainee who loses the role while inside is out at once, on the page, the socket and the API', async () => {
    await join(trainee, lectureId);
    await changeRoles('Ana Horvat', (dialog) => dialog.getByRole('checkbox', { name: 'trainee' }).uncheck());
    await trainee.getByRole('heading', { name: 'You may no longer enter this classroom' }).waitFor();
    expect(await accessibilityFaults(trainee)).toEqual([]);
    expect((await trainee.request.get(`/api/lectures/${lectureId}/classroom`)).status()).toBe(403);
    await trainee.getByRole('link', { name: 'Go to Today' }).click();
    await trainee.getByText('You do not take part in an edition. The director of the course adds you.').waitFor();
  }, 120_000);

  it('roles given and taken show on the open page without reloading it, also after the socket was cut', async () => {
    const pages = trainee.getByRole('navigation', { name: 'Pages' });
    await director.getByRole('button', { name: 'Undo' }).click();
    await director.getByText('The roles of Ana Horvat are as before.').waitFor();
    await pages.getByRole('link', { name: 'Credits' }).waitFor();
    expect((await trainee.request.get(`/api/lectures/${lectureId}/classroom`)).status()).toBe(200);
    const staff = pages.getByRole('link', { name: 'People' });
    await changeRoles('Ana Horvat', (dialog) => dialog.getByRole('checkbox', { name: 'staff' }).check());
    await staff.waitFor();
    await changeRoles('Ana Horvat', (dialog) => dialog.getByRole('checkbox', { name: 'staff' }).uncheck());
    await staff.waitFor({ state: 'hidden' });
    await changeRoles('Ana Horvat', (dialog) => dialog.getByRole('checkbox', { name: 'staff' }).check());
    await staff.waitFor();
  }, 120_000);
});
