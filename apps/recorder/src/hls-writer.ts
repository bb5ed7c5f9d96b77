import { FFmpegError, Dictionary, FormatContext, IOContext, type Packet, type Stream } from 'node-av/lib';
import { appendFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Encoder } from './encoder';
import { Failure } from './failure';
import { AAC_SAMPLES, SAMPLE_RATE, TICKS } from './formats';
import { playlistText, type PlaylistSegment } from './playlist';

type Track = { stream: Stream; waiting: Packet[]; rate: number };

export type HlsOptions = {
  /** Exists, and is empty. */
  folder: string;
  /** `event` is readable while it grows, `vod` is named when it is whole. */
  kind: 'event' | 'vod';
  segmentMs: number;
  pictures: Encoder;
  sound?: Encoder;
  /** A segment, and for an `event` the playlist that names it, are on the disk. */
  onSegment?: () => void;
};

/** Bytes that FFmpeg collects before it hands them over. */
const IO_BYTES = 1 << 18;

/**
 * Writes encoded pictures and sound as HLS: `init.mp4`, `segment-00001.m4s` and so on, `index.m3u8`. Only the boxes are
 * FFmpeg's; cutting, naming and the disk are ours, so that a file has its name only when it is whole, and a full disk is
 * an error of ours and no broken file. A segment begins with the first key frame at or after each multiple of `segmentMs`,
 * and holds the sound of exactly its time; pictures and sound of one segment are held in memory until then.
 */
export class HlsWriter {
  private readonly format = new FormatContext();
  private readonly io = new IOContext();
  private readonly segments: PlaylistSegment[] = [];
  private bytes: Buffer[] = [];
  private pictures!: Track;
  private sound: Track | undefined;
  /** Where the segment under way began, in ticks. */
  private began = 0;
  private work: Promise<void> = Promise.resolve();
  private failure: unknown;
  /** The most bits a second of any segment so far. */
  peakBits = 0;

  private constructor(private readonly options: HlsOptions) {}

  /** @throws Failure `disk-full` when the folder cannot be written */
  static async open(options: HlsOptions): Promise<HlsWriter> {
    const writer = new HlsWriter(options);
    await writer.writeHead();
    return writer;
  }

  /** As a master playlist names them, such as `avc1.640028,mp4a.40.2`. */
  get codecs(): string {
    return [this.pictures, this.sound].flatMap((track) => track?.stream.codecpar.getCodecString() ?? []).join(',');
  }

  /** Length of what is named, in milliseconds. */
  get durationMs(): number {
    return this.segments.reduce((sum, { durationMs }) => sum + durationMs, 0);
  }

  private async writeHead(): Promise<void> {
    const { pictures, sound } = this.options;
    FFmpegError.throwIfError(this.format.allocOutputContext2(null, 'mp4', null), 'mp4');
    this.io.allocContextWithCallbacks(IO_BYTES, 1, null, (chunk) => {
      this.bytes.push(Buffer.from(chunk));
      return chunk.length;
    });
    this.format.pb = this.io;
    this.pictures = this.addTrack(pictures, TICKS);
    if (sound) this.sound = this.addTrack(sound, SAMPLE_RATE);
    const options = Dictionary.fromObject({ movflags: '+frag_custom+empty_moov+default_base_moof+skip_trailer', movie_timescale: 1000, video_track_timescale: TICKS });
    try {
      FFmpegError.throwIfError(await this.format.writeHeader(options), 'head');
    } finally {
      options.free();
    }
    await this.save('init.mp4', await this.takeBytes());
  }

  private addTrack(encoder: Encoder, rate: number): Track {
    const stream = this.format.newStream();
    FFmpegError.throwIfError(stream.codecpar.fromContext(encoder.context), 'stream');
    stream.timeBase = encoder.context.timeBase;
    return { stream, waiting: [], rate };
  }

  /** Takes over a packet of the encoder of pictures. @throws Failure what went wrong before */
  picture(packet: Packet): Promise<void> {
    return this.add(this.pictures, packet);
  }

  /** Takes over a packet of the encoder of sound. @throws Failure what went wrong before */
  voice(packet: Packet): Promise<void> {
    return this.add(this.sound!, packet);
  }

  private add(track: Track, packet: Packet): Promise<void> {
    // An encoder's first packet lies before its first sample: players would shift everything after it.
    if (this.failure !== undefined || packet.pts < 0n) packet.free();
    else track.waiting.push(packet);
    return this.inTurn(async () => {
      for (let border = this.nextBorder(); border !== undefined; border = this.nextBorder()) await this.writeSegment(border);
    });
  }

  /** The time of the key frame that begins the next segment, once everything before it is here. */
  private nextBorder(): number | undefined {
    const due = (Math.floor(this.began / this.segmentTicks) + 1) * this.segmentTicks;
    const key = this.pictures.waiting.find((packet) => packet.isKeyframe && Number(packet.pts) >= due);
    if (!key) return undefined;
    const border = Number(key.pts);
    const last = this.sound?.waiting.at(-1);
    if (this.sound && (!last || (Number(last.pts) + AAC_SAMPLES) / SAMPLE_RATE < border / TICKS)) return undefined;
    return border;
  }

  private get segmentTicks(): number {
    return (this.options.segmentMs / 1000) * TICKS;
  }

  /** Everything before `end` (ticks) becomes a segment. */
  private async writeSegment(end: number): Promise<void> {
    for (const track of this.sound ? [this.pictures, this.sound] : [this.pictures]) {
      const isLater = ({ pts }: Packet): boolean => Number(pts) / track.rate >= end / TICKS;
      const first = track.waiting.findIndex(isLater);
      const packets = track.waiting.splice(0, first < 0 ? track.waiting.length : first);
      await this.writePackets(track, packets, end);
    }
    // Two flushes: of the samples into a fragment, and of the fragment to us.
    FFmpegError.throwIfError(await this.format.writeFrame(null), 'segment');
    const bytes = await this.takeBytes();
    const durationMs = ((end - this.began) / TICKS) * 1000;
    const name = `segment-${String(this.segments.length + 1).padStart(5, '0')}.m4s`;
    await this.save(name, bytes);
    this.segments.push({ name, durationMs });
    this.began = end;
    this.peakBits = Math.max(this.peakBits, Math.round((bytes.length * 8 * 1000) / Math.max(durationMs, 1000)));
    if (this.options.kind === 'event') {
      await this.savePlaylist(false).catch(async (error: unknown) => {
        this.segments.pop();
        await rm(join(this.options.folder, name), { force: true });
        throw error;
      });
    }
    this.options.onSegment?.();
  }

  private async writePackets(track: Track, packets: Packet[], end: number): Promise<void> {
    const { stream, rate } = track;
    try {
      for (const [index, packet] of packets.entries()) {
        const next = packets[index + 1]?.pts;
        const isPicture = track === this.pictures;
        // A picture lasts until the next one, over the border too; else players would see a hole there.
        packet.duration = isPicture ? (next ?? BigInt(Math.round(end))) - packet.pts : BigInt(AAC_SAMPLES);
        packet.dts = packet.pts;
        packet.streamIndex = stream.index;
        packet.rescaleTs({ num: 1, den: rate }, stream.timeBase);
        FFmpegError.throwIfError(await this.format.writeFrame(packet), 'segment');
      }
    } finally {
      for (const packet of packets) packet.free();
    }
  }

  /**
   * Writes what is left as the last segment and closes the playlist; after a failure it closes what is named already.
   * @param endMs where the last picture ends
   * @throws Failure what went wrong, now or before
   */
  async close(endMs: number): Promise<void> {
    await this.inTurn(async () => {
      const last = Number(this.pictures.waiting.at(-1)?.pts ?? -1n);
      if (last >= 0) await this.writeSegment(Math.max(Math.round((endMs / 1000) * TICKS), last + TICKS / 1000));
    }).catch(() => undefined);
    try {
      if (this.segments.length > 0) await this.savePlaylist(true);
    } catch (error) {
      this.failure ??= error;
      // The disk has no room for a second playlist: one line still fits behind the one that stands.
      if (this.options.kind === 'event') await appendFile(join(this.options.folder, 'index.m3u8'), '#EXT-X-ENDLIST\n').catch(() => undefined);
    } finally {
      this.free();
    }
    if (this.failure !== undefined) throw this.failure;
  }

  /** One after the other; after a failure nothing more is written. */
  private inTurn(next: () => Promise<void>): Promise<void> {
    const done = this.work.then(async () => {
      if (this.failure !== undefined) throw this.failure;
      try {
        await next();
      } catch (error) {
        this.failure = error;
        throw error;
      }
    });
    this.work = done.catch(() => undefined);
    return done;
  }

  private async takeBytes(): Promise<Buffer> {
    await this.format.flush();
    const taken = Buffer.concat(this.bytes);
    this.bytes = [];
    return taken;
  }

  private savePlaylist(isClosed: boolean): Promise<void> {
    const { kind, segmentMs } = this.options;
    return this.save('index.m3u8', playlistText(this.segments, { kind, segmentMs, isClosed }));
  }

  /** Under its name the file is whole or not there. */
  private async save(name: string, content: Buffer | string): Promise<void> {
    const path = join(this.options.folder, name);
    try {
      await writeFile(`${path}.part`, content);
      await rename(`${path}.part`, path);
    } catch (error) {
      await rm(`${path}.part`, { force: true }).catch(() => undefined);
      throw new Failure('disk-full', error instanceof Error ? error.message : String(error), { cause: error });
    }
  }

  private free(): void {
    for (const track of [this.pictures, this.sound]) for (const packet of track?.waiting.splice(0) ?? []) packet.free();
    this.format.pb = null;
    this.io.freeContext();
    this.format.freeContext();
  }
}
