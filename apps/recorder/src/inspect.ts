import type { InspectOrder, Inspection } from '@seldinger/contract';
import { AVMEDIA_TYPE_AUDIO, AVMEDIA_TYPE_VIDEO } from 'node-av/constants';
import { Dictionary, FormatContext, Frame, Packet, type CodecContext } from 'node-av/lib';
import { open } from 'node:fs/promises';
import { readPlaylist } from './playlist';
import { decoderOf } from './source';

/** Of longer recordings the key frame of each segment is decoded, of shorter ones every picture. */
const EVERY_PICTURE_MS = 60_000;

type Decoders = { picture?: CodecContext; sound?: CodecContext };
type Span = { from: number; until: number };
/** Of one playlist, in seconds of media time. */
type Progress = { first: number | undefined; picture: number | undefined; sound: number | undefined };

/** Reads recordings back, as a player would. Never fails for what it finds: that is what it tells. */
export async function inspect({ playlists }: InspectOrder): Promise<Inspection> {
  const inspector = new Inspector();
  for (const playlist of playlists) await inspector.read(playlist);
  return inspector.found();
}

class Inspector {
  private seconds = 0;
  private isDecodable = true;
  private peak = 0;
  private longestGap = 0;
  private readonly packet = new Packet();
  private readonly frame = new Frame();

  constructor() {
    this.packet.alloc();
    this.frame.alloc();
  }

  found(): Inspection {
    this.packet.free();
    this.frame.free();
    const { peak, seconds, longestGap } = this;
    return { durationMs: Math.round(seconds * 1000), decodable: this.isDecodable, loudestDb: peak > 0 ? Math.round(200 * Math.log10(Math.min(1, peak))) / 10 : null, longestGapMs: Math.max(0, Math.round(longestGap * 1000)) };
  }

  async read(file: string): Promise<void> {
    const playlist = await readPlaylist(file).catch(() => undefined);
    if (!playlist || playlist.segments.length === 0) {
      this.isDecodable = false;
      return;
    }
    const decoders: Decoders = {};
    const progress: Progress = { first: undefined, picture: undefined, sound: undefined };
    const isLong = playlist.segments.reduce((sum, { durationMs }) => sum + durationMs, 0) > EVERY_PICTURE_MS;
    for (const segment of playlist.segments) {
      if (!(await this.readSegment(playlist.init, segment.file, decoders, progress, isLong))) this.isDecodable = false;
    }
    this.seconds += Math.max(progress.picture ?? 0, progress.sound ?? 0) - (progress.first ?? 0);
    decoders.picture?.freeContext();
    decoders.sound?.freeContext();
  }

  /** @returns whether it is whole and decodes */
  private async readSegment(init: string, file: string, decoders: Decoders, progress: Progress, onlyKeys: boolean): Promise<boolean> {
    if (!(await isWhole(file))) return false;
    const format = new FormatContext();
    const options = Dictionary.fromObject({ format_whitelist: 'mov', protocol_whitelist: 'concat,file' });
    try {
      if (format.openInputSync(`concat:${init}|${file}`, null, options) < 0) return false;
      // The head says all there is to know: no need to look into the media, which would be read twice.
      decoders.picture ??= (await decoderOf(format, AVMEDIA_TYPE_VIDEO, 1))?.context;
      decoders.sound ??= (await decoderOf(format, AVMEDIA_TYPE_AUDIO, 1))?.context;
      return this.readMedia(format, decoders, progress, onlyKeys);
    } finally {
      options.free();
      await format.closeInput();
    }
  }

  private readMedia(format: FormatContext, { picture, sound }: Decoders, progress: Progress, onlyKeys: boolean): boolean {
    const { packet } = this;
    const streams = format.streams;
    const pictures = { sent: 0, decoded: 0 };
    let isGood = true;
    while (format.readFrameSync(packet) >= 0) {
      const stream = streams[packet.streamIndex]!;
      const second = stream.timeBase.num / stream.timeBase.den;
      const span = { from: Number(packet.pts) * second, until: Number(packet.pts + packet.duration) * second };
      if (stream.codecpar.codecType === AVMEDIA_TYPE_VIDEO) {
        progress.picture = this.follow(progress, span, progress.picture);
        // The first of a segment is its key frame.
        if (picture && (!onlyKeys || pictures.sent === 0)) {
          pictures.sent += 1;
          if (picture.sendPacketSync(packet) < 0) isGood = false;
          pictures.decoded += this.receive(picture);
        }
      } else if (sound) {
        progress.sound = this.follow(progress, span, progress.sound);
        if (sound.sendPacketSync(packet) < 0) isGood = false;
        this.receive(sound, () => this.listen());
      }
      packet.unref();
    }
    if (picture) {
      picture.sendPacketSync(null);
      pictures.decoded += this.receive(picture);
      picture.flushBuffers();
    }
    return isGood && pictures.sent > 0 && pictures.decoded === pictures.sent;
  }

  /** Notes the hole before the span, if there is one. @returns how far the stream has come */
  private follow(progress: Progress, { from, until }: Span, before: number | undefined): number {
    progress.first = Math.min(progress.first ?? from, from);
    if (before !== undefined) this.longestGap = Math.max(this.longestGap, from - before);
    return until;
  }

  private receive(decoder: CodecContext, look?: () => void): number {
    let count = 0;
    while (decoder.receiveFrameSync(this.frame) >= 0) {
      count += this.frame.decodeErrorFlags === 0 ? 1 : 0;
      look?.();
      this.frame.unref();
    }
    return count;
  }

  private listen(): void {
    for (const plane of this.frame.data ?? []) {
      if (!plane) continue;
      const samples = new Float32Array(plane.buffer, plane.byteOffset, Math.min(this.frame.nbSamples, plane.byteLength >> 2));
      for (let index = 0; index < samples.length; index += 1) this.peak = Math.max(this.peak, Math.abs(samples[index]!));
    }
  }
}

/** Whether a file consists of boxes of MP4 to its very end, media among them: one that was cut off does not. */
async function isWhole(file: string): Promise<boolean> {
  const handle = await open(file).catch(() => undefined);
  if (!handle) return false;
  try {
    const { size } = await handle.stat();
    const head = Buffer.alloc(8);
    let hasMedia = false;
    let at = 0;
    while (at < size) {
      const { bytesRead } = await handle.read(head, 0, 8, at);
      if (bytesRead < 8 || head.readUInt32BE(0) < 8) return false;
      hasMedia ||= head.toString('latin1', 4) === 'mdat';
      at += head.readUInt32BE(0);
    }
    return hasMedia && at === size;
  } finally {
    await handle.close();
  }
}
