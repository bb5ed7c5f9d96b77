import { Injectable } from '@nestjs/common';
import { id, instant, type MailDetail, type MailPage, type pageQuery } from '@seldinger/contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { invalid, notFound } from '../platform/http/app-error';

type Row = { id: string; recipient: string; subject: string; template: string; state: MailPage['items'][number]['state']; attempts: number; error: string | null; created_at: Date; sent_at: Date | null };
type Key = { at: string; id: string };

const COLUMNS = 'id, recipient, subject, template, state, attempts, error, created_at, sent_at';

/** Reads the outbox. */
@Injectable()
export class MailService {
  constructor(private readonly source: DataSource) {}

  /** Newest first. @throws request.invalid for a cursor that is not ours */
  async list({ after, limit }: z.infer<typeof pageQuery>): Promise<MailPage> {
    const key = after === undefined ? null : parseCursor(after);
    const rows = (await this.source.query(
      `SELECT ${COLUMNS} FROM mail WHERE $1::timestamptz IS NULL OR (created_at, id) < ($1, $2::uuid) ORDER BY created_at DESC, id DESC LIMIT $3`,
      [key?.at ?? null, key?.id ?? null, limit + 1],
    )) as Row[];
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items: items.map(present), next: rows.length > limit && last ? cursor(last) : null };
  }

  async read(mailId: string): Promise<MailDetail> {
    const [row] = (await this.source.query(`SELECT ${COLUMNS}, text, html FROM mail WHERE id = $1`, [mailId])) as (Row & { text: string; html: string })[];
    if (!row) throw notFound();
    return { ...present(row), text: row.text, html: row.html };
  }
}

const present = (row: Row): MailPage['items'][number] => ({
  id: row.id,
  to: row.recipient,
  subject: row.subject,
  template: row.template,
  state: row.state,
  attempts: row.attempts,
  error: row.error,
  createdAt: row.created_at.toISOString(),
  sentAt: row.sent_at?.toISOString() ?? null,
});

const key = z.tuple([instant, id]);
const cursor = (row: Row): string => Buffer.from(`${row.created_at.toISOString()} ${row.id}`).toString('base64url');

function parseCursor(after: string): Key {
  const { success, data } = key.safeParse(Buffer.from(after, 'base64url').toString().split(' '));
  if (!success) throw invalid('after', 'no cursor of this list');
  return { at: data[0], id: data[1] };
}
