import { playedBetween, union, type Interval, type Spans } from '@seldinger/domain';

/** What a beat may carry at most; what is beyond it waits for the next. */
const MOST_PIECES = 100;

/** Collects what was really played, in milliseconds of the recording: time that went on by itself, never what was jumped over. */
export class Played {
  private pieces: Interval[] = [];
  /** Where in the player the stretch under way has come to; null while nothing plays or the player jumps. */
  private reached: number | null = null;

  /** Playing starts, or goes on after a jump, at this moment of the player. */
  begin(playerMs: number): void {
    this.reached = playerMs;
  }

  /** Playing has come to this moment. Time that runs backwards is a jump that nobody announced. */
  move(spans: Spans, playerMs: number): void {
    if (this.reached === null) return;
    if (playerMs > this.reached) this.pieces = union([...this.pieces, ...whole(playedBetween(spans, this.reached, playerMs))]);
    this.reached = playerMs;
  }

  /** Nothing plays any more, or the player jumps: where it lands was not played from here. */
  end(): void {
    this.reached = null;
  }

  /** What was collected since the last time, in order. */
  take(): Interval[] {
    return this.pieces.splice(0, MOST_PIECES);
  }

  /** Takes back what could not be told, to be told with the next beat. */
  giveBack(pieces: readonly Interval[]): void {
    this.pieces = union([...pieces, ...this.pieces]);
  }
}

/** Whole milliseconds, never more than were played. */
const whole = (pieces: Interval[]): Interval[] => pieces.map(({ start, end }) => ({ start: Math.ceil(start), end: Math.floor(end) })).filter(({ start, end }) => start < end);
