import { Injectable } from '@nestjs/common';
import { addDays, dayMinutes, localDate, toInstant } from '@seldinger/domain';
import type { EntityManager } from 'typeorm';
import { SuiteStays, SuiteWeekService } from '../handson';
import { Clock } from '../platform/clock';
import { EDITION } from './demo.edition';
import { emailOf, SUPERVISORS, TRAINEES } from './demo.people';
import { logbookHistory, type Author } from './logbook.history';
import { weekHistory, type DayRow } from './suite.history';

/** Weeks that are over are signed on their last afternoon, but for this one: somebody has to see what that looks like. */
const UNSIGNED = { email: 'pablo.navarro@example.org', monday: '2027-02-01' };
const SIGNED_AT = '17:30';
const DAY_SIGNED_AFTER_MS = 20 * 60_000;

type Booking = { bookingId: string; editionId: string; weekId: string; personId: string; email: string; monday: string; dayMinutes: number; signed: boolean };
type WrittenDay = DayRow & { booking: Booking; signedAt: number | null };

/** Lets time pass in the demo's suite: trainees come and go, supervisors sign, and logbooks are kept. */
@Injectable()
export class DemoPractice {
  constructor(
    private readonly stays: SuiteStays,
    private readonly weeks: SuiteWeekService,
    private readonly clock: Clock,
  ) {}

  /** Makes everything true that has happened by `until` (epoch milliseconds) and is not yet; what people have recorded themselves stays. Leaves the clock at some instant of the past. */
  async pass(em: EntityManager, editionId: string, until: number): Promise<void> {
    const supervisors = await idsOf(em, SUPERVISORS.map(emailOf));
    const bookings = await bookingsOf(em, editionId);
    await this.attend(em, bookings, supervisors, until);
    await keepLogbooks(em, editionId, bookings, supervisors, until);
  }

  private async attend(em: EntityManager, bookings: readonly Booking[], supervisors: readonly string[], until: number): Promise<void> {
    const days = bookings.filter(({ signed }) => !signed).flatMap((booking) => weekHistory(booking.email, booking.monday, EDITION.timeZone, until).map((day): WrittenDay => ({ ...day, booking, signedAt: signingOf(day, until) })));
    await writeDays(em, days, supervisors[0]!);
    for (const { bookingId, monday, email, signed } of bookings) {
      const at = toInstant(`${addDays(monday, 4)}T${SIGNED_AT}`, EDITION.timeZone);
      if (signed || at > until || (email === UNSIGNED.email && monday === UNSIGNED.monday)) continue;
      this.clock.setTo(at);
      await this.weeks.signWeekAs(em, await this.stays.locked(em, bookingId), { authorId: supervisors[bookings.length % supervisors.length]!, at: new Date(at) });
    }
  }
}

/** A day is signed soon after its end; one on which nobody came, with the week. */
function signingOf({ leftAt }: DayRow, until: number): number | null {
  return leftAt !== null && leftAt + DAY_SIGNED_AFTER_MS <= until ? leftAt + DAY_SIGNED_AFTER_MS : null;
}

async function idsOf(em: EntityManager, emails: readonly string[]): Promise<string[]> {
  const rows = (await em.query('SELECT id FROM person WHERE email = ANY ($1) ORDER BY email', [emails])) as { id: string }[];
  return rows.map(({ id }) => id);
}

/** Agreed places of those who were made for the demo. */
async function bookingsOf(em: EntityManager, editionId: string): Promise<Booking[]> {
  return em.query(
    `SELECT b.id AS "bookingId", b.edition_id AS "editionId", b.week_id AS "weekId", b.person_id AS "personId", p.email, w.monday::text AS monday, r.day_minutes AS "dayMinutes",
            EXISTS (SELECT 1 FROM suite_signature s WHERE s.booking_id = b.id) AS signed
     FROM handson_booking b JOIN handson_week w ON w.id = b.week_id JOIN person p ON p.id = b.person_id JOIN handson_rule r ON r.edition_id = b.edition_id
     WHERE b.edition_id = $1 AND b.state = 'agreed' AND p.email = ANY ($2) ORDER BY w.monday, p.email`,
    [editionId, TRAINEES.map(emailOf)],
  );
}

async function writeDays(em: EntityManager, days: readonly WrittenDay[], supervisorId: string): Promise<void> {
  const rows = days.filter(({ cameAt }) => cameAt !== null).map(({ booking, date, cameAt, leftAt, source, signedAt }) => ({
    editionId: booking.editionId,
    bookingId: booking.bookingId,
    weekId: booking.weekId,
    personId: booking.personId,
    date,
    cameAt: cameAt! / 1_000,
    leftAt: leftAt === null ? null : leftAt / 1_000,
    source,
    by: source === 'code' ? booking.personId : supervisorId,
    signedAt: signedAt === null ? null : signedAt / 1_000,
    minutes: signedAt === null ? null : dayMinutes({ cameAt, leftAt }, booking.dayMinutes),
  }));
  await em.query(
    `INSERT INTO suite_day (edition_id, booking_id, week_id, person_id, date, came_at, came_source, came_by, left_at, left_source, left_by, minutes, signed_at, signed_by)
     SELECT d."editionId", d."bookingId", d."weekId", d."personId", d.date, to_timestamp(d."cameAt"), d.source, d.by,
            to_timestamp(d."leftAt"), CASE WHEN d."leftAt" IS NOT NULL THEN d.source END, CASE WHEN d."leftAt" IS NOT NULL THEN d.by END,
            d.minutes, to_timestamp(d."signedAt"), CASE WHEN d."signedAt" IS NOT NULL THEN $2::uuid END
     FROM jsonb_to_recordset($1::jsonb) AS d ("editionId" uuid, "bookingId" uuid, "weekId" uuid, "personId" uuid, date date, "cameAt" float8, "leftAt" float8, source text, by uuid, minutes int, "signedAt" float8)
     ON CONFLICT ON CONSTRAINT suite_day_once DO NOTHING`,
    [JSON.stringify(rows), supervisorId],
  );
}

async function keepLogbooks(em: EntityManager, editionId: string, bookings: readonly Booking[], supervisors: readonly string[], until: number): Promise<void> {
  const people = (await em.query('SELECT id, email FROM person WHERE email = ANY ($1) ORDER BY email', [TRAINEES.map(emailOf)])) as { id: string; email: string }[];
  const authors = people.map(({ id, email }): Author => ({ id, key: email, familyName: TRAINEES.find((trainee) => emailOf(trainee) === email)!.familyName, mondays: bookings.filter(({ personId }) => personId === id).map(({ monday }) => monday) }));
  const rows = authors.flatMap((author) => logbookHistory(author, supervisors, EDITION.timeZone, until));
  const known = (await em.query('SELECT id FROM logbook_entry WHERE id = ANY ($1::uuid[])', [rows.map(({ id }) => id)])) as { id: string }[];
  const there = new Set(known.map(({ id }) => id));
  const fresh = rows.filter(({ id, performedOn }) => !there.has(id) && performedOn <= localDate(until, EDITION.timeZone));
  await em.query(
    `INSERT INTO logbook_entry (id, edition_id, person_id, performed_on, procedure_key, role, access, outcome, complication, fluoroscopy_seconds, dose_area_product, air_kerma, note, supervisor_id, state, decided_at, decided_by, returned_reason, received_at)
     SELECT e.id, $2, e."personId", e."performedOn", e.procedure, e.role, e.access, e.outcome, e.complication, e."fluoroscopySeconds", e."doseAreaProduct", e."airKerma", e.note, e."supervisorId", e.state,
            to_timestamp(e."decidedAt" / 1000), CASE WHEN e."decidedAt" IS NOT NULL THEN e."supervisorId" END, e."returnedReason", to_timestamp(e."receivedAt" / 1000)
     FROM jsonb_to_recordset($1::jsonb) AS e (id uuid, "personId" uuid, "performedOn" date, procedure text, role text, access text, outcome text, complication smallint, "fluoroscopySeconds" int, "doseAreaProduct" int, "airKerma" int,
          note text, "supervisorId" uuid, state text, "decidedAt" float8, "returnedReason" text, "receivedAt" float8)`,
    [JSON.stringify(fresh), editionId],
  );
  const assessed = fresh.flatMap(({ id, supervisorId, decidedAt, assessment }) => (assessment ? [{ id, supervisorId, at: decidedAt! / 1_000, ...assessment }] : []));
  await em.query(
    `INSERT INTO logbook_assessment (entry_id, supervisor_id, entrustment, observation, next_step, made_at)
     SELECT a.id, a."supervisorId", a.entrustment, a.observation, a."nextStep", to_timestamp(a.at) FROM jsonb_to_recordset($1::jsonb) AS a (id uuid, "supervisorId" uuid, entrustment smallint, observation jsonb, "nextStep" text, at float8)`,
    [JSON.stringify(assessed)],
  );
}
