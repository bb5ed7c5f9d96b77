import { ROLES } from '@seldinger/domain';
import { z } from 'zod';
import { email, id, instant, line, locale, page, pageQuery, search, timeZone, token } from './primitives';

export const role = z.enum(ROLES);
/** Roles that belong to an edition; the administrator belongs to the installation. */
export const editionRole = z.enum(['applicant', 'trainee', 'trainer', 'supervisor', 'director', 'staff']);
export type EditionRole = z.infer<typeof editionRole>;

export const person = z
  .object({ id, givenName: z.string(), familyName: z.string(), email: z.string(), locale, timeZone: z.string() })
  .meta({ id: 'Person' });
export type Person = z.infer<typeof person>;

export const membership = z.object({ editionId: id, editionName: z.string(), roles: z.array(editionRole), permissions: z.array(z.string()) }).meta({ id: 'Membership' });

export const me = z
  .object({
    person,
    memberships: z.array(membership),
    administrator: z.boolean(),
    /** Permissions of the installation; those of an edition stand in its membership. */
    permissions: z.array(z.string()),
    csrfToken: z.string(),
    /** A guest let in by a personal link sees this lecture only. */
    guestOfLectureId: id.nullable(),
    /** Now, by the server's clock; the demo edition may stand anywhere in its year. */
    now: instant,
    demo: z.boolean(),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof me>;

export const signIn = z.object({ email, password: z.string().min(1).max(256) }).meta({ id: 'SignIn' });
export const password = z.string().min(12).max(256);
export const passwordReset = z.object({ email }).meta({ id: 'PasswordReset' });
/** The path parameter of everything that is opened by a secret link. */
export const tokenParam = z.object({ token });
export const singleUseLink = z
  .object({ purpose: z.enum(['invitation', 'reset', 'first-director']), email: z.string().nullable(), givenName: z.string().nullable(), expiresAt: instant })
  .meta({ id: 'SingleUseLink' });
/** What the holder of a link sets. The names and the e-mail are asked of the first director only. */
export const useLink = z
  .object({ password, email: email.optional(), givenName: line(80).optional(), familyName: line(80).optional() })
  .meta({ id: 'UseLink' });

export const profileChange = z.object({ locale, timeZone }).partial().meta({ id: 'ProfileChange' });
export const passwordChange = z.object({ current: z.string().min(1).max(256), password }).meta({ id: 'PasswordChange' });

export const sessionRow = z
  .object({ id, createdAt: instant, lastSeenAt: instant, userAgent: z.string().nullable(), current: z.boolean() })
  .meta({ id: 'SessionRow' });
export const sessionList = z.object({ items: z.array(sessionRow) }).meta({ id: 'SessionList' });

export const personRow = z
  .object({ ...person.shape, roles: z.array(editionRole), hasAccount: z.boolean(), invitedAt: instant.nullable(), abilities: z.object({ manage: z.boolean() }) })
  .meta({ id: 'PersonRow' });
export const peopleQuery = pageQuery.extend({ role: editionRole.optional(), search: search.optional() });
export const peoplePage = page(personRow).meta({ id: 'PeoplePage' });
export const invitation = z
  .object({ email, givenName: line(80), familyName: line(80), locale: locale.default('en'), timeZone: timeZone.optional(), roles: z.array(editionRole).min(1) })
  .meta({ id: 'Invitation' });
export type PersonRow = z.infer<typeof personRow>;
export const rolesChange = z.object({ roles: z.array(editionRole) }).meta({ id: 'RolesChange' });

export const lectureLink = z
  .object({ id, lectureId: id, person, createdAt: instant, expiresAt: instant, revokedAt: instant.nullable(), lastUsedAt: instant.nullable() })
  .meta({ id: 'LectureLink' });
/** The link itself is shown once, when it is made; only its hash is kept. */
export const newLectureLink = z.object({ ...lectureLink.shape, url: z.string() }).meta({ id: 'NewLectureLink' });
export const lectureLinkList = z.object({ items: z.array(lectureLink) }).meta({ id: 'LectureLinkList' });
export const lectureLinkSession = z.object({ me, lectureId: id }).meta({ id: 'LectureLinkSession' });
