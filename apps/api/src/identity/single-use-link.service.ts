import { Injectable } from '@nestjs/common';
import type { Me, singleUseLink, useLink } from '@seldinger/contract';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { Clock } from '../platform/clock';
import { setActor } from '../platform/context';
import { AppError } from '../platform/http/app-error';
import { RateLimit, type Limit } from '../platform/rate-limit';
import type { Caller } from './caller';
import { hashPassword } from './password.hash';
import { demandStrong, type Owner } from './password.policy';
import { PasswordService } from './password.service';
import { hashOf, newSecret } from './secret';
import { SessionService } from './session.service';

type Purpose = z.infer<typeof singleUseLink>['purpose'];
type UseLink = z.infer<typeof useLink>;
type Link = { id: string; purpose: Purpose; personId: string | null; expiresAt: Date; email: string | null; givenName: string | null; familyName: string | null };

const HOUR_MS = 3_600_000;
const LASTS_MS: Record<Purpose, number> = { invitation: 14 * 24 * HOUR_MS, reset: HOUR_MS, 'first-director': 7 * 24 * HOUR_MS };
const LINKS_OF_IP: Limit = { hits: 100, withinMs: 5 * 60_000 };

/** Links that let somebody set a password, once: invitation, reset, and the first director of an empty installation. */
@Injectable()
export class SingleUseLinkService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly limit: RateLimit,
    private readonly passwords: PasswordService,
    private readonly sessions: SessionService,
  ) {}

  /** A new link; those of the same purpose that were not used before it stop working. Returns the secret, which is kept nowhere. */
  async create(em: EntityManager, purpose: Purpose, personId: string | null): Promise<string> {
    const token = newSecret();
    const now = this.clock.real();
    await em.query('UPDATE single_use_link SET expires_at = $3 WHERE purpose = $1 AND person_id IS NOT DISTINCT FROM $2 AND used_at IS NULL AND expires_at > $3', [purpose, personId, now]);
    await em.query('INSERT INTO single_use_link (token_hash, purpose, person_id, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)', [
      hashOf(token),
      purpose,
      personId,
      now,
      new Date(now.getTime() + LASTS_MS[purpose]),
    ]);
    return token;
  }

  async read(token: string, caller: Caller): Promise<z.infer<typeof singleUseLink>> {
    await this.limit.hit(`link/ip/${caller.ip}`, LINKS_OF_IP);
    const { purpose, email, givenName, expiresAt } = await this.find(token);
    return { purpose, email, givenName, expiresAt: expiresAt.toISOString() };
  }

  /** Sets the password and lets in. Of several who use the link at once, one succeeds. @throws identity.link-invalid */
  async use(token: string, input: UseLink, caller: Caller): Promise<Me> {
    await this.limit.hit(`link/ip/${caller.ip}`, LINKS_OF_IP);
    const link = await this.find(token);
    const owner = link.personId === null ? demandNames(input) : (link as Owner);
    demandStrong(input.password, owner);
    const passwordHash = await hashPassword(input.password);
    return this.sessions.begin(caller, async (em) => {
      await this.claim(em, link.id);
      const personId = link.personId ?? (await this.createFirst(em, owner, caller));
      setActor(personId);
      await this.passwords.set(em, personId, passwordHash);
      return { personId };
    });
  }

  private async find(token: string): Promise<Link> {
    const [link] = (await this.source.query(
      `SELECT l.id, l.purpose, l.person_id AS "personId", l.expires_at AS "expiresAt", p.email, p.given_name AS "givenName", p.family_name AS "familyName"
       FROM single_use_link l LEFT JOIN person p ON p.id = l.person_id
       WHERE l.token_hash = $1 AND l.used_at IS NULL AND l.expires_at > $2`,
      [hashOf(token), this.clock.real()],
    )) as Link[];
    if (!link) throw new AppError('identity.link-invalid');
    return link;
  }

  /** Takes the link, and with it every other that could still set this person's password. */
  private async claim(em: EntityManager, linkId: string): Promise<void> {
    const now = this.clock.real();
    const [claimed] = (await em.query('UPDATE single_use_link SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND expires_at > $2 RETURNING person_id', [linkId, now])) as [{ person_id: string | null }[], number];
    const link = claimed[0];
    if (!link) throw new AppError('identity.link-invalid');
    await em.query('UPDATE single_use_link SET expires_at = least(expires_at, $2) WHERE person_id = $1 AND used_at IS NULL', [link.person_id, now]);
  }

  /** The first person of an installation runs it. Two links cannot make two firsts. */
  private async createFirst(em: EntityManager, { email, givenName, familyName }: Owner, caller: Caller): Promise<string> {
    await em.query('LOCK TABLE person IN SHARE ROW EXCLUSIVE MODE');
    const [row] = (await em.query(
      `INSERT INTO person (email, given_name, family_name, locale, time_zone, administrator, created_at)
       SELECT $1, $2, $3, $4, 'Europe/Rome', true, $5 WHERE NOT EXISTS (SELECT 1 FROM person) RETURNING id`,
      [email, givenName, familyName, caller.locale, this.clock.now()],
    )) as { id: string }[];
    if (!row) throw new AppError('identity.link-invalid');
    return row.id;
  }
}

/** @throws request.invalid that names what is missing */
function demandNames({ email, givenName, familyName }: UseLink): Owner {
  if (email && givenName && familyName) return { email, givenName, familyName };
  const missing = Object.entries({ email, givenName, familyName }).filter(([, value]) => !value);
  throw new AppError('request.invalid', { fields: missing.map(([path]) => ({ path, message: 'required' })) });
}
