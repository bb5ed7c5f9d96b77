/** Pictures come late by this much at most: what stands is repeated only up to here, so that a new one still finds its time. */
const LATENESS_US = 200_000;
/** How often a picture that stands is written again: players need some, the disk and the processor few. */
const REPEAT_US = 200_000;
/** A picture whose track is gone stands this long before it gives way to the dark: a change of the stage takes less. */
const STANDS_US = 2_000_000;
/** No two pictures are nearer than this. */
const STEP_US = 1_000;
/** A border of segments is met by a picture that begins this near behind it, else by one of its own. */
const NEAR_US = 100_000;

export type Turn<Picture> = { picture: Picture; at: number; isKey: boolean };

/**
 * Decides which picture is written when, all in microseconds since zero: each at its own time, at most `fps` a second, the
 * last one of a movement always, what stands again and again, and a key frame at each border of segments, come what may.
 */
export class Reel<Picture> {
  private readonly interval: number;
  private readonly segment: number;
  private standing: Picture;
  private offered: { picture: Picture; at: number } | undefined;
  private goneAt: number | undefined;
  private last: number | undefined;
  private due = 0;
  private border = 0;

  /** @param dark stands while there is no other */
  constructor(
    { fps, segmentMs }: { fps: number; segmentMs: number },
    private readonly dark: Picture,
  ) {
    this.interval = 1_000_000 / fps;
    this.segment = segmentMs * 1000;
    this.standing = dark;
  }

  /** A new picture for the stage. A newer one takes its place if it is not written by then. */
  offer(picture: Picture, at: number): void {
    this.offered = { picture, at };
    this.goneAt = undefined;
  }

  /** Whoever showed the picture that stands shows none any more. */
  gone(at: number): void {
    this.goneAt ??= at;
  }

  /** What to write now; asked again until there is nothing. */
  next(now: number): Turn<Picture> | undefined {
    if (this.goneAt !== undefined && now >= this.goneAt + STANDS_US) {
      this.offered = { picture: this.dark, at: now - LATENESS_US };
      this.goneAt = undefined;
    }
    const { last } = this;
    if (last === undefined) return this.write(this.offered && this.offered.at <= this.interval ? this.take().picture : this.standing, 0);
    const next = this.isOfferDue(now) && this.offered ? Math.min(Math.max(this.offered.at, last + STEP_US), Math.max(now, last + STEP_US)) : undefined;
    if (this.border > last && (next === undefined ? now - LATENESS_US >= this.border : next > this.border + NEAR_US)) return this.write(this.standing, this.border);
    if (next !== undefined) return this.write(this.take().picture, next);
    if (now - LATENESS_US >= last + REPEAT_US) return this.write(this.standing, now - LATENESS_US);
    return undefined;
  }

  /** What stands, once more at the very end. */
  final(at: number): Turn<Picture> | undefined {
    if (this.last !== undefined && at <= this.last + STEP_US) return undefined;
    return this.write(this.offered ? this.take().picture : this.standing, this.last === undefined ? 0 : at);
  }

  private isOfferDue(now: number): boolean {
    return this.offered !== undefined && (this.offered.at >= this.due - this.interval / 4 || now >= this.due);
  }

  private take(): { picture: Picture; at: number } {
    const taken = this.offered!;
    this.offered = undefined;
    return taken;
  }

  private write(picture: Picture, at: number): Turn<Picture> {
    if (picture !== this.standing || this.last === undefined) this.due = Math.max(this.due, at - this.interval) + this.interval;
    const isKey = at >= this.border;
    if (isKey) this.border = (Math.floor(at / this.segment) + 1) * this.segment;
    this.standing = picture;
    this.last = at;
    return { picture, at, isKey };
  }
}
