import { cleanupOutdatedCaches, getCacheKeyForURL, matchPrecache, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute, Route } from 'workbox-routing';
import { answers, forget } from './answers';
import { isKept, type TakeOver } from './kept';

/** Of the build: every file that a page may need without a line. */
declare const BUILT_FILES: { url: string; revision: string | null }[];

/** What of a worker's own world is used here; the page's world has other types for the same names. */
interface Worker {
  clients: { claim(): Promise<void>; matchAll(of: { type: 'window'; includeUncontrolled: boolean }): Promise<unknown[]> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'activate' | 'message', listener: (event: Event & { data: unknown; waitUntil(done: Promise<unknown>): void }) => void): void;
}
declare const self: Worker;

const PATIENCE_MS = 5_000;
const SHELL = '/index.html';

/** The newest release where there is a line; without one the whole of the release that was kept. */
async function openPage({ request }: { request: Request }): Promise<Response> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
  const response = await fetch(request, { signal: stop.signal }).catch(() => Response.error());
  clearTimeout(timer);
  const answered = response.type !== 'error' && response.status < 500;
  return answered ? response : ((await matchPrecache(SHELL)) ?? response);
}

/** Whoever leaves takes everything along, whether the server has heard of it or not. */
async function signOut({ request }: { request: Request }): Promise<Response> {
  try {
    return await fetch(request);
  } finally {
    await forget();
  }
}

/** A page of this release may have this worker at once, if no page of another release is open beside it. */
async function takeOver({ script }: TakeOver): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (pages.length === 1 && getCacheKeyForURL(script)) await self.skipWaiting();
}

registerRoute(new NavigationRoute(openPage, { denylist: [/^\/(api|socket\.io)(\/|$)/] }));
precacheAndRoute(BUILT_FILES, { directoryIndex: '', cleanURLs: false });
cleanupOutdatedCaches();
registerRoute(new Route(({ url, sameOrigin }) => sameOrigin && isKept(url.pathname), answers));
registerRoute(new Route(({ url, sameOrigin }) => sameOrigin && url.pathname === '/api/session', { handle: signOut }, 'DELETE'));

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('message', (event) => {
  const message = event.data as TakeOver;
  if (message.type === 'take-over') event.waitUntil(takeOver(message));
});
