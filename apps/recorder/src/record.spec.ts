import type { MediaServer } from '@seldinger/stack';
import { startLivekit } from '@seldinger/stack/testing';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beeps, complaints, flashes, loudness, median, offsets, pictures, probe, sound, tone, type Shown } from '../testing/measure';
import { everybodyOut, joinAs, listenerToken, type Participant } from '../testing/participant';
import { startRecorder, type StartedRecorder } from '../testing/recorder';

jest.setTimeout(60_000);

const SYNC_MS = 80;
/** The lumas of what participants show, after the way through two encoders: see `publisher.mjs`. */
const DARK = [14, 34] as const;
const BRIGHT = 200;

let server: MediaServer;
let hooks: Server;
let folder: string;
let room: string;
const started: StartedRecorder[] = [];

beforeAll(async () => {
  // The media server tells of joins and leaves, and is the slower the longer nobody takes it in.
  hooks = createServer((_request, response) => response.end()).listen(0, '127.0.0.1');
  await once(hooks, 'listening');
  server = await startLivekit({ apiUrl: `http://127.0.0.1:${(hooks.address() as AddressInfo).port}` });
}, 600_000);
afterAll(async () => {
  await server.stop();
  hooks.close();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seldinger-recorder-'));
  room = randomUUID();
});
afterEach(async () => {
  for (const recorder of started.splice(0)) {
    recorder.child.kill('SIGKILL');
    await recorder.exited;
  }
  await everybodyOut();
  rmSync(folder, { recursive: true, force: true });
});

const playlist = () => join(folder, 'index.m3u8');
const isClosed = () => readFileSync(playlist(), 'utf8').endsWith('#EXT-X-ENDLIST\n');

async function recordRoom({ segmentMs = 1000, into = folder, token }: { segmentMs?: number; into?: string; token?: string } = {}): Promise<StartedRecorder> {
  const { LIVEKIT_URL: url } = server.settings;
  const recorder = startRecorder({ do: 'record', url, token: token ?? (await listenerToken(server.settings, room)), folder: into, leaders: ['trainer', 'director'], width: 640, height: 360, fps: 15, segmentMs });
  started.push(recorder);
  return recorder;
}

const enter = (role: string, identity?: string): Promise<Participant> => joinAs(server.settings, room, { role, identity });
const named = () => (readFileSync(playlist(), 'utf8').match(/segment-\d+\.m4s/g) ?? []).length;
const lumaAt = (shown: Shown[], atMs: number) => shown.filter((picture) => picture.atMs <= atMs).at(-1)!.luma;

async function played(): Promise<{ durationMs: number; shown: Shown[]; heard: Float32Array }> {
  expect(await complaints(playlist())).toBe('');
  const [{ format, streams }, shown, heard] = await Promise.all([probe(playlist()), pictures(playlist()), sound(playlist())]);
  expect(streams.map(({ codec_name }) => codec_name).sort()).toEqual(['aac', 'h264']);
  return { durationMs: Number(format.duration) * 1000, shown, heard };
}

describe('a recording', () => {
  it('holds the screen, not the camera, and every voice, in sync and as long as the clock says', async () => {
    const trainer = await enter('trainer');
    await trainer.does({ do: 'show', source: 'camera', look: 'bright' });
    await trainer.does({ do: 'show', source: 'screen', look: 'flash' });
    await trainer.does({ do: 'speak', tone: 'beep' });
    const recorder = await recordRoom({ segmentMs: 2000 });
    const { atMs: zero, rendition } = await recorder.heard('began');
    expect(rendition).toMatchObject({ width: 640, height: 360, codecs: expect.stringMatching(/^avc1\.6400[0-9a-f]{2},mp4a\.40\.2$/) });
    expect((await recorder.heard('stage')).view).toBe('screen');
    await recorder.segments(1);
    const trainee = await enter('trainee');
    await trainee.does({ do: 'show', source: 'camera', look: 'bright' });
    await trainee.does({ do: 'speak', tone: 'hum' });
    const speaksFrom = Date.now() - zero;
    await trainer.does({ do: 'mute', source: 'microphone', isMuted: true });
    const mutedFrom = Date.now() - zero;
    await recorder.segments(3);
    await trainer.does({ do: 'mute', source: 'microphone', isMuted: false });
    const mutedUntil = Date.now() - zero;
    await recorder.segments(5);
    const stopped = Date.now();
    expect(await recorder.stop()).toBe(0);
    expect(Date.now() - stopped).toBeLessThan(1500);
    expect(recorder.news.at(-1)).toEqual({ type: 'ended' });
    expect(isClosed()).toBe(true);

    const { durationMs, shown, heard } = await played();
    expect(Math.abs(durationMs - (stopped - zero))).toBeLessThan(100);
    expect(Math.abs((heard.length / 48_000) * 1000 - (stopped - zero))).toBeLessThan(100);
    const [flashed, beeped] = [flashes(shown), beeps(heard)];
    const settled = flashed.filter((at) => at > 500);
    expect(settled.length).toBeGreaterThanOrEqual(4);
    // Where the machine's clock says that it was shown; and the sound with it.
    expect(Math.abs(median(settled.map((at) => ((zero + at + 1000) % 2000) - 1000)))).toBeLessThan(SYNC_MS);
    expect(Math.abs(median(offsets(settled, beeped)))).toBeLessThan(SYNC_MS);
    // One alone may be off by what the sender, on the same busy machine, was late with it.
    for (const offset of offsets(settled, beeped)) expect(Math.abs(offset)).toBeLessThan(2 * SYNC_MS);
    expect(beeped.some((at) => at > mutedFrom + 500 && at < mutedUntil)).toBe(false);
    expect(offsets(settled.filter((at) => at < mutedFrom), beeped).length).toBeGreaterThan(0);
    expect(offsets(settled.filter((at) => at > mutedUntil + 500), beeped).length).toBeGreaterThan(0);
    expect(tone(heard, 440, 0, speaksFrom - 500)).toBeLessThan(0.01);
    expect(tone(heard, 440, speaksFrom + 1000, durationMs - 200)).toBeGreaterThan(0.1);
    // Between the flashes the screen is grey, the cameras never are.
    const between = shown.filter(({ atMs }) => atMs > 500 && flashed.every((flash) => atMs < flash - 100 || atMs > flash + 400));
    expect(Math.max(...between.map(({ luma }) => luma))).toBeLessThan(70);
  });

  it('goes on in time while those who show change, and never shows a trainee', async () => {
    const trainee = await enter('trainee');
    await trainee.does({ do: 'show', source: 'camera', look: 'bright' });
    await trainee.does({ do: 'speak', tone: 'hum' });
    const recorder = await recordRoom();
    const { atMs: zero } = await recorder.heard('began');
    await recorder.segments(2);
    const first = await enter('trainer', 'trainer-1');
    await first.does({ do: 'show', source: 'camera', look: 'middle' });
    const camera = await recorder.heard('stage', ({ view }) => view === 'camera');
    await recorder.segments(5);
    await first.leaves();
    const none = await recorder.heard('stage', ({ view }) => view === 'none');
    const gone = Date.now() - zero;
    await recorder.segments(Math.ceil(gone / 1000) + 4);
    const second = await enter('director');
    await second.does({ do: 'show', source: 'screen', look: 'bright', width: 683, height: 384 });
    const screen = await recorder.heard('stage', ({ view }) => view === 'screen');
    await recorder.segments(Math.ceil((screen.atMs - zero) / 1000) + 2);
    const stopped = Date.now();
    expect(await recorder.stop()).toBe(0);

    expect(recorder.news.filter(({ type }) => type === 'stage')).toEqual([camera, none, screen]);
    const { durationMs, shown, heard } = await played();
    expect(Math.abs(durationMs - (stopped - zero))).toBeLessThan(100);
    for (const { luma } of shown.filter(({ atMs }) => atMs < camera.atMs - zero - 100)) {
      expect(luma).toBeGreaterThan(DARK[0]);
      expect(luma).toBeLessThan(DARK[1]);
    }
    expect(Math.abs(lumaAt(shown, camera.atMs - zero + 700) - 128)).toBeLessThan(15);
    // What stood on the stage gives way to the dark, and is not shown on as if it were live.
    expect(lumaAt(shown, gone + 3000)).toBeLessThan(DARK[1]);
    expect(lumaAt(shown, durationMs)).toBeGreaterThan(BRIGHT);
    const holes = shown.map(({ atMs }, index) => atMs - (shown[index - 1]?.atMs ?? 0));
    expect(Math.max(...holes)).toBeLessThan(600);
    expect(tone(heard, 440, 1000, durationMs - 200)).toBeGreaterThan(0.1);
  });

  it('begins a second after it joined when nobody shows or says anything, dark and silent', async () => {
    const recorder = await recordRoom();
    await recorder.segments(2);
    expect(await recorder.stop()).toBe(0);
    const { shown, heard } = await played();
    expect(Math.max(...shown.map(({ luma }) => luma))).toBeLessThan(DARK[1]);
    expect(loudness(heard, 0, 2000)).toBeLessThan(0.001);
    expect(recorder.news.some(({ type }) => type === 'stage')).toBe(false);
  });

  it('names only whole segments of the asked length, each with a key frame first, so that one can watch behind live', async () => {
    const trainer = await enter('trainer');
    await trainer.does({ do: 'show', source: 'screen', look: 'flash' });
    const recorder = await recordRoom();
    await recorder.segments(3);
    const count = named();
    const text = readFileSync(playlist(), 'utf8');
    expect(text).toContain('#EXT-X-PLAYLIST-TYPE:EVENT');
    expect(text).toContain('#EXT-X-INDEPENDENT-SEGMENTS');
    expect(text).not.toContain('ENDLIST');
    const lengths = [...text.matchAll(/#EXTINF:([\d.]+)/g)].map(([, seconds]) => Number(seconds));
    for (const seconds of lengths) expect(Math.abs(seconds - 1)).toBeLessThan(0.15);
    await recorder.stop();
    for (let index = 1; index <= count; index += 1) {
      const one = ['init.mp4', `segment-0000${index}.m4s`].map((name) => join(folder, name));
      const flags = execFileSync('ffprobe', ['-v', 'error', '-select_streams', 'v', '-show_entries', 'packet=flags', '-of', 'csv=p=0', `concat:${one.join('|')}`], { encoding: 'utf8' });
      expect(flags.startsWith('K')).toBe(true);
    }
  });
});

describe('a recording that is cut off', () => {
  it('by kill -9 stays playable but for the segment under way', async () => {
    const trainer = await enter('trainer');
    await trainer.does({ do: 'speak', tone: 'hum' }); 
    const recorder = await recordRoom();
    await recorder.segments(3);
    recorder.child.kill('SIGKILL');
    expect(await recorder.exited).toBeNull(); 
    expect(isClosed()).toBe(false);
    // A reader of playlists would wait for more of one that is open.
    appendFileSync(playlist(), '#EXT-X-ENDLIST\n');
    const { durationMs, heard } = await played();
    expect(durationMs).toBeGreaterThan(2800);
    expect(tone(heard, 440, 1000, 2800)).toBeGreaterThan(0.1);
    const inspecting = startRecorder({ do: 'inspect', playlists: [playlist()] });
    expect((await inspecting.heard('inspected')).inspection).toMatchObject({ decodable: true, longestGapMs: 0 });
  });

  it('by the end of its parent, or by a signal, is closed properly', async () => {
    const other = mkdtempSync(join(tmpdir(), 'seldinger-recorder-'));
    const orphan = await recordRoom();
    const signalled = await recordRoom({ into: other });
    await Promise.all([orphan.segments(1), signalled.segments(1)]);
    orphan.child.disconnect();
    signalled.child.kill('SIGTERM');
    expect(await Promise.all([orphan.exited, signalled.exited])).toEqual([0, 0]);
    expect(isClosed()).toBe(true);
    expect(readFileSync(join(other, 'index.m3u8'), 'utf8')).toContain('ENDLIST');
    rmSync(other, { recursive: true });
    await played();
  });

  it('by a full disk says so, and what was written plays', async () => {
    if (process.getuid?.() !== 0) return console.warn('not root: no small disk can be mounted, so a full one is not tried');
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160k', 'tmpfs', disk]);
    try {
      const trainer = await enter('trainer');
      await trainer.does({ do: 'show', source: 'screen', look: 'flash' });
      await trainer.does({ do: 'speak', tone: 'hum' });
      const recorder = await recordRoom({ into: disk });
      expect(await recorder.exited).toBe(1);
      expect(recorder.news.at(-1)).toMatchObject({ type: 'failed', reason: 'disk-full' });
      expect(readdirSync(disk).filter((name) => name.endsWith('.part'))).toEqual([]);
      expect(readFileSync(join(disk, 'index.m3u8'), 'utf8')).toContain('ENDLIST');
      expect(await complaints(join(disk, 'index.m3u8'))).toBe('');
      expect(Number((await probe(join(disk, 'index.m3u8'))).format.duration)).toBeGreaterThan(1.9);
    } finally {
      execFileSync('umount', ['-l', disk]);
    }
  });

  it('by the loss of its folder says so', async () => {
    const lost = join(folder, 'lost');
    mkdirSync(lost);
    const recorder = await recordRoom({ into: lost });
    await recorder.segments(1);
    rmSync(lost, { recursive: true });
    expect(await recorder.exited).toBe(1);
    expect(recorder.news.at(-1)).toMatchObject({ type: 'failed', reason: 'disk-full' });
    expect(existsSync(lost)).toBe(false);
  });

  it('by a room that does not let in says so', async () => {
    const recorder = await recordRoom({ token: 'none' });
    expect(await recorder.exited).toBe(1);
    expect(recorder.news).toEqual([{ type: 'failed', reason: 'room-lost', detail: expect.any(String) }]);
    expect(existsSync(playlist())).toBe(false);
  });

  // The last one: it takes the server with it.
  it('by the end of the media server says so, and what was recorded plays', async () => {
    const trainer = await enter('trainer');
    await trainer.does({ do: 'show', source: 'screen', look: 'flash' });
    const recorder = await recordRoom();
    await recorder.segments(2);
    const killed = Date.now();
    await server.stop();
    expect(await recorder.exited).toBe(1);
    expect(Date.now() - killed).toBeLessThan(20_000);
    expect(recorder.news.at(-1)).toMatchObject({ type: 'failed', reason: 'room-lost' });
    expect(isClosed()).toBe(true);
    expect((await played()).durationMs).toBeGreaterThan(1900);
  });
});
