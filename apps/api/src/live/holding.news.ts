import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock';
import { lectureRoom, Realtime } from '../platform/realtime';
import { ProgrammeService } from '../programme';
import { phaseOf, presentBreak } from './classroom.policy';
import { breaksOf } from './live.queries';
import { OwnClockService } from './own-clock.service';

/** Shows everyone inside how the lecture stands, and trainees their own clocks. */
@Injectable()
export class HoldingNews {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly programme: ProgrammeService,
    private readonly clocks: OwnClockService,
    private readonly realtime: Realtime,
  ) {}

  async tell(lectureId: string): Promise<void> {
    const em = this.source.manager;
    const [lecture, breaks] = [await this.programme.lecture(em, lectureId), await breaksOf(em, lectureId)];
    const now = this.clock.now();
    this.realtime.emit(lectureRoom(lectureId), 'classroom:changed', {
      lectureId,
      phase: phaseOf(lecture, breaks, now.getTime()),
      breaks: breaks.map(presentBreak),
      heldFrom: lecture.heldFrom?.toISOString() ?? null,
      heldUntil: lecture.heldUntil?.toISOString() ?? null,
      now: now.toISOString(),
    });
    await this.clocks.push(lectureId);
  }
}
