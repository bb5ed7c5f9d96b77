import { Injectable } from '@nestjs/common';
import type { Me, sessionList } from '@seldinger/contract';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { Clock } from '../platform/clock';
import { setActor } from '../platform/context';
import { Events } from '../platform/events';
import { notFound } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { Realtime, sessionRoom } from '../platform/realtime';
import { sessionToken, type Caller } from './caller';
import { MeService } from './me.service';
import { hashOf, newSecret } from './secret';
import { IDLE_MS, LONGEST_MS } from './session.reader';

/** Which sessions to end; what is left out does not matter. */
export type SessionsToEnd = { personId: string; sessionId?: string; lectureLinkId?: string; exceptSessionId?: string };
type Ended = { id: string; person_id: string };

/** Opens and ends sessions. Ending one takes effect with the commit: its next request is refused and its sockets are cut. */
@Injectable()
export class SessionService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly realtime: Realtime,
    private readonly me: MeService,
  ) {}

  /** Lets a caller in as whomever the transaction finds; the session that their browser had ends. */
  async begin(caller: Caller, who: (em: EntityManager) => Promise<{ personId: string; lectureLinkId?: string }>): Promise<Me> {
    const token = newSecret();
    const sessionId = await this.source.transaction(async (em) => {
      const { personId, lectureLinkId } = await who(em);
      setActor(personId);
      await this.endReplaced(em, caller);
      const now = this.clock.real();
      const [row] = (await em.query(
        `INSERT INTO session (token_hash, csrf_token, person_id, lecture_link_id, user_agent, created_at, last_seen_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $6, $7) RETURNING id`,
        [hashOf(token), newSecret(), personId, lectureLinkId ?? null, caller.userAgent, now, new Date(now.getTime() + IDLE_MS)],
      )) as { id: string }[];
      return row!.id;
    });
    caller.keep(token, LONGEST_MS);
    return this.me.read(sessionId);
  }

  private async endReplaced(em: EntityManager, caller: Caller): Promise<void> {
    const token = sessionToken(caller.cookies);
    if (!token) return;
    const [old] = (await em.query('SELECT id, person_id FROM session WHERE token_hash = $1 AND ended_at IS NULL', [hashOf(token)])) as Ended[];
    if (old) await this.end(em, { personId: old.person_id, sessionId: old.id });
  }

  /** Returns how many ended. */
  async end(em: EntityManager, { personId, sessionId, lectureLinkId, exceptSessionId }: SessionsToEnd): Promise<number> {
    const [ended] = (await em.query(
      `UPDATE session SET ended_at = $1
       WHERE person_id = $2 AND ended_at IS NULL AND ($3::uuid IS NULL OR id = $3)
         AND ($4::uuid IS NULL OR lecture_link_id = $4) AND ($5::uuid IS NULL OR id <> $5)
       RETURNING id, person_id`,
      [this.clock.real(), personId, sessionId ?? null, lectureLinkId ?? null, exceptSessionId ?? null],
    )) as [Ended[], number];
    for (const { id } of ended) {
      await this.events.emit(em, 'identity.session.ended', { personId, sessionId: id });
      await this.realtime.push(sessionRoom(id), 'session:changed', undefined, em);
      await this.realtime.disconnect(sessionRoom(id), 'signed-out', em);
    }
    return ended.length;
  }

  async signOut(viewer: Viewer, caller: Caller): Promise<void> {
    await this.source.transaction((em) => this.end(em, { personId: viewer.personId, sessionId: viewer.sessionId }));
    caller.forget();
  }

  /** @throws 404 for a session that is not one's own, or has ended */
  async endOwn(viewer: Viewer, sessionId: string): Promise<void> {
    const ended = await this.source.transaction((em) => this.end(em, { personId: viewer.personId, sessionId }));
    if (ended === 0) throw notFound();
  }

  async list(viewer: Viewer): Promise<z.infer<typeof sessionList>> {
    const rows = (await this.source.query(
      `SELECT id, created_at, last_seen_at, user_agent FROM session
       WHERE person_id = $1 AND ended_at IS NULL AND expires_at > $2 ORDER BY last_seen_at DESC, id`,
      [viewer.personId, this.clock.real()],
    )) as { id: string; created_at: Date; last_seen_at: Date; user_agent: string | null }[];
    return {
      items: rows.map((row) => ({
        id: row.id,
        createdAt: row.created_at.toISOString(),
        lastSeenAt: row.last_seen_at.toISOString(),
        userAgent: row.user_agent,
        current: row.id === viewer.sessionId,
      })),
    };
  }
}
