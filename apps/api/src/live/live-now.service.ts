import { Injectable } from '@nestjs/common';
import type { LiveNow } from '@seldinger/contract';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock';
import type { Viewer } from '../platform/http/viewer';
import { ProgrammeService, type LectureRow } from '../programme';
import { phaseOf } from './classroom.policy';
import { breaksOf } from './live.queries';
import { LiveService } from './live.service';
import { membersOf } from './members';

/** What goes on right now, for who looks after an edition. */
@Injectable()
export class LiveNowService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly programme: ProgrammeService,
    private readonly live: LiveService,
  ) {}

  /** The lecture that is on in an edition, else the one that people gather for. @throws 404, 403 */
  async read(viewer: Viewer, editionId: string): Promise<LiveNow> {
    viewer.demand('live:moderate', editionId);
    const em = this.source.manager;
    const now = this.clock.nowMs();
    const lectures = await this.programme.lectures(em, editionId);
    const lecture = lectures.find(({ state }) => state === 'live') ?? lectures.find((row) => phaseOf(row, [], now) === 'open');
    if (!lecture) return { lecture: null, phase: null, expected: 0, present: 0, silent: 0 };
    const breaks = await breaksOf(em, lecture.id);
    return { lecture: this.programme.presentLecture(lecture, viewer, new Date(now)), phase: phaseOf(lecture, breaks, now), ...(await this.counts(em, lecture, now)) };
  }

  private async counts(em: EntityManager, { id }: LectureRow, now: number): Promise<Pick<LiveNow, 'expected' | 'present' | 'silent'>> {
    const trainees = (await membersOf(em, id, now)).filter(({ role }) => role === 'trainee');
    const present = trainees.filter((member) => member.present);
    const { acts } = await this.live.evidence(em, id);
    return { expected: trainees.length, present: present.length, silent: present.filter(({ personId }) => !acts.has(personId)).length };
  }
}
