import type { Role } from '@seldinger/domain';
import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { SignedIn, TestApp } from './app';
import { buildEdition, buildLecture, buildMember } from './build';

export type RecordingInput = {
  lectureId: string;
  editionId: string;
  source?: 'live' | 'upload';
  state?: 'recording' | 'checking' | 'converting' | 'ready' | 'failed';
  /** Its zero; by default the start of the lecture that `buildLecture` makes. */
  startedAt?: string | null;
  endedAt?: string | null;
  released?: boolean;
  uploadedBy?: string;
  /** Whole seconds that each part plays from and until; segments of `segmentMs`, all renditions alike. */
  parts?: readonly (readonly [number, number])[];
  renditions?: number;
  segmentMs?: number;
};

/** A recording as it lies in the database, by default half a minute of a finished and released one; without files. */
export async function buildRecording(em: EntityManager, given: RecordingInput): Promise<string> {
  const { source = 'live', state = 'ready', parts = [[0, 30]], renditions = 1, segmentMs = 4_000, released = true } = given;
  const startedAt = given.startedAt === undefined ? (source === 'live' ? '2027-02-10T14:00:00Z' : null) : given.startedAt;
  const endedAt = given.endedAt === undefined && startedAt && state !== 'recording' ? new Date(Date.parse(startedAt) + 3 * 3_600_000).toISOString() : (given.endedAt ?? null);
  const spans = `{${parts.map(([from, until]) => `[${from * 1000},${until * 1000})`).join(',')}}`;
  const [row] = (await em.query(
    `INSERT INTO recording (lecture_id, edition_id, source, state, started_at, ended_at, spans, uploaded_by, file_name, created_at, released_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id`,
    [given.lectureId, given.editionId, source, state, startedAt, endedAt, spans, source === 'upload' ? given.uploadedBy : null, source === 'upload' ? 'lecture.mp4' : null, startedAt ?? '2027-02-10T14:00:00Z', released ? '2027-02-10T17:00:00Z' : null],
  )) as [{ id: string }];
  for (const [number, [from, until]] of parts.entries()) {
    const [part] = (await em.query(`INSERT INTO recording_part (recording_id, number, starts_ms, opened_at, alive_at, closed_at) VALUES ($1, $2, $3, now(), now(), $4) RETURNING id`, [row.id, number, from * 1000, state === 'recording' && number === parts.length - 1 ? null : new Date()])) as [{ id: string }];
    for (let rendition = 0; rendition < renditions; rendition++) {
      await em.query(
        `INSERT INTO recording_segment (part_id, rendition, number, file, init_file, starts_ms, duration_ms, bytes, written_at)
         SELECT $1, $2, n, 'segment' || n || '.m4s', 'init.mp4', $3 + n * $5::int, least($5::int, $4 - $3 - n * $5::int), 1000, now() FROM generate_series(0, (($4::int - $3::int - 1) / $5::int)) AS n`,
        [part.id, rendition, from * 1000, until * 1000, segmentMs],
      );
    }
  }
  return row.id;
}

/** A session of this person as a guest, let in by a link to give this one lecture; they must be its trainer. */
export async function asGuest(app: TestApp, personId: string, lectureId: string): Promise<SignedIn> {
  const guest = await app.as(personId);
  const [link] = (await app.em.query('INSERT INTO lecture_link (token_hash, lecture_id, person_id, created_at) VALUES ($1, $2, $3, now()) RETURNING id', [randomBytes(32), lectureId, personId])) as [{ id: string }];
  await app.em.query('UPDATE session SET lecture_link_id = $2 WHERE id = $1', [guest.sessionId, link.id]);
  return guest;
}

export type Cast = { editionId: string; lectureId: string; moduleId: string; people: Record<'director' | 'staff' | 'trainer' | 'otherTrainer' | 'trainee' | 'classmate', string> } & Record<'director' | 'staff' | 'trainer' | 'otherTrainer' | 'trainee' | 'classmate' | 'stranger' | 'guest', SignedIn>;

/** An edition with a lecture that has ended, and everybody who may or may not see its recordings, signed in; the stranger is a trainee of another edition. */
export async function buildCast(app: TestApp, given: { state?: 'live' | 'ended' } = {}): Promise<Cast> {
  const { em } = app;
  const editionId = await buildEdition(em);
  const member = async (role: Role, familyName: string): Promise<string> => (await buildMember(em, role, { editionId, familyName, givenName: 'Anna' })).personId;
  const people = {
    director: await member('director', 'Ferri'),
    staff: await member('staff', 'Moretti'),
    trainer: await member('trainer', 'Rinaldi'),
    otherTrainer: await member('trainer', 'Bianchi'),
    trainee: await member('trainee', 'Conti'),
    classmate: await member('trainee', 'Marchetti'),
  };
  const lecture = await buildLecture(em, { editionId, trainerId: people.trainer, state: given.state ?? 'ended' });
  await em.query('INSERT INTO classroom (lecture_id) VALUES ($1)', [lecture.lectureId]);
  return {
    ...lecture,
    people,
    director: await app.as(people.director),
    staff: await app.as(people.staff),
    trainer: await app.as(people.trainer),
    otherTrainer: await app.as(people.otherTrainer),
    trainee: await app.as(people.trainee),
    classmate: await app.as(people.classmate),
    stranger: await app.as((await buildMember(em, 'trainee')).personId),
    guest: await asGuest(app, people.trainer, lecture.lectureId),
  };
}

/** Something that somebody wrote in the class; an instant, or seconds after 15:00 in Rome on 10 February 2027. */
export async function buildMessage(em: EntityManager, { lectureId, personId, text, second, removed = false }: { lectureId: string; personId: string; text: string; second: number; removed?: boolean }): Promise<string> {
  const [row] = (await em.query(
    `WITH numbered AS (UPDATE classroom SET last_seq = last_seq + 1 WHERE lecture_id = $1 RETURNING last_seq)
     INSERT INTO chat_message (id, lecture_id, seq, person_id, role, text, sent_at, removed_at)
     SELECT gen_random_uuid(), $1, last_seq, $2, 'trainee', $3, $4::timestamptz, CASE WHEN $5 THEN $4::timestamptz END FROM numbered RETURNING id`,
    [lectureId, personId, text, atSecond(second), removed],
  )) as [{ id: string }];
  return row.id;
}

/** Seconds after 15:00 in Rome on 10 February 2027, when lectures begin unless told otherwise. */
export const atSecond = (second: number): string => new Date(Date.parse('2027-02-10T14:00:00Z') + second * 1000).toISOString();
