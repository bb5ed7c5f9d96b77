import type { Browser, Page } from 'playwright-core';
import { join } from 'node:path';
import { launchBrowser, profile } from '../../browser';
import { report } from '../measure';
import { connected, type Databases } from './database';
import { ROOT, startApi } from './programs';
import { insertEdition, insertLiveLecture, insertSession } from './rows';

/**
 * All script that reaches a fresh browser, as compressed as it travels, for the first page that somebody opens: the
 * sign-in page, or a trainee's own first page when signed in. The larger of the two, in thousands of bytes.
 */
export async function firstLoad(databases: Databases): Promise<void> {
  const databaseUrl = await databases.fresh();
  const cookie = await connected(databaseUrl, async (db) => {
    const edition = await insertEdition(db, 1);
    await insertLiveLecture(db, edition);
    return insertSession(db, edition.personIds[0]!);
  });
  const api = await startApi(databaseUrl, { WEB_DIR: join(ROOT, 'apps/web/dist') });
  try {
    const browser = await launchBrowser();
    try {
      const signIn = await scriptBytes(browser, api.url, null, (page) => page.getByRole('button', { name: 'Sign in' }).waitFor());
      const today = await scriptBytes(browser, api.url, cookie, (page) => page.getByRole('navigation').first().waitFor());
      report({ name: 'first-load-kb', ours: Math.max(signIn, today) / 1_000, unit: 'kB', runs: 1, aim: '<= 200', signIn: Math.round(signIn / 1_000), today: Math.round(today / 1_000) });
    } finally {
      await browser.close();
    }
  } finally {
    await api.stop();
  }
}

/** Opens the first page in a profile of its own, until it is there and quiet. Returns the bytes of all its scripts. */
async function scriptBytes(browser: Browser, url: string, cookie: string | null, shown: (page: Page) => Promise<void>): Promise<number> {
  const context = await profile(browser, url);
  const [name, value] = cookie?.split('=') ?? [];
  if (name && value) await context.addCookies([{ name, value, url }]);
  const page = await context.newPage();
  await page.goto('/');
  await shown(page);
  await page.waitForLoadState('networkidle');
  const bytes = await page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).filter((entry) => new URL(entry.name).pathname.endsWith('.js')).reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  );
  await context.close();
  return bytes;
}
