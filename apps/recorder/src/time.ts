/** Now, in microseconds of a clock that never goes back; its zero means nothing. */
export const nowUs = (): number => Number(process.hrtime.bigint() / 1000n);

/** A picture's own time is taken at its word when it is as near as this. */
const SAME_CLOCK_US = 1_000_000;

/**
 * Where on our clock a picture of a track belongs. Its time is of our clock on most systems; where it is not, the picture
 * that was delayed least tells the difference.
 */
export class FrameClock {
  private isOurs: boolean | undefined;
  private offset = Infinity;

  toLocal(timestampUs: number, arrivedUs: number): number {
    const difference = arrivedUs - timestampUs;
    this.isOurs ??= Math.abs(difference) < SAME_CLOCK_US;
    if (this.isOurs) return timestampUs;
    this.offset = Math.min(this.offset, difference);
    return timestampUs + this.offset;
  }
}
