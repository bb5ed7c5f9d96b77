import { Injectable } from '@nestjs/common';
import type { ChatPage, Classroom } from '@seldinger/contract';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock';
import type { Viewer } from '../platform/http/viewer';
import { Media } from '../platform/media';
import { ProgrammeService } from '../programme';
import { ChatService } from './chat.service';
import { ClassroomPolicy, isModerator, phaseOf, presentBreak, refusalOf } from './classroom.policy';
import { HandService } from './hand.service';
import { breaksOf, isRemoved, removedFrom } from './live.queries';
import { membersOf } from './members';
import { OwnClockService } from './own-clock.service';

const CHAT_AT_ONCE = 100;
const NOTHING: ChatPage = { items: [], more: false };

/** The classroom as one sees it on entering, late or not. */
@Injectable()
export class ClassroomService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly policy: ClassroomPolicy,
    private readonly programme: ProgrammeService,
    private readonly media: Media,
    private readonly chat: ChatService,
    private readonly hands: HandService,
    private readonly clocks: OwnClockService,
  ) {}

  /** @param lastSeq the last message that the viewer has; then the chat holds what came after it. @throws 404, 403 */
  async read(viewer: Viewer, lectureId: string, lastSeq?: number): Promise<Classroom> {
    const em = this.source.manager;
    const { lecture, role } = await this.policy.admit(em, viewer, lectureId);
    const now = this.clock.nowMs();
    const removed = await isRemoved(em, lectureId, viewer.personId);
    const breaks = await breaksOf(em, lectureId);
    const refusal = refusalOf(lecture, removed, now);
    const leads = isModerator(role) && !removed;
    return {
      lecture: this.programme.presentLecture(lecture, viewer, new Date(now)),
      phase: phaseOf(lecture, breaks, now),
      breaks: breaks.map(presentBreak),
      ...(removed ? { members: [], hands: [], chat: NOTHING } : await this.inside(em, lectureId, now, lastSeq)),
      removed: leads ? await removedFrom(em, lectureId) : [],
      clock: role === 'trainee' ? await this.clocks.of(em, lecture, viewer.personId) : null,
      role,
      media: this.mediaState(),
      now: new Date(now).toISOString(),
      refusal,
      abilities: { enter: refusal === null, moderate: leads, share: leads },
    };
  }

  private async inside(em: EntityManager, lectureId: string, now: number, lastSeq: number | undefined): Promise<Pick<Classroom, 'members' | 'hands' | 'chat'>> {
    return {
      members: await membersOf(em, lectureId, now),
      hands: await this.hands.queue(em, lectureId),
      chat: lastSeq === undefined ? await this.chat.page(em, lectureId, { limit: CHAT_AT_ONCE }) : await this.chat.missed(em, lectureId, lastSeq, CHAT_AT_ONCE),
    };
  }

  private mediaState(): Classroom['media'] {
    const { state } = this.media.state();
    if (state === 'starting') return 'building';
    return state === 'off' ? 'missing' : state;
  }
}
