import { Injectable } from '@nestjs/common';
import type { ChatMessage, ChatPage, ChatQuery, ClassroomRole } from '@seldinger/contract';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock';
import { violatedConstraint } from '../platform/db';
import { AppError, invalid, notFound } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { lectureRoom, Realtime } from '../platform/realtime';
import { ClassroomPolicy, isModerator } from './classroom.policy';
import type { Connection } from './connections';
import { isRemoved } from './live.queries';

type Row = { id: string; seq: number; personId: string; name: string; role: ClassroomRole; text: string; sentAt: Date; removed: boolean };
type Waiting = { id: string; from: Connection; text: string; sentAt: Date; resolve: (message: ChatMessage) => void; reject: (error: unknown) => void };

/** Messages of one statement with the numbers they were given; one without was there already. */
type Batch = { messages: Waiting[]; seqs: Map<string, number>; error?: unknown };

const COLUMNS = `c.id, c.seq, c.person_id AS "personId", p.given_name || ' ' || p.family_name AS name, c.role, c.text, c.sent_at AS "sentAt", c.removed_at IS NOT NULL AS removed`;
/** Small enough that writing and sending go on at the same time. */
const AT_ONCE = 10;

/** Numbers new messages without gaps; one that is there already is left alone. */
const WRITE = `
  WITH fresh AS (
    SELECT said.*, row_number() OVER (ORDER BY said.place) AS rank
    FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[]) WITH ORDINALITY AS said (id, person_id, role, text, sent_at, place)
    WHERE NOT EXISTS (SELECT 1 FROM chat_message known WHERE known.id = said.id)
  ), numbered AS (
    UPDATE classroom SET last_seq = last_seq + (SELECT count(*) FROM fresh) WHERE lecture_id = $1 RETURNING last_seq
  )
  INSERT INTO chat_message (id, lecture_id, seq, person_id, role, text, sent_at)
  SELECT fresh.id, $1, numbered.last_seq - (SELECT count(*) FROM fresh) + fresh.rank, fresh.person_id, fresh.role, fresh.text, fresh.sent_at FROM fresh, numbered
  RETURNING id, seq`;

/** What the class writes: kept, numbered by lecture without gaps, and sent to all in the order of the numbers. */
@Injectable()
export class ChatService {
  /** Messages by lecture that wait for the statement under way; together they make the next one. */
  private readonly waiting = new Map<string, Waiting[]>();

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly policy: ClassroomPolicy,
    private readonly realtime: Realtime,
  ) {}

  /** @throws 404, 403, live.removed */
  async read(viewer: Viewer, lectureId: string, query: ChatQuery): Promise<ChatPage> {
    const em = this.source.manager;
    await this.policy.admit(em, viewer, lectureId);
    if (await isRemoved(em, lectureId, viewer.personId)) throw new AppError('live.removed');
    return this.page(em, lectureId, query);
  }

  async page(em: EntityManager, lectureId: string, { before, after, limit }: ChatQuery): Promise<ChatPage> {
    const forward = after !== undefined;
    const rows: Row[] = await em.query(
      `SELECT ${COLUMNS} FROM chat_message c JOIN person p ON p.id = c.person_id
       WHERE c.lecture_id = $1 AND c.seq > $2 AND c.seq < $3 ORDER BY c.seq ${forward ? 'ASC' : 'DESC'} LIMIT $4`,
      [lectureId, after ?? 0, before ?? 2_147_483_647, limit + 1],
    );
    const items = rows.slice(0, limit).map(present);
    return { items: forward ? items : items.reverse(), more: rows.length > limit };
  }

  /** What somebody missed who saw all up to `lastSeq`; older messages that were removed since come along, marked as such. */
  async missed(em: EntityManager, lectureId: string, lastSeq: number, limit: number): Promise<ChatPage> {
    const page = await this.page(em, lectureId, { after: lastSeq, limit });
    const removed: Row[] = await em.query(
      `SELECT ${COLUMNS} FROM chat_message c JOIN person p ON p.id = c.person_id WHERE c.lecture_id = $1 AND c.seq <= $2 AND c.removed_at IS NOT NULL ORDER BY c.seq`,
      [lectureId, lastSeq],
    );
    return { items: [...removed.map(present), ...page.items], more: page.more };
  }

  /** Sending the same `clientId` again gives the message that is there. */
  send(from: Connection, clientId: string, text: string): Promise<ChatMessage> {
    return new Promise((resolve, reject) => {
      const message: Waiting = { id: clientId, from, text, sentAt: this.clock.now(), resolve, reject };
      const queue = this.waiting.get(from.lectureId);
      if (queue) return queue.push(message);
      this.waiting.set(from.lectureId, [message]);
      void this.writeAll(from.lectureId);
    });
  }

  /**
   * While one statement runs, what is said gathers for the next, and while the database writes that one, this one is sent
   * out. Statements never overlap, so the order of sending is that of the numbers.
   */
  private async writeAll(lectureId: string): Promise<void> {
    for (let underWay = this.next(lectureId); underWay; ) {
      const batch = await underWay;
      const following = batch.error === undefined ? this.next(lectureId) : null;
      if (batch.error === undefined) await this.deliver(lectureId, batch);
      else await this.recover(lectureId, batch);
      underWay = following ?? this.next(lectureId);
    }
    this.waiting.delete(lectureId);
  }

  /** Starts to write what waits, each message once; null when nothing does. */
  private next(lectureId: string): Promise<Batch> | null {
    const queue = this.waiting.get(lectureId);
    if (!queue || queue.length === 0) return null;
    const batch = queue.splice(0, AT_ONCE);
    const twice = batch.filter(({ id }, index) => batch.findIndex((other) => other.id === id) < index);
    queue.unshift(...twice);
    return this.write(lectureId, batch.filter((message) => !twice.includes(message)));
  }

  private async write(lectureId: string, messages: Waiting[]): Promise<Batch> {
    const values = [lectureId, messages.map(({ id }) => id), messages.map(({ from }) => from.personId), messages.map(({ from }) => from.role), messages.map(({ text }) => text), messages.map(({ sentAt }) => sentAt)];
    try {
      const written: { id: string; seq: number }[] = await this.source.query(WRITE, values);
      return { messages, seqs: new Map(written.map(({ id, seq }) => [id, seq])) };
    } catch (error) {
      return { messages, seqs: new Map(), error };
    }
  }

  /** One message that cannot be written must not take the others along. */
  private async recover(lectureId: string, { messages, error }: Batch): Promise<void> {
    if (messages.length === 1 || !violatedConstraint(error)) return messages.forEach(({ reject }) => reject(error));
    for (const message of messages) {
      const alone = await this.write(lectureId, [message]);
      if (alone.error === undefined) await this.deliver(lectureId, alone);
      else message.reject(alone.error);
    }
  }

  /** What was written together goes out together, in the order of the numbers: to a full class each push is forty sends. */
  private async deliver(lectureId: string, { messages, seqs }: Batch): Promise<void> {
    const fresh = messages.flatMap((waiting) => {
      const seq = seqs.get(waiting.id);
      return seq === undefined ? [] : [{ message: asMessage(waiting, seq), resolve: waiting.resolve }];
    });
    if (fresh.length > 0) this.realtime.emit(lectureRoom(lectureId), 'chat:messages', { lectureId, messages: fresh.map(({ message }) => message) });
    for (const { message, resolve } of fresh) resolve(message);
    for (const { id, from, resolve, reject } of messages) if (!seqs.has(id)) await this.known(lectureId, id, from).then(resolve, reject);
  }

  private async known(lectureId: string, id: string, from: Connection): Promise<ChatMessage> {
    const [row] = (await this.source.query(`SELECT ${COLUMNS} FROM chat_message c JOIN person p ON p.id = c.person_id WHERE c.id = $1 AND c.lecture_id = $2 AND c.person_id = $3`, [id, lectureId, from.personId])) as Row[];
    if (!row) throw invalid('clientId', 'names another message');
    return present(row);
  }

  /** The row stays as evidence; its text is shown to nobody any more. @throws 403 for trainees, 404 */
  async remove(by: Connection, messageId: string): Promise<void> {
    if (!isModerator(by.role)) throw new AppError('request.forbidden');
    const [changed] = (await this.source.query('UPDATE chat_message SET removed_at = $3, removed_by = $4 WHERE id = $1 AND lecture_id = $2 AND removed_at IS NULL RETURNING id', [messageId, by.lectureId, this.clock.now(), by.personId])) as [unknown[], number];
    const [row] = (await this.source.query(`SELECT ${COLUMNS} FROM chat_message c JOIN person p ON p.id = c.person_id WHERE c.id = $1 AND c.lecture_id = $2`, [messageId, by.lectureId])) as Row[];
    if (!row) throw notFound();
    if (changed.length > 0) this.realtime.emit(lectureRoom(by.lectureId), 'chat:messages', { lectureId: by.lectureId, messages: [present(row)] });
  }
}

function asMessage({ id, from, text, sentAt }: Waiting, seq: number): ChatMessage {
  return { id, seq, personId: from.personId, name: from.name, role: from.role, text, sentAt: sentAt.toISOString(), removed: false };
}

function present({ sentAt, text, ...row }: Row): ChatMessage {
  return { ...row, text: row.removed ? '' : text, sentAt: sentAt.toISOString() };
}
