import type { Plan } from '@seldinger/contract';
import type { Browser, Page } from 'playwright-core';
import { accessibilityFaults, launchBrowser } from './browser';
import { ask, DEMO, editionOf, personAt, send } from './people';
import { startStack, until, type Stack } from './stack';

type Lecture = Plan['lectures'][number];

/** Free in the demo's plan, and after the clocks of Rome went forward on 28 March. */
const AFTER_THE_CHANGE = '2027-03-31';
const CLOCKS_GO_FORWARD = '2027-03-28';

const wallClock = (instant: string, timeZone: string): [string, string] => {
  const [date, time] = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(Date.parse(instant)).split(' ');
  return [date!, time!];
};

describe('the plan is changed while others look at it', () => {
  let stack: Stack;
  let browser: Browser;
  let director: Page;
  let editionId: string;
  let moved: Lecture;
  let next: Lecture;

  const lectures = async () => (await ask<Plan>(director, `/api/editions/${editionId}/plan`)).lectures;
  const read = async (id: string) => (await lectures()).find((lecture) => lecture.id === id)!;
  const check = (page: Page) => page.getByRole('complementary', { name: 'What this would do' });
  const edit = async (page: Page, lecture: Lecture) => {
    await page.goto(`/plan/lectures/${lecture.id}`);
    await check(page).getByText('No conflict').waitFor();
  };
  const save = (page: Page) => page.getByRole('button', { name: 'Save' }).click();

  beforeAll(async () => {
    stack = await startStack({ now: '2027-02-10T15:00' });
    browser = await launchBrowser();
    director = await personAt(browser, stack.url, DEMO.director);
    editionId = await editionOf(director);
    const planned = (await lectures()).filter(({ state, startsAt }) => state === 'planned' && startsAt > '2027-02-20' && startsAt < '2027-03-20');
    [moved, next] = [planned[0]!, planned[2]!];
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  }, 120_000);

  it('a conflict shows while typing, is refused on save, and changes nothing', async () => {
    await edit(director, moved);
    const [date, time] = wallClock(next.startsAt, 'Europe/Rome');
    await director.getByLabel('Date').fill(date);
    await director.getByLabel('Starts at').fill(time);
    await check(director).getByText('This cannot be saved').waitFor();
    await check(director).getByText(`“${next.title.en}”`, { exact: false }).first().waitFor();
    expect(await accessibilityFaults(director)).toEqual([]);
    await save(director);
    await director.getByText('The plan has a conflict.').waitFor();
    expect(await read(moved.id)).toEqual(moved);

    // Outside the edition's year: the same, in its own words.
    await director.getByLabel('Date').fill('2027-11-10');
    await check(director).getByText('Outside the edition, which goes from', { exact: false }).waitFor();
    await save(director);
    await until(async () => (await director.getByText('The plan has a conflict.').count()) + (await director.locator('[aria-invalid="true"]').count()) > 0, 'nothing is said on save');
    expect(await read(moved.id)).toEqual(moved);
  }, 120_000);

  it('a time that the clocks skip is said, before it is saved', async () => {
    await director.getByLabel('Date').fill(CLOCKS_GO_FORWARD);
    await director.getByLabel('Starts at').fill('02:30');
    await check(director).getByText('The clocks of Europe/Rome skip 02:30 on this day. The lecture would begin at 03:30.').waitFor();
  }, 120_000);

  it('moved across the change to summer time, the reader in São Paulo sees the right hour at once', async () => {
    const joana = await personAt(browser, stack.url, DEMO.brazilianTrainee, { timezoneId: 'America/Sao_Paulo' });
    await joana.goto(`/lectures/${moved.id}`);
    const [, winter] = wallClock(moved.startsAt, 'America/Sao_Paulo');
    const when = joana.getByRole('definition').first();
    await when.getByText(`your time ${winter}`, { exact: false }).waitFor();

    await edit(director, moved);
    await director.getByLabel('Date').fill(AFTER_THE_CHANGE);
    await director.getByLabel('Starts at').fill('15:00');
    await check(director).getByText('Wed 31 Mar 2027, 15:00 to 18:00').waitFor();
    await check(director).getByText('No conflict').waitFor();
    await save(director);
    await director.getByText(`“${moved.title.en}” is saved`).waitFor();
    // 15:00 in Rome is 13:00 UTC now, and 10:00 in São Paulo; in winter it was 11:00 there.
    expect((await read(moved.id)).startsAt).toBe('2027-03-31T13:00:00.000Z');
    await when.getByText('Wed 31 Mar 2027, 15:00–18:00 (your time 10:00)').waitFor();
    await joana.context().close();
  }, 120_000);

  it('two directors edit one lecture: the second is shown what changed, and keeps what was typed', async () => {
    const { items } = await ask<{ items: { id: string; email: string }[] }>(director, `/api/editions/${editionId}/people?role=supervisor`);
    const colleague = items.find(({ email }) => email === 'andrea.colombo@example.org')!;
    expect((await send(director, 'PUT', `/api/editions/${editionId}/people/${colleague.id}/roles`, { roles: ['supervisor', 'director'] })).status).toBe(200);
    const second = await personAt(browser, stack.url, colleague.email);
    const before = await read(next.id);
    await edit(director, before);
    await edit(second, before);

    await director.getByLabel('Title in English').fill('What the first director wrote');
    const trainers = director.getByLabel('Trainer');
    const other = (await trainers.getByRole('option').allInnerTexts()).find((name) => name.includes(',') && !name.startsWith(before.trainer!.familyName))!;
    await trainers.selectOption({ label: other });
    await save(director);
    await director.getByText('“What the first director wrote” is saved').waitFor();

    await second.getByLabel('Title in English').fill('What the second director typed');
    await save(second);
    const told = second.getByRole('alert').filter({ hasText: 'Somebody changed this lecture while you had it open' });
    await told.waitFor();
    expect((await told.innerText()).replace(/\s+/g, ' ')).toContain(`${before.title.en} → What the first director wrote (yours: What the second director typed)`);
    expect((await told.innerText()).replace(/\s+/g, ' ')).toContain(`${before.trainer!.givenName} ${before.trainer!.familyName} → ${other.split(', ').reverse().join(' ')}`);
    expect(await accessibilityFaults(second)).toEqual([]);
    expect(await second.getByLabel('Title in English').inputValue()).toBe('What the second director typed');
    expect((await read(next.id)).title.en).toBe('What the first director wrote');

    await save(second);
    await second.getByText('“What the second director typed” is saved').waitFor();
    const after = await read(next.id);
    expect([after.title.en, `${after.trainer!.familyName}, ${after.trainer!.givenName}`, after.startsAt]).toEqual(['What the second director typed', other, before.startsAt]);
  }, 120_000);
});
