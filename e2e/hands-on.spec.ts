import type { CreditAccount, HandsonRota, LogbookPage, OwnHandson, PersonRow, RotaBoard } from '@seldinger/contract';
import ICAL from 'ical.js';
import type { Browser, Page } from 'playwright-core';
import { accessibilityFaults, launchBrowser, profile } from './browser';
import { ask, DEMO, editionOf, personAt, send } from './people';
import { startStack, until, type Stack } from './stack';

const PHONE = { viewport: { width: 390, height: 780 }, hasTouch: true } as const;
const LONGO = 'tommaso.longo@example.org';
const PAPADAKI = 'dimitra.papadaki@example.org';

type Mail = { id: string; to: string; subject: string };

describe('hands-on weeks, from the wishes to the rota that everyone has in the calendar', () => {
  let stack: Stack;
  let browser: Browser;
  let director: Page;
  let longo: Page;
  let editionId: string;

  const board = () => ask<RotaBoard>(director, `/api/editions/${editionId}/hands-on/board`);
  const weekOf = async (monday: string) => (await board()).setup.weeks.find((week) => week.monday === monday)!;
  const grid = () => director.getByRole('grid', { name: 'Draft of the rota' });
  const tile = (familyName: string) => grid().getByRole('gridcell').filter({ hasText: familyName });
  /** The cell of a place that nobody has, in a week and room. */
  async function freeCell(monday: string, room: number) {
    const { setup, bookings, draft } = await board();
    const week = setup.weeks.find((one) => one.monday === monday)!;
    const taken = (placeId: string) => (draft.find((change) => change.placeId === placeId) ?? bookings.find((booking) => booking.placeId === placeId)) !== undefined;
    const place = setup.places.find(({ id, weekId, roomId }) => weekId === week.id && roomId === setup.rooms[room]!.id && !taken(id))!;
    return director.locator(`[data-place="${place.id}"]`);
  }
  const drafted = async (familyName: string): Promise<string | undefined> => {
    const { setup, trainees, draft } = await board();
    const trainee = trainees.find((one) => one.familyName === familyName)!;
    const placeId = draft.find(({ personId }) => personId === trainee.id)?.placeId;
    const weekId = setup.places.find(({ id }) => id === placeId)?.weekId;
    return setup.weeks.find(({ id }) => id === weekId)?.monday;
  };

  beforeAll(async () => {
    stack = await startStack();
    browser = await launchBrowser();
    [director, longo] = [await personAt(browser, stack.url, DEMO.director), await personAt(browser, stack.url, LONGO, PHONE)];
    // He reads Italian; this journey is told in English.
    await longo.context().addInitScript(() => localStorage.setItem('seldinger.language', 'en'));
    editionId = await editionOf(director);
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  }, 60_000);

  it('a trainee says on the phone which weeks suit, in order, and which are impossible', async () => {
    await longo.goto('/hands-on');
    await longo.getByRole('heading', { name: 'You have no week in the suite yet' }).waitFor();
    await longo.getByRole('button', { name: 'Add 5–9 Apr as wish 1' }).click();
    await longo.getByRole('button', { name: 'Add 8–12 Mar as wish 2' }).click();
    await longo.getByRole('button', { name: 'Wish 8–12 Mar more' }).click();
    await longo.getByRole('checkbox', { name: '22–26 Feb is impossible' }).check();
    await longo.getByRole('button', { name: 'Save wishes' }).click();
    await longo.getByText('Your wishes are saved.').waitFor();
    expect(await accessibilityFaults(longo)).toEqual([]);
    const { wishes } = await ask<OwnHandson>(longo, `/api/editions/${editionId}/hands-on/me`);
    const ids = await Promise.all(['2027-03-08', '2027-04-05', '2027-02-22'].map(async (monday) => (await weekOf(monday)).id));
    expect([...wishes.ranked, ...wishes.impossible]).toEqual(ids);
  }, 120_000);

  it('the director asks for the best plan: it is proven, says who gets which wish, and is taken into the draft', async () => {
    await director.goto('/hands-on');
    await director.getByText('Longo · 2 wishes').waitFor();
    await director.getByRole('button', { name: 'Propose' }).click();
    const dialog = director.getByRole('dialog', { name: 'Propose a rota' });
    await dialog.getByRole('button', { name: 'Find the best plan' }).click();
    await dialog.getByText(/^Proven in .* no plan does better$/).waitFor();
    await dialog.getByRole('heading', { name: 'Who gets what' }).waitFor();
    expect(await accessibilityFaults(director)).toEqual([]);
    await dialog.getByRole('button', { name: 'Take this plan' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await director.getByRole('button', { name: 'Publish 4 changes' }).waitFor();
    await director.getByText('proven: no plan does better', { exact: false }).waitFor();
    expect(await drafted('Longo')).toBe('2027-03-08');
    // Nobody else has heard of it.
    expect((await ask<OwnHandson>(longo, `/api/editions/${editionId}/hands-on/me`)).bookings).toEqual([]);
  }, 120_000);

  it('a move is drawn by the mouse and by the keys; what breaks a rule is said, and cannot be published', async () => {
    await tile('Longo').locator('[draggable="true"]').dragTo(await freeCell('2027-03-22', 0));
    await until(async () => (await drafted('Longo')) === '2027-03-22', 'the tile was not moved');
    await director.getByRole('button', { name: 'Undo' }).click();
    await until(async () => (await drafted('Longo')) === '2027-03-08', 'the move was not undone');

    // Ionescu has called 12 April impossible. Two weeks on by the keys.
    await tile('Ionescu').focus();
    await director.keyboard.press('Enter');
    await (await freeCell('2027-04-12', 1)).hover();
    await director.getByText('Ionescu marked 12 Apr as impossible.', { exact: false }).first().waitFor();
    await (await freeCell('2027-04-12', 1)).click();
    await director.getByText('The draft breaks a rule and cannot be published yet').waitFor();
    expect(await accessibilityFaults(director)).toEqual([]);
    const { fingerprint } = await board();
    expect(await send(director, 'POST', `/api/editions/${editionId}/hands-on/board/publication`, { fingerprint })).toEqual({ status: 409, code: 'handson.breaks-rules' });
    await director.getByRole('button', { name: 'Undo' }).click();
    await director.getByText('The draft breaks a rule and cannot be published yet').waitFor({ state: 'hidden' });
  }, 120_000);

  it('a second director sees the first one’s change while both look, and a change made on what was seen before is told, not lost', async () => {
    const { items } = await ask<{ items: PersonRow[] }>(director, `/api/editions/${editionId}/people?role=staff`);
    const colleague = items.find(({ email }) => email === DEMO.staff)!;
    expect((await send(director, 'PUT', `/api/editions/${editionId}/people/${colleague.id}/roles`, { roles: ['staff', 'director'] })).status).toBe(200);
    const second = await personAt(browser, stack.url, DEMO.staff);
    await second.goto('/hands-on');
    const { setup, trainees } = await board();
    const weber = trainees.find(({ familyName }) => familyName === 'Weber')!.id;
    const seen = (await board()).draft.find(({ personId }) => personId === weber)!;
    const to = setup.places.find(({ weekId, roomId }) => weekId === setup.weeks.find(({ monday }) => monday === '2027-05-17')!.id && roomId === setup.rooms[0]!.id)!;
    await second.getByRole('grid').getByRole('gridcell').filter({ hasText: 'Weber' }).waitFor();
    // Pressed, not dragged: the week lies out of sight.
    await tile('Weber').click();
    await director.locator(`[data-place="${to.id}"]`).click();
    await until(async () => (await second.locator(`[data-place="${to.id}"]`).innerText()).includes('Weber'), 'the second director does not see the move');
    expect(await send(second, 'POST', `/api/editions/${editionId}/hands-on/board/changes`, { changes: [{ placeId: seen.placeId, before: weber, after: null }] })).toEqual({ status: 409, code: 'request.stale' });
    await director.getByRole('button', { name: 'Undo' }).click();
    await until(async () => (await drafted('Weber')) !== '2027-05-17', 'the move was not undone');
    await second.context().close();
  }, 120_000);

  it('published: everyone concerned has mail, and the week stands in the calendar', async () => {
    await director.getByRole('button', { name: 'Publish 4 changes' }).click();
    await director.getByText('Published. 4 trainees get mail and a calendar entry.').waitFor();
    await longo.getByRole('heading', { name: 'Your week in the suite is 8–12 Mar' }).waitFor();
    const { bookings } = await ask<OwnHandson>(longo, `/api/editions/${editionId}/hands-on/me`);
    const calendar = await longo.request.get(`/api/hands-on/bookings/${bookings[0]!.id}/calendar`);
    const event = new ICAL.Event(new ICAL.Component(ICAL.parse(await calendar.text())).getFirstSubcomponent('vevent')!);
    expect([event.startDate.toString(), event.endDate.toString()]).toEqual(['2027-03-08', '2027-03-13']);
    const administrator = await personAt(browser, stack.url, DEMO.administrator);
    const { items } = await ask<{ items: Mail[] }>(administrator, '/api/mails');
    expect(items.filter(({ to }) => [LONGO, 'mariam.farouk@example.org', 'andrei.ionescu@example.org', 'anna.weber@example.org'].includes(to)).map(({ to }) => to)).toHaveLength(4);
    await administrator.context().close();
  }, 120_000);

  it('a request is decided when its effect on the others has been seen, and a swap by both and the director', async () => {
    const [joana, elena] = [await personAt(browser, stack.url, DEMO.brazilianTrainee), await personAt(browser, stack.url, DEMO.trainee, PHONE)];
    await elena.goto('/hands-on');
    await elena.getByRole('button', { name: 'Accept the swap with Beatrice Villa' }).click();
    await director.goto('/hands-on/requests');
    await director.getByRole('button', { name: 'Look at the request of Joana Silva and decide' }).click();
    await director.getByText('nobody loses by it', { exact: false }).waitFor();
    expect(await accessibilityFaults(director)).toEqual([]);
    await director.getByRole('button', { name: 'Agree to the request of Joana Silva' }).click();
    await director.getByRole('button', { name: 'Agree to the swap of Beatrice Villa and Elena Marchetti' }).click();
    await joana.goto('/hands-on');
    await joana.getByRole('heading', { name: 'Your week in the suite is 12–16 Apr' }).waitFor();
    await elena.getByRole('heading', { name: 'Your week in the suite is 22–26 Feb' }).waitFor();
    const { bookings } = await ask<HandsonRota>(joana, `/api/editions/${editionId}/hands-on/rota`);
    expect(new Set(bookings.map(({ placeId }) => placeId)).size).toBe(bookings.length);
    await Promise.all([joana, elena].map((page) => page.context().close()));
  }, 120_000);
});

describe('in the suite, by phone', () => {
  let stack: Stack;
  let browser: Browser;
  let supervisor: Page;
  let editionId: string;

  beforeAll(async () => {
    stack = await startStack();
    browser = await launchBrowser();
    supervisor = await personAt(browser, stack.url, DEMO.supervisor, PHONE);
    editionId = await editionOf(supervisor);
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  }, 60_000);

  it('the supervisor sees who is there, checks out, and signs the day', async () => {
    await supervisor.goto('/suite');
    const card = supervisor.getByRole('article', { name: 'Inês Carvalho' });
    await card.getByRole('button', { name: /Check out/ }).click();
    await card.getByRole('button', { name: /Sign the day/ }).click();
    await card.getByText(/signed by Andrea Colombo/).first().waitFor();
    expect(await accessibilityFaults(supervisor)).toEqual([]);
  }, 120_000);

  it('a trainee checks out by the code on the room’s screen, and a code of another moment is refused', async () => {
    await supervisor.getByRole('button', { name: /Room’s screen.*Angio 2|Screen of Angio 2|Room’s screen/ }).nth(1).click();
    const dialog = supervisor.getByRole('dialog', { name: 'Screen of Angio 2' });
    await dialog.getByRole('button', { name: 'Make a link' }).click();
    const address = await dialog.getByRole('link', { name: 'Open the screen' }).getAttribute('href');
    const wall = await (await profile(browser, stack.url, { viewport: { width: 1280, height: 720 } })).newPage();
    await wall.goto(new URL(address!, stack.url).pathname);
    await wall.getByText('Angio 2').first().waitFor();
    expect(await accessibilityFaults(wall)).toEqual([]);
    const { code, roomId } = (await (await wall.request.get(`/api${new URL(address!, stack.url).pathname}`)).json()) as { code: string; roomId: string };
    const papadaki = await personAt(browser, stack.url, PAPADAKI, PHONE);
    await papadaki.goto(`/suite/check-in?room=${roomId}`);
    await papadaki.getByLabel('Code').fill(code === '000000' ? '111111' : '000000');
    await papadaki.getByRole('button', { name: 'Send' }).click();
    await papadaki.getByText('This code is not valid.').waitFor();
    await papadaki.getByLabel('Code').fill(code);
    await papadaki.getByRole('button', { name: 'Send' }).click();
    await papadaki.getByText(/You left at/).waitFor();
    await Promise.all([wall, papadaki].map((page) => page.context().close()));
  }, 120_000);

  it('a signed week gives the hands-on minutes to the ledger, and the trainee opens them down to the day', async () => {
    await supervisor.keyboard.press('Escape');
    await supervisor.getByLabel('Week', { exact: true }).selectOption({ label: 'Week of Mon 1 Feb 2027' });
    const card = supervisor.getByRole('article', { name: 'Pablo Navarro' });
    await card.getByRole('button', { name: /Sign the week/ }).click();
    await card.getByText(/^signed by Andrea Colombo/).waitFor();
    const navarro = await personAt(browser, stack.url, 'pablo.navarro@example.org');
    await until(async () => {
      const { entries } = await ask<CreditAccount>(navarro, `/api/editions/${editionId}/credits/me`);
      return entries.filter(({ kind }) => kind === 'hands-on').reduce((sum, { minutes }) => sum + minutes, 0) === 2520;
    }, 'the week is not in the ledger');
    await navarro.goto('/credits');
    await navarro.getByText('7 of 7', { exact: false }).first().waitFor();
    expect(await accessibilityFaults(navarro)).toEqual([]);
    await navarro.context().close();
  }, 120_000);

  it('a trainee writes two procedures without a line, reloads, and the server has exactly two; a note that names a patient is not kept', async () => {
    const elena = await personAt(browser, stack.url, DEMO.trainee, PHONE);
    const onServer = async () => (await ask<LogbookPage>(elena, `/api/editions/${editionId}/logbook/me?limit=200`)).items.length;
    await elena.goto('/logbook');
    await elena.getByRole('heading', { level: 1, name: 'Logbook' }).waitFor();
    await elena.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await until(() => elena.evaluate(() => navigator.serviceWorker.controller !== null), 'the service worker does not take the page');
    // What opens the logbook is kept some seconds after the page has come.
    await elena.waitForTimeout(5_000);
    const before = await onServer();

    await elena.context().setOffline(true);
    await elena.reload();
    await elena.getByRole('heading', { level: 1, name: 'Logbook' }).waitFor();
    await write(elena, 'Nephrostomy', 'Sig. Rossi, nato il 12/03/1956');
    await elena.getByText('Take out what is marked', { exact: false }).first().waitFor();
    expect(await accessibilityFaults(elena)).toEqual([]);
    await elena.getByLabel('Note').fill('6 Fr catheter, second puncture under ultrasound.');
    await elena.getByRole('button', { name: 'Save entry' }).click();
    await elena.getByText('1 entry is on this device only').waitFor();
    await write(elena, 'Uterine artery embolisation', null);
    await elena.getByText('2 entries are on this device only').waitFor();
    await elena.reload();
    await elena.getByText('2 entries are on this device only').waitFor();

    // The first answer is lost on its way: the entry is sent again, under the same id.
    let lost = 0;
    await elena.route('**/logbook/entries/*', async (route) => {
      if (route.request().method() !== 'PUT' || lost++ > 0) return route.continue();
      await route.fetch();
      await route.abort();
    });
    await elena.context().setOffline(false);
    await until(async () => (await elena.getByText(/on this device only$/).count()) === 0, 'the entries are not sent', 90_000);
    expect(await onServer()).toBe(before + 2);
    expect(lost).toBeGreaterThan(0);
    await elena.context().close();
  }, 240_000);

  it('the supervisor assesses and signs, and the director sees what is lacking', async () => {
    await supervisor.goto('/logbook/sign');
    const entry = supervisor.getByRole('listitem').filter({ hasText: 'Uterine artery embolisation' }).filter({ has: supervisor.getByRole('button', { name: /^Assess and sign/ }) }).last();
    await entry.getByRole('button', { name: /^Assess and sign/ }).click();
    const dialog = supervisor.getByRole('dialog');
    await dialog.getByRole('radio', { name: /To act while I stand by/ }).check();
    expect(await accessibilityFaults(supervisor)).toEqual([]);
    await dialog.getByRole('button', { name: 'Sign with this assessment' }).click();
    await supervisor.getByText('1 entry signed.').waitFor();
    const director = await personAt(browser, stack.url, DEMO.director);
    await director.goto('/logbook/exposure');
    await director.getByRole('heading', { name: 'What is lacking' }).waitFor();
    await director.getByRole('row').filter({ hasText: 'Marchetti, Elena' }).first().waitFor();
    await director.context().close();
  }, 120_000);
});

/** Fills a new entry and presses save. */
async function write(page: Page, procedure: string, note: string | null): Promise<void> {
  await page.getByRole('link', { name: 'New entry' }).click();
  await page.getByRole('heading', { level: 1, name: 'New entry' }).waitFor();
  await page.getByRole('combobox', { name: 'Procedure' }).fill(procedure);
  await page.getByRole('option', { name: procedure }).first().click();
  await page.getByRole('radio', { name: /Performed/ }).check();
  if (note) await page.getByLabel('Note').fill(note);
  await page.getByRole('button', { name: 'Save entry' }).click();
}
