import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, milliseconds, report } from '../measure';
import { startRecorder } from './recorder-program';

const SECONDS = 30;
const RUNS = 3;

/** Seconds that the conversion of one second of a film of 1080p takes, from the order to `converted`; beside it Debian's FFmpeg with the same two renditions. The film moves all the time, as no lecture does. */
export async function uploadRatio(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'seldinger-bench-'));
  try {
    const file = join(folder, 'film.mp4');
    const source = ['-f', 'lavfi', '-i', `testsrc2=s=1920x1080:r=25:d=${SECONDS}`, '-f', 'lavfi', '-i', `sine=440:d=${SECONDS}`];
    execFileSync('ffmpeg', ['-v', 'error', ...source, '-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac', '-shortest', file]);
    const times = { ours: [] as number[], peer: [] as number[] };
    for (let run = 0; run < RUNS; run += 1) {
      times.ours.push(await milliseconds(() => convert(file, fresh(folder))));
      times.peer.push(await milliseconds(async () => convertByProgram(file, fresh(folder))));
    }
    const perSecond = (values: number[]) => median(values) / 1000 / SECONDS;
    report({ name: 'upload-ratio', ours: perSecond(times.ours), peer: perSecond(times.peer), unit: 's/s', runs: RUNS });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function fresh(folder: string): string {
  const out = join(folder, 'out');
  rmSync(out, { recursive: true, force: true });
  for (const rendition of ['0', '1']) mkdirSync(join(out, rendition), { recursive: true });
  return out;
}

async function convert(file: string, folder: string): Promise<void> {
  const recorder = startRecorder({ do: 'convert', file, folder, segmentMs: 4000 });
  await recorder.heard('converted');
  await recorder.stop();
}

function convertByProgram(file: string, out: string): void {
  const picture = (index: number, crf: number) => [`-c:v:${index}`, 'libx264', `-preset:v:${index}`, 'veryfast', `-crf:v:${index}`, String(crf), `-bf:v:${index}`, '0'];
  const renditions = ['-filter_complex', '[0:v]split[a][b];[b]scale=640:360[c]', '-map', '[a]', '-map', '0:a', '-map', '[c]', '-map', '0:a', ...picture(0, 23), ...picture(1, 23), '-c:a', 'aac'];
  const cut = ['-force_key_frames', 'expr:gte(t,n_forced*4)', '-f', 'hls', '-hls_time', '4', '-hls_playlist_type', 'vod', '-hls_segment_type', 'fmp4', '-var_stream_map', 'v:0,a:0 v:1,a:1'];
  execFileSync('ffmpeg', ['-v', 'error', '-i', file, ...renditions, ...cut, join(out, '%v', 'index.m3u8')]);
}
