import { Injectable } from '@nestjs/common';
import type { suiteReopening, SuiteStay, weekSignature } from '@seldinger/contract';
import { HANDS_ON_RULE, shareOut, weekSignable, type HandsonShare } from '@seldinger/domain';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { Events } from '../platform/events';
import { AppError, stale } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { ProgrammeService } from '../programme';
import { dayOf, factsOf, minutesOf, presentStay, type Stay } from './suite.presenter';
import { writeDaySignatures } from './suite.queries';
import { SuiteStays, type Act } from './suite.stays';

/** The signature of a whole week: what the ledger is written from. What ends in `As` works within the caller's transaction. */
@Injectable()
export class SuiteWeekService {
  constructor(
    private readonly stays: SuiteStays,
    private readonly events: Events,
    private readonly programme: ProgrammeService,
  ) {}

  /** Nobody signs a sum that they have not seen. @throws 404, 403, suite.signed, suite.not-over, suite.incomplete, request.stale */
  signWeek(viewer: Viewer, bookingId: string, { minutes }: z.infer<typeof weekSignature>): Promise<SuiteStay> {
    return this.stays.change(viewer, bookingId, async (em, stay, act) => {
      this.demandSignable(stay, act);
      const shown = presentStay(stay, true);
      if (shown.minutes !== minutes) throw stale(shown);
      await this.signWeekAs(em, stay, act);
    });
  }

  /** The credit is taken back by the ledger; the days stay signed. @throws 404, 403, suite.not-signed */
  reopenWeek(viewer: Viewer, bookingId: string, { reason }: z.infer<typeof suiteReopening>): Promise<SuiteStay> {
    return this.stays.change(viewer, bookingId, (em, stay, act) => this.reopenWeekAs(em, stay, act, reason));
  }

  /** Signs a week as it stands, and with it the days on which nobody came. Returns the signature's id. @throws suite.signed, suite.not-over, suite.incomplete */
  async signWeekAs(em: EntityManager, stay: Stay, act: Act): Promise<string> {
    this.demandSignable(stay, act);
    const { editionId, bookingId, weekId, personId } = stay;
    const days = minutesOf(stay);
    const absent = days.filter(({ date }) => !dayOf(stay, date)?.signedAt);
    await writeDaySignatures(em, stay, absent, act.authorId, act.at);
    const minutes = days.reduce((sum, day) => sum + day.minutes, 0);
    const shares = await this.sharesOf(em, stay, minutes);
    const evidence = { days: days.map((day) => ({ ...day, cameAt: dayOf(stay, day.date)?.cameAt ?? null, leftAt: dayOf(stay, day.date)?.leftAt ?? null })), dayMinutes: stay.dayMinutes, shares };
    const [row] = (await em.query(
      `INSERT INTO suite_signature (edition_id, booking_id, week_id, person_id, minutes, rule_version, evidence, signed_at, signed_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
      [editionId, bookingId, weekId, personId, minutes, HANDS_ON_RULE, evidence, act.at, act.authorId],
    )) as { id: string }[];
    const signatureId = row!.id;
    await this.events.emit(em, 'suite.week.signed', { editionId, signatureId, personId });
    await this.stays.tell(em, editionId);
    return signatureId;
  }

  /** @throws suite.not-signed */
  async reopenWeekAs(em: EntityManager, { signatureId, editionId, personId }: Stay, { authorId, at }: Act, reason: string): Promise<void> {
    if (!signatureId) throw new AppError('suite.not-signed');
    await em.query('UPDATE suite_signature SET reopened_at = $2, reopened_by = $3, reopen_reason = $4 WHERE id = $1', [signatureId, at, authorId, reason]);
    await this.events.emit(em, 'suite.week.reopened', { editionId, signatureId, personId });
    await this.stays.tell(em, editionId);
  }

  /** What the week gives each module, given what the trainee's other signed weeks give. Two of them signed at once wait for each other here. */
  private async sharesOf(em: EntityManager, { editionId, personId }: Stay, minutes: number): Promise<HandsonShare[]> {
    await em.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`hands-on ${editionId} ${personId}`]);
    const given: { moduleId: string; minutes: number }[] = await em.query(
      `SELECT share->>'moduleId' AS "moduleId", sum((share->>'minutes')::int)::int AS minutes
       FROM suite_signature s CROSS JOIN jsonb_array_elements(s.evidence->'shares') AS share
       WHERE s.edition_id = $1 AND s.person_id = $2 AND s.reopened_at IS NULL GROUP BY 1`,
      [editionId, personId],
    );
    const modules = await this.programme.modules(em, editionId);
    return shareOut(minutes, modules.map(({ id, handsonMinutes }) => ({ id, weight: handsonMinutes, given: given.find(({ moduleId }) => moduleId === id)?.minutes ?? 0 })));
  }

  private demandSignable(stay: Stay, { at }: Act): void {
    if (stay.signatureId) throw new AppError('suite.signed');
    const why = weekSignable(factsOf(stay), this.stays.today(stay, at));
    if (why) throw new AppError(`suite.${why}`);
  }
}
