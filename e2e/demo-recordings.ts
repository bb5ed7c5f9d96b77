// `npm run demo-recordings`: makes the recordings that come with the demo anew, by the recorder itself, of lectures that a
// trainer's real browser shares and speaks; the voice is espeak-ng's. Into apps/api/src/demo/recordings.
import type { DemoRecording, Inspection, Plan, Recording, RecorderNews, RecordingPulse, Viewing } from '@seldinger/contract';
import { faultsOf } from '@seldinger/domain';
import { execFileSync, fork } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as pathOf } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, profile, SHARED_TITLE } from './browser';
import { join } from './classroom';
import { NEEDLES, PERIPHERAL, type DemoLecture } from './demo-lectures';
import { drawSlides, markAngiogram, turnTo } from './demo-pages';
import { drawAngiogram } from './drawings';
import { demandPrograms, lendVoice, narrate, say, type Narration } from './narration';
import { ask, DEMO, editionOf, signIn } from './people';
import { startStack, until } from './stack';

const ROOT = pathOf(__dirname, __dirname.endsWith('dist') ? '../..' : '..');
const FOLDER = pathOf(ROOT, 'apps/api/src/demo/recordings');
const RECORDER = pathOf(ROOT, 'apps/recorder/dist/main.js');
const INTER = pathOf(ROOT, 'node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2');
const LARGEST_BYTES = 3_500_000;
const RATE = 48_000;
/** The shared picture comes in full some seconds after it began. */
const SETTLE_MS = 8_000;
/** What is kept before the first word and after the last. */
const [LEAD_MS, TAIL_MS] = [200, 900];
/** So long after a segment was seen, the next but one has just begun: what is kept begins with the voice. */
const TO_NEXT_MS = 4_600;
/** A message is written, and a hand goes up, a little after the line began. */
const [WRITES_AFTER_MS, ASKS_AFTER_MS] = [1_200, 700];

/** What the recorder wrote of a lecture. `segments` in playing order. */
type Recorded = { folder: string; rendition: DemoRecording['rendition']; segments: { file: string; durationMs: number }[] };

async function openPage(trainer: Page, { page: kind }: DemoLecture): Promise<Page> {
  const page = await trainer.context().newPage();
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.setContent(`<!doctype html><title>${SHARED_TITLE}</title>`);
  if (kind === 'slides') await page.evaluate(drawSlides, `data:font/woff2;base64,${readFileSync(INTER).toString('base64')}`);
  else {
    await page.evaluate(drawAngiogram, true);
    await page.evaluate(markAngiogram);
  }
  await trainer.bringToFront();
  return page;
}

/** The trainer gives the lecture; the page turns with the lines. */
async function give(trainer: Page, page: Page, lecture: DemoLecture, narration: Narration): Promise<void> {
  await say(trainer);
  const beganAt = Date.now();
  for (const [index, { shows }] of lecture.lines.entries()) {
    await pause(Math.max(0, beganAt + narration.lines[index]!.fromMs - Date.now()));
    await page.evaluate(turnTo, shows);
  }
  await pause(Math.max(0, beganAt + narration.lengthMs + 2 * TAIL_MS - Date.now()));
}

/** Gives the lecture in the classroom that is live, and brings what was recorded of it into the folder. */
async function record(browser: Browser, lecture: DemoLecture, narration: Narration, folder: string): Promise<Recorded> {
  const stack = await startStack();
  try {
    const context = await profile(browser, stack.url);
    await lendVoice(context, narration);
    const trainer = await context.newPage();
    await signIn(trainer, DEMO.trainer);
    const { lectures } = await ask<Plan>(trainer, `/api/editions/${await editionOf(trainer)}/plan`);
    const live = lectures.find(({ state }) => state === 'live')!;
    const page = await openPage(trainer, lecture);
    await join(trainer, live.id, { microphone: true });
    await trainer.getByRole('button', { name: 'Share screen' }).click();
    await trainer.getByRole('button', { name: 'Stop sharing' }).waitFor();
    const pulse = (): Promise<RecordingPulse> => ask(trainer, `/api/lectures/${live.id}/recording`);
    await until(async () => (await pulse()).state === 'recording', 'it is not recorded', 90_000);
    const recordingId = (await pulse()).recordingId!;
    const recording = (): Promise<Recording> => ask(trainer, `/api/recordings/${recordingId}`);
    await pause(SETTLE_MS);
    const { durationMs } = await recording();
    await until(async () => (await recording()).durationMs > durationMs, 'it does not grow');
    await pause(TO_NEXT_MS);
    await give(trainer, page, lecture, narration);
    await trainer.getByRole('button', { name: 'End lecture' }).click();
    await until(async () => (await recording()).state === 'ready', 'it is not finished', 90_000);
    const { check, spans } = await recording();
    if (spans.length !== 1 || check!.faults.length > 0) throw new Error(`the recording has faults: ${JSON.stringify({ spans, check })}`);
    const written = await writtenOf(trainer, recordingId);
    const from = pathOf(stack.folder, 'storage', 'recordings', recordingId, '0', '0');
    for (const file of readdirSync(from)) copyFileSync(pathOf(from, file), pathOf(folder, file));
    await context.close();
    return { folder, ...written };
  } finally {
    await stack.stop();
  }
}

/** What the playlists say, as a player is told it. */
async function writtenOf(trainer: Page, recordingId: string): Promise<Omit<Recorded, 'folder'>> {
  const { csrfToken } = await ask<{ csrfToken: string }>(trainer, '/api/session');
  const { id } = (await (await trainer.request.post(`/api/recordings/${recordingId}/viewings`, { headers: { 'x-csrf-token': csrfToken } })).json()) as Viewing;
  const [main, media] = await Promise.all(['index.m3u8', '0.m3u8'].map(async (name) => (await trainer.request.get(`/api/viewings/${id}/${name}`)).text()));
  const [, bandwidth, width, height, codecs] = /BANDWIDTH=(\d+),RESOLUTION=(\d+)x(\d+),CODECS="([^"]+)"/.exec(main!)!;
  const segments = [...media!.matchAll(/#EXTINF:([\d.]+),\n(\S+)/g)].map(([, seconds, address]) => ({ file: address!.slice(address!.lastIndexOf('/') + 1), durationMs: Math.round(Number(seconds) * 1000) }));
  return { rendition: { width: Number(width), height: Number(height), bandwidth: Number(bandwidth), codecs: codecs! }, segments };
}

/** When the voice is first heard, in milliseconds from the beginning of the files. @throws Error when it never is */
function firstHeard({ folder, segments }: Recorded): number {
  const files = ['init.mp4', ...segments.map(({ file }) => file)].map((file) => pathOf(folder, file));
  const bytes = execFileSync('ffmpeg', ['-v', 'error', '-i', `concat:${files.join('|')}`, '-map', '0:a', '-af', 'aresample=async=1:first_pts=0', '-ac', '1', '-ar', String(RATE), '-f', 'f32le', '-'], { maxBuffer: 1 << 28 });
  const samples = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + (bytes.byteLength & ~3)));
  const first = samples.findIndex((sample) => Math.abs(sample) > 0.02);
  if (first < 0) throw new Error('nobody is heard');
  return (first * 1000) / RATE;
}

/** Reads files back as the platform does after each lecture. */
async function inspect(playlist: string): Promise<Inspection> {
  const child = fork(RECORDER, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return new Promise((resolve, reject) => {
    child.on('message', (news: RecorderNews) => (news.type === 'inspected' ? resolve(news.inspection) : news.type === 'failed' && reject(new Error(news.detail))));
    child.once('exit', (code) => reject(new Error(`the recorder ended with ${code}`)));
    child.send({ do: 'inspect', playlists: [playlist] });
  });
}

/** Keeps the segments in which something is said, and writes what belongs to them. Returns how many bytes all take. */
async function keep(lecture: DemoLecture, narration: Narration, recorded: Recorded): Promise<number> {
  const heardMs = firstHeard(recorded);
  let at = 0;
  const placed = recorded.segments.map((segment) => ({ ...segment, fromMs: at, untilMs: (at += segment.durationMs) }));
  const kept = placed.filter(({ fromMs, untilMs }) => untilMs > heardMs - LEAD_MS && fromMs < heardMs + narration.lengthMs + TAIL_MS);
  const zeroMs = Math.round(heardMs) - kept[0]!.fromMs;
  const totalMs = kept.reduce((sum, { durationMs }) => sum + durationMs, 0);
  if (zeroMs < 0 || totalMs < zeroMs + narration.lengthMs) throw new Error('not all that was said was recorded');

  const target = pathOf(FOLDER, lecture.name);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const copied = (from: string, file: string): { file: string; bytes: number } => {
    copyFileSync(pathOf(recorded.folder, from), pathOf(target, file));
    return { file, bytes: statSync(pathOf(target, file)).size };
  };
  const init = copied('init.mp4', 'init.mp4');
  const segments = kept.map(({ file, durationMs }, index) => ({ ...copied(file, `segment-${String(index + 1).padStart(5, '0')}.m4s`), durationMs }));
  const playlist = pathOf(target, 'kept.m3u8');
  const entries = segments.flatMap(({ file, durationMs }) => [`#EXTINF:${(durationMs / 1000).toFixed(3)},`, file]);
  writeFileSync(playlist, ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-TARGETDURATION:10', `#EXT-X-MAP:URI="${init.file}"`, ...entries, '#EXT-X-ENDLIST', ''].join('\n'));
  const read = await inspect(playlist);
  rmSync(playlist);
  const faults = faultsOf(read, [{ start: 0, end: totalMs }]);
  if (faults.length > 0) throw new Error(`${lecture.name}: ${faults.join(', ')}`);

  const { lines } = lecture;
  const place = (index: number): { fromMs: number; untilMs: number } => ({ fromMs: zeroMs + narration.lines[index]!.fromMs, untilMs: zeroMs + narration.lines[index]!.untilMs });
  const questions = lines.flatMap(({ asks }, index) => (asks ? [{ atMs: place(index).fromMs + ASKS_AFTER_MS, untilMs: place(index + 1).untilMs, by: asks, answeredMs: place(index + 1).fromMs }] : []));
  const chapters: DemoRecording['chapters'] = [
    { atMs: 0, kind: 'start', title: null, happenedMs: 0 },
    ...lines.flatMap(({ chapter }, index) => (chapter ? [{ ...chapter, atMs: place(index).fromMs, happenedMs: null }] : [])),
    ...questions.map(({ atMs, answeredMs }) => ({ atMs: answeredMs, kind: 'question' as const, title: null, happenedMs: atMs })),
  ];
  const manifest: DemoRecording = {
    lecture: lecture.lecture,
    rendition: recorded.rendition,
    init,
    segments,
    check: { durationMs: read.durationMs, decodable: read.decodable, loudestDb: read.loudestDb, faults },
    captions: { en: lines.map(({ en }, index) => ({ ...place(index), text: en })), it: lines.map(({ it }, index) => ({ ...place(index), text: it })) },
    chapters: chapters.sort((a, b) => a.atMs - b.atMs),
    messages: lines.flatMap(({ writes }, index) => (writes ? [{ atMs: place(index).fromMs + WRITES_AFTER_MS, by: writes.by, text: writes.text }] : [])),
    questions: questions.map(({ atMs, untilMs, by }) => ({ atMs, untilMs, by })),
  };
  writeFileSync(pathOf(target, 'recording.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  const bytes = readdirSync(target).reduce((sum, file) => sum + statSync(pathOf(target, file)).size, 0);
  console.log(`${lecture.name}: ${(totalMs / 1000).toFixed(1)} s, ${segments.length} segments, ${bytes} bytes, first heard at ${zeroMs} ms`);
  return bytes;
}

async function main(asked: string[]): Promise<void> {
  demandPrograms();
  const browser = await launchBrowser();
  let bytes = 0;
  try {
    for (const lecture of [NEEDLES, PERIPHERAL].filter(({ name }) => asked.length === 0 || asked.includes(name))) {
      const scratch = mkdtempSync(pathOf(tmpdir(), 'seldinger-demo-'));
      const narration = narrate(lecture.lines.map(({ en, spoken }) => spoken ?? en));
      bytes += await keep(lecture, narration, await record(browser, lecture, narration, scratch));
      rmSync(scratch, { recursive: true, force: true });
    }
  } finally {
    await browser.close();
  }
  if (bytes > LARGEST_BYTES) throw new Error(`together they take ${bytes} bytes, more than ${LARGEST_BYTES}`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
