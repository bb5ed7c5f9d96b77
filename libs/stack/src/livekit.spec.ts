import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HOW_TO_ADD, startMedia, type MediaServer, type MediaState } from './livekit';
import { buildLivekit, cachedLivekit, livekitVersion } from './livekit-build';
import { isRunning, readPidFile } from './processes';
import { freePort, startLivekit } from './testing';

const apiUrl = 'http://127.0.0.1:9';
const BUILD_PATIENCE_MS = 900_000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seldinger-media-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function reached(server: MediaServer, wanted: MediaState['state']): Promise<MediaState> {
  return new Promise((resolve) => server.subscribe((state) => state.state === wanted && resolve(state)));
}

/** A stand-in for the go command that says what Go says and writes the "server" after a while. */
function fakeGo(script: string): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'go'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, 'go'), 0o755);
  return join(bin, 'go');
}

describe('the media server', () => {
  it(
    'answers OK, refuses strangers, and leaves nothing when stopped',
    async () => {
      const server = await startLivekit({ apiUrl });
      const { LIVEKIT_URL } = server.settings;
      const http = LIVEKIT_URL.replace('ws', 'http');
      expect(await (await fetch(http)).text()).toBe('OK');
      expect((await fetch(`${http}/twirp/livekit.RoomService/ListRooms`, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })).status).toBe(401);
      await server.stop();
      await expect(fetch(http)).rejects.toThrow();
      expect(server.state()).toEqual({ state: 'off' });
    },
    BUILD_PATIENCE_MS,
  );

  it('comes back by itself after a crash, on the same address', async () => {
    const server = await startMedia({ folder, apiUrl });
    const { url } = await reached(server, 'up');
    const pidFile = join(folder, 'run', 'livekit.pid');
    const before = readPidFile(pidFile);
    process.kill(before?.pid ?? 0, 'SIGKILL');
    expect((await reached(server, 'down')).detail).toContain('SIGKILL');
    expect((await reached(server, 'up')).url).toBe(url);
    expect(readPidFile(pidFile)?.pid).not.toBe(before?.pid);
    await server.stop();
  });

  it('ends the one that a killed start left behind', async () => {
    const first = await startMedia({ folder, apiUrl });
    await reached(first, 'up');
    const leftover = readPidFile(join(folder, 'run', 'livekit.pid'));
    const second = await startMedia({ folder, apiUrl });
    await reached(second, 'up');
    expect(isRunning(leftover)).toBe(false);
    await first.stop();
    await second.stop();
  });

  it('keeps its keys secret and the same at the next start', async () => {
    const environment = { PATH: '', XDG_CACHE_HOME: folder };
    const first = await startMedia({ folder, apiUrl, environment: { ...environment, LIVEKIT_URL: '' } });
    const second = await startMedia({ folder, apiUrl, environment });
    expect(second.settings.LIVEKIT_API_SECRET).toBe(first.settings.LIVEKIT_API_SECRET);
    expect(first.settings.LIVEKIT_API_SECRET).toHaveLength(64);
    expect(statSync(join(folder, 'livekit-keys.json')).mode & 0o777).toBe(0o600);
    await Promise.all([first.stop(), second.stop()]);
  });

  it('is used, not started, when LIVEKIT_URL is given, and seen as down when it does not answer', async () => {
    const given = { LIVEKIT_URL: `ws://127.0.0.1:${await freePort()}`, LIVEKIT_API_KEY: 'key', LIVEKIT_API_SECRET: 'secret' };
    const server = await startMedia({ folder, apiUrl, environment: given });
    expect(server.settings).toEqual(given);
    expect((await reached(server, 'down')).detail).toBe(`${given.LIVEKIT_URL} does not answer`);
    expect(readdirSync(folder)).toEqual([]);
    await server.stop();
    await expect(startMedia({ folder, apiUrl, environment: { LIVEKIT_URL: 'ws://x' } })).rejects.toThrow('LIVEKIT_API_KEY');
  });
});

describe('building the media server', () => {
  it('needs Go: without it the state is missing and says how to add it, and nothing else fails', async () => {
    const server = await startMedia({ folder, apiUrl, environment: { PATH: '', XDG_CACHE_HOME: folder } });
    expect(await reached(server, 'missing')).toEqual({ state: 'missing', detail: HOW_TO_ADD });
    await server.stop();
  });

  it('says what is missing and how to add it when Go cannot build it', async () => {
    const go = fakeGo('echo "go: module lookup disabled" >&2; exit 1');
    const server = await startMedia({ folder, apiUrl, environment: { PATH: join(go, '..'), XDG_CACHE_HOME: folder } });
    const { detail } = await reached(server, 'missing');
    expect(detail).toContain('go: module lookup disabled');
    expect(detail).toContain(HOW_TO_ADD);
    await server.stop();
  });

  it('happens once when two ask for it, with growing progress and no partial file left', async () => {
    const environment = { PATH: '/usr/bin:/bin', XDG_CACHE_HOME: folder };
    const go = fakeGo(`
if [ "$1" = list ]; then printf 'a\\nb\\nc\\nd\\n'; exit; fi
echo built >> ${folder}/builds
echo "go: downloading github.com/livekit/protocol v1" >&2
for name in a b c d; do echo $name >&2; sleep 0.05; done
while [ "$1" != -o ]; do shift; done
printf '#!/bin/sh\\n' > "$2"; chmod 755 "$2"`);
    const seen: number[] = [];
    const built = await Promise.all([1, 2].map(() => buildLivekit({ go, environment, onProgress: (percent) => seen.push(percent) })));
    expect(built).toEqual([cachedLivekit(environment), cachedLivekit(environment)]);
    expect(readFileSync(join(folder, 'builds'), 'utf8')).toBe('built\n');
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(readdirSync(join(cachedLivekit(environment), '..'))).toEqual(['livekit-server']);
  });

  it('ends with Go when it is given up', async () => {
    const go = fakeGo(`echo $$ > ${folder}/go.pid; for n in 1 2 3 4 5 6 7 8 9 10; do echo "go: downloading x v$n" >&2; done; exec sleep 60`);
    const server = await startMedia({ folder, apiUrl, environment: { PATH: join(go, '..') + ':/usr/bin:/bin', XDG_CACHE_HOME: folder } });
    await new Promise<void>((resolve) => server.subscribe(({ progress = 0 }) => progress > 0 && resolve()));
    const pid = Number(readFileSync(join(folder, 'go.pid'), 'utf8'));
    await server.stop();
    expect(() => process.kill(pid, 0)).toThrow();
    expect(existsSync(cachedLivekit({ XDG_CACHE_HOME: folder }))).toBe(false);
  });

  it('is pinned to one version', () => {
    expect(livekitVersion()).toBe('1.13.5');
  });
});
