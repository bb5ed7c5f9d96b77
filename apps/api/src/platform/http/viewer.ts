import { isGranted, type Permission, type Role } from '@seldinger/domain';
import { forbidden, notFound } from './app-error';

/** The person behind a request or a socket, with the roles held right now. */
export class Viewer {
  constructor(
    readonly personId: string,
    readonly sessionId: string,
    readonly name: string,
    readonly administrator: boolean,
    /** Roles by edition. */
    readonly roles: ReadonlyMap<string, readonly Role[]>,
    /** A guest let in by a personal link sees this lecture only. */
    readonly guestOfLectureId: string | null = null,
  ) {}

  /** Whether nothing has changed since the other was read of the same session: same person, same roles. */
  isStill(other: Viewer): boolean {
    return identityOf(this) === identityOf(other);
  }

  rolesIn(editionId: string): readonly Role[] {
    return this.roles.get(editionId) ?? [];
  }

  /** With an edition: by the roles held there. Without: anywhere, or by the installation. */
  can(permission: Permission, editionId?: string): boolean {
    // Whoever is signed in may see and change themselves, even with every role withdrawn.
    if (permission === 'identity:read-self') return true;
    if (this.administrator && isGranted(permission, ['administrator'])) return true;
    const roles = editionId === undefined ? [...this.roles.values()].flat() : this.rolesIn(editionId);
    return isGranted(permission, roles);
  }

  /** @throws 404 for who has no part in the edition, 403 for who has but may not. */
  demand(permission: Permission, editionId: string): void {
    if (this.can(permission, editionId)) return;
    throw this.rolesIn(editionId).length > 0 ? forbidden() : notFound();
  }
}

function identityOf({ personId, sessionId, administrator, guestOfLectureId, roles }: Viewer): string {
  return JSON.stringify([personId, sessionId, administrator, guestOfLectureId, [...roles].map(([editionId, held]) => [editionId, ...[...held].sort()].join(' ')).sort()]);
}
