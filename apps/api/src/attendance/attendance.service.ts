import { Injectable } from '@nestjs/common';
import type { AttendanceEvidence, AttendanceSheet, NewCorrection, PendingVerifications, ReopenRequest, VerifyRequest } from '@seldinger/contract';
import { asksForLook, ATTENDANCE_RULE_VERSION, CREDIT_RULE, presentMs } from '@seldinger/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { LiveService } from '../live';
import { Clock } from '../platform/clock';
import { violatedConstraint } from '../platform/db';
import { Events } from '../platform/events';
import { AppError, notFound, stale } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { editionRoom, Realtime } from '../platform/realtime';
import { ProgrammeService, type LectureRow } from '../programme';
import { figures, type LectureFacts, type TraineeFacts } from './attendance.figures';
import { fingerprint } from './attendance.fingerprint';
import { heldMs, presentEvidence, presentRecords, presentSheet, type Reading } from './attendance.presenter';
import { correctionsOf, lockLecture, recordsOf, staysOfEdition, traineesOf, verificationsOf } from './attendance.queries';

const MINUTE_MS = 60_000;

/** Who decides something about a lecture's attendance, and when. */
export type Decision = { lectureId: string; authorId: string; at: Date };
export type CorrectionOf = { personId: string; minutes: number; reason: string };
export type Presence = { lectureId: string; personId: string; presentMs: number };
type Gathered = { lecture: LectureRow; facts: LectureFacts; trainees: TraineeFacts[] };

/** From recorded stays to verified minutes. What ends in `As` works within the caller's transaction, for whoever has no session: the demo, for one. */
@Injectable()
export class AttendanceService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly realtime: Realtime,
    private readonly programme: ProgrammeService,
    private readonly live: LiveService,
  ) {}

  async sheet(viewer: Viewer, lectureId: string): Promise<AttendanceSheet> {
    return this.source.transaction('REPEATABLE READ', async (em) => {
      const lecture = await this.programme.demandLecture(em, lectureId, viewer, 'attendance:verify');
      return this.sheetOf(em, viewer, lecture);
    });
  }

  /** The viewer's own evidence, from the first minute on. @throws 404 for a trainee who was not yet, or no longer, of the edition */
  async own(viewer: Viewer, lectureId: string): Promise<AttendanceEvidence> {
    return this.source.transaction('REPEATABLE READ', async (em) => {
      const lecture = await this.programme.demandLecture(em, lectureId, viewer, 'attendance:read-own');
      return this.evidenceOf(em, viewer, lecture, viewer.personId);
    });
  }

  async evidence(viewer: Viewer, lectureId: string, personId: string): Promise<AttendanceEvidence> {
    return this.source.transaction('REPEATABLE READ', async (em) => {
      const lecture = await this.programme.demandLecture(em, lectureId, viewer, 'attendance:verify');
      return this.evidenceOf(em, viewer, lecture, personId);
    });
  }

  /** Lectures that are over and wait for the director, the oldest first. */
  async pending(viewer: Viewer, editionId: string): Promise<PendingVerifications> {
    viewer.demand('attendance:verify', editionId);
    return this.source.transaction('REPEATABLE READ', async (em) => {
      const ended = (await this.programme.lectures(em, editionId)).filter(({ state }) => state === 'ended');
      const items = (await this.gather(em, ended)).map(({ lecture, facts, trainees }) => {
        const rows = figures(facts, trainees).map(({ row }) => row);
        return {
          lecture: this.programme.presentLecture(lecture, viewer, this.clock.now()),
          expected: rows.length,
          present: rows.filter(({ presentMs }) => presentMs > 0).length,
          toLookAt: rows.filter(({ flags, countsWhole, correction }) => asksForLook({ flags, countsWhole, corrected: correction !== null })).length,
        };
      });
      return { items };
    });
  }

  /** What the evidence says now of every trainee who was in any lecture of an edition that has begun; corrections apart. One query and one pass. */
  async presenceOfEdition(em: EntityManager, editionId: string): Promise<Presence[]> {
    return (await staysOfEdition(em, editionId, this.clock.now())).flatMap(({ lectureId, held, breaks, bridgeMs, stays }) =>
      [...stays].map(([personId, own]) => ({ lectureId, personId, presentMs: presentMs({ stays: own, held, breaks, bridgeMs }) })),
    );
  }

  /** @throws attendance.not-over, attendance.already-verified, request.stale with the sheet as it is now */
  async correct(viewer: Viewer, lectureId: string, personId: string, { minutes, reason, fingerprint: seen }: NewCorrection): Promise<AttendanceSheet> {
    return this.decide(viewer, lectureId, async (em, decision) => {
      const gathered = await this.gatherOver(em, lectureId);
      await this.demandSeen(em, viewer, gathered, seen);
      await this.keepCorrection(em, gathered, decision, { personId, minutes, reason });
    });
  }

  /** @throws attendance.not-over, attendance.already-verified, request.stale with the sheet as it is now */
  async verify(viewer: Viewer, lectureId: string, { fingerprint: seen }: VerifyRequest): Promise<AttendanceSheet> {
    return this.decide(viewer, lectureId, async (em, decision) => {
      const gathered = await this.gatherOver(em, lectureId);
      await this.demandSeen(em, viewer, gathered, seen);
      await this.keepVerification(em, gathered, decision);
    });
  }

  /** @throws attendance.not-verified, request.stale when another verification stands */
  async reopen(viewer: Viewer, lectureId: string, { verificationId, reason }: ReopenRequest): Promise<AttendanceSheet> {
    return this.decide(viewer, lectureId, async (em, decision) => {
      await lockLecture(em, lectureId);
      const verified = (await verificationsOf(em, lectureId)).find(({ reopenedAt }) => reopenedAt === null);
      if (verified && verified.id !== verificationId) throw stale(await this.sheetOf(em, viewer, await this.programme.lecture(em, lectureId)));
      await this.reopenAs(em, decision, reason);
    });
  }

  /** @throws 404 for somebody who is not on the sheet, attendance.not-over, attendance.already-verified */
  async correctAs(em: EntityManager, decision: Decision, correction: CorrectionOf): Promise<void> {
    await this.keepCorrection(em, await this.gatherOver(em, decision.lectureId), decision, correction);
  }

  /** Verifies the lecture as it stands and returns the verification's id. @throws attendance.not-over, attendance.already-verified */
  async verifyAs(em: EntityManager, decision: Decision): Promise<string> {
    return this.keepVerification(em, await this.gatherOver(em, decision.lectureId), decision);
  }

  /** Takes the standing verification back; what it awarded is reversed by the ledger. @throws attendance.not-verified */
  async reopenAs(em: EntityManager, { lectureId, authorId, at }: Decision, reason: string): Promise<void> {
    await lockLecture(em, lectureId);
    const lecture = await this.programme.lecture(em, lectureId);
    const [rows] = (await em.query(`UPDATE verification SET reopened_at = $2, reopened_by = $3, reopen_reason = $4 WHERE lecture_id = $1 AND reopened_at IS NULL RETURNING id`, [
      lectureId,
      at,
      authorId,
      reason,
    ])) as [{ id: string }[], number];
    if (!rows[0]) throw new AppError('attendance.not-verified');
    await this.programme.markReopened(em, lectureId);
    await this.events.emit(em, 'attendance.lecture.reopened', { editionId: lecture.editionId, lectureId, verificationId: rows[0].id });
    await this.announce(em, lecture);
  }

  private async keepCorrection(em: EntityManager, { lecture, facts, trainees }: Gathered, { lectureId, authorId, at }: Decision, { personId, minutes, reason }: CorrectionOf): Promise<void> {
    const measured = figures(facts, trainees.filter((trainee) => trainee.personId === personId))[0];
    if (!measured) throw notFound();
    await em.query(
      `INSERT INTO attendance_correction (lecture_id, person_id, minutes, measured_minutes, reason, author_id, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [lectureId, personId, minutes, measured.row.measuredMinutes, reason, authorId, at],
    );
    await this.events.emit(em, 'attendance.minutes.corrected', { lectureId, personId, minutes });
    await this.announce(em, lecture);
  }

  private async keepVerification(em: EntityManager, { lecture, facts, trainees }: Gathered, { lectureId, authorId, at }: Decision): Promise<string> {
    const { editionId, wholeFromPercent, bridgeSeconds } = lecture;
    const [verification] = (await em.query(
      `INSERT INTO verification (lecture_id, edition_id, attendance_rule, credit_rule, whole_from_percent, bridge_seconds, held_ms, fingerprint, verified_at, verified_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
      [lectureId, editionId, ATTENDANCE_RULE_VERSION, CREDIT_RULE.version, wholeFromPercent, bridgeSeconds, heldMs(facts), fingerprint(facts, trainees), at, authorId],
    )) as { id: string }[];
    const { id } = verification!;
    await em.query(
      `INSERT INTO attendance_record (verification_id, lecture_id, person_id, present_ms, measured_minutes, minutes, credit_minutes, counts_whole, evidence)
       SELECT $1, $2, (r->>'personId')::uuid, (row->>'presentMs')::bigint, (row->>'measuredMinutes')::int, (row->>'minutes')::int,
              (row->>'creditMinutes')::int, (row->>'countsWhole')::boolean, r->'evidence'
       FROM jsonb_array_elements($3::jsonb) AS r, LATERAL (SELECT r->'evidence'->'row' AS row) AS kept`,
      [id, lectureId, JSON.stringify(presentRecords(facts, trainees))],
    );
    await this.programme.markVerified(em, lectureId);
    await this.events.emit(em, 'attendance.lecture.verified', { editionId, lectureId, verificationId: id });
    await this.announce(em, lecture);
    return id;
  }

  /** One decision at a time on a lecture; answers with the sheet as it is afterwards. */
  private async decide(viewer: Viewer, lectureId: string, work: (em: EntityManager, decision: Decision) => Promise<void>): Promise<AttendanceSheet> {
    try {
      return await this.source.transaction(async (em) => {
        await this.programme.demandLecture(em, lectureId, viewer, 'attendance:verify');
        await work(em, { lectureId, authorId: viewer.personId, at: this.clock.now() });
        return this.sheetOf(em, viewer, await this.programme.lecture(em, lectureId));
      });
    } catch (error) {
      throw violatedConstraint(error) === 'verification_once' ? new AppError('attendance.already-verified') : error;
    }
  }

  /** Nobody corrects or verifies what they have not seen. */
  private async demandSeen(em: EntityManager, viewer: Viewer, { lecture, facts, trainees }: Gathered, seen: string): Promise<void> {
    if (fingerprint(facts, trainees) !== seen) throw stale(await this.sheetOf(em, viewer, lecture));
  }

  /** The evidence of a lecture that is over and not verified; others who would decide on it wait until the transaction ends. */
  private async gatherOver(em: EntityManager, lectureId: string): Promise<Gathered> {
    await lockLecture(em, lectureId);
    const lecture = await this.programme.lecture(em, lectureId);
    if (lecture.state === 'verified') throw new AppError('attendance.already-verified');
    if (lecture.state !== 'ended') throw new AppError('attendance.not-over');
    return (await this.gather(em, [lecture]))[0]!;
  }

  /** Everything the figures come from, of many lectures in as many queries as of one. @param personId only of this person */
  private async gather(em: EntityManager, lectures: readonly LectureRow[], personId: string | null = null): Promise<Gathered[]> {
    const ids = lectures.map(({ id }) => id);
    const evidence = await this.live.evidenceOf(em, ids, personId);
    const trainees = await traineesOf(em, ids, personId);
    const corrections = await correctionsOf(em, ids);
    return lectures.map((lecture) => {
      const known = evidence.get(lecture.id);
      const { startsAt, endsAt, bridgeSeconds, wholeFromPercent } = lecture;
      const plannedMinutes = Math.floor((endsAt.getTime() - startsAt.getTime()) / MINUTE_MS);
      return {
        lecture,
        facts: { held: known?.held ?? null, breaks: known?.breaks ?? [], plannedMinutes, bridgeSeconds, wholeFromPercent },
        trainees: (trainees.get(lecture.id) ?? []).map((trainee) => ({
          personId: trainee.personId,
          givenName: trainee.givenName,
          familyName: trainee.familyName,
          stays: known?.stays.get(trainee.personId) ?? [],
          acts: known?.acts.get(trainee.personId) ?? [],
          corrections: (corrections.get(lecture.id) ?? []).filter((correction) => correction.personId === trainee.personId),
        })),
      };
    });
  }

  private async read(em: EntityManager, lecture: LectureRow, personId: string | null = null): Promise<Reading> {
    const { facts, trainees } = (await this.gather(em, [lecture], personId))[0]!;
    const history = await verificationsOf(em, lecture.id);
    const verification = history.find(({ reopenedAt }) => reopenedAt === null);
    const verified = verification ? { verification, records: await recordsOf(em, verification.id, personId) } : null;
    return { facts, trainees, history, verified };
  }

  private async sheetOf(em: EntityManager, viewer: Viewer, lecture: LectureRow): Promise<AttendanceSheet> {
    const shown = this.programme.presentLecture(lecture, viewer, this.clock.now());
    return presentSheet(await this.read(em, lecture), shown, viewer.can('attendance:verify', lecture.editionId));
  }

  private async evidenceOf(em: EntityManager, viewer: Viewer, lecture: LectureRow, personId: string): Promise<AttendanceEvidence> {
    const shown = this.programme.presentLecture(lecture, viewer, this.clock.now());
    const evidence = presentEvidence(await this.read(em, lecture, personId), shown);
    if (!evidence) throw notFound();
    return evidence;
  }

  private async announce(em: EntityManager, { editionId, id }: LectureRow): Promise<void> {
    await this.realtime.push(editionRoom(editionId), 'data:changed', { topic: 'attendance', editionId, lectureId: id }, em);
  }
}
