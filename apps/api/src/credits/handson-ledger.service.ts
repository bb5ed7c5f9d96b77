import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Events, On, type Delivered } from '../platform/events';
import { editionRoom, Realtime } from '../platform/realtime';

/** Writes the ledger of hands-on: an entry a module for each signed week in the suite, and its mirror when the week is reopened. */
@Injectable()
export class HandsonLedgerService {
  constructor(
    private readonly source: DataSource,
    private readonly events: Events,
    private readonly realtime: Realtime,
  ) {}

  @On('suite.week.signed')
  async award({ payload }: Delivered<'suite.week.signed'>): Promise<void> {
    await this.settle(payload.signatureId);
  }

  @On('suite.week.reopened')
  async reverse({ payload }: Delivered<'suite.week.reopened'>): Promise<void> {
    await this.settle(payload.signatureId);
  }

  /**
   * Brings the ledger into line with one signature as it is now, whichever of its events came first or again. What each
   * module is given was decided with the signature and is kept there, so that the order of news changes nothing.
   */
  private async settle(signatureId: string): Promise<void> {
    await this.source.transaction(async (em) => {
      const [signed] = (await em.query('SELECT edition_id AS "editionId" FROM suite_signature WHERE id = $1', [signatureId])) as { editionId: string }[];
      if (!signed) return;
      const { editionId } = signed;
      const awarded = await this.writeAwards(em, signatureId);
      const reversed = await this.writeReversals(em, signatureId);
      if (awarded.length > 0) await this.events.emit(em, 'credits.awarded', { editionId, signatureId });
      if (reversed.length > 0) await this.events.emit(em, 'credits.reversed', { editionId, signatureId });
      if (awarded.length + reversed.length > 0) await this.realtime.push(editionRoom(editionId), 'data:changed', { topic: 'credits', editionId }, em);
    });
  }

  private async writeAwards(em: EntityManager, signatureId: string): Promise<{ id: string }[]> {
    return em.query(
      `INSERT INTO ledger_entry (edition_id, module_id, person_id, signature_id, kind, minutes, rule_version, why, author_id, recorded_at)
       SELECT s.edition_id, share."moduleId", s.person_id, s.id, 'hands-on', share.minutes, s.rule_version,
              jsonb_build_object('basis', 'hands-on', 'weekMinutes', s.minutes, 'days', days.attended, 'moduleWeight', share.weight, 'totalWeight', weights.total),
              s.signed_by, s.signed_at
       FROM suite_signature s
       CROSS JOIN jsonb_to_recordset(s.evidence->'shares') AS share ("moduleId" uuid, minutes int, weight int)
       CROSS JOIN LATERAL (SELECT sum(one.weight) AS total FROM jsonb_to_recordset(s.evidence->'shares') AS one (weight int)) AS weights
       CROSS JOIN LATERAL (SELECT count(*) AS attended FROM jsonb_to_recordset(s.evidence->'days') AS day (minutes int) WHERE day.minutes > 0) AS days
       WHERE s.id = $1 AND share.minutes > 0
       ORDER BY share."moduleId"
       ON CONFLICT (signature_id, module_id) WHERE kind = 'hands-on' DO NOTHING
       RETURNING id`,
      [signatureId],
    );
  }

  private async writeReversals(em: EntityManager, signatureId: string): Promise<{ id: string }[]> {
    return em.query(
      `INSERT INTO ledger_entry (edition_id, module_id, person_id, signature_id, kind, minutes, reverses_id, rule_version, why, author_id, reason, recorded_at)
       SELECT e.edition_id, e.module_id, e.person_id, e.signature_id, 'reversal', -e.minutes, e.id, e.rule_version, e.why, s.reopened_by, s.reopen_reason, s.reopened_at
       FROM ledger_entry e JOIN suite_signature s ON s.id = e.signature_id
       WHERE s.id = $1 AND s.reopened_at IS NOT NULL AND e.kind = 'hands-on'
       ORDER BY e.seq
       ON CONFLICT (reverses_id) DO NOTHING
       RETURNING id`,
      [signatureId],
    );
  }
}
