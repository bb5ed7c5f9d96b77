import {
  AV_CHANNEL_LAYOUT_MONO,
  AV_CHANNEL_LAYOUT_STEREO,
  AV_CODEC_FLAG_FRAME_DURATION,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_PIX_FMT_YUV420P,
  AV_SAMPLE_FMT_FLTP,
  AVERROR_EAGAIN,
  AVERROR_EOF,
} from 'node-av/constants';
import { Codec, CodecContext, Dictionary, FFmpegError, Packet, Rational, type Frame } from 'node-av/lib';
import { pictureBits, SAMPLE_RATE, TICKS, type PictureFormat } from './formats';

/** One encoder of FFmpeg. Packets go out in the order of their time: B-frames are never used. */
export class Encoder {
  private constructor(readonly context: CodecContext) {}

  /** H.264. Key frames come where a frame asks for one, and at cuts of the picture. Times in ticks. */
  static async pictures(format: PictureFormat, { crf, preset, threads }: { crf: number; preset: string; threads: number }): Promise<Encoder> {
    const bits = pictureBits(format);
    return Encoder.open(
      'libx264',
      (context) => {
        context.width = format.width;
        context.height = format.height;
        context.pixelFormat = AV_PIX_FMT_YUV420P;
        context.timeBase = new Rational(1, TICKS);
        // Without it the level in the stream's head comes out of the time base: no player would take it.
        context.framerate = new Rational(Math.round(format.fps * 1000), 1000);
        context.sampleAspectRatio = new Rational(1, 1);
        context.gopSize = 100_000;
        context.maxBFrames = 0;
        context.threadCount = threads;
        context.rcMaxRate = BigInt(bits);
        context.rcBufferSize = bits;
        context.setFlags(AV_CODEC_FLAG_FRAME_DURATION);
      },
      { preset, crf, 'forced-idr': 1 },
    );
  }

  /** AAC of 48 kHz; times in samples. */
  static async sound({ channels, bits }: { channels: 1 | 2; bits: number }): Promise<Encoder> {
    return Encoder.open('aac', (context) => {
      context.sampleRate = SAMPLE_RATE;
      context.sampleFormat = AV_SAMPLE_FMT_FLTP;
      context.channelLayout = channels === 1 ? AV_CHANNEL_LAYOUT_MONO : AV_CHANNEL_LAYOUT_STEREO;
      context.bitRate = BigInt(bits);
      context.timeBase = new Rational(1, SAMPLE_RATE);
    });
  }

  private static async open(name: 'libx264' | 'aac', set: (context: CodecContext) => void, options: Record<string, string | number> = {}): Promise<Encoder> {
    const codec = Codec.findEncoderByName(name as Parameters<typeof Codec.findEncoderByName>[0]);
    if (!codec) throw new Error(`this FFmpeg has no encoder ${name}`);
    const context = new CodecContext();
    context.allocContext3(codec);
    set(context);
    // The stream's head goes once into init.mp4, not into every segment.
    context.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
    const dictionary = Dictionary.fromObject(options);
    try {
      FFmpegError.throwIfError(await context.open2(codec, dictionary), name);
    } finally {
      dictionary.free();
    }
    return new Encoder(context);
  }

  /** Gives a frame (null: there are no more) and returns what is ready; the packets are the caller's to free. */
  async encode(frame: Frame | null): Promise<Packet[]> {
    FFmpegError.throwIfError(await this.context.sendFrame(frame), 'encode');
    const packets: Packet[] = [];
    for (;;) {
      const packet = new Packet();
      packet.alloc();
      const status = await this.context.receivePacket(packet);
      if (status >= 0) {
        packets.push(packet);
        continue;
      }
      packet.free();
      if (status === AVERROR_EAGAIN || status === AVERROR_EOF) return packets;
      FFmpegError.throwIfError(status, 'encode');
    }
  }

  free(): void {
    this.context.freeContext();
  }
}
