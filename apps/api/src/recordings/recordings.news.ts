import type { EntityManager } from 'typeorm';
import { editionRoom, type Realtime } from '../platform/realtime';

/** Open pages of the edition ask again for what they show of its recordings, once the transaction commits. */
export async function tellOf(realtime: Realtime, em: EntityManager, { editionId, lectureId }: { editionId: string; lectureId: string }): Promise<void> {
  await realtime.push(editionRoom(editionId), 'data:changed', { topic: 'recordings', editionId, lectureId }, em);
}
