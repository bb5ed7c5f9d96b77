import { Injectable } from '@nestjs/common';
import type { entryReturn, entrySignature, LogbookEntry, NewLogbookAssessment, signMany, signManyAnswer } from '@seldinger/contract';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { Clock } from '../platform/clock';
import { Events } from '../platform/events';
import { AppError, forbidden, notFound, stale } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { maySign, presentEntry } from './logbook.presenter';
import { decideEntry, entryById, lockEntry, signedBefore, signEntries, type EntryRow } from './logbook.queries';
import { refuseIdentifiers } from './logbook.rules';
import { LogbookService } from './logbook.service';

/** What a supervisor says to entries: signed, with what was seen, or returned with a reason. What is signed stands. */
@Injectable()
export class LogbookSignatureService {
  constructor(
    private readonly source: DataSource,
    private readonly logbook: LogbookService,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /** Signed twice by the same hand, it is one signature. @throws 404, 403, request.stale, logbook.signed, logbook.identifies */
  async sign(viewer: Viewer, entryId: string, { version, assessment }: z.infer<typeof entrySignature>): Promise<LogbookEntry> {
    refuseIdentifiers('assessment.nextStep', assessment?.nextStep ?? null);
    return this.decide(viewer, entryId, { version, state: 'signed' }, async (em, entry, at) => {
      await decideEntry(em, entryId, { state: 'signed', by: viewer.personId, at, reason: null });
      if (assessment) await keepAssessment(em, entryId, { by: viewer.personId, at, assessment });
      await this.events.emit(em, 'logbook.entry.signed', { editionId: entry.editionId, entryIds: [entryId] });
    });
  }

  /** @throws 404, 403, request.stale, logbook.signed, logbook.identifies */
  async giveBack(viewer: Viewer, entryId: string, { version, reason }: z.infer<typeof entryReturn>): Promise<LogbookEntry> {
    refuseIdentifiers('reason', reason);
    return this.decide(viewer, entryId, { version, state: 'returned' }, async (em, { editionId, person }, at) => {
      await decideEntry(em, entryId, { state: 'returned', by: viewer.personId, at, reason });
      await this.events.emit(em, 'logbook.entry.returned', { editionId, entryId, personId: person.id });
    });
  }

  /** Signs all that stand as they were seen; the others are named and stay as they are. */
  async signMany(viewer: Viewer, editionId: string, { entries }: z.infer<typeof signMany>): Promise<z.infer<typeof signManyAnswer>> {
    viewer.demand('logbook:sign', editionId);
    const by = viewer.personId;
    const addressedTo = viewer.rolesIn(editionId).includes('director') ? null : by;
    return this.source.transaction(async (em) => {
      const fresh = await signEntries(em, { editionId, entries, by, at: this.clock.now(), addressedTo });
      const others = entries.filter((entry) => !fresh.includes(entry.id));
      const signed = new Set([...fresh, ...(others.length > 0 ? await signedBefore(em, others, by) : [])]);
      if (fresh.length > 0) {
        await this.events.emit(em, 'logbook.entry.signed', { editionId, entryIds: fresh });
        await this.logbook.announce(em, editionId);
      }
      const ids = [...new Set(entries.map((entry) => entry.id))];
      return { signed: ids.filter((one) => signed.has(one)), left: ids.filter((one) => !signed.has(one)) };
    });
  }

  /** One decision at a time on an entry, on what its decider has seen. */
  private async decide(viewer: Viewer, entryId: string, asked: { version: number; state: 'signed' | 'returned' }, work: (em: EntityManager, entry: EntryRow, at: Date) => Promise<void>): Promise<LogbookEntry> {
    return this.source.transaction(async (em) => {
      const entry = await lockEntry(em, entryId);
      if (!entry || entry.removed) throw notFound();
      viewer.demand('logbook:sign', entry.editionId);
      if (!maySign(viewer, entry)) throw forbidden();
      const sentTwice = entry.state === asked.state && entry.version === asked.version + 1 && entry.decidedById === viewer.personId;
      if (sentTwice) return presentEntry(viewer, entry);
      if (entry.state === 'signed') throw new AppError('logbook.signed');
      if (entry.version !== asked.version || entry.state !== 'waiting') throw stale(presentEntry(viewer, entry));
      await work(em, entry, this.clock.now());
      await this.logbook.announce(em, entry.editionId);
      return presentEntry(viewer, (await entryById(em, entryId))!);
    });
  }
}

async function keepAssessment(em: EntityManager, entryId: string, { by, at, assessment }: { by: string; at: Date; assessment: NewLogbookAssessment }): Promise<void> {
  await em.query('INSERT INTO logbook_assessment (entry_id, supervisor_id, entrustment, observation, next_step, made_at) VALUES ($1, $2, $3, $4, $5, $6)', [entryId, by, assessment.entrustment, assessment.observation, assessment.nextStep, at]);
}
