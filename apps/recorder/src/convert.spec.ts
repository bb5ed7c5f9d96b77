import type { RecorderNews } from '@seldinger/contract';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beeps, complaints, flashes, median, offsets, pictures, probe, sound, tone } from '../testing/measure';
import { startRecorder } from '../testing/recorder';
import { formatsFor } from './formats';

jest.setTimeout(60_000);

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'seldinger-convert-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A film made by Debian's FFmpeg: white for 200 ms of every two seconds, with a tone of 1 kHz. */
function film(name: string, { size = '854x480', rate = 25, seconds = 9, withSound = true, pixels = 'yuv420p', more = [] as string[] } = {}): string {
  const file = join(folder, name);
  const picture = `color=c=0x303030:s=${size}:r=${rate}:d=${seconds},format=${pixels},drawbox=c=white:t=fill:enable='lt(mod(t,2),0.2)'`;
  const voice = `aevalsrc='if(lt(mod(t,2),0.2),0.5*sin(2*PI*1000*t),0)':s=44100:d=${seconds}`;
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', picture, ...(withSound ? ['-f', 'lavfi', '-i', voice] : []), ...more, file]);
  return file;
}

async function convert(file: string): Promise<{ code: number | null; news: RecorderNews[]; out: string }> {
  const out = join(folder, 'out');
  mkdirSync(out, { recursive: true });
  const recorder = startRecorder({ do: 'convert', file, folder: out, segmentMs: 4000 });
  return { code: await recorder.exited, news: recorder.news, out };
}

async function inspect(...playlists: string[]) {
  const recorder = startRecorder({ do: 'inspect', playlists });
  const { inspection } = await recorder.heard('inspected');
  expect(await recorder.exited).toBe(0);
  return inspection;
}

const converted = (news: RecorderNews[]) => news.find((one): one is Extract<RecorderNews, { type: 'converted' }> => one.type === 'converted')!;
const lengths = (playlist: string) => [...readFileSync(playlist, 'utf8').matchAll(/#EXTINF:([\d.]+)/g)].map(([, seconds]) => Number(seconds));

describe('the conversion of a film', () => {
  it.each([
    ['film.mp4', ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '2', '-c:a', 'aac']],
    ['film.webm', ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-c:a', 'libopus', '-ar', '48000']],
    ['film.mkv', ['-c:v', 'mpeg4', '-q:v', '4', '-c:a', 'flac']],
    ['film.avi', ['-c:v', 'mpeg4', '-q:v', '4', '-c:a', 'libmp3lame']],
    ['film.ts', ['-c:v', 'mpeg2video', '-q:v', '4', '-c:a', 'mp2']],
  ])('takes %s: two renditions cut alike, with picture and sound in sync', async (name, more) => {
    const { code, news, out } = await convert(film(name, { more }));
    expect(code).toBe(0);
    const { durationMs, renditions } = converted(news);
    expect(Math.abs(durationMs - 9000)).toBeLessThan(100);
    expect(renditions).toEqual([
      { width: 854, height: 480, bandwidth: expect.any(Number), codecs: expect.stringMatching(/^avc1\.[0-9a-f]{6},mp4a\.40\.2$/) },
      { width: 640, height: 360, bandwidth: expect.any(Number), codecs: expect.stringMatching(/^avc1\.[0-9a-f]{6},mp4a\.40\.2$/) },
    ]);
    const percents = news.flatMap((one) => (one.type === 'progress' ? [one.percent] : []));
    expect(percents.at(-1)).toBe(100);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
    const [best, small] = [0, 1].map((index) => join(out, String(index), 'index.m3u8')) as [string, string];
    expect(lengths(best)).toEqual(lengths(small));
    expect(lengths(best).slice(0, 2)).toEqual([4, 4]);
    for (const playlist of [best, small]) {
      expect(await complaints(playlist)).toBe('');
      const offset = median(offsets(flashes(await pictures(playlist)), beeps(await sound(playlist))));
      expect(Math.abs(offset)).toBeLessThan(80);
    }
    expect((await inspect(best)).decodable).toBe(true);
  });

  it('keeps a film upright that was taken with a telephone', async () => {
    const flat = film('flat.mp4', { size: '640x362', seconds: 3, more: ['-c:v', 'libx264', '-preset', 'ultrafast'] });
    const turned = join(folder, 'turned.mov');
    execFileSync('ffmpeg', ['-v', 'error', '-i', flat, '-c', 'copy', '-metadata:s:v', 'rotate=90', turned]);
    const { news } = await convert(turned);
    expect(converted(news).renditions.map(({ width, height }) => [width, height])).toEqual([
      [362, 640],
      [204, 360],
    ]);
  });

  it('takes one of odd size without sound, and of uneven pace, as long as it is', async () => {
    const even = film('even.mkv', { size: '321x241', rate: 30, seconds: 6, withSound: false, pixels: 'yuv444p', more: ['-c:v', 'ffv1', '-vf', "select='lt(mod(t,2),1)+not(mod(n,10))'", '-fps_mode', 'vfr'] });
    const { news, out } = await convert(even);
    expect(converted(news).renditions).toEqual([{ width: 322, height: 242, bandwidth: expect.any(Number), codecs: expect.stringMatching(/^avc1\.[0-9a-f]{6}$/) }]);
    expect(Math.abs(converted(news).durationMs - 6000)).toBeLessThan(350);
    const found = flashes(await pictures(join(out, '0', 'index.m3u8')));
    for (const [index, at] of found.entries()) expect(Math.abs(at - (index + 1) * 2000)).toBeLessThan(80);
    expect(found).toHaveLength(2);
  });

  it('shows the last picture on while there is sound', async () => {
    const short = join(folder, 'slides.mkv');
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=320x240:r=1:d=2', '-f', 'lavfi', '-i', 'sine=440:d=11', '-c:v', 'libx264', '-c:a', 'aac', short]);
    const { news, out } = await convert(short);
    expect(Math.abs(converted(news).durationMs - 11_000)).toBeLessThan(100);
    const playlist = join(out, '0', 'index.m3u8');
    expect(lengths(playlist).slice(0, 2)).toEqual([4, 4]);
    expect((await pictures(playlist)).at(-1)!.atMs).toBeGreaterThan(10_500);
    expect(tone(await sound(playlist), 440, 200, 10_800)).toBeGreaterThan(0.05);
  });

  it('is silent where the sound of the film has ended or never was', async () => {
    const silent = join(folder, 'silent.mp4');
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=320x240:r=15:d=21', '-f', 'lavfi', '-i', 'sine=440:d=2', '-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac', silent]);
    const { news, out } = await convert(silent);
    expect(Math.abs(converted(news).durationMs - 21_000)).toBeLessThan(100);
    expect(await inspect(join(out, '0', 'index.m3u8'))).toMatchObject({ decodable: true, longestGapMs: 0 });
  });

  it.each([
    ['noise under the name of a film', () => Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 7919 + (index >> 3)) % 251))],
    ['nothing at all', () => Buffer.alloc(0)],
    ['a text', () => Buffer.from('This is no film.\n'.repeat(100))],
    ['a playlist that would have other files read', () => Buffer.from('#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n/etc/passwd\n#EXT-X-ENDLIST\n')],
  ])('refuses %s', async (_what, content) => {
    const file = join(folder, 'film.mp4');
    writeFileSync(file, content());
    const { code, news } = await convert(file);
    expect(code).toBe(1);
    expect(news).toEqual([{ type: 'failed', reason: 'unreadable', detail: expect.any(String) }]);
  });

  it('refuses sound without pictures, and a film of which the end is missing that says how to read it', async () => {
    const voice = join(folder, 'voice.m4a');
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'sine=440:d=2', voice]);
    expect((await convert(voice)).news).toMatchObject([{ type: 'failed', reason: 'unreadable' }]);
    const cut = film('cut.mp4', { seconds: 3 });
    truncateSync(cut, Math.floor(statSync(cut).size / 2));
    expect((await convert(cut)).news).toMatchObject([{ type: 'failed', reason: 'unreadable' }]);
  });

  it('says so when there is no room for the result', async () => {
    const file = film('film.mkv', { seconds: 3 });
    const blocked = join(folder, 'out');
    writeFileSync(blocked, 'a file where the folder should be');
    const recorder = startRecorder({ do: 'convert', file, folder: blocked, segmentMs: 4000 });
    expect(await recorder.exited).toBe(1);
    expect(recorder.news.at(-1)).toMatchObject({ type: 'failed', reason: 'disk-full' });
  });
});

describe('the inspection of a recording', () => {
  it('tells how long it is, how loud, and that all of it decodes, over all its parts', async () => {
    const { out } = await convert(film('film.mkv', { size: '320x180', seconds: 6 }));
    const playlist = join(out, '0', 'index.m3u8');
    const one = await inspect(playlist);
    expect(one).toMatchObject({ decodable: true, longestGapMs: 0 });
    expect(Math.abs(one.loudestDb! - 20 * Math.log10(0.5))).toBeLessThan(3);
    expect(Math.abs((await inspect(playlist, playlist)).durationMs - 2 * one.durationMs)).toBeLessThan(2);
    expect(Math.abs(Number((await probe(playlist)).format.duration) * 1000 - one.durationMs)).toBeLessThan(60);
  });

  it('tells of a film without sound, and of one whose sound is silence, that there is none', async () => {
    const mute = await convert(film('mute.mkv', { size: '320x180', seconds: 3, withSound: false }));
    expect((await inspect(join(mute.out, '0', 'index.m3u8'))).loudestDb).toBeNull();
    const quiet = join(folder, 'quiet.mkv');
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=320x240:r=15:d=3', '-f', 'lavfi', '-i', 'anullsrc=d=3', '-c:v', 'libx264', '-c:a', 'flac', '-t', '3', quiet]);
    const { out } = await convert(quiet);
    expect(await inspect(join(out, '0', 'index.m3u8'))).toMatchObject({ loudestDb: null, decodable: true });
  });

  it('finds a segment that is missing, cut off or damaged, and a playlist that names nothing', async () => {
    const { out } = await convert(film('film.mkv', { size: '320x180' }));
    const [best, playlist] = [join(out, '0'), join(out, '0', 'index.m3u8')];
    const second = join(best, readdirSync(best).filter((name) => name.endsWith('.m4s')).sort()[1]!);
    const whole = readFileSync(second);
    truncateSync(second, whole.length - 100);
    expect((await inspect(playlist)).decodable).toBe(false);
    writeFileSync(second, Buffer.concat([whole.subarray(0, whole.indexOf('mdat') + 4), Buffer.alloc(whole.length - whole.indexOf('mdat') - 4, 0x55)]));
    expect((await inspect(playlist)).decodable).toBe(false);
    rmSync(second);
    const holed = await inspect(playlist);
    expect(holed.decodable).toBe(false);
    expect(Math.abs(holed.longestGapMs - 4000)).toBeLessThan(50);
    expect(await inspect(join(best, 'none.m3u8'))).toEqual({ durationMs: 0, decodable: false, loudestDb: null, longestGapMs: 0 });
  });
});

describe('the renditions of a film', () => {
  const rates = { average: 25, exact: 25 };

  it.each([
    [{ width: 3840, height: 2160 }, [[1920, 1080], [640, 360]]],
    [{ width: 1920, height: 1080 }, [[1920, 1080], [640, 360]]],
    [{ width: 1280, height: 719 }, [[1280, 720], [640, 360]]],
    [{ width: 640, height: 360 }, [[640, 360]]],
    [{ width: 1080, height: 1920 }, [[608, 1080], [202, 360]]],
    [{ width: 333, height: 111 }, [[334, 112]]],
  ])('of %j are %j: never taller than 1080, always even', (size, expected) => {
    expect(formatsFor(size, rates).map(({ width, height }) => [width, height])).toEqual(expected);
  });

  it.each([
    [{ average: 25, exact: 25 }, 25],
    [{ average: 29.97, exact: 29.97 }, 29.97],
    [{ average: 60, exact: 60 }, 30],
    [{ average: 12.3, exact: 1000 }, 30],
    [{ average: 0, exact: 0 }, 30],
    [{ average: 5, exact: 5 }, 10],
    [{ average: 1, exact: 1 }, 10],
  ])('of a film of %j have %s pictures a second', (pace, fps) => {
    expect(formatsFor({ width: 640, height: 360 }, pace)[0]!.fps).toBe(fps);
  });
});
