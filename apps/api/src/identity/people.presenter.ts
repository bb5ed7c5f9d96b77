import type { PersonRow } from '@seldinger/contract';
import type { Viewer } from '../platform/http/viewer';
import type { MemberRow } from './people.queries';

export const presentMember = (viewer: Viewer, editionId: string, { invitedAt, ...member }: MemberRow): PersonRow => ({
  ...member,
  invitedAt: invitedAt?.toISOString() ?? null,
  abilities: { manage: viewer.can('people:manage', editionId) },
});
