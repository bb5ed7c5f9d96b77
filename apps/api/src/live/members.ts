import type { ClassMember } from '@seldinger/contract';
import type { EntityManager } from 'typeorm';
import { classOf, presentIn } from './live.queries';

/** The whole class with who is here, by name. @param now epoch milliseconds */
export async function membersOf(em: EntityManager, lectureId: string, now: number): Promise<ClassMember[]> {
  const present = new Map((await presentIn(em, lectureId, now)).map((row) => [row.personId, row]));
  return (await classOf(em, lectureId)).map((row) => {
    const here = present.get(row.personId);
    return { ...row, present: here !== undefined, devices: here?.devices ?? 0, since: here ? new Date(here.since).toISOString() : null };
  });
}
