import { Injectable } from '@nestjs/common';
import type { Classroom, ClassroomPhase, ClassroomRole, ErrorCode } from '@seldinger/contract';
import { joinRefusal, type JoinRefusal } from '@seldinger/domain';
import type { EntityManager } from 'typeorm';
import { AppError, forbidden, notFound } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { ProgrammeService, type LectureRow } from '../programme';
import { isRemoved } from './live.queries';

export type Admitted = { lecture: LectureRow; role: ClassroomRole };
export type BreakRow = { id: string; startedAt: number; endedAt: number | null };

const REFUSAL_CODE = { 'too-early': 'live.too-early', over: 'live.over', removed: 'live.removed', 'not-yours': 'request.forbidden' } as const satisfies Record<JoinRefusal, ErrorCode>;

export const isModerator = (role: ClassroomRole): boolean => role === 'trainer' || role === 'director';

/** Who may do what in a classroom. */
@Injectable()
export class ClassroomPolicy {
  constructor(private readonly programme: ProgrammeService) {}

  /** The lecture and the viewer's part in it. @throws 404 for who has no part in the edition, 403 for who has, but not in this class */
  async admit(em: EntityManager, viewer: Viewer, lectureId: string): Promise<Admitted> {
    const lecture = await this.programme.lecture(em, lectureId);
    const role = this.roleOf(viewer, lecture);
    if (role) return { lecture, role };
    throw viewer.guestOfLectureId === null && viewer.rolesIn(lecture.editionId).length > 0 ? forbidden() : notFound();
  }

  /** The same for who leads the class. @throws 403 for its trainees, live.removed for who was put out of it */
  async admitModerator(em: EntityManager, viewer: Viewer, lectureId: string): Promise<Admitted> {
    const admitted = await this.admit(em, viewer, lectureId);
    if (!isModerator(admitted.role)) throw forbidden();
    if (await isRemoved(em, lectureId, viewer.personId)) throw new AppError('live.removed');
    return admitted;
  }

  private roleOf(viewer: Viewer, lecture: LectureRow): ClassroomRole | null {
    const roles = viewer.rolesIn(lecture.editionId);
    if (roles.includes('director')) return 'director';
    if (this.programme.isTrainerOf(viewer, lecture) && (viewer.guestOfLectureId !== null || roles.includes('trainer'))) return 'trainer';
    return roles.includes('trainee') ? 'trainee' : null;
  }
}

/** Why somebody of the class may not enter now, or null. */
export function refusalOf(lecture: LectureRow, removed: boolean, now: number): 'too-early' | 'over' | 'removed' | null {
  const refusal = joinRefusal({ startsAt: lecture.startsAt.getTime(), endsAt: lecture.endsAt.getTime(), minutesBefore: lecture.joinMinutesBefore, now, state: lecture.state, removed, mine: true });
  return refusal === 'not-yours' ? null : refusal;
}

/** @throws live.too-early, live.over, live.removed */
export function demandOpen(lecture: LectureRow, removed: boolean, now: number): void {
  const refusal = refusalOf(lecture, removed, now);
  if (refusal) throw new AppError(REFUSAL_CODE[refusal]);
}

export function phaseOf(lecture: LectureRow, breaks: readonly BreakRow[], now: number): ClassroomPhase {
  if (lecture.state === 'live') return breaks.some(({ endedAt }) => endedAt === null) ? 'break' : 'live';
  if (lecture.state !== 'planned') return 'ended';
  return refusalOf(lecture, false, now) === null ? 'open' : 'closed';
}

export function presentBreak({ id, startedAt, endedAt }: BreakRow): Classroom['breaks'][number] {
  return { id, startedAt: new Date(startedAt).toISOString(), endedAt: endedAt === null ? null : new Date(endedAt).toISOString() };
}
