export const ROLES = ['applicant', 'trainee', 'trainer', 'supervisor', 'director', 'staff', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/**
 * What each permission needs: any one of these roles.
 * A permission says what somebody may do at all; whether it holds for this very object (the trainer's own lecture) is the policy's to say.
 */
const GRANTED_TO = {
  'identity:read-self': ROLES,
  'people:read': ['director', 'staff'],
  'people:manage': ['director', 'staff'],
  'programme:read': ['trainee', 'trainer', 'supervisor', 'director', 'staff', 'administrator'],
  'programme:create-edition': ['director', 'administrator'],
  'programme:plan': ['director'],
  'live:join': ['trainee', 'trainer', 'director'],
  'live:moderate': ['trainer', 'director'],
  'attendance:read-own': ['trainee'],
  'attendance:verify': ['director'],
  // Trainers: the recordings of their own lectures.
  'recordings:watch': ['trainee', 'trainer', 'director', 'staff'],
  // Chapters and captions, marks in a lecture.
  'recordings:edit': ['trainer', 'director', 'staff'],
  // Uploads, release, cuts, deletion.
  'recordings:manage': ['director', 'staff'],
  'recordings:rule': ['director'],
  'handson:read': ['trainee', 'supervisor', 'director', 'staff'],
  'handson:wish': ['trainee'],
  'handson:plan': ['director'],
  'handson:supervise': ['supervisor', 'director'],
  'logbook:write': ['trainee'],
  'logbook:sign': ['supervisor', 'director'],
  'logbook:read-all': ['supervisor', 'director', 'staff'],
  'credits:read-own': ['trainee'],
  'credits:read-all': ['director', 'staff'],
  'mail:read': ['administrator'],
  'installation:manage': ['administrator'],
  'audit:read': ['director', 'staff', 'administrator'],
} as const satisfies Record<`${string}:${string}`, readonly Role[]>;

export type Permission = keyof typeof GRANTED_TO;
export const PERMISSIONS = Object.keys(GRANTED_TO) as readonly Permission[];

/** Whether a person with these roles may do this. */
export function isGranted(permission: Permission, roles: readonly Role[]): boolean {
  return GRANTED_TO[permission].some((role) => roles.includes(role));
}

/** All that a person with these roles may do. */
export function permissionsOf(roles: readonly Role[]): ReadonlySet<Permission> {
  return new Set(PERMISSIONS.filter((permission) => isGranted(permission, roles)));
}
