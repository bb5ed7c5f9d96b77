import { Injectable } from '@nestjs/common';
import type { ErrorCode, Lecture } from '@seldinger/contract';
import type { Permission } from '@seldinger/domain';
import type { EntityManager } from 'typeorm';
import { AppError, notFound } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { editionRoom, Realtime } from '../platform/realtime';
import { demandOfLecture, isTrainerOf } from './lecture.policy';
import { presentLecture } from './programme.presenter';
import { editionById, lectureById, lecturesOf, modulesOf, type EditionRow, type LectureRow, type ModuleRow } from './programme.queries';

type State = LectureRow['state'];
/** Why a lecture in each state cannot make the step. */
type Refusals = Partial<Record<State, ErrorCode>>;

/** What the slices to the right may ask of the plan, and tell it. Every method works within the caller's transaction. */
@Injectable()
export class ProgrammeService {
  constructor(private readonly realtime: Realtime) {}

  /** @throws 404 */
  async edition(em: EntityManager, editionId: string): Promise<EditionRow> {
    const row = await editionById(em, editionId);
    if (!row) throw notFound();
    return row;
  }

  /** By their position. */
  async modules(em: EntityManager, editionId: string): Promise<ModuleRow[]> {
    return modulesOf(em, editionId);
  }

  /** @throws 404 */
  async lecture(em: EntityManager, lectureId: string): Promise<LectureRow> {
    const row = await lectureById(em, lectureId);
    if (!row) throw notFound();
    return row;
  }

  /** In the order of time. */
  async lectures(em: EntityManager, editionId: string): Promise<LectureRow[]> {
    return lecturesOf(em, editionId);
  }

  /** The lecture, for a viewer who may do this with it. @throws 404 where the viewer has no part, 403 where not this one */
  async demandLecture(em: EntityManager, lectureId: string, viewer: Viewer, permission: Permission): Promise<LectureRow> {
    const row = await this.lecture(em, lectureId);
    demandOfLecture(viewer, permission, row);
    return row;
  }

  isTrainerOf(viewer: Viewer, lecture: LectureRow): boolean {
    return isTrainerOf(viewer, lecture);
  }

  presentLecture(row: LectureRow, viewer: Viewer, now: Date): Lecture {
    return presentLecture(row, viewer, now);
  }

  /** planned -> live. @throws live.already-started, live.over */
  async markStarted(em: EntityManager, lectureId: string, at: Date): Promise<void> {
    await this.step(em, lectureId, 'planned', `state = 'live', held_from = $3`, { live: 'live.already-started', ended: 'live.over', verified: 'live.over' }, at);
  }

  /** live -> ended. A clock that was set back cannot end a lecture before it began. @throws live.not-started, live.over */
  async markEnded(em: EntityManager, lectureId: string, at: Date): Promise<void> {
    await this.step(em, lectureId, 'live', `state = 'ended', held_until = greatest(held_from, $3)`, { planned: 'live.not-started', ended: 'live.over', verified: 'live.over' }, at);
  }

  /** ended -> verified. @throws attendance.not-over, attendance.already-verified */
  async markVerified(em: EntityManager, lectureId: string): Promise<void> {
    await this.step(em, lectureId, 'ended', `state = 'verified'`, { planned: 'attendance.not-over', live: 'attendance.not-over', verified: 'attendance.already-verified' });
  }

  /** verified -> ended. @throws attendance.not-verified */
  async markReopened(em: EntityManager, lectureId: string): Promise<void> {
    await this.step(em, lectureId, 'verified', `state = 'ended'`, { planned: 'attendance.not-verified', live: 'attendance.not-verified', ended: 'attendance.not-verified' });
  }

  /** Tells everyone of the edition that the plan they may be looking at has changed, once the transaction commits. */
  async announce(em: EntityManager, editionId: string, lectureId?: string): Promise<void> {
    await this.realtime.push(editionRoom(editionId), 'data:changed', { topic: 'plan', editionId, lectureId }, em);
  }

  /** Whoever comes second waits for the first and is refused by the state it left. The state is no part of any form, so the version stays. */
  private async step(em: EntityManager, lectureId: string, from: State, change: string, refusals: Refusals, at?: Date): Promise<void> {
    const values = [lectureId, from, ...(at ? [at] : [])];
    const [rows] = (await em.query(`UPDATE lecture SET ${change} WHERE id = $1 AND state = $2 RETURNING edition_id AS "editionId"`, values)) as [{ editionId: string }[], number];
    if (rows[0]) return this.announce(em, rows[0].editionId, lectureId);
    const refusal = refusals[(await this.lecture(em, lectureId)).state];
    throw new AppError(refusal ?? 'platform.failed');
  }
}
