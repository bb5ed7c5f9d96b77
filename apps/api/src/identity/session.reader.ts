import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { EditionRole } from '@seldinger/contract';
import { Clock } from '../platform/clock';
import { poolOf } from '../platform/db';
import { Viewer } from '../platform/http/viewer';
import type { SessionReader as Reader } from '../platform/realtime';
import { sessionToken } from './caller';
import { hashOf } from './secret';

/** A session that stands: who it belongs to, and the secret that its unsafe requests carry. */
export type OpenSession = { viewer: Viewer; csrfToken: string };

type Row = { id: string; csrf_token: string; last_seen_at: Date; person_id: string; name: string; administrator: boolean; guest_lecture_id: string | null; roles: string | null };

/** A session's last sign of life is written down at most this often. */
const TOUCH_EVERY_MS = 60_000;
/** A session ends this long after its last sign of life ... */
export const IDLE_MS = 7 * 86_400_000;
/** ... and this long after it was opened in any case. */
export const LONGEST_MS = 30 * 86_400_000;

/**
 * One statement for every request: the session, its person and the roles held right now. A guest's session stands as
 * long as the link: not revoked, the lecture not over for more than a day, and its trainer still the same. It carries
 * the role of a trainer in that edition and nothing else of what its person may be.
 */
const READ = {
  name: 'read-session',
  text: `
    SELECT s.id, s.csrf_token, s.last_seen_at, s.person_id, p.given_name || ' ' || p.family_name AS name,
      p.administrator AND s.lecture_link_id IS NULL AS administrator,
      guest.lecture_id AS guest_lecture_id,
      CASE WHEN s.lecture_link_id IS NULL
        THEN (SELECT string_agg(m.edition_id || ' ' || m.role, ',') FROM membership m WHERE m.person_id = p.id AND m.until IS NULL)
        ELSE guest.edition_id || ' trainer'
      END AS roles
    FROM session s
    JOIN person p ON p.id = s.person_id
    LEFT JOIN LATERAL (
      SELECT l.lecture_id, lecture.edition_id FROM lecture_link l JOIN lecture ON lecture.id = l.lecture_id
      WHERE l.id = s.lecture_link_id AND l.revoked_at IS NULL AND lecture.trainer_id = s.person_id AND lecture.ends_at + interval '1 day' > $3
    ) guest ON true
    WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND (s.lecture_link_id IS NULL OR guest.lecture_id IS NOT NULL)`,
};

/** Finds the open session behind a cookie. */
@Injectable()
export class SessionReader implements Reader {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  async read(cookieHeader: string | undefined): Promise<Viewer | null> {
    return (await this.find(cookieHeader))?.viewer ?? null;
  }

  async look(cookieHeader: string | undefined): Promise<Viewer | null> {
    const row = await this.row(cookieHeader, this.clock.real());
    return row ? viewerOf(row) : null;
  }

  async find(cookieHeader: string | undefined): Promise<OpenSession | null> {
    const now = this.clock.real();
    const row = await this.row(cookieHeader, now);
    if (!row) return null;
    if (now.getTime() - row.last_seen_at.getTime() >= TOUCH_EVERY_MS) await this.touch(row.id, now);
    return { viewer: viewerOf(row), csrfToken: row.csrf_token };
  }

  private async row(cookieHeader: string | undefined, now: Date): Promise<Row | undefined> {
    const token = sessionToken(cookieHeader);
    if (!token) return undefined;
    const { rows } = await poolOf(this.source).query<Row>({ ...READ, values: [hashOf(token), now, this.clock.now()] });
    return rows[0];
  }

  private async touch(sessionId: string, now: Date): Promise<void> {
    await this.source.query(`UPDATE session SET last_seen_at = $2, expires_at = least($3::timestamptz, created_at + make_interval(secs => $4)) WHERE id = $1 AND last_seen_at < $5`, [
      sessionId,
      now,
      new Date(now.getTime() + IDLE_MS),
      LONGEST_MS / 1000,
      new Date(now.getTime() - TOUCH_EVERY_MS + 1),
    ]);
  }
}

function viewerOf({ person_id, id, name, administrator, roles, guest_lecture_id }: Row): Viewer {
  return new Viewer(person_id, id, name, administrator, rolesByEdition(roles), guest_lecture_id);
}

function rolesByEdition(roles: string | null): ReadonlyMap<string, readonly EditionRole[]> {
  const byEdition = new Map<string, EditionRole[]>();
  for (const pair of roles?.split(',') ?? []) {
    const [editionId, role] = pair.split(' ') as [string, EditionRole];
    const known = byEdition.get(editionId);
    if (known) known.push(role);
    else byEdition.set(editionId, [role]);
  }
  return byEdition;
}
