import { AV_DISPOSITION_ATTACHED_PIC, AV_PKT_DATA_DISPLAYMATRIX, AVERROR_EAGAIN, AVERROR_EOF, AVMEDIA_TYPE_AUDIO, AVMEDIA_TYPE_VIDEO, type AVMediaType } from 'node-av/constants';
import { Codec, CodecContext, Dictionary, FFmpegError, FormatContext, Frame, Packet, type Stream } from 'node-av/lib';
import { stat } from 'node:fs/promises';
import { Failure } from './failure';

/** Containers of films. Playlists and the like, which would have other files read, are not among them. */
const CONTAINERS = 'mov,matroska,avi,mpegts,mpeg,flv,asf,ogg';
const NO_TIME = -(2n ** 63n);

type Decoded = { stream: Stream; context: CodecContext };
/** `seconds` since the film's beginning; `progress` from 0 to 1. The frame is the taker's to free. */
export type SourceFrame = { kind: 'picture' | 'sound'; frame: Frame; seconds: number; progress: number };

const unreadable = (detail: string): Failure => new Failure('unreadable', detail);

/** A film from elsewhere, decoded. */
export class Source {
  private readonly packet = new Packet();

  private constructor(
    private readonly format: FormatContext,
    private readonly picture: Decoded,
    private readonly sound: Decoded | undefined,
    private readonly bytes: number,
  ) {
    this.packet.alloc();
  }

  /** @throws Failure `unreadable` when it is no film, or has no picture */
  static async open(file: string): Promise<Source> {
    const format = new FormatContext();
    const options = Dictionary.fromObject({ format_whitelist: CONTAINERS, protocol_whitelist: 'file' });
    try {
      if ((await format.openInput(file, null, options)) < 0) throw unreadable('the file is none of the containers of films');
      if ((await format.findStreamInfo()) < 0) throw unreadable('the file names no streams');
      const picture = await decoderOf(format, AVMEDIA_TYPE_VIDEO);
      if (!picture || picture.context.width < 2 || picture.context.height < 2) throw unreadable('the file has no pictures');
      return new Source(format, picture, await decoderOf(format, AVMEDIA_TYPE_AUDIO), (await stat(file)).size);
    } catch (error) {
      await format.closeInput();
      throw error;
    } finally {
      options.free();
    }
  }

  get hasSound(): boolean {
    return this.sound !== undefined;
  }

  /** Degrees clockwise by which the pictures must be turned to stand upright. */
  get rotation(): 0 | 90 | 180 | 270 {
    const matrix = this.picture.stream.codecpar.getCodedSideData(AV_PKT_DATA_DISPLAYMATRIX);
    if (!matrix || matrix.length < 36) return 0;
    const degrees = (Math.atan2(matrix.readInt32LE(4), matrix.readInt32LE(0)) * 180) / Math.PI;
    return ((((Math.round(degrees / 90) * 90) % 360) + 360) % 360) as 0 | 90 | 180 | 270;
  }

  /** As it is to be seen: upright, and of square points. */
  get size(): { width: number; height: number } {
    const { width, height, sampleAspectRatio } = this.picture.stream.codecpar;
    const stretch = sampleAspectRatio.num > 0 && sampleAspectRatio.den > 0 ? sampleAspectRatio.num / sampleAspectRatio.den : 1;
    const upright = { width: width * stretch, height };
    return this.rotation % 180 === 0 ? upright : { width: upright.height, height: upright.width };
  }

  /** Pictures a second: on average, and such that every picture finds its place. */
  get rates(): { average: number; exact: number } {
    const { avgFrameRate, rFrameRate } = this.picture.stream;
    const value = ({ num, den }: { num: number; den: number }) => (num > 0 && den > 0 ? num / den : 0);
    return { average: value(avgFrameRate), exact: value(rFrameRate) };
  }

  /** Everything that can be decoded, in the order of the file. Damaged parts are left out. */
  async *frames(): AsyncGenerator<SourceFrame> {
    const tracks = this.sound ? [this.picture, this.sound] : [this.picture];
    const begin = Math.min(...tracks.map(({ stream }) => (stream.startTime === NO_TIME ? Infinity : seconds(stream, stream.startTime))));
    const zero = Number.isFinite(begin) ? begin : 0;
    let read = 0;
    for (;;) {
      const status = await this.format.readFrame(this.packet);
      if (status < 0) break;
      read += this.packet.size;
      const track = tracks.find(({ stream }) => stream.index === this.packet.streamIndex);
      if (track) yield* this.decode(track, this.packet, zero, read);
      this.packet.unref();
    }
    for (const track of tracks) yield* this.decode(track, null, zero, this.bytes);
  }

  private async *decode(track: Decoded, packet: Packet | null, zero: number, read: number): AsyncGenerator<SourceFrame> {
    const { stream, context } = track;
    if ((await context.sendPacket(packet)) < 0) return;
    for (;;) {
      const frame = new Frame();
      frame.alloc();
      const status = await context.receiveFrame(frame);
      const time = frame.bestEffortTimestamp;
      if (status < 0 || time === NO_TIME) {
        frame.free();
        if (status === AVERROR_EAGAIN || status === AVERROR_EOF || status < 0) return;
        continue;
      }
      frame.timeBase = stream.timeBase;
      yield { kind: track === this.picture ? 'picture' : 'sound', frame, seconds: seconds(stream, time) - zero, progress: Math.min(1, read / this.bytes) };
    }
  }

  async close(): Promise<void> {
    this.packet.free();
    this.picture.context.freeContext();
    this.sound?.context.freeContext();
    await this.format.closeInput();
  }
}

const seconds = ({ timeBase }: Stream, time: bigint): number => (Number(time) * timeBase.num) / timeBase.den;

/** A decoder of the best stream of the kind; none without such a stream. The cover of an album is no film. */
export async function decoderOf(format: FormatContext, type: AVMediaType, threads = 0): Promise<Decoded | undefined> {
  const index = format.findBestStream(type);
  const stream = index >= 0 ? format.streams[index] : undefined;
  if (!stream || stream.hasDisposition(AV_DISPOSITION_ATTACHED_PIC)) return undefined;
  const codec = Codec.findDecoder(stream.codecpar.codecId);
  if (!codec) return undefined;
  const context = new CodecContext();
  context.allocContext3(codec);
  FFmpegError.throwIfError(context.parametersToContext(stream.codecpar), 'decoder');
  context.pktTimebase = stream.timeBase;
  context.threadCount = threads;
  if ((await context.open2(codec)) >= 0) return { stream, context };
  context.freeContext();
  return undefined;
}
