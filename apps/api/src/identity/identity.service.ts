import { Inject, Injectable } from '@nestjs/common';
import type { EditionRole } from '@seldinger/contract';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/clock';
import { CONFIG, type Config } from '../platform/config';
import { LinkAddress } from './link.address';
import { hashPassword } from './password.hash';
import { RoleService, type RolesChanged } from './role.service';
import { SingleUseLinkService } from './single-use-link.service';

export type PersonName = { id: string; givenName: string; familyName: string };
/** `passwordHash` as `hashPassword` gives it; without one the person has no account until a link is used. */
export type NewPerson = { email: string; givenName: string; familyName: string; locale: 'en' | 'it'; timeZone: string; passwordHash?: string; administrator?: boolean };

const NAME = 'p.id, p.given_name AS "givenName", p.family_name AS "familyName"';

/** What other slices may ask of identity. Each takes the caller's entity manager, so that it joins its transaction. */
@Injectable()
export class IdentityService {
  constructor(
    private readonly clock: Clock,
    private readonly roles: RoleService,
    private readonly links: SingleUseLinkService,
    private readonly address: LinkAddress,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Names by id; ids of nobody are left out. */
  async names(em: EntityManager, personIds: readonly string[]): Promise<Map<string, PersonName>> {
    const rows = (await em.query(`SELECT ${NAME} FROM person p WHERE p.id = ANY ($1::uuid[])`, [personIds])) as PersonName[];
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Who holds the role in the edition now, by family name. */
  async holders(em: EntityManager, editionId: string, role: EditionRole): Promise<PersonName[]> {
    return em.query(
      `SELECT ${NAME} FROM membership m JOIN person p ON p.id = m.person_id
       WHERE m.edition_id = $1 AND m.role = $2 AND m.until IS NULL ORDER BY p.family_name, p.given_name, p.id`,
      [editionId, role],
    );
  }

  trainees(em: EntityManager, editionId: string): Promise<PersonName[]> {
    return this.holders(em, editionId, 'trainee');
  }

  trainers(em: EntityManager, editionId: string): Promise<PersonName[]> {
    return this.holders(em, editionId, 'trainer');
  }

  async hasRole(em: EntityManager, personId: string, editionId: string, role: EditionRole): Promise<boolean> {
    const rows = (await em.query('SELECT 1 FROM membership WHERE person_id = $1 AND edition_id = $2 AND role = $3 AND until IS NULL', [personId, editionId, role])) as object[];
    return rows.length > 0;
  }

  /** Gives roles beside those held. */
  addRoles(em: EntityManager, editionId: string, personId: string, roles: readonly EditionRole[]): Promise<RolesChanged> {
    return this.roles.add(em, editionId, personId, roles);
  }

  async findByEmail(em: EntityManager, email: string): Promise<string | undefined> {
    const [row] = (await em.query('SELECT id FROM person WHERE email = $1', [email.toLowerCase()])) as { id: string }[];
    return row?.id;
  }

  /** Returns the id; somebody who has the address already is left as they are. */
  async createPerson(em: EntityManager, { email, givenName, familyName, locale, timeZone, passwordHash, administrator }: NewPerson): Promise<string> {
    // Not DO UPDATE: it would hold the person's row while others hold the roles' lock and wait for the row.
    const [row] = (await em.query(
      `INSERT INTO person (email, given_name, family_name, locale, time_zone, password_hash, administrator, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT ON CONSTRAINT person_email DO NOTHING RETURNING id`,
      [email.toLowerCase(), givenName, familyName, locale, timeZone, passwordHash ?? null, administrator ?? false, this.clock.now()],
    )) as { id: string }[];
    return row?.id ?? (await this.findByEmail(em, email))!;
  }

  /** Takes tens of milliseconds, off the main thread. */
  hashPassword(password: string): Promise<string> {
    return hashPassword(password);
  }

  /** A new one-time link by which the first director of an empty installation comes in, or null when somebody exists already. @param origin where the server listens */
  async firstDirectorLink(em: EntityManager, origin: string): Promise<string | null> {
    if (this.config.DEMO) return null;
    const [row] = (await em.query('SELECT EXISTS (SELECT 1 FROM person) AS somebody')) as { somebody: boolean }[];
    if (row?.somebody) return null;
    return this.address.singleUse(origin, await this.links.create(em, 'first-director', null));
  }
}
