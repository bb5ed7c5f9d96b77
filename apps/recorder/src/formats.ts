/** Samples a second of every sound we write. */
export const SAMPLE_RATE = 48_000;
/** Samples in one frame of AAC. */
export const AAC_SAMPLES = 1024;
/** Ticks a second of every picture's time. */
export const TICKS = 90_000;

export type PictureFormat = { width: number; height: number; fps: number };

/** Bits a second that a stream of such pictures stays below, whatever it shows. */
export const pictureBits = ({ width, height, fps }: PictureFormat): number => Math.max(200_000, Math.round(width * height * fps * 0.1));
/** What players are told: the cap above can be passed for the length of one encoder buffer. */
const BURST = 1.25;
export const bandwidthOf = (format: PictureFormat, soundBits: number): number => Math.round(pictureBits(format) * BURST + soundBits * BURST);

const TALLEST = 1080;
const WIDEST = 3840;
/** The second rendition, for a phone on a train. */
const SMALL = 360;
const FASTEST = 30;
/** A show of slides gets each of them several times: one can jump into it, and it ends when its sound does. */
const SLOWEST = 10;

/** Best first; a small film has one only. Pictures are of even size, as H.264 has it. */
export function formatsFor({ width, height }: { width: number; height: number }, rates: { average: number; exact: number }): PictureFormat[] {
  const shrunk = Math.min(1, TALLEST / height, WIDEST / width);
  const of = (tall: number): PictureFormat => ({ width: even((width / height) * tall), height: even(tall), fps: rateFor(rates) });
  const best = of(height * shrunk);
  return best.height > SMALL ? [best, of(SMALL)] : [best];
}

const even = (length: number): number => Math.max(2, Math.round(length / 2) * 2);

/** A rate of the film's own where it has one, halved above 30 and multiplied below 10. Files that name none, or ticks instead of pictures, get 30. */
function rateFor({ average, exact }: { average: number; exact: number }): number {
  if (exact >= 1 && exact <= FASTEST + 0.1) return exact * Math.ceil(SLOWEST / exact);
  if (exact > FASTEST && exact <= 2 * FASTEST + 0.1) return exact / 2;
  return average > FASTEST && average <= 2 * FASTEST + 0.1 ? average / 2 : FASTEST;
}
