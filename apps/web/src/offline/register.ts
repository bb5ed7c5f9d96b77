import type { TakeOver } from './kept';

/** The page's own script: its name tells the release. */
const ownScript = () => document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.src;

/** A worker that was fetched waits until no page of the release before is open; the page that fetched it is of the same release and says so. */
function takeOver(worker: ServiceWorker | null): void {
  const script = ownScript();
  if (worker && script) worker.postMessage({ type: 'take-over', script } satisfies TakeOver);
}

/**
 * Registers the service worker, which only a built client has.
 * @returns whether it answers for this page now
 */
export async function registerWorker(): Promise<boolean> {
  // Without https there is none, and the logbook still keeps what could not be sent while the page is open.
  if (import.meta.env.DEV || !('serviceWorker' in navigator)) return false;
  const registration = await navigator.serviceWorker.register('/service-worker.js', { updateViaCache: 'none' }).catch(() => null);
  if (!registration) return false;
  takeOver(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => worker.state === 'installed' && registration.active && takeOver(worker));
  });
  if (navigator.serviceWorker.controller) return true;
  return new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', () => done(true), { once: true }));
}
