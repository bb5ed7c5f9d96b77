import { Injectable } from '@nestjs/common';
import { CATCH_UP_RULE, catchUp } from '@seldinger/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { Events, On, type Delivered } from '../platform/events';
import { editionRoom, Realtime } from '../platform/realtime';
import { insertCatchUp, keepWatched, lockCatchUp, standing, standingOf, watchedOf, watchedVerifications, watchersOf } from './catch-up.queries';

/** Credit for watching a recording, where the edition's rule gives any: once a person and verification, of its own kind in the ledger. */
@Injectable()
export class CatchUpService {
  constructor(
    private readonly source: DataSource,
    private readonly events: Events,
    private readonly realtime: Realtime,
  ) {}

  /** What was watched before the lecture is verified waits for that. */
  @On('recordings.recording.watched')
  async watched({ payload: { editionId, lectureId, recordingId, personId }, occurredAt }: Delivered<'recordings.recording.watched'>): Promise<void> {
    await this.source.transaction(async (em) => {
      const verificationId = await standingOf(em, lectureId);
      await keepWatched(em, { recordingId, lectureId, personId }, occurredAt);
      if (verificationId && (await this.settle(em, verificationId, personId)) > 0) await this.tell(em, { editionId, lectureId, verificationId });
    });
  }

  /** An edition that gives such credit from now on gives it for what was watched before as well. */
  @On('recordings.rule.changed')
  async ruleChanged({ payload: { editionId } }: Delivered<'recordings.rule.changed'>): Promise<void> {
    for (const verificationId of await watchedVerifications(this.source.manager, editionId)) {
      await this.source.transaction(async (em) => {
        const verification = await standing(em, verificationId);
        if (verification && (await this.settle(em, verificationId)) > 0) await this.tell(em, { editionId, lectureId: verification.lectureId, verificationId });
      });
    }
  }

  /**
   * Gives what is to be given under a verification, if it stands; who has it already keeps it. Returns how many entries that makes.
   * @param personId only to this person
   */
  async settle(em: EntityManager, verificationId: string, personId: string | null = null): Promise<number> {
    const verification = await standing(em, verificationId);
    if (!verification || verification.capMinutes === 0) return 0;
    let written = 0;
    for (const watcher of await watchersOf(em, verification, personId)) {
      // Two lectures at once must not both take what is left of the cap.
      await lockCatchUp(em, verification.editionId, watcher);
      const watched = await watchedOf(em, verification, watcher);
      if (!watched) continue;
      const credit = catchUp({ ...verification, ...watched });
      if (credit.minutes > 0 && (await insertCatchUp(em, verification, watcher, watched, credit, CATCH_UP_RULE))) written += 1;
    }
    return written;
  }

  private async tell(em: EntityManager, decided: { editionId: string; lectureId: string; verificationId: string }): Promise<void> {
    await this.events.emit(em, 'credits.awarded', decided);
    await this.realtime.push(editionRoom(decided.editionId), 'data:changed', { topic: 'credits', editionId: decided.editionId, lectureId: decided.lectureId }, em);
  }
}
