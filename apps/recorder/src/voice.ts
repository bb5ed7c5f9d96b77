import { SAMPLE_RATE } from './formats';

/** The count of samples is believed until the clock contradicts it by more than this; below it nobody hears or sees a difference. */
const TOLERANCE = Math.round(0.03 * SAMPLE_RATE);

type Piece = { samples: Float32Array; /** Where it would begin if nothing had delayed it. */ earliest: number };

/**
 * One voice on the timeline of a recording, in samples since its zero. Frames of sound carry no time: they are placed one
 * behind the other, by their number of samples, and what arrival says corrects that. Arrival errs in one direction only,
 * a frame may be late but never early: so the least delayed of all frames that wait is believed. A hole (muted, lost) is
 * thereby told from a delay (a busy machine): after a hole all frames are late, after a delay only the first ones are.
 */
export class Voice {
  private readonly waiting: Piece[] = [];
  /** Where the next frame belongs by the count of samples; unknown before the first. */
  private next: number | undefined;
  private isEnded = false;
  /** How often the clock corrected the count, the first placement not counted. */
  corrections = 0;

  /** @param arrived when its last sample came, in samples since zero */
  push(samples: Float32Array, arrived: number): void {
    this.waiting.push({ samples, earliest: arrived - samples.length });
  }

  /** No more frames will come. */
  end(): void {
    this.isEnded = true;
  }

  /** True when all is read of a voice that ended. */
  get isOver(): boolean {
    return this.isEnded && this.waiting.length === 0;
  }

  /** Adds the samples from `from` on to `into`, as many as that holds. Calls must go forward without a gap. */
  mixInto(into: Float32Array, from: number): void {
    const until = from + into.length;
    for (let piece = this.waiting[0]; piece; piece = this.waiting[0]) {
      const { samples, earliest } = piece;
      const at = this.place();
      if (at >= until) return;
      if (this.next !== undefined && at !== this.next) this.corrections += 1;
      // What belongs before `from` is written already: that much is cut.
      const end = Math.min(until - at, samples.length);
      for (let index = Math.max(from - at, 0); index < end; index += 1) into[at + index - from]! += samples[index]!;
      this.next = at + end;
      if (end < samples.length) {
        this.waiting[0] = { samples: samples.subarray(end), earliest: earliest + end };
        return;
      }
      this.waiting.shift();
    }
  }

  /** Where the first of those that wait begins. */
  private place(): number {
    const counted = this.next ?? 0;
    let drift = Infinity;
    let offset = 0;
    for (const { samples, earliest } of this.waiting) {
      drift = Math.min(drift, earliest - counted - offset);
      offset += samples.length;
    }
    return this.next !== undefined && Math.abs(drift) <= TOLERANCE ? this.next : Math.round(counted + drift);
  }
}
