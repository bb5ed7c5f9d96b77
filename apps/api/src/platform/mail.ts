import { Inject, Injectable } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import type { Logger } from 'pino';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from './clock';
import { CONFIG, type Config } from './config';
import { LOG } from './tokens';

/** An event for the reader's calendar, as iCalendar: to put there, or to take away. */
export type MailCalendar = { method: 'PUBLISH' | 'CANCEL'; content: string };
export type NewMail = { to: string; subject: string; template: string; text: string; html: string; calendar?: MailCalendar; /** The same key is mailed once. */ dedupeKey?: string };
type Waiting = { id: string; recipient: string; subject: string; text: string; html: string; calendar: string | null; method: MailCalendar['method'] | null; attempts: number };

const MAX_ATTEMPTS = 8;

/** Mails lie in PostgreSQL first: written with their cause, sent by the worker, or kept readable where no SMTP server is configured. */
@Injectable()
export class Mail {
  private readonly transport: Transporter | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Logger,
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {
    if (config.SMTP_URL) this.transport = createTransport(config.SMTP_URL);
  }

  /** Writes a mail within the caller's transaction. */
  async enqueue(em: EntityManager, mail: NewMail): Promise<void> {
    await em.query(
      `INSERT INTO mail (recipient, subject, template, text, html, dedupe_key, state, created_at, next_try_at, calendar, calendar_method)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10) ON CONFLICT ON CONSTRAINT mail_once DO NOTHING`,
      [mail.to, mail.subject, mail.template, mail.text, mail.html, mail.dedupeKey ?? null, this.transport ? 'waiting' : 'kept', this.clock.real(), mail.calendar?.content ?? null, mail.calendar?.method ?? null],
    );
  }

  /** Sends what waits. Each mail is claimed first, so that two workers never send the same one; a crash in between repeats it later. Returns how many left. */
  async deliverWaiting(): Promise<number> {
    let sent = 0;
    if (!this.transport) return sent;
    for (let mail = await this.claim(); mail; mail = await this.claim()) {
      if (await this.send(this.transport, mail)) sent += 1;
    }
    return sent;
  }

  /** Takes the oldest mail that is due and puts its next try off: 30 s, 1 min, 2 min and so on. */
  private async claim(): Promise<Waiting | undefined> {
    const [rows] = (await this.source.query(
      `UPDATE mail SET attempts = attempts + 1, next_try_at = $1::timestamptz + make_interval(secs => 30 * 2 ^ attempts)
       WHERE id = (SELECT id FROM mail WHERE state = 'waiting' AND next_try_at <= $1 ORDER BY next_try_at FOR UPDATE SKIP LOCKED LIMIT 1)
       RETURNING id, recipient, subject, text, html, calendar, calendar_method AS method, attempts`,
      [this.clock.real()],
    )) as [Waiting[], number];
    return rows[0];
  }

  private async send(transport: Transporter, mail: Waiting): Promise<boolean> {
    try {
      const icalEvent = mail.calendar && mail.method ? { method: mail.method, filename: 'seldinger.ics', content: mail.calendar } : undefined;
      await transport.sendMail({ from: this.config.MAIL_FROM, to: mail.recipient, subject: mail.subject, text: mail.text, html: mail.html, icalEvent, messageId: `<${mail.id}@seldinger>` });
      await this.source.query(`UPDATE mail SET state = 'sent', sent_at = $2, error = NULL WHERE id = $1`, [mail.id, this.clock.real()]);
      return true;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.log.warn({ mail: mail.id, attempts: mail.attempts }, `mail not sent: ${message}`);
      await this.source.query(`UPDATE mail SET error = $2, state = CASE WHEN attempts >= $3 THEN 'failed' ELSE 'waiting' END WHERE id = $1`, [mail.id, message.slice(0, 500), MAX_ATTEMPTS]);
      return false;
    }
  }
}
