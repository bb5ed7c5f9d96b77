import type { Me } from '@seldinger/contract';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { profile } from './browser';

/** The demo edition's own sign-ins, as `npm start` prints them. */
export const DEMO = {
  password: 'embolisation',
  director: 'laura.ferri@example.org',
  trainer: 'paolo.rinaldi@example.org',
  staff: 'silvia.moretti@example.org',
  supervisor: 'andrea.colombo@example.org',
  administrator: 'davide.neri@example.org',
  trainee: 'elena.marchetti@example.org',
  italianTrainee: 'giulia.conti@example.org',
  brazilianTrainee: 'joana.silva@example.org',
} as const;

/** Signs in through the page, as a person does. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto('/');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(DEMO.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation').first().waitFor();
}

/** A person at an own browser profile, signed in. */
export async function personAt(browser: Browser, url: string, email: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await profile(browser, url, options)).newPage();
  await signIn(page, email);
  return page;
}

/** Asks the API with the page's own session. @throws Error with the refusal */
export async function ask<Answer>(page: Page, path: string): Promise<Answer> {
  const answer = await page.request.get(path);
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

/** The edition that this person belongs to. */
export async function editionOf(page: Page): Promise<string> {
  const { memberships } = await ask<Me>(page, '/api/session');
  const [first] = memberships;
  if (!first) throw new Error('this person belongs to no edition');
  return first.editionId;
}

/** Sends a change with the page's own session, as a program that goes past the pages would. */
export async function send(page: Page, method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, data?: object): Promise<{ status: number; code: string | undefined }> {
  const { csrfToken } = await ask<Me>(page, '/api/session');
  const answer = await page.request.fetch(path, { method, headers: { 'x-csrf-token': csrfToken }, data });
  const body = (await answer.json().catch(() => ({}))) as { code?: string };
  return { status: answer.status(), code: body.code };
}
