import type { EntityManager } from 'typeorm';

/** A segment whose file is in the storage; its number counts within part and rendition, its place is in milliseconds of the recording. */
export type KeptSegment = { number: number; file: string; initFile: string | null; startsMs: number; durationMs: number; bytes: number };

/** In one statement; one that is known already stays as it is. @param at on the machine's clock */
export async function insertSegments(em: EntityManager, partId: string, rendition: number, segments: readonly KeptSegment[], at: Date): Promise<void> {
  const column = <Name extends keyof KeptSegment>(name: Name): KeptSegment[Name][] => segments.map((segment) => segment[name]);
  await em.query(
    `INSERT INTO recording_segment (part_id, rendition, number, file, init_file, starts_ms, duration_ms, bytes, written_at)
     SELECT $1, $2, t.*, $3 FROM unnest($4::int[], $5::text[], $6::text[], $7::int[], $8::int[], $9::int[]) AS t ON CONFLICT DO NOTHING`,
    [partId, rendition, at, column('number'), column('file'), column('initFile'), column('startsMs'), column('durationMs'), column('bytes')],
  );
}
