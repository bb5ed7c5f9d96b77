import type { Cut } from '@seldinger/contract';
import type { EntityManager } from 'typeorm';

type Row = Omit<Cut, 'at'> & { at: Date };

const SELECT = `
  SELECT c.id, c.from_ms AS "fromMs", c.until_ms AS "untilMs", c.reason, p.given_name || ' ' || p.family_name AS author, c.cut_at AS at, c.erased_at IS NOT NULL AS erased
  FROM recording_cut c JOIN person p ON p.id = c.cut_by`;

const present = ({ at, ...row }: Row): Cut => ({ ...row, at: at.toISOString() });

/** Who cut what out of a recording, when and why; the first cut first. */
export async function cutLogOf(em: EntityManager, recordingId: string): Promise<Cut[]> {
  const rows: Row[] = await em.query(`${SELECT} WHERE c.recording_id = $1 ORDER BY c.cut_at, c.id`, [recordingId]);
  return rows.map(present);
}

export async function cutById(em: EntityManager, cutId: string): Promise<Cut | null> {
  const [row] = (await em.query(`${SELECT} WHERE c.id = $1`, [cutId])) as Row[];
  return row ? present(row) : null;
}
