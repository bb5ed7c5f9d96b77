import type { EditionRole } from '@seldinger/contract';

/** The roles of an edition in the order of the course: who learns, who teaches, who runs it. */
export const editionRoles: EditionRole[] = ['applicant', 'trainee', 'trainer', 'supervisor', 'director', 'staff'];

/** The same roles, in that order. */
export const inOrder = (roles: readonly string[]): EditionRole[] => editionRoles.filter((role) => roles.includes(role));

export const isEditionRole = (text: string | null): text is EditionRole => editionRoles.some((role) => role === text);
