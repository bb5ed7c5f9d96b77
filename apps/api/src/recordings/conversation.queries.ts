import type { ChatAt, QuestionAt } from '@seldinger/contract';
import type { EntityManager } from 'typeorm';
import { placeIn } from './recordings.queries';

/** The chat of the recording's lecture, in its order. The text of what was removed is shown to nobody. */
export async function chatOf(em: EntityManager, recordingId: string): Promise<ChatAt[]> {
  const rows: (Omit<ChatAt, 'sentAt'> & { sentAt: Date })[] = await em.query(
    `SELECT c.id, c.seq, c.person_id AS "personId", p.given_name || ' ' || p.family_name AS name, c.role, CASE WHEN c.removed_at IS NULL THEN c.text ELSE '' END AS text,
            c.sent_at AS "sentAt", c.removed_at IS NOT NULL AS removed, ${placeIn('r', 'c.sent_at')} AS "atMs"
     FROM recording r JOIN chat_message c ON c.lecture_id = r.lecture_id JOIN person p ON p.id = c.person_id
     WHERE r.id = $1 ORDER BY c.seq`,
    [recordingId],
  );
  return rows.map((row) => ({ ...row, sentAt: row.sentAt.toISOString() }));
}

/** Every hand that was raised in the recording's lecture, the first one first. */
export async function questionsOf(em: EntityManager, recordingId: string): Promise<QuestionAt[]> {
  return em.query(
    `SELECT h.id, p.given_name || ' ' || p.family_name AS name, ${placeIn('r', 'h.raised_at')} AS "atMs", ${placeIn('r', 'h.lowered_at')} AS "untilMs"
     FROM recording r JOIN hand h ON h.lecture_id = r.lecture_id JOIN person p ON p.id = h.person_id
     WHERE r.id = $1 ORDER BY h.raised_at, h.id`,
    [recordingId],
  );
}
