import { Injectable } from '@nestjs/common';
import type { EditionRole } from '@seldinger/contract';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/clock';
import { Events } from '../platform/events';
import { AppError } from '../platform/http/app-error';
import { editionRoom, personRoom, Realtime } from '../platform/realtime';

export type RolesChanged = { before: EditionRole[]; after: EditionRole[] };

/** Gives and takes roles. What was held before stays on record, with its end. */
@Injectable()
export class RoleService {
  constructor(
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly realtime: Realtime,
  ) {}

  /** @throws identity.last-director when the edition would be left without one */
  async set(em: EntityManager, editionId: string, personId: string, roles: readonly EditionRole[]): Promise<RolesChanged> {
    // One change of an edition's roles at a time: two directors who dismiss each other at once must not both succeed.
    await em.query(`SELECT pg_advisory_xact_lock(hashtextextended('roles of ' || $1, 0))`, [editionId]);
    const before = await this.held(em, editionId, personId);
    const after = [...new Set(roles)].sort();
    const lost = before.filter((role) => !after.includes(role));
    const gained = after.filter((role) => !before.includes(role));
    if (lost.includes('director')) await this.demandOtherDirector(em, editionId, personId);
    if (lost.length + gained.length > 0) await this.write(em, { editionId, personId, lost, gained, after });
    return { before, after };
  }

  async add(em: EntityManager, editionId: string, personId: string, roles: readonly EditionRole[]): Promise<RolesChanged> {
    await em.query(`SELECT pg_advisory_xact_lock(hashtextextended('roles of ' || $1, 0))`, [editionId]);
    return this.set(em, editionId, personId, [...(await this.held(em, editionId, personId)), ...roles]);
  }

  private async held(em: EntityManager, editionId: string, personId: string): Promise<EditionRole[]> {
    const rows = (await em.query('SELECT role FROM membership WHERE edition_id = $1 AND person_id = $2 AND until IS NULL ORDER BY role', [editionId, personId])) as { role: EditionRole }[];
    return rows.map(({ role }) => role);
  }

  private async demandOtherDirector(em: EntityManager, editionId: string, personId: string): Promise<void> {
    const others = (await em.query(`SELECT 1 FROM membership WHERE edition_id = $1 AND role = 'director' AND until IS NULL AND person_id <> $2 LIMIT 1`, [editionId, personId])) as object[];
    if (others.length === 0) throw new AppError('identity.last-director');
  }

  private async write(em: EntityManager, { editionId, personId, lost, gained, after }: { editionId: string; personId: string; lost: EditionRole[]; gained: EditionRole[]; after: EditionRole[] }): Promise<void> {
    const now = this.clock.now();
    await em.query('UPDATE membership SET until = greatest(since, $4) WHERE edition_id = $1 AND person_id = $2 AND role = ANY ($3) AND until IS NULL', [editionId, personId, lost, now]);
    await em.query('INSERT INTO membership (edition_id, person_id, role, since) SELECT $1, $2, role, $4 FROM unnest($3::text[]) AS role', [editionId, personId, gained, now]);
    await this.events.emit(em, 'identity.roles.changed', { personId, editionId, roles: after });
    await this.realtime.push(editionRoom(editionId), 'data:changed', { topic: 'people', editionId }, em);
    await this.realtime.push(personRoom(personId), 'session:changed', undefined, em);
    // An open socket keeps the roles with which it was opened: it is cut, and the next one knows the new ones.
    await this.realtime.disconnect(personRoom(personId), 'outdated', em);
  }
}
