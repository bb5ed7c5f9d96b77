import { Injectable } from '@nestjs/common';
import type { Me, passwordChange, signIn } from '@seldinger/contract';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { Events } from '../platform/events';
import { AppError } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { RateLimit, type Limit } from '../platform/rate-limit';
import type { Caller } from './caller';
import { hashPassword, isPassword } from './password.hash';
import { demandStrong } from './password.policy';
import { SessionService } from './session.service';

/** A whole class behind one address of a hospital signs in at the same minute; only failures count. */
const FAILURES_OF_IP: Limit = { hits: 100, withinMs: 5 * 60_000 };
const FAILURES_OF_ACCOUNT: Limit = { hits: 10, withinMs: 5 * 60_000 };

type Account = { id: string; password_hash: string | null };

/** Signing in by password, and changing it. */
@Injectable()
export class PasswordService {
  constructor(
    private readonly source: DataSource,
    private readonly limit: RateLimit,
    private readonly sessions: SessionService,
    private readonly events: Events,
  ) {}

  /** @throws identity.wrong-credentials, the same and after the same time for an unknown address and a wrong password */
  async signIn({ email, password }: z.infer<typeof signIn>, caller: Caller): Promise<Me> {
    const [ofIp, ofAccount] = [`sign-in/ip/${caller.ip}`, `sign-in/email/${email}`];
    await this.limit.hit(ofIp, FAILURES_OF_IP);
    await this.limit.hit(ofAccount, FAILURES_OF_ACCOUNT);
    const [account] = (await this.source.query('SELECT id, password_hash FROM person WHERE email = $1', [email])) as Account[];
    const right = await isPassword(password, account?.password_hash);
    if (!account || !right) throw new AppError('identity.wrong-credentials');
    const me = await this.sessions.begin(caller, async (em) => {
      await this.demandUnchanged(em, account);
      return { personId: account.id };
    });
    await this.limit.giveBack(ofIp);
    await this.limit.forget(ofAccount);
    return me;
  }

  async change(viewer: Viewer, { current, password }: z.infer<typeof passwordChange>): Promise<void> {
    const tries = `password/${viewer.personId}`;
    await this.limit.hit(tries, FAILURES_OF_ACCOUNT);
    const [account] = (await this.source.query(`SELECT id, password_hash, email, given_name AS "givenName", family_name AS "familyName" FROM person WHERE id = $1`, [viewer.personId])) as (Account & {
      email: string;
      givenName: string;
      familyName: string;
    })[];
    if (!account || !(await isPassword(current, account.password_hash))) {
      throw new AppError('identity.wrong-credentials', { fields: [{ path: 'current', message: 'wrong password' }] });
    }
    demandStrong(password, account);
    const passwordHash = await hashPassword(password);
    await this.source.transaction(async (em) => {
      await this.demandUnchanged(em, account);
      await this.set(em, account.id, passwordHash, viewer.sessionId);
    });
    await this.limit.forget(tries);
  }

  /** Ends the person's sessions (but the one that asks), so that who knew the old password is out. */
  async set(em: EntityManager, personId: string, passwordHash: string, keepSessionId?: string): Promise<void> {
    await em.query('UPDATE person SET password_hash = $2 WHERE id = $1', [personId, passwordHash]);
    await this.events.emit(em, 'identity.password.changed', { personId });
    await this.sessions.end(em, { personId, exceptSessionId: keepSessionId });
  }

  /** Between checking the password and acting on it, it may have been changed. */
  private async demandUnchanged(em: EntityManager, { id, password_hash }: Account): Promise<void> {
    const rows = (await em.query('SELECT 1 FROM person WHERE id = $1 AND password_hash = $2 FOR NO KEY UPDATE', [id, password_hash])) as object[];
    if (rows.length === 0) throw new AppError('identity.wrong-credentials');
  }
}
