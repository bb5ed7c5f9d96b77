import { Injectable } from '@nestjs/common';
import { id, line, type EditionRole, type PersonRow, type invitation, type peoplePage, type peopleQuery, type rolesChange } from '@seldinger/contract';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { Events } from '../platform/events';
import { forbidden, invalid, notFound } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { IdentityService } from './identity.service';
import { InvitationService } from './invitation.service';
import { presentMember } from './people.presenter';
import { editionForMail, memberOf, membersPage, type MemberRow, type PersonKey } from './people.queries';
import { RoleService } from './role.service';

/** The people of an edition: who they are, what they may do, how they are invited. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly source: DataSource,
    private readonly identity: IdentityService,
    private readonly roles: RoleService,
    private readonly events: Events,
    private readonly invitations: InvitationService,
  ) {}

  async list(viewer: Viewer, editionId: string, query: z.infer<typeof peopleQuery>): Promise<z.infer<typeof peoplePage>> {
    viewer.demand('people:read', editionId);
    const rows = await membersPage(this.source.manager, editionId, query, query.after === undefined ? null : parseCursor(query.after));
    const members = rows.slice(0, query.limit);
    const last = members.at(-1);
    return { items: members.map((member) => presentMember(viewer, editionId, member)), next: rows.length > query.limit && last ? cursor(last) : null };
  }

  /** Somebody known by this address keeps name and account, and gets the roles. */
  async invite(viewer: Viewer, editionId: string, input: z.infer<typeof invitation>, origin: string): Promise<PersonRow> {
    viewer.demand('people:manage', editionId);
    demandDirectorFor(viewer, editionId, input.roles);
    return this.source.transaction(async (em) => {
      const edition = await editionForMail(em, editionId);
      const personId = (await this.identity.findByEmail(em, input.email)) ?? (await this.identity.createPerson(em, { ...input, timeZone: input.timeZone ?? edition?.timeZone ?? 'UTC' }));
      await this.roles.add(em, editionId, personId, input.roles);
      return this.send(em, viewer, editionId, personId, origin);
    });
  }

  async inviteAgain(viewer: Viewer, editionId: string, personId: string, origin: string): Promise<PersonRow> {
    viewer.demand('people:manage', editionId);
    return this.source.transaction((em) => this.send(em, viewer, editionId, personId, origin));
  }

  async changeRoles(viewer: Viewer, editionId: string, personId: string, { roles }: z.infer<typeof rolesChange>): Promise<PersonRow> {
    viewer.demand('people:manage', editionId);
    return this.source.transaction(async (em) => {
      if (!(await memberOf(em, editionId, personId))) throw notFound();
      const { before, after } = await this.roles.set(em, editionId, personId, roles);
      demandDirectorFor(viewer, editionId, changed(before, after));
      return this.present(em, viewer, editionId, personId);
    });
  }

  private async send(em: EntityManager, viewer: Viewer, editionId: string, personId: string, origin: string): Promise<PersonRow> {
    const member = await memberOf(em, editionId, personId);
    if (!member || member.roles.length === 0) throw notFound();
    await this.invitations.write(em, editionId, member, origin);
    await this.events.emit(em, 'identity.person.invited', { personId, editionId });
    return this.present(em, viewer, editionId, personId);
  }

  private async present(em: EntityManager, viewer: Viewer, editionId: string, personId: string): Promise<PersonRow> {
    const member = await memberOf(em, editionId, personId);
    if (!member) throw notFound();
    return presentMember(viewer, editionId, member);
  }
}

/** Who directs an edition is for its directors to say. @throws 403 */
function demandDirectorFor(viewer: Viewer, editionId: string, roles: readonly EditionRole[]): void {
  if (roles.includes('director') && !viewer.rolesIn(editionId).includes('director')) throw forbidden();
}

const changed = (before: readonly EditionRole[], after: readonly EditionRole[]): EditionRole[] => [...before.filter((role) => !after.includes(role)), ...after.filter((role) => !before.includes(role))];

const key = z.tuple([line(200), line(200), id]);
const cursor = ({ familyName, givenName, id }: MemberRow): string => Buffer.from(JSON.stringify([familyName, givenName, id])).toString('base64url');

/** @throws request.invalid for a cursor that is not ours */
function parseCursor(after: string): PersonKey {
  try {
    const [familyName, givenName, personId] = key.parse(JSON.parse(Buffer.from(after, 'base64url').toString()));
    return { familyName, givenName, id: personId };
  } catch {
    throw invalid('after', 'no cursor of this list');
  }
}
