import { Injectable } from '@nestjs/common';
import { addDays, localDate, toInstant } from '@seldinger/domain';
import type { EntityManager } from 'typeorm';
import { AttendanceService } from '../attendance';
import { Clock } from '../platform/clock';
import { ProgrammeService, type LectureRow } from '../programme';
import { DIRECTOR, emailOf, TRAINEES } from './demo.people';
import { DemoRecordings } from './demo.recordings';
import { lectureHistory, OUTAGES, type Attendee, type LectureHistory } from './lecture.history';
import { recordedIn, withConversation, type Recorded } from './recording.history';

/** The last ones that are over wait for the director, as they would. */
const UNVERIFIED = 2;
const VERIFIED_AT = '09:00';

type Class = { attendees: Attendee[]; directorId: string };
type Written = { lecture: LectureRow; history: LectureHistory; recorded: Recorded | null };

/** Lets time pass in the demo: lectures are held, people come and go, and the director verifies. */
@Injectable()
export class DemoHistory {
  constructor(
    private readonly programme: ProgrammeService,
    private readonly attendance: AttendanceService,
    private readonly recordings: DemoRecordings,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes everything true that has happened by `until` (epoch milliseconds) and is not yet: lectures that nobody held are
   * given a history, one that was under way is over in its time, and the one at that instant is live.
   * Leaves the clock at some instant of the past.
   */
  async pass(em: EntityManager, editionId: string, until: number): Promise<void> {
    const lectures = await this.programme.lectures(em, editionId);
    for (const { id, state, endsAt } of lectures) if (state === 'live' && endsAt.getTime() <= until) await this.programme.markEnded(em, id, endsAt);
    const seen = await this.seenIn(em, lectures.filter(({ state }) => state === 'planned'));
    const { attendees, directorId } = await this.classOf(em, editionId);
    const written = lectures.filter(({ state }) => state === 'planned').flatMap((lecture): Written[] => {
      // Of somebody who was really there, nothing is made up.
      const others = attendees.filter(({ part, id }) => (part !== 'trainer' || id === lecture.trainerId) && !seen.has(`${lecture.id} ${id}`));
      const history = lectureHistory(timesOf(lecture), others, until);
      if (!history) return [];
      const recorded = recordedIn(history, this.recordings.of(lecture.titleEn), others);
      return [{ lecture, recorded, history: recorded ? withConversation(history, recorded, others) : history }];
    });
    await write(em, written);
    for (const { lecture, recorded } of written) if (recorded) await this.recordings.write(em, lecture, recorded);
    const over = written.filter(({ history }) => history.heldUntil !== null);
    for (const { lecture, history } of over.slice(0, Math.max(0, over.length - UNVERIFIED))) await this.verify(em, directorId, lecture, history, until);
  }

  /** The director looks at a lecture on the morning after, puts right what went wrong, and verifies. */
  private async verify(em: EntityManager, directorId: string, lecture: LectureRow, { heldFrom, heldUntil, breaks }: LectureHistory, until: number): Promise<void> {
    const morning = toInstant(`${addDays(localDate(lecture.startsAt.getTime(), lecture.timeZone), 1)}T${VERIFIED_AT}`, lecture.timeZone);
    const at = Math.min(until, morning + lecture.number * 7_000);
    this.clock.setTo(at);
    const decision = { lectureId: lecture.id, authorId: directorId, at: new Date(at) };
    const heldMs = heldUntil! - heldFrom - breaks.reduce((sum, { start, end }) => sum + end - start, 0);
    for (const { key, reason } of OUTAGES.filter((outage) => outage.lecture === lecture.number)) {
      const [person] = (await em.query('SELECT id FROM person WHERE email = $1', [key])) as { id: string }[];
      if (person) await this.attendance.correctAs(em, decision, { personId: person.id, minutes: Math.floor(heldMs / 60_000), reason });
    }
    await this.attendance.verifyAs(em, decision);
  }

  /** Who has been in the classroom of which lecture. */
  private async seenIn(em: EntityManager, lectures: readonly LectureRow[]): Promise<Set<string>> {
    const rows = (await em.query(`SELECT DISTINCT lecture_id || ' ' || person_id AS key FROM stay WHERE lecture_id = ANY($1::uuid[])`, [lectures.map(({ id }) => id)])) as { key: string }[];
    return new Set(rows.map(({ key }) => key));
  }

  /** Only who was made for the demo: nobody who came later is given a past. */
  private async classOf(em: EntityManager, editionId: string): Promise<Class> {
    const fates = new Map(TRAINEES.map((trainee) => [emailOf(trainee), trainee.fate]));
    const rows = (await em.query(
      `SELECT p.id, p.email AS key, m.role FROM membership m JOIN person p ON p.id = m.person_id
       WHERE m.edition_id = $1 AND m.until IS NULL AND m.role IN ('trainer', 'trainee', 'director') ORDER BY p.email`,
      [editionId],
    )) as { id: string; key: string; role: 'trainer' | 'trainee' | 'director' }[];
    const attendees = rows.flatMap(({ id, key, role }): Attendee[] => {
      const part = role === 'trainee' ? fates.get(key) : role;
      return part === undefined || (part === 'director' && key !== emailOf(DIRECTOR)) ? [] : [{ id, key, part }];
    });
    const director = attendees.find(({ part }) => part === 'director');
    if (!director) throw new Error('the demo has lost its director; start with another data folder');
    return { attendees, directorId: director.id };
  }
}

function timesOf({ number, startsAt, endsAt }: LectureRow): { number: number; startsAt: number; endsAt: number } {
  return { number, startsAt: startsAt.getTime(), endsAt: endsAt.getTime() };
}

async function write(em: EntityManager, written: readonly Written[]): Promise<void> {
  const all = <Row>(rows: (history: LectureHistory) => readonly Row[]): string => JSON.stringify(written.flatMap(({ lecture, history }) => rows(history).map((row) => ({ ...row, lectureId: lecture.id }))));
  await em.query(
    `UPDATE lecture l SET state = CASE WHEN h."heldUntil" IS NULL THEN 'live' ELSE 'ended' END, held_from = to_timestamp(h."heldFrom" / 1000), held_until = to_timestamp(h."heldUntil" / 1000)
     FROM jsonb_to_recordset($1::jsonb) AS h (id uuid, "heldFrom" float8, "heldUntil" float8) WHERE l.id = h.id`,
    [JSON.stringify(written.map(({ lecture: { id }, history: { heldFrom, heldUntil } }) => ({ id, heldFrom, heldUntil })))],
  );
  await em.query(
    `INSERT INTO lecture_break (lecture_id, started_at, ended_at) SELECT b."lectureId", to_timestamp(b.start / 1000), to_timestamp(b."end" / 1000)
     FROM jsonb_to_recordset($1::jsonb) AS b ("lectureId" uuid, start float8, "end" float8)`,
    [all(({ breaks }) => breaks)],
  );
  await em.query(
    `INSERT INTO stay (lecture_id, person_id, device, source, connection, joined_at, last_seen_at, left_at, ended_by)
     SELECT s."lectureId", s."personId", s.device, s.source, s.connection, to_timestamp(s."joinedAt" / 1000), to_timestamp(s."leftAt" / 1000), to_timestamp(s."leftAt" / 1000), s."endedBy"
     FROM jsonb_to_recordset($1::jsonb) AS s ("lectureId" uuid, "personId" uuid, device text, source text, connection text, "joinedAt" float8, "leftAt" float8, "endedBy" text)`,
    [all(({ stays }) => stays)],
  );
  await em.query(
    `INSERT INTO classroom (lecture_id, last_seq) SELECT c.id, c.messages FROM jsonb_to_recordset($1::jsonb) AS c (id uuid, messages int)
     ON CONFLICT (lecture_id) DO UPDATE SET last_seq = classroom.last_seq + excluded.last_seq`,
    [JSON.stringify(written.map(({ lecture, history }) => ({ id: lecture.id, messages: history.chat.length })))],
  );
  await em.query(
    `INSERT INTO chat_message (id, lecture_id, seq, person_id, role, text, sent_at)
     SELECT gen_random_uuid(), c."lectureId", room.last_seq - c.after, c."personId", c.role, c.text, to_timestamp(c."sentAt" / 1000)
     FROM jsonb_to_recordset($1::jsonb) AS c ("lectureId" uuid, after int, "personId" uuid, role text, text text, "sentAt" float8) JOIN classroom room ON room.lecture_id = c."lectureId"`,
    [all(({ chat }) => chat.map((message, index) => ({ ...message, after: chat.length - 1 - index })))],
  );
  await em.query(
    `INSERT INTO hand (lecture_id, person_id, raised_at, lowered_at, lowered_by) SELECT h."lectureId", h."personId", to_timestamp(h."raisedAt" / 1000), to_timestamp(h."loweredAt" / 1000), h."loweredBy"
     FROM jsonb_to_recordset($1::jsonb) AS h ("lectureId" uuid, "personId" uuid, "raisedAt" float8, "loweredAt" float8, "loweredBy" uuid)`,
    [all(({ hands }) => hands)],
  );
}
