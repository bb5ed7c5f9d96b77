import { NetworkFirst } from 'workbox-strategies';
import { ANSWERS_CACHE, KEPT_AT, OWNER, ownerOf, wound } from './kept';

/** A line that is there but gives nothing is none. */
const PATIENCE_SECONDS = 5;

const ofSession = (request: Request) => new URL(request.url).pathname === '/api/session';

async function owner(): Promise<string | null> {
  const entry = await (await caches.open(ANSWERS_CACHE)).match(OWNER);
  return entry ? entry.text() : null;
}

/** Forgets everything of the person; at the end of the session, and before anything of another person is kept. */
export async function forget(): Promise<void> {
  await caches.delete(ANSWERS_CACHE);
}

/** Takes note of who is signed in by an answer that names them. */
async function takeOwner(response: Response): Promise<string | null> {
  const next = ownerOf(await response.json());
  if (next === (await owner())) return next;
  await forget();
  if (next) await (await caches.open(ANSWERS_CACHE)).put(OWNER, new Response(next));
  return next;
}

function dated(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set(KEPT_AT, String(Date.now()));
  return new Response(response.body, { status: response.status, headers });
}

async function brought(response: Response): Promise<Response> {
  const elapsed = Date.now() - Number(response.headers.get(KEPT_AT));
  return Response.json(wound(await response.json(), elapsed));
}

/** The server's answer where there is one, else the last that it gave to the same person. */
export const answers = new NetworkFirst({
  cacheName: ANSWERS_CACHE,
  networkTimeoutSeconds: PATIENCE_SECONDS,
  matchOptions: { ignoreVary: true },
  plugins: [
    {
      handlerWillStart: async ({ state }) => {
        if (state) state.owner = await owner();
      },
      fetchDidSucceed: async ({ request, response, state }) => {
        // The proxy speaks while the server is away: as good as no line.
        if (response.status >= 502 && response.status <= 504) throw new Error(`no answer: ${response.status}`);
        if (response.status === 401) await forget();
        // Before the page hears of it, so that what it asks next is kept for the right person.
        if (state && response.ok && ofSession(request)) state.owner = await takeOwner(response.clone());
        return response;
      },
      cacheWillUpdate: async ({ response, state }) => {
        // Whoever asked may have signed out meanwhile.
        const now = await owner();
        return response.ok && now !== null && now === state?.owner ? dated(response) : null;
      },
      cachedResponseWillBeUsed: async ({ request, cachedResponse }) => (cachedResponse && ofSession(request) ? brought(cachedResponse) : cachedResponse),
    },
  ],
});
