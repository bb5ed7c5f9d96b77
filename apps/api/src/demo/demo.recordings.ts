import { Inject, Injectable } from '@nestjs/common';
import type { DemoRecording } from '@seldinger/contract';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock';
import { Storage } from '../platform/storage';
import { LOG } from '../platform/tokens';
import type { LectureRow } from '../programme';
import { fileKey } from '../recordings';
import { emailOf, TRAINEES } from './demo.people';
import type { Recorded, Reel } from './recording.history';

/** The sources, also for what was built: its files are not copied. */
const FOLDER = join(__dirname, '../../src/demo/recordings');
const REELS = [
  { id: '5e1d1a6e-0000-4000-8000-000000000003', name: 'needles' },
  { id: '5e1d1a6e-0000-4000-8000-000000000020', name: 'peripheral' },
] as const;
/** Who has watched the beginning of one, and will go on there. */
const WATCHED = { name: 'needles', email: emailOf(TRAINEES[0]!), untilMs: 26_000 };
const CHECK_MS = 15_000;

type StoredRow = { recordingId: string; file: string; initFile: string; bytes: number };

/** The demo's recordings: what is known of them comes with the history of their lectures, their files with each start. */
@Injectable()
export class DemoRecordings {
  private reels: Reel[] | undefined;

  constructor(
    private readonly source: DataSource,
    private readonly storage: Storage,
    private readonly clock: Clock,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** The one of the lecture with this English title. */
  of(title: string): Reel | undefined {
    return this.all().find(({ lecture }) => lecture === title);
  }

  /** As the recorder, the check and the trainer would have left it: recorded, read back, released, with chapters and captions. A recording that there is already stays as it is. */
  async write(em: EntityManager, lecture: LectureRow, { reel, startedAt, trainerId }: Recorded): Promise<void> {
    const durationMs = reel.segments.reduce((sum, segment) => sum + segment.durationMs, 0);
    const [began, ended, checked] = [startedAt, startedAt + durationMs, startedAt + durationMs + CHECK_MS].map((at) => new Date(at)) as [Date, Date, Date];
    const made: unknown[] = await em.query(
      `INSERT INTO recording (id, lecture_id, edition_id, source, state, started_at, ended_at, spans, created_at, checked_at, inspection, released_at)
       SELECT $1, $2, $3, 'live', 'ready', $4, $5, int4multirange(int4range(0, $6)), $4, $7, $8,
              CASE WHEN EXISTS (SELECT 1 FROM recording_rule WHERE edition_id = $3 AND release_required) THEN NULL ELSE $4::timestamptz END
       ON CONFLICT (id) DO NOTHING RETURNING id`,
      [reel.id, lecture.id, lecture.editionId, began, ended, durationMs, checked, reel.check],
    );
    if (made.length === 0) return;
    await em.query('INSERT INTO recording_consent (lecture_id, person_id, agreed_at) SELECT lecture_id, person_id, min(joined_at) FROM stay WHERE lecture_id = $1 GROUP BY lecture_id, person_id', [lecture.id]);
    await this.writeFiles(em, reel);
    await em.query(
      `INSERT INTO chapter (recording_id, at_ms, happened_ms, kind, title, author_id)
       SELECT $1, c."atMs", c."happenedMs", c.kind, c.title, CASE WHEN c."happenedMs" IS NULL THEN $3::uuid END
       FROM jsonb_to_recordset($2::jsonb) AS c ("atMs" int, "happenedMs" int, kind text, title text)`,
      [reel.id, JSON.stringify(reel.chapters), trainerId],
    );
    for (const [language, cues] of Object.entries(reel.captions)) {
      await em.query(
        `WITH track AS (INSERT INTO caption_track (recording_id, language, changed_by, changed_at) VALUES ($1, $2, $3, $4) RETURNING id)
         INSERT INTO caption_cue (track_id, number, from_ms, until_ms, text)
         SELECT track.id, c.number - 1, (c.cue->>'fromMs')::int, (c.cue->>'untilMs')::int, c.cue->>'text' FROM track, jsonb_array_elements($5::jsonb) WITH ORDINALITY AS c (cue, number)`,
        [reel.id, language, trainerId, checked, JSON.stringify(cues)],
      );
    }
    if (reel.name === WATCHED.name) await this.watch(em, reel.id);
  }

  /**
   * Puts the files of what can be played into the storage, where one is missing or was left half; that takes one look at each.
   * Without them all but the recordings can be shown.
   */
  async bring(): Promise<void> {
    const rows = (await this.source.query(
      `SELECT r.id AS "recordingId", s.file, s.init_file AS "initFile", s.bytes
       FROM recording r JOIN recording_part p ON p.recording_id = r.id JOIN recording_segment s ON s.part_id = p.id
       WHERE r.id = ANY($1::uuid[]) AND r.withdrawn_at IS NULL AND s.cut_id IS NULL`,
      [REELS.map(({ id }) => id)],
    )) as StoredRow[];
    const stored = rows.length === 0 ? [] : this.all().filter(({ id }) => rows.some(({ recordingId }) => recordingId === id));
    const files = [...stored.map(({ id, init }) => ({ recordingId: id, ...init })), ...rows];
    await Promise.all(files.map((row) => this.bringOne(row))).catch((error: unknown) => this.log.warn({ err: error }, 'files of the demo\'s recordings could not be stored'));
  }

  private async bringOne({ recordingId, file, bytes }: Pick<StoredRow, 'recordingId' | 'file' | 'bytes'>): Promise<void> {
    const key = fileKey(recordingId, 0, 0, file);
    const size = await this.storage.size(key);
    if (size === bytes) return;
    if (size !== null) await this.storage.remove(key);
    await this.storage.keep(key, join(FOLDER, REELS.find(({ id }) => id === recordingId)!.name, file));
  }

  private async writeFiles(em: EntityManager, { id, rendition: { width, height, bandwidth, codecs }, init, segments }: Reel): Promise<void> {
    const real = this.clock.real();
    await em.query('INSERT INTO recording_rendition (recording_id, number, width, height, bandwidth, codecs) VALUES ($1, 0, $2, $3, $4, $5)', [id, width, height, bandwidth, codecs]);
    await em.query(
      `WITH part AS (INSERT INTO recording_part (recording_id, number, starts_ms, opened_at, alive_at, closed_at) VALUES ($1, 0, 0, $2, $2, $2) RETURNING id)
       INSERT INTO recording_segment (part_id, rendition, number, file, init_file, starts_ms, duration_ms, bytes, written_at)
       SELECT part.id, 0, s.number - 1, s.segment->>'file', $3, sum((s.segment->>'durationMs')::int) OVER (ORDER BY s.number) - (s.segment->>'durationMs')::int, (s.segment->>'durationMs')::int, (s.segment->>'bytes')::int, $2
       FROM part, jsonb_array_elements($4::jsonb) WITH ORDINALITY AS s (segment, number)`,
      [id, real, init.file, JSON.stringify(segments)],
    );
  }

  private async watch(em: EntityManager, recordingId: string): Promise<void> {
    await em.query(
      `INSERT INTO viewing (recording_id, person_id, session_id, opened_at, beat_at, expires_at, earned_until, position_ms, played)
       SELECT $1, p.id, gen_random_uuid(), $3, $3, $3, $3, $4, int4multirange(int4range(0, $4)) FROM person p WHERE p.email = $2`,
      [recordingId, WATCHED.email, this.clock.real(), WATCHED.untilMs],
    );
  }

  private all(): Reel[] {
    this.reels ??= REELS.map(({ id, name }) => ({ id, name, ...(JSON.parse(readFileSync(join(FOLDER, name, 'recording.json'), 'utf8')) as DemoRecording) }));
    return this.reels;
  }
}
