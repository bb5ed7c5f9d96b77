import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AppError, forbidden, notFound } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { recordingById, type RecordingRow } from './recordings.queries';

export type Part = { watch: boolean; edit: boolean; manage: boolean };

/**
 * Who may do what with a recording. Its trainees watch it once it is released; its lecture's trainer watches and edits it from
 * the first minute; director and staff of the edition may do everything.
 */
@Injectable()
export class RecordingPolicy {
  /** @throws 404 for who has no part in it at all */
  async read(em: EntityManager, viewer: Viewer, recordingId: string): Promise<RecordingRow & { part: Part }> {
    const recording = await recordingById(em, recordingId);
    if (!recording) throw notFound();
    const part = partOf(viewer, recording);
    if (part.watch || part.manage) return { ...recording, part };
    // Not released yet, or the trainer of another lecture: they know of it, and may not.
    throw viewer.guestOfLectureId === null && viewer.rolesIn(recording.editionId).length > 0 ? forbidden() : notFound();
  }

  /** For who may play it, and when there is something to play. @throws 404, 403, recordings.deleted, recordings.not-ready */
  async watch(em: EntityManager, viewer: Viewer, recordingId: string): Promise<RecordingRow & { part: Part }> {
    const recording = await this.read(em, viewer, recordingId);
    if (recording.state === 'deleted') throw new AppError('recordings.deleted');
    if (!recording.part.watch) throw forbidden();
    if (recording.spans.length === 0) throw new AppError('recordings.not-ready');
    return recording;
  }

  /** For who may write chapters and captions. @throws 404, 403, recordings.deleted */
  async edit(em: EntityManager, viewer: Viewer, recordingId: string): Promise<RecordingRow & { part: Part }> {
    const recording = await this.read(em, viewer, recordingId);
    if (!recording.part.edit) throw forbidden();
    if (recording.state === 'deleted') throw new AppError('recordings.deleted');
    return recording;
  }

  /** For who may release, cut and delete. @throws 404, 403, recordings.deleted */
  async manage(em: EntityManager, viewer: Viewer, recordingId: string): Promise<RecordingRow & { part: Part }> {
    const recording = await this.read(em, viewer, recordingId);
    if (!recording.part.manage) throw forbidden();
    if (recording.state === 'deleted') throw new AppError('recordings.deleted');
    return recording;
  }
}

/** What of a recording is this viewer's to do, apart from whether there is anything to play. */
export function partOf(viewer: Viewer, recording: Pick<RecordingRow, 'editionId' | 'lectureId' | 'trainerId' | 'releasedAt'>): Part {
  const roles = viewer.rolesIn(recording.editionId);
  const manage = viewer.guestOfLectureId === null && viewer.can('recordings:manage', recording.editionId);
  const gives = viewer.guestOfLectureId === null ? roles.includes('trainer') && viewer.personId === recording.trainerId : viewer.guestOfLectureId === recording.lectureId;
  const edit = manage || gives;
  return { manage, edit, watch: edit || (viewer.guestOfLectureId === null && roles.includes('trainee') && recording.releasedAt !== null) };
}
