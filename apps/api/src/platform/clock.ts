import { Injectable } from '@nestjs/common';

/**
 * The course's time. In a demo it stands a fixed distance from the real one (see `demo`); sessions, links of
 * mails and rate limits go by `real`, everything about lectures goes by `now`.
 */
@Injectable()
export class Clock {
  private offsetMs = 0;
  /** Whether this installation holds the demo, the only course with a time of its own. */
  demo = false;

  real(): Date {
    return new Date();
  }

  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  nowMs(): number {
    return Date.now() + this.offsetMs;
  }

  /** An instant told by another system's real clock, in the course's time. */
  fromReal(realMs: number): Date {
    return new Date(realMs + this.offsetMs);
  }

  /** Stands the clock at an instant, from which it runs on. Tests and the demo only. */
  setTo(instantMs: number): void {
    this.offsetMs = instantMs - Date.now();
  }

  /** Lets time pass without waiting. Tests only. */
  advance(ms: number): void {
    this.offsetMs += ms;
  }
}
