import { AxeBuilder } from '@axe-core/playwright';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';

/** A Chromium on the PATH (Debian's), else the one that Playwright installed. */
function chromiumOnPath(): string | undefined {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        continue;
      }
    }
  }
  return undefined;
}

/** The title of the page that a trainer shares: browsers in tests pick it by themselves. */
export const SHARED_TITLE = 'Angiogram to share';

const PATIENCE_MS = 60_000;

/** Real Chromium with a fake camera and microphone; sharing takes the tab with the agreed title. */
export function launchBrowser(more: string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumOnPath(),
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-fake-device-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
      `--auto-select-tab-capture-source-by-title=${SHARED_TITLE}`,
      ...more,
    ],
  });
}

/** A person's own browser profile, with camera and microphone allowed, and with patience for a machine that has other work. */
export async function profile(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: url, locale: 'en-GB', timezoneId: 'Europe/Rome', permissions: ['camera', 'microphone'], viewport: { width: 1360, height: 820 }, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}

/** What axe finds wrong on the page, as lines of words; empty when nothing is. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // Only what is wrong is reported back, and by the page itself: three times as fast as axe's way through a page of its own.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  return violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`));
}
