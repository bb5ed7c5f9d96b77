import type { Role } from '@seldinger/domain';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';

/** Factories write rows as they lie in the database and make the parents that are missing. */
type Row = { id: string };

const insert = async (em: EntityManager, table: string, values: Record<string, unknown>): Promise<string> => {
  const names = Object.keys(values);
  const [row] = (await em.query(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')}) RETURNING id`, Object.values(values))) as Row[];
  return row!.id;
};

let counter = 0;

export async function buildPerson(em: EntityManager, given: Partial<{ email: string; givenName: string; familyName: string; administrator: boolean; timeZone: string; locale: string }> = {}): Promise<string> {
  counter += 1;
  return insert(em, 'person', {
    email: given.email ?? `person${counter}-${randomUUID().slice(0, 8)}@example.org`,
    given_name: given.givenName ?? 'Giulia',
    family_name: given.familyName ?? `Conti ${counter}`,
    administrator: given.administrator ?? false,
    time_zone: given.timeZone ?? 'Europe/Rome',
    locale: given.locale ?? 'en',
    created_at: '2026-09-01T08:00:00Z',
  });
}

export async function buildEdition(em: EntityManager, given: Partial<{ name: string; startsOn: string; endsOn: string; timeZone: string }> = {}): Promise<string> {
  return insert(em, 'edition', {
    name: given.name ?? `Edition ${randomUUID().slice(0, 8)}`,
    starts_on: given.startsOn ?? '2026-11-01',
    ends_on: given.endsOn ?? '2027-10-31',
    time_zone: given.timeZone ?? 'Europe/Rome',
    created_at: '2026-09-01T08:00:00Z',
  });
}

export async function buildMembership(em: EntityManager, given: { personId: string; editionId: string; role: Role }): Promise<string> {
  return insert(em, 'membership', { person_id: given.personId, edition_id: given.editionId, role: given.role, since: '2026-09-01T08:00:00Z' });
}

/** A person with one role in an edition (a new edition if none is named). */
export async function buildMember(em: EntityManager, role: Role, given: { editionId?: string; familyName?: string; givenName?: string } = {}): Promise<{ personId: string; editionId: string }> {
  const editionId = given.editionId ?? (await buildEdition(em));
  const personId = await buildPerson(em, given);
  await buildMembership(em, { personId, editionId, role });
  return { personId, editionId };
}

export async function buildModule(em: EntityManager, given: { editionId?: string; key?: string; position?: number; elearningMinutes?: number; handsonMinutes?: number } = {}): Promise<{ moduleId: string; editionId: string }> {
  const editionId = given.editionId ?? (await buildEdition(em));
  counter += 1;
  const moduleId = await insert(em, 'module', {
    edition_id: editionId,
    key: given.key ?? `module-${counter}`,
    position: given.position ?? counter,
    title_en: 'Vascular intervention',
    title_it: 'Interventistica vascolare',
    kind: given.handsonMinutes ? 'e-learning + hands-on' : 'e-learning',
    elearning_minutes: given.elearningMinutes ?? 2520,
    handson_minutes: given.handsonMinutes ?? 0,
  });
  return { moduleId, editionId };
}

type LectureInput = { editionId?: string; moduleId?: string; trainerId?: string | null; startsAt?: string; endsAt?: string; state?: 'planned' | 'live' | 'ended' | 'verified'; heldFrom?: string; heldUntil?: string };

/** A lecture on 10 February 2027, 15:00 to 18:00 in Rome, unless told otherwise. */
export async function buildLecture(em: EntityManager, given: LectureInput = {}): Promise<{ lectureId: string; editionId: string; moduleId: string }> {
  const module = given.moduleId ? { moduleId: given.moduleId, editionId: given.editionId! } : await buildModule(em, { editionId: given.editionId });
  const state = given.state ?? 'planned';
  const startsAt = given.startsAt ?? '2027-02-10T14:00:00Z';
  const endsAt = given.endsAt ?? '2027-02-10T17:00:00Z';
  const lectureId = await insert(em, 'lecture', {
    edition_id: module.editionId,
    module_id: module.moduleId,
    title_en: 'Femoropopliteal revascularisation',
    title_it: 'Rivascolarizzazione femoro-poplitea',
    trainer_id: given.trainerId ?? null,
    starts_at: startsAt,
    ends_at: endsAt,
    state,
    held_from: state === 'planned' ? null : (given.heldFrom ?? startsAt),
    held_until: state === 'ended' || state === 'verified' ? (given.heldUntil ?? endsAt) : null,
  });
  return { lectureId, ...module };
}

export type StayInput = { lectureId: string; personId: string; source?: 'socket' | 'media' | 'roll'; device?: string; from: string; to: string | null; lastSeenAt?: string; endedBy?: string };

export async function buildStay(em: EntityManager, given: StayInput): Promise<string> {
  return insert(em, 'stay', {
    lecture_id: given.lectureId,
    person_id: given.personId,
    device: given.device ?? 'device-1',
    source: given.source ?? 'socket',
    connection: randomUUID(),
    joined_at: given.from,
    last_seen_at: given.lastSeenAt ?? given.to ?? given.from,
    left_at: given.to,
    ended_by: given.to ? (given.endedBy ?? 'disconnected') : null,
  });
}

/** A session as the sign-in makes it. Send `cookie` and, for anything but GET, `csrf` as `x-csrf-token`. */
export async function buildSession(em: EntityManager, personId: string): Promise<{ cookie: string; csrf: string; sessionId: string }> {
  const token = randomBytes(32).toString('base64url');
  const csrf = randomBytes(24).toString('base64url');
  const sessionId = await insert(em, 'session', {
    token_hash: createHash('sha256').update(token).digest(),
    csrf_token: csrf,
    person_id: personId,
    created_at: new Date(),
    last_seen_at: new Date(),
    expires_at: new Date(Date.now() + 86_400_000),
  });
  return { cookie: `seldinger_session=${token}`, csrf, sessionId };
}

export type RecordingInput = {
  lectureId?: string;
  editionId?: string;
  state?: 'recording' | 'checking' | 'ready';
  released?: boolean;
  startedAt?: string;
  /** Its parts as [start, segments of four seconds]; by default one of 15 segments, a minute, from zero. */
  parts?: [startMs: number, segments: number][];
};

/** A recording with its rows; `parts` says where its files would lie in the storage, and tests that play them put them there. */
export async function buildRecording(em: EntityManager, given: RecordingInput = {}): Promise<{ recordingId: string; lectureId: string; editionId: string }> {
  const lecture = given.lectureId ? { lectureId: given.lectureId, editionId: given.editionId! } : await buildLecture(em, { editionId: given.editionId, state: 'ended' });
  const startedAt = given.startedAt ?? '2027-02-10T14:00:00Z';
  const parts = given.parts ?? [[0, 15]];
  const state = given.state ?? 'ready';
  const recordingId = await insert(em, 'recording', {
    lecture_id: lecture.lectureId,
    edition_id: lecture.editionId,
    source: 'live',
    state,
    started_at: startedAt,
    ended_at: state === 'recording' ? null : new Date(Date.parse(startedAt) + 60_000),
    spans: `{${parts.map(([startMs, segments]) => `[${startMs},${startMs + segments * 4_000})`).join(',')}}`,
    created_at: startedAt,
    released_at: given.released === false ? null : startedAt,
  });
  for (const [number, [startMs, segments]] of parts.entries()) {
    const partId = await insert(em, 'recording_part', { recording_id: recordingId, number, starts_ms: startMs, opened_at: new Date(), alive_at: new Date(), closed_at: state === 'recording' ? null : new Date() });
    await em.query(
      `INSERT INTO recording_segment (part_id, rendition, number, file, init_file, starts_ms, duration_ms, bytes, written_at)
       SELECT $1, 0, n, 'seg_' || lpad(n::text, 5, '0') || '.m4s', 'init.mp4', $2 + n * 4000, 4000, 1000, now() FROM generate_series(0, $3 - 1) AS n`,
      [partId, startMs, segments],
    );
  }
  await em.query(`INSERT INTO recording_rendition (recording_id, number, width, height, bandwidth, codecs) VALUES ($1, 0, 1920, 1080, 2000000, 'avc1.640028,mp4a.40.2')`, [recordingId]);
  return { recordingId, ...lecture };
}
