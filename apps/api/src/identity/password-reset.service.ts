import { Injectable } from '@nestjs/common';
import type { passwordReset } from '@seldinger/contract';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { AppError } from '../platform/http/app-error';
import type { Reader } from '../platform/letter';
import { Mail } from '../platform/mail';
import { RateLimit, type Limit } from '../platform/rate-limit';
import type { Caller } from './caller';
import { resetMail } from './identity.mails';
import { LinkAddress } from './link.address';
import { SingleUseLinkService } from './single-use-link.service';

const RESETS_OF_IP: Limit = { hits: 20, withinMs: 15 * 60_000 };
const RESETS_OF_ADDRESS: Limit = { hits: 3, withinMs: 15 * 60_000 };
/** Longer than the work takes, so that the time tells nothing about the address. */
const ANSWERS_AFTER_MS = 200;

/** Mails a link to who forgot the password. */
@Injectable()
export class PasswordResetService {
  constructor(
    private readonly source: DataSource,
    private readonly limit: RateLimit,
    private readonly links: SingleUseLinkService,
    private readonly mail: Mail,
    private readonly address: LinkAddress,
  ) {}

  /** The same answer, after the same time, whether or not somebody has this address. */
  async ask({ email }: z.infer<typeof passwordReset>, caller: Caller): Promise<void> {
    await this.limit.hit(`reset/ip/${caller.ip}`, RESETS_OF_IP);
    await Promise.all([pause(ANSWERS_AFTER_MS), this.write(email, caller.origin)]);
  }

  /** Says nothing about who exists: too many for one address are dropped in silence. */
  private async write(email: string, origin: string): Promise<void> {
    try {
      await this.limit.hit(`reset/email/${email}`, RESETS_OF_ADDRESS);
    } catch (error) {
      if (error instanceof AppError && error.code === 'request.rate-limited') return;
      throw error;
    }
    await this.source.transaction(async (em) => {
      const [reader] = (await em.query(`SELECT id, email, given_name AS "givenName", locale, time_zone AS "timeZone" FROM person WHERE email = $1`, [email])) as (Reader & { id: string })[];
      if (!reader) return;
      const token = await this.links.create(em, 'reset', reader.id);
      await this.mail.enqueue(em, resetMail(reader, { address: this.address.singleUse(origin, token) }));
    });
  }
}
