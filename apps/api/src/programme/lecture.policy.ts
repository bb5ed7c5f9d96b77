import { permissionsOf, type Permission } from '@seldinger/domain';
import { forbidden, notFound } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import type { LectureEntity } from './programme.entities';

type Asked = Pick<LectureEntity, 'id' | 'editionId' | 'trainerId'>;

/** Whether this viewer gives the lecture: its trainer, or the guest let in to give it. */
export function isTrainerOf(viewer: Viewer, lecture: Asked): boolean {
  return viewer.guestOfLectureId === null ? viewer.personId === lecture.trainerId : viewer.guestOfLectureId === lecture.id;
}

/** What a viewer may do with this very lecture: a guest what a trainer may, in that lecture only; a trainer enters and moderates the own lectures, the director all. */
export function may(viewer: Viewer, permission: Permission, lecture: Asked): boolean {
  if (viewer.guestOfLectureId !== null) return viewer.guestOfLectureId === lecture.id && permissionsOf(['trainer']).has(permission);
  if (!viewer.can(permission, lecture.editionId)) return false;
  const roles = viewer.rolesIn(lecture.editionId);
  if (roles.includes('director') || isTrainerOf(viewer, lecture)) return true;
  return permission === 'live:join' ? roles.includes('trainee') : permission !== 'live:moderate';
}

/** @throws 404 for who has no part in the lecture's edition and for a guest of another lecture, 403 for who may see it but not do this. */
export function demandOfLecture(viewer: Viewer, permission: Permission, lecture: Asked): void {
  if (may(viewer, permission, lecture)) return;
  if (viewer.guestOfLectureId !== null) throw viewer.guestOfLectureId === lecture.id ? forbidden() : notFound();
  viewer.demand(permission, lecture.editionId);
  throw forbidden();
}
