import type { CohortProgress, LogbookPage, Plan, RecordingPage } from '@seldinger/contract';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { accessibilityFaults, launchBrowser, profile } from './browser';
import { ask, DEMO, editionOf, personAt } from './people';
import { startStack, until, type Stack } from './stack';

type Role = 'nobody' | 'trainee' | 'trainer' | 'supervisor' | 'staff' | 'director' | 'administrator';

/** Each page is opened in both; between them every language, scheme and width is seen. */
const WAYS = {
  'English, light, at a desk': { language: 'en', options: { colorScheme: 'light', reducedMotion: 'reduce' } },
  'Italian, dark, on a phone': { language: 'it', options: { colorScheme: 'dark', reducedMotion: 'reduce', viewport: { width: 320, height: 700 } } },
} as const satisfies Record<string, { language: string; options: BrowserContextOptions }>;
const NARROW = { width: 320, height: 700 };
const NO_TOKEN = 'no-such-link-no-such-link-no-such-link-0000';

/** What is wider than the page, by its element; empty when nothing is. */
function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > clientWidth + 1);
    return [`${scrollWidth} px wide`, ...wide.slice(0, 3).map((element) => `${element.tagName.toLowerCase()}.${element.className}: ${element.textContent?.slice(0, 40) ?? ''}`)];
  });
}

/** Waits for the heading and for everything that is still loading. */
async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await until(async () => (await page.getByText(/^(Loading|Caricamento)$/).count()) === 0, `${page.url()} goes on loading`);
}

describe('every page of every role', () => {
  let stack: Stack;
  let browser: Browser;
  const signedIn = new Map<Role, Awaited<ReturnType<BrowserContext['storageState']>>>();
  let addresses: Record<Role, string[]>;

  beforeAll(async () => {
    stack = await startStack();
    browser = await launchBrowser();
    const pages = new Map<Role, Page>();
    for (const role of ['trainee', 'trainer', 'supervisor', 'staff', 'director', 'administrator'] as const) {
      const page = await personAt(browser, stack.url, DEMO[role]);
      pages.set(role, page);
      signedIn.set(role, await page.context().storageState());
    }
    addresses = await addressesFor(pages.get('director')!, pages.get('administrator')!, pages.get('trainee')!);
    for (const page of pages.values()) await page.context().close();
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  }, 60_000);

  /** Every address of the client, by who may open it. */
  async function addressesFor(director: Page, administrator: Page, ofTrainee: Page): Promise<Record<Role, string[]>> {
    const editionId = await editionOf(director);
    const { lectures, modules } = await ask<Plan>(director, `/api/editions/${editionId}/plan`);
    const [live, planned, ended, verified] = (['live', 'planned', 'ended', 'verified'] as const).map((state) => lectures.find((lecture) => lecture.state === state)!.id);
    const trainee = (await ask<CohortProgress>(director, `/api/editions/${editionId}/credits`)).items[0]!.personId;
    // Asked for so that the outbox holds something to look at.
    await administrator.request.post('/api/password-resets', { data: { email: DEMO.trainee } });
    const { items: mails } = await ask<{ items: { id: string }[] }>(administrator, '/api/mails');
    const { items: recordings } = await ask<RecordingPage>(director, `/api/editions/${editionId}/recordings`);
    const { items: entries } = await ask<LogbookPage>(ofTrainee, `/api/editions/${editionId}/logbook/me`);
    const recordingPages = ['/recordings', `/recordings/${recordings[0]!.id}`];
    const lecturePages = ['/lectures', `/lectures/${live}`, `/lectures/${planned}`, `/lectures/${verified}`];
    return {
      nobody: [`/suite/screens/${NO_TOKEN}`, '/sign-in', '/forgot-password', `/link/${NO_TOKEN}`, `/l/${NO_TOKEN}`, '/no-such-page'],
      trainee: ['/', ...lecturePages, `/lectures/${live}/classroom`, `/lectures/${planned}/classroom`, `/lectures/${verified}/classroom`, `/lectures/${verified}/attendance/me`, ...recordingPages, '/hands-on', '/suite/check-in', '/logbook', '/logbook/new', `/logbook/entries/${entries[0]!.id}`, '/logbook/progress', '/credits', '/account', '/lectures/00000000-0000-4000-8000-000000000000'],
      trainer: ['/', '/lectures', `/lectures/${live}`, `/lectures/${live}/classroom`, '/recordings', '/account'],
      supervisor: ['/', '/lectures', '/hands-on', '/suite', '/logbook/sign', '/logbook/exposure', '/account'],
      staff: ['/', `/lectures/${planned}`, ...recordingPages, '/hands-on', `/logbook/${trainee}`, '/people', '/credits', `/credits/${trainee}`],
      director: [
        '/',
        ...lecturePages,
        `/lectures/${live}/attendance`,
        `/lectures/${ended}/attendance`,
        `/lectures/${verified}/attendance`,
        `/lectures/${ended}/attendance/${trainee}`,
        ...recordingPages,
        '/hands-on',
        '/hands-on/setup',
        '/hands-on/requests',
        '/suite',
        '/logbook/sign',
        '/logbook/exposure',
        `/logbook/${trainee}`,
        '/credits',
        `/credits/${trainee}`,
        '/people',
        '/plan',
        '/plan/lectures/new',
        `/plan/lectures/${planned}`,
        `/plan/lectures/${verified}`,
        '/plan/modules/new',
        `/plan/modules/${modules[0]!.id}`,
        '/plan/edition',
        '/editions/new',
      ],
      administrator: ['/', '/outbox', ...mails.slice(0, 1).map(({ id }) => `/outbox/${id}`), '/status', '/account'],
    };
  }

  /** Looks at one page after another as this role, in one way. @returns what is wrong, as lines */
  async function look(role: Role, way: keyof typeof WAYS): Promise<string[]> {
    const { language, options } = WAYS[way];
    const context = await profile(browser, stack.url, { ...options, storageState: signedIn.get(role) });
    await context.addInitScript((chosen) => localStorage.setItem('seldinger.language', chosen), language);
    const page = await context.newPage();
    const faults: string[] = [];
    let address = '';
    const note = (what: string) => faults.push(`${role}, ${way}, ${address}: ${what}`);
    page.on('pageerror', (error) => note(`throws ${error.message}`));
    // The browser itself reports every refusal that is asked for here; what the page says on the console is ours.
    page.on('console', (message) => message.type() === 'error' && !message.text().startsWith('Failed to load resource') && note(`console: ${message.text()}`));
    for (address of addresses[role]) {
      await page.goto(address);
      await settled(page);
      if (new URL(page.url()).pathname !== address) note(`leads to ${page.url()}`);
      (await accessibilityFaults(page)).forEach(note);
      if ((await page.evaluate(() => document.documentElement.lang)) !== language) note('the language is not said');
      await page.setViewportSize(NARROW);
      for (const wide of await overflow(page)) note(`overflows ${wide}`);
      await page.setViewportSize('viewport' in options ? options.viewport : { width: 1360, height: 820 });
    }
    await context.close();
    return faults;
  }

  it.each(['nobody', 'trainee', 'trainer', 'supervisor', 'staff', 'director', 'administrator'] as const)(
    '%s: axe finds nothing, nothing overflows at 320 px, no error is thrown or logged',
    async (role) => {
      const found = await Promise.all((Object.keys(WAYS) as (keyof typeof WAYS)[]).map((way) => look(role, way)));
      expect(found.flat()).toEqual([]);
    },
    120_000,
  );
});
