import { PROCEDURE_KEYS } from '@seldinger/domain';
import type { EntityManager } from 'typeorm';

export type ExposureCell = { personId: string; procedure: string; best: 'observed' | 'assisted' | 'supervised' | 'performed'; count: number };

/** Which procedures each trainee has met, in which role at best; what was returned does not count. */
export async function exposureOf(em: EntityManager, editionId: string): Promise<ExposureCell[]> {
  return em.query(
    `SELECT person_id AS "personId", procedure_key AS procedure, count(*)::int AS count,
            (array['observed', 'assisted', 'supervised', 'performed'])[max(array_position(array['observed', 'assisted', 'supervised', 'performed'], role))] AS best
     FROM logbook_entry WHERE edition_id = $1 AND removed_at IS NULL AND state <> 'returned'
     GROUP BY person_id, procedure_key`,
    [editionId],
  );
}

/** The procedures of the catalogue that each of these people has nothing of. */
export function lackingOf(cells: readonly ExposureCell[], personIds: readonly string[]): Map<string, string[]> {
  const met = new Map<string, Set<string>>();
  for (const { personId, procedure } of cells) met.set(personId, (met.get(personId) ?? new Set()).add(procedure));
  return new Map(personIds.map((personId) => [personId, PROCEDURE_KEYS.filter((key) => !met.get(personId)?.has(key))]));
}
