import { Injectable } from '@nestjs/common';
import type { newScreen, SuiteScreen } from '@seldinger/contract';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { hashOf, LinkAddress, newSecret } from '../identity';
import { Clock } from '../platform/clock';
import { AppError, notFound } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { codeAt } from './screen.code';

type Shown = { roomId: string; roomName: string; editionName: string; secret: Buffer };

/** The screen of a room, with the code that changes every 30 seconds. Its link is all that it has, and says nothing of any person. */
@Injectable()
export class ScreenService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly address: LinkAddress,
  ) {}

  /** A new link, which is shown this once, takes the place of those before. @throws 404, 403 */
  async create(viewer: Viewer, roomId: string, origin: string): Promise<z.infer<typeof newScreen>> {
    const token = newSecret();
    await this.source.transaction(async (em) => {
      // Of two that are made at once, the later one stands.
      const [room] = (await em.query('SELECT edition_id AS "editionId" FROM handson_room WHERE id = $1 FOR NO KEY UPDATE', [roomId])) as { editionId: string }[];
      if (!room) throw notFound();
      viewer.demand('handson:supervise', room.editionId);
      await em.query('UPDATE suite_screen SET revoked_at = $2 WHERE room_id = $1 AND revoked_at IS NULL', [roomId, this.clock.real()]);
      await em.query('INSERT INTO suite_screen (room_id, token_hash, created_by, created_at) VALUES ($1, $2, $3, $4)', [roomId, hashOf(token), viewer.personId, this.clock.real()]);
    });
    return { url: this.address.suiteScreen(origin, token) };
  }

  /** @throws identity.link-invalid */
  async read(token: string): Promise<SuiteScreen> {
    const [shown] = (await this.source.query(
      `SELECT r.id AS "roomId", r.name AS "roomName", e.name AS "editionName", r.screen_secret AS secret
       FROM suite_screen s JOIN handson_room r ON r.id = s.room_id JOIN edition e ON e.id = r.edition_id WHERE s.token_hash = $1 AND s.revoked_at IS NULL`,
      [hashOf(token)],
    )) as Shown[];
    if (!shown) throw new AppError('identity.link-invalid');
    const { secret, ...room } = shown;
    const now = this.clock.now();
    const { code, until } = codeAt(secret, now.getTime());
    return { ...room, code, until: until.toISOString(), now: now.toISOString() };
  }
}
