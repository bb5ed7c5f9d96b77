import type { Viewing, ViewingAnswer } from '@seldinger/contract';
import { isRefusal } from '../../../api/errors';
import { sendBeat } from '../recording-calls';
import { Played } from './played';

const beatEveryMs = 10_000;

/** What a beat says beside what was played. */
export interface Moment {
  viewing: Viewing;
  /** In milliseconds of the recording. */
  positionMs: number;
  speed: number;
}

export interface BeatEvents {
  /** What is right now; null while nothing is open. */
  moment: () => Moment | null;
  onAnswer: (viewing: Viewing, answer: ViewingAnswer) => void;
  /** The way to the files has expired. */
  onOver: (viewing: Viewing) => void;
}

/** Tells the server what was really played: from time to time, when asked, and when there may be no later time. */
export class Beats {
  readonly played = new Played();
  private telling = false;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly events: BeatEvents) {}

  start(): void {
    this.timer = setInterval(() => void this.tell(), beatEveryMs);
    document.addEventListener('visibilitychange', this.hidden);
    window.addEventListener('pagehide', this.left);
  }

  stop(): void {
    clearInterval(this.timer);
    document.removeEventListener('visibilitychange', this.hidden);
    window.removeEventListener('pagehide', this.left);
    void this.tell(true);
  }

  private readonly hidden = () => document.visibilityState === 'hidden' && void this.tell(true);
  private readonly left = () => void this.tell(true);

  /** What was played since the last time. `leaving`: there may be no later time. */
  async tell(leaving = false): Promise<void> {
    if (this.telling && !leaving) return;
    const moment = this.events.moment();
    if (!moment) return;
    const { viewing, positionMs, speed } = moment;
    const played = this.played.take();
    this.telling = true;
    try {
      const answer = await sendBeat(viewing.id, { played: played.map(({ start, end }) => ({ fromMs: start, untilMs: end })), positionMs, speed }, leaving);
      this.events.onAnswer(viewing, answer);
    } catch (thrown) {
      this.played.giveBack(played);
      if (isRefusal(thrown, 'recordings.viewing-over')) this.events.onOver(viewing);
    } finally {
      this.telling = false;
    }
  }
}
