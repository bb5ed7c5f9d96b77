import { AV_PICTURE_TYPE_I, AV_PICTURE_TYPE_NONE, AV_PIX_FMT_YUV420P } from 'node-av/constants';
import { FilterAPI } from 'node-av/api';
import { Frame } from 'node-av/lib';
import { TICKS, type PictureFormat } from './formats';

/** One picture as it came: I420, tightly packed. */
export type Picture = { data: Uint8Array; width: number; height: number; /** Degrees clockwise by which it must be turned to stand upright. */ rotation: 0 | 90 | 180 | 270 };

/** Smaller ones come when a sender leaves, and show nothing. */
const SMALLEST = 16;
export const isShown = ({ width, height }: { width: number; height: number }): boolean => width > SMALLEST && height > SMALLEST;

/** Luma of the picture that stands for none; chroma without colour. */
const DARK = 24;

export function darkPicture({ width, height }: PictureFormat): Picture {
  const data = Buffer.alloc((width * height * 3) / 2, 128);
  data.fill(DARK, 0, width * height);
  return { data, width, height, rotation: 0 };
}

/** Steps of a filter that turn a picture upright. */
export const TURNS = { 0: [], 90: ['transpose=clock'], 180: ['hflip', 'vflip'], 270: ['transpose=cclock'] } as const;

/** Brings pictures of any size, which a browser changes at will, into one format: upright, in proportion, bars around them. */
export class Fitter {
  private filter: { key: string; chain: FilterAPI } | undefined;

  constructor(private readonly format: PictureFormat) {}

  /** The frame is the caller's to free. */
  async fit(picture: Picture): Promise<Frame> {
    const { data, width, height, rotation } = picture;
    const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    const frame = Frame.fromVideoBuffer(bytes, { width, height, format: AV_PIX_FMT_YUV420P, timeBase: { num: 1, den: TICKS }, pts: 0n });
    if (rotation === 0 && width === this.format.width && height === this.format.height) return frame;
    try {
      const [fitted] = await this.chainFor(picture).processAll(frame);
      if (!fitted) throw new Error(`no picture came out of one of ${width}x${height}`);
      return fitted;
    } finally {
      frame.free();
    }
  }

  private chainFor({ width, height, rotation }: Picture): FilterAPI {
    const key = `${width}x${height} ${rotation}`;
    if (this.filter?.key !== key) {
      this.free();
      const { width: w, height: h } = this.format;
      const steps = [...TURNS[rotation], `scale=${w}:${h}:force_original_aspect_ratio=decrease:force_divisible_by=2`, `pad=${w}:${h}:-1:-1`, 'setsar=1', 'format=yuv420p'];
      this.filter = { key, chain: FilterAPI.create(steps.join(',')) };
    }
    return this.filter!.chain;
  }

  free(): void {
    this.filter?.chain.close();
    this.filter = undefined;
  }
}

/** Sets what the encoder must know of a frame. */
export function stamp(frame: Frame, { ticks, durationTicks, isKey }: { ticks: number; durationTicks: number; isKey: boolean }): void {
  frame.pts = BigInt(ticks);
  frame.duration = BigInt(durationTicks);
  frame.pictType = isKey ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE;
}
