import type { ConvertOrder, RecorderNews, Rendition } from '@seldinger/contract';
import { AV_CHANNEL_LAYOUT_STEREO, AV_SAMPLE_FMT_FLTP } from 'node-av/constants';
import { FilterAPI } from 'node-av/api';
import { Frame, Rational } from 'node-av/lib';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Encoder } from './encoder';
import { Failure } from './failure';
import { AAC_SAMPLES, formatsFor, SAMPLE_RATE, TICKS, type PictureFormat } from './formats';
import { HlsWriter } from './hls-writer';
import { stamp, TURNS } from './picture';
import { Source } from './source';

const SOUND_BITS = 128_000;
/** Sound that lies further behind the pictures than this in the file has a hole. */
const SOUND_BEHIND_S = 10;
/** Told bandwidths leave room for what a player counts besides the media. */
const MARGIN = 1.05;

/**
 * Converts a film into one or two renditions of HLS, cut at the same pictures.
 * @throws Failure `unreadable`, `disk-full`
 */
export async function convert({ file, folder, segmentMs }: ConvertOrder, tell: (news: RecorderNews) => void): Promise<void> {
  const source = await Source.open(file);
  try {
    const conversion = await Conversion.prepare(source, folder, segmentMs);
    let told = -1;
    for await (const { kind, frame, seconds, progress } of source.frames()) {
      await (kind === 'picture' ? conversion.picture(frame, seconds) : conversion.sound(frame, seconds)).finally(() => frame.free());
      const percent = Math.floor(progress * 99);
      if (percent > told) tell({ type: 'progress', percent: (told = percent) });
    }
    const { durationMs, renditions } = await conversion.finish();
    tell({ type: 'progress', percent: 100 });
    tell({ type: 'converted', durationMs, renditions });
  } finally {
    await source.close();
  }
}

type Target = { format: PictureFormat; encoder: Encoder; writer: HlsWriter; /** Makes its picture of the one of the target before it. */ filter: FilterAPI };

class Conversion {
  private readonly tone: SoundTrack | undefined;
  private nextKey = 0;
  private shown = 0;
  /** The picture decoded last, and its time. */
  private last: { frame: Frame; seconds: number } | undefined;

  private constructor(
    private readonly targets: Target[],
    sound: Encoder | undefined,
    private readonly segmentMs: number,
  ) {
    this.tone = sound && new SoundTrack(sound, targets.map(({ writer }) => writer));
  }

  static async prepare(source: Source, folder: string, segmentMs: number): Promise<Conversion> {
    const formats = formatsFor(source.size, source.rates);
    const sound = source.hasSound ? await Encoder.sound({ channels: 2, bits: SOUND_BITS }) : undefined;
    const targets: Target[] = [];
    for (const [index, format] of formats.entries()) {
      const own = join(folder, String(index));
      await mkdir(own, { recursive: true }).catch((error: unknown) => {
        throw new Failure('disk-full', String(error), { cause: error });
      });
      const encoder = await Encoder.pictures(format, { crf: 23, preset: 'veryfast', threads: index === 0 ? 0 : 1 });
      const writer = await HlsWriter.open({ folder: own, kind: 'vod', segmentMs, pictures: encoder, sound });
      targets.push({ format, encoder, writer, filter: FilterAPI.create(index === 0 ? firstSteps(source, format) : `scale=${format.width}:${format.height}`) });
    }
    return new Conversion(targets, sound, segmentMs);
  }

  async picture(frame: Frame, seconds: number): Promise<void> {
    this.last?.frame.free();
    this.last = { frame: frame.clone()!, seconds };
    await this.show(frame, seconds);
    await this.tone?.fillTo(seconds - SOUND_BEHIND_S);
  }

  async sound(frame: Frame, seconds: number): Promise<void> {
    await this.tone?.add(frame, seconds);
  }

  private async show(frame: Frame, seconds: number): Promise<void> {
    // Time in ticks whatever the file counts in, and never before its beginning.
    frame.timeBase = new Rational(1, TICKS);
    frame.pts = BigInt(Math.max(0, Math.round(seconds * TICKS)));
    for (const shown of await this.targets[0]!.filter.processAll(frame)) await this.write(shown);
  }

  /** Encodes one picture of the best rendition for all of them. */
  private async write(shown: Frame): Promise<void> {
    const { fps } = this.targets[0]!.format;
    const ticks = Math.round((this.shown * TICKS) / fps);
    this.shown += 1;
    const isKey = ticks >= this.nextKey;
    const segment = (this.segmentMs / 1000) * TICKS;
    if (isKey) this.nextKey = (Math.floor(ticks / segment) + 1) * segment;
    const frames = [shown];
    try {
      for (const { filter } of this.targets.slice(1)) frames.push(...(await filter.processAll(frames.at(-1)!)));
      await Promise.all(
        this.targets.map(async ({ encoder, writer }, index) => {
          const frame = frames[index]!;
          stamp(frame, { ticks, durationTicks: Math.round(TICKS / fps), isKey });
          for (const packet of await encoder.encode(frame)) await writer.picture(packet);
        }),
      );
    } finally {
      for (const frame of frames) frame.free();
    }
  }

  /** @throws Failure `unreadable` when there was no picture at all */
  async finish(): Promise<{ durationMs: number; renditions: Rendition[] }> {
    const { tone, last } = this;
    if (!last) throw new Failure('unreadable', 'no picture of the file can be decoded');
    await tone?.flush();
    // The last picture stands while there is sound: slide by slide, a film may end minutes after its last one.
    const end = (tone?.seconds ?? 0) - 1 / this.targets[0]!.format.fps;
    for (let at = last.seconds; at < end; ) {
      at = Math.min(at + 1, end);
      await this.show(last.frame, at);
    }
    for (const shown of await this.targets[0]!.filter.processAll(null)) await this.write(shown);
    last.frame.free();
    const seconds = this.shown / this.targets[0]!.format.fps;
    await tone?.fillTo(seconds);
    await tone?.end();
    const renditions: Rendition[] = [];
    for (const { format, encoder, writer, filter } of this.targets) {
      for (const packet of await encoder.encode(null)) await writer.picture(packet);
      const { codecs } = writer;
      await writer.close(Math.max(seconds, tone?.seconds ?? 0) * 1000);
      renditions.push({ width: format.width, height: format.height, bandwidth: Math.ceil(writer.peakBits * MARGIN), codecs });
      filter.close();
      encoder.free();
    }
    tone?.free();
    return { durationMs: Math.round(this.targets[0]!.writer.durationMs), renditions };
  }
}

/** From decoded pictures to those of the best rendition: whole pictures, upright, of square points, at an even pace. */
function firstSteps(source: Source, { width, height, fps }: PictureFormat): string {
  const pace = `fps=fps=${fps}:start_time=0:eof_action=pass`;
  const size = [`scale=${width}:${height}`, 'setsar=1', 'format=yuv420p'];
  // What is to be left out need not be scaled, and what is to be doubled is scaled once.
  const paced = source.rates.average > fps ? [pace, ...size] : [...size, pace];
  return ['yadif=deint=interlaced', ...TURNS[source.rotation], ...paced].join(',');
}

/** Sound of any kind as one even stream of AAC, in all renditions the same. */
class SoundTrack {
  private readonly filter = FilterAPI.create(`aresample=${SAMPLE_RATE}:async=1:min_hard_comp=0.05:first_pts=0,aformat=sample_fmts=fltp:sample_rates=${SAMPLE_RATE}:channel_layouts=stereo,asetnsamples=n=${AAC_SAMPLES}:p=1`);
  /** Samples given to the encoder. */
  private position = 0;

  constructor(
    private readonly encoder: Encoder,
    private readonly writers: HlsWriter[],
  ) {}

  get seconds(): number {
    return this.position / SAMPLE_RATE;
  }

  async add(frame: Frame, seconds: number): Promise<void> {
    frame.timeBase = new Rational(1, SAMPLE_RATE);
    frame.pts = BigInt(Math.round(seconds * SAMPLE_RATE));
    for (const piece of await this.filter.processAll(frame)) await this.take(piece);
  }

  async flush(): Promise<void> {
    for (const piece of await this.filter.processAll(null)) await this.take(piece);
  }

  private async take(piece: Frame): Promise<void> {
    try {
      // What comes after its place was filled with silence comes too late.
      if (Number(piece.pts) + AAC_SAMPLES / 2 >= this.position) await this.encode(piece);
    } finally {
      piece.free();
    }
  }

  /** Silence up to there. */
  async fillTo(seconds: number): Promise<void> {
    while (this.position + AAC_SAMPLES <= seconds * SAMPLE_RATE) {
      const props = { nbSamples: AAC_SAMPLES, format: AV_SAMPLE_FMT_FLTP, sampleRate: SAMPLE_RATE, channelLayout: AV_CHANNEL_LAYOUT_STEREO };
      const silence = Frame.fromAudioBuffer(Buffer.alloc(AAC_SAMPLES * 2 * 4), props);
      await this.encode(silence).finally(() => silence.free());
    }
  }

  async end(): Promise<void> {
    await this.encode(null);
  }

  private async encode(frame: Frame | null): Promise<void> {
    if (frame) {
      frame.pts = BigInt(this.position);
      this.position += AAC_SAMPLES;
    }
    for (const packet of await this.encoder.encode(frame)) {
      const [first, ...others] = this.writers;
      for (const writer of others) await writer.voice(packet.clone()!);
      await first!.voice(packet);
    }
  }

  free(): void {
    this.filter.close();
    this.encoder.free();
  }
}
