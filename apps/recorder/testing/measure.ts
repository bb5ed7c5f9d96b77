import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { readPlaylist } from '../src/playlist';

const run = promisify(execFile);
const RATE = 48_000;
const MOST = 1 << 28;

type Stream = { codec_type: string; codec_name: string; profile: string; width?: number; height?: number; channels?: number; start_time: string };
export type Probe = { format: { duration: string }; streams: Stream[] };

/** What an independent reader, Debian's ffprobe, says of a file or playlist. */
export async function probe(file: string): Promise<Probe> {
  const { stdout } = await run('ffprobe', ['-v', 'error', '-show_format', '-show_streams', '-of', 'json', file]);
  return JSON.parse(stdout) as Probe;
}

/**
 * The media that a playlist names, as one file. Debian's reader of playlists guesses a frame rate from the first seconds
 * and puts it in place of the times that stand in the file: of a still picture that moves later it makes slow motion.
 */
async function mediaOf(playlist: string): Promise<string> {
  const { init, segments } = await readPlaylist(playlist);
  return `concat:${[init, ...segments.map(({ file }) => file)].join('|')}`;
}

/** Anything an independent decoder complains of; empty when all is well. */
export async function complaints(playlist: string): Promise<string> {
  const file = await mediaOf(playlist);
  return (await run('ffmpeg', ['-v', 'warning', '-i', file, '-fps_mode', 'passthrough', '-enc_time_base', '-1', '-f', 'null', '-'])).stderr;
}

export type Shown = { atMs: number; luma: number };

/** Each picture with its time and its mean luma. */
export async function pictures(playlist: string): Promise<Shown[]> {
  const file = await mediaOf(playlist);
  const { stdout } = await run('ffmpeg', ['-v', 'error', '-i', file, '-map', '0:v', '-fps_mode', 'passthrough', '-vf', 'crop=iw/2:ih/2,scale=32:18:flags=area,signalstats,metadata=print:key=lavfi.signalstats.YAVG:file=-', '-f', 'null', '-'], { maxBuffer: MOST });
  return [...stdout.matchAll(/pts_time:([\d.]+)\s+lavfi\.signalstats\.YAVG=([\d.]+)/g)].map(([, at, luma]) => ({ atMs: Number(at) * 1000, luma: Number(luma) }));
}

/** The sound as one channel of 48 kHz, from -1 to 1. */
export async function sound(playlist: string): Promise<Float32Array> {
  const file = await mediaOf(playlist);
  const { stdout } = await run('ffmpeg', ['-v', 'error', '-i', file, '-map', '0:a', '-ac', '1', '-ar', String(RATE), '-f', 'f32le', '-'], { maxBuffer: MOST, encoding: 'buffer' });
  return new Float32Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.byteLength));
}

/** When the picture turns white, in milliseconds. */
export function flashes(shown: Shown[], luma = 140): number[] {
  return shown.filter((picture, index) => index > 0 && picture.luma > luma && shown[index - 1]!.luma <= luma).map(({ atMs }) => atMs);
}

/** Loudness (root of the mean square) from one instant to the other, in milliseconds. */
export function loudness(samples: Float32Array, fromMs: number, untilMs: number): number {
  const part = samples.subarray(Math.round((fromMs * RATE) / 1000), Math.round((untilMs * RATE) / 1000));
  return Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, part.length));
}

/** How much of the sound from one instant to the other is a tone of this pitch: its amplitude, on average over short windows. */
export function tone(samples: Float32Array, pitch: number, fromMs: number, untilMs: number): number {
  const WINDOW_MS = 50;
  const amplitudes: number[] = [];
  for (let at = fromMs; at < untilMs; at += WINDOW_MS) {
    const part = samples.subarray(Math.round((at * RATE) / 1000), Math.round((Math.min(untilMs, at + WINDOW_MS) * RATE) / 1000));
    let [sine, cosine] = [0, 0];
    for (let index = 0; index < part.length; index += 1) {
      sine += part[index]! * Math.sin((2 * Math.PI * pitch * index) / RATE);
      cosine += part[index]! * Math.cos((2 * Math.PI * pitch * index) / RATE);
    }
    amplitudes.push((2 * Math.hypot(sine, cosine)) / Math.max(1, part.length));
  }
  return amplitudes.reduce((sum, amplitude) => sum + amplitude, 0) / Math.max(1, amplitudes.length);
}

/** When a tone of 1 kHz begins after a pause, in milliseconds. */
export function beeps(samples: Float32Array): number[] {
  const STEP = 4;
  const found: number[] = [];
  let quietSince = 0;
  for (let at = 0; at < (samples.length * 1000) / RATE - STEP; at += 1) {
    if (tone(samples, 1000, at, at + STEP) < 0.1) continue;
    if (at - quietSince > 500) found.push(at);
    quietSince = at;
  }
  return found;
}

/** For each flash the time until the beep that belongs to it, in milliseconds. */
export function offsets(flashed: number[], beeped: number[]): number[] {
  return flashed.flatMap((flash) => beeped.map((beep) => beep - flash).filter((offset) => Math.abs(offset) < 800));
}

export function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}
