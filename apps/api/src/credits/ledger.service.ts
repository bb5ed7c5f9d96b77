import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Events, On, type Delivered } from '../platform/events';
import { editionRoom, Realtime } from '../platform/realtime';
import { CatchUpService } from './catch-up.service';

type Decided = { editionId: string; lectureId: string };

/** Writes the ledger. Entries are only ever added; what was awarded in error is reversed by an entry that mirrors it. */
@Injectable()
export class LedgerService {
  constructor(
    private readonly source: DataSource,
    private readonly events: Events,
    private readonly realtime: Realtime,
    private readonly catchUps: CatchUpService,
  ) {}

  @On('attendance.lecture.verified')
  async award({ payload }: Delivered<'attendance.lecture.verified'>): Promise<void> {
    await this.settle(payload.verificationId);
  }

  @On('attendance.lecture.reopened')
  async reverse({ payload }: Delivered<'attendance.lecture.reopened'>): Promise<void> {
    await this.settle(payload.verificationId);
  }

  /**
   * Brings the ledger into line with one verification as it is now, whichever of its events came first or again:
   * an entry for each trainee with credit, and, if it was reopened, the reversal of each. An absence needs no entry.
   * Who has watched the recording has an entry for that too, as long as the verification stands.
   * Deliveries at the same time wait for each other at the entries' unique keys.
   */
  private async settle(verificationId: string): Promise<void> {
    await this.source.transaction(async (em) => {
      const [decided] = (await em.query('SELECT edition_id AS "editionId", lecture_id AS "lectureId" FROM verification WHERE id = $1', [verificationId])) as Decided[];
      if (!decided) return;
      const awarded = await this.writeAwards(em, verificationId);
      const reversed = await this.writeReversals(em, verificationId);
      const caughtUp = await this.catchUps.settle(em, verificationId);
      if (awarded.length + caughtUp > 0) await this.events.emit(em, 'credits.awarded', { ...decided, verificationId });
      if (reversed.length > 0) await this.events.emit(em, 'credits.reversed', { ...decided, verificationId });
      // The director's cohort changes with the trainees' own pages.
      if (awarded.length + reversed.length + caughtUp > 0) await this.realtime.push(editionRoom(decided.editionId), 'data:changed', { topic: 'credits', ...decided }, em);
    });
  }

  private async writeAwards(em: EntityManager, verificationId: string): Promise<{ id: string }[]> {
    return em.query(
      `INSERT INTO ledger_entry (edition_id, module_id, person_id, lecture_id, verification_id, kind, minutes, rule_version, why, author_id, reason, recorded_at)
       SELECT v.edition_id, l.module_id, r.person_id, v.lecture_id, v.id, 'lecture', r.credit_minutes, v.credit_rule, r.evidence->'why', v.verified_by, c.reason, v.verified_at
       FROM verification v
       JOIN lecture l ON l.id = v.lecture_id
       JOIN attendance_record r ON r.verification_id = v.id AND r.credit_minutes > 0
       LEFT JOIN attendance_correction c ON c.id = (r.evidence->>'correctionId')::uuid
       WHERE v.id = $1
       ORDER BY r.person_id
       ON CONFLICT (verification_id, person_id) WHERE kind = 'lecture' DO NOTHING
       RETURNING id`,
      [verificationId],
    );
  }

  private async writeReversals(em: EntityManager, verificationId: string): Promise<{ id: string }[]> {
    return em.query(
      `INSERT INTO ledger_entry (edition_id, module_id, person_id, lecture_id, verification_id, kind, minutes, reverses_id, rule_version, why, author_id, reason, recorded_at)
       SELECT e.edition_id, e.module_id, e.person_id, e.lecture_id, e.verification_id, 'reversal', -e.minutes, e.id, e.rule_version, e.why, v.reopened_by, v.reopen_reason, v.reopened_at
       FROM ledger_entry e JOIN verification v ON v.id = e.verification_id
       WHERE v.id = $1 AND v.reopened_at IS NOT NULL AND e.kind IN ('lecture', 'catch-up')
       ORDER BY e.seq
       ON CONFLICT (reverses_id) DO NOTHING
       RETURNING id`,
      [verificationId],
    );
  }
}
