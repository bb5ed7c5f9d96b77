import type { LedgerEntry } from '@seldinger/contract';
import type { CreditEntry } from '@seldinger/domain';
import type { EntityManager } from 'typeorm';

export type TraineeRow = { personId: string; givenName: string; familyName: string };
/** A lecture of the plan with when its attendance was verified; null while no verification stands. */
export type LectureRow = { id: string; number: number; moduleId: string; titleEn: string; titleIt: string; startsAt: Date; endsAt: Date; plannedMinutes: number; state: 'planned' | 'live' | 'ended' | 'verified'; verifiedAt: Date | null };
export type EntryRow = Pick<LedgerEntry, 'id' | 'lectureId' | 'moduleId' | 'minutes' | 'kind' | 'reversesId' | 'ruleVersion' | 'why' | 'author' | 'reason' | 'week'> & {
  part: CreditEntry['part'];
  titleEn: string | null;
  titleIt: string | null;
  startsAt: Date | null;
  recordedAt: Date;
};

/** An agreed week in the suite, with the signature that stands. `begun`: its Monday has come, by the edition's calendar. */
export type WeekRow = { bookingId: string; monday: string; roomName: string; begun: boolean; signatureId: string | null; sharedMinutes: number };

/** Hands-on entries, and what takes them back, name the week's signature. */
const PART = (entry: string): string => `CASE WHEN ${entry}signature_id IS NULL THEN 'e-learning' ELSE 'hands-on' END`;

/** The trainees of an edition now, by name. */
export async function traineesOf(em: EntityManager, editionId: string): Promise<TraineeRow[]> {
  return em.query(
    `SELECT p.id AS "personId", p.given_name AS "givenName", p.family_name AS "familyName"
     FROM membership m JOIN person p ON p.id = m.person_id
     WHERE m.edition_id = $1 AND m.role = 'trainee' AND m.until IS NULL ORDER BY p.family_name, p.given_name, p.id`,
    [editionId],
  );
}

/** Somebody who is or was a trainee of the edition: credit outlasts a withdrawal. */
export async function traineeOf(em: EntityManager, editionId: string, personId: string): Promise<TraineeRow | null> {
  const [row] = (await em.query(
    `SELECT p.id AS "personId", p.given_name AS "givenName", p.family_name AS "familyName" FROM person p
     WHERE p.id = $2 AND EXISTS (SELECT 1 FROM membership m WHERE m.person_id = p.id AND m.edition_id = $1 AND m.role = 'trainee')`,
    [editionId, personId],
  )) as TraineeRow[];
  return row ?? null;
}

/** In the order of time. */
export async function lecturesOf(em: EntityManager, editionId: string): Promise<LectureRow[]> {
  return em.query(
    `SELECT l.id, (row_number() OVER (ORDER BY l.starts_at))::int AS number, l.module_id AS "moduleId", l.title_en AS "titleEn", l.title_it AS "titleIt",
            l.starts_at AS "startsAt", l.ends_at AS "endsAt", floor(extract(epoch FROM l.ends_at - l.starts_at) / 60)::int AS "plannedMinutes", l.state,
            v.verified_at AS "verifiedAt"
     FROM lecture l LEFT JOIN verification v ON v.lecture_id = l.id AND v.reopened_at IS NULL
     WHERE l.edition_id = $1 ORDER BY l.starts_at`,
    [editionId],
  );
}

/** The sum of the ledger for each trainee, module and part. */
export async function balancesOf(em: EntityManager, editionId: string): Promise<(CreditEntry & { personId: string })[]> {
  return em.query(`SELECT person_id AS "personId", module_id AS "moduleId", ${PART('')} AS part, sum(minutes)::int AS minutes FROM ledger_entry WHERE edition_id = $1 GROUP BY 1, 2, 3`, [editionId]);
}

/** One person's ledger, the oldest entry first. */
export async function entriesOf(em: EntityManager, editionId: string, personId: string): Promise<EntryRow[]> {
  return em.query(
    `SELECT e.id, e.lecture_id AS "lectureId", e.module_id AS "moduleId", e.minutes, e.kind, e.reverses_id AS "reversesId", e.rule_version AS "ruleVersion", e.why,
            a.given_name || ' ' || a.family_name AS author, e.reason, e.recorded_at AS "recordedAt",
            l.title_en AS "titleEn", l.title_it AS "titleIt", l.starts_at AS "startsAt", ${PART('e.')} AS part,
            CASE WHEN s.id IS NOT NULL THEN json_build_object('signatureId', s.id, 'bookingId', s.booking_id, 'monday', w.monday) END AS week
     FROM ledger_entry e JOIN person a ON a.id = e.author_id LEFT JOIN lecture l ON l.id = e.lecture_id
     LEFT JOIN suite_signature s ON s.id = e.signature_id LEFT JOIN handson_week w ON w.id = s.week_id
     WHERE e.person_id = $2 AND e.edition_id = $1 ORDER BY e.seq`,
    [editionId, personId],
  );
}

/** One person's weeks in the suite, the earliest first. */
export async function weeksOf(em: EntityManager, editionId: string, personId: string, now: Date): Promise<WeekRow[]> {
  return em.query(
    `SELECT b.id AS "bookingId", w.monday::text AS monday, r.name AS "roomName", ($3::timestamptz AT TIME ZONE e.time_zone)::date >= w.monday AS begun, s.id AS "signatureId",
            coalesce((SELECT sum((share->>'minutes')::int) FROM jsonb_array_elements(s.evidence->'shares') AS share), 0)::int AS "sharedMinutes"
     FROM handson_booking b JOIN handson_place p ON p.id = b.place_id JOIN handson_room r ON r.id = p.room_id JOIN handson_week w ON w.id = b.week_id JOIN edition e ON e.id = b.edition_id
     LEFT JOIN suite_signature s ON s.booking_id = b.id AND s.reopened_at IS NULL
     WHERE b.edition_id = $1 AND b.person_id = $2 AND b.state = 'agreed' ORDER BY w.monday`,
    [editionId, personId, now],
  );
}

/** Credit that was verified but is not in the ledger yet: for a moment, or for as long as the worker is down. */
export async function awaitedCredits(em: EntityManager, editionId: string): Promise<{ personId: string; lectureId: string }[]> {
  return em.query(
    `SELECT r.person_id AS "personId", r.lecture_id AS "lectureId"
     FROM verification v JOIN attendance_record r ON r.verification_id = v.id
     WHERE v.edition_id = $1 AND v.reopened_at IS NULL AND r.credit_minutes > 0
       AND NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.verification_id = v.id AND e.person_id = r.person_id AND e.kind = 'lecture')`,
    [editionId],
  );
}
