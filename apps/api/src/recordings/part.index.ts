import { Injectable } from '@nestjs/common';
import type { Rendition } from '@seldinger/contract';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock';
import { parsePlaylist } from './playlist';
import { Recorder, type RecorderJob } from './recorder.port';
import { multirange } from './recordings.queries';
import { insertSegments, type KeptSegment } from './segment.queries';
import { fileKey } from './storage.keys';

/**
 * Takes over what a recorder has written: files into the storage, rows into the database. It goes by the part's playlist
 * alone, so it may be called at any time and again, also for a part whose recorder is dead.
 */
@Injectable()
export class PartIndex {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly recorder: Recorder,
  ) {}

  /** Says where in the recording a part begins; the first one that does is the recording's zero. Again changes nothing. @param atMs epoch milliseconds of the machine's clock */
  async begin(job: RecorderJob, atMs: number, rendition: Rendition): Promise<void> {
    const at = this.clock.fromReal(atMs);
    await this.source.transaction(async (em) => {
      await em.query('UPDATE recording SET started_at = coalesce(started_at, $2) WHERE id = $1', [job.recordingId, at]);
      // Pieces never overlap, whatever two clocks say.
      await em.query(
        `UPDATE recording_part p SET starts_ms = greatest(0, coalesce(upper(r.spans), 0), (extract(epoch FROM $3::timestamptz - r.started_at) * 1000)::int)
         FROM recording r WHERE r.id = p.recording_id AND p.id = $2 AND r.id = $1 AND p.starts_ms IS NULL`,
        [job.recordingId, job.partId, at],
      );
      await em.query(
        `INSERT INTO recording_rendition (recording_id, number, width, height, bandwidth, codecs) VALUES ($1, 0, $2, $3, $4, $5)
         ON CONFLICT (recording_id, number) DO UPDATE SET bandwidth = greatest(recording_rendition.bandwidth, excluded.bandwidth)`,
        [job.recordingId, rendition.width, rendition.height, rendition.bandwidth, rendition.codecs],
      );
    });
  }

  /** For a part whose recorder died before anybody wrote down when it began: it was opened a moment earlier. */
  async beginLate(job: RecorderJob): Promise<void> {
    const [part] = (await this.source.query('SELECT opened_at AS "openedAt" FROM recording_part WHERE id = $1 AND starts_ms IS NULL', [job.partId])) as { openedAt: Date }[];
    if (part && (await this.recorder.files(job).playlist()) !== null) await this.begin(job, part.openedAt.getTime(), this.recorder.usual);
  }

  /** Returns how many segments were new. */
  async sync(job: RecorderJob): Promise<number> {
    const files = this.recorder.files(job);
    const text = await files.playlist();
    if (text === null) return 0;
    const [part] = (await this.source.query(
      `SELECT starts_ms AS "startsMs", (SELECT count(*)::int FROM recording_segment s WHERE s.part_id = p.id AND s.rendition = 0) AS known FROM recording_part p WHERE p.id = $1`,
      [job.partId],
    )) as { startsMs: number | null; known: number }[];
    // Its beginning is told before its first segment is written.
    if (!part || part.startsMs === null) return 0;
    const written: KeptSegment[] = [];
    let at = part.startsMs;
    for (const [number, segment] of parsePlaylist(text).segments.entries()) {
      if (number >= part.known) {
        const keep = (file: string): Promise<number> => files.keep(file, fileKey(job.recordingId, job.number, 0, file));
        if (segment.initFile !== null && number === 0) await keep(segment.initFile);
        written.push({ ...segment, number, startsMs: at, bytes: await keep(segment.file) });
      }
      at += segment.durationMs;
    }
    if (written.length > 0) await this.source.transaction((em) => this.write(em, job, written));
    return written.length;
  }

  /** What can be played is what has a row. */
  private async write(em: EntityManager, { partId, recordingId }: RecorderJob, written: readonly KeptSegment[]): Promise<void> {
    await insertSegments(em, partId, 0, written, this.clock.real());
    await em.query('UPDATE recording SET spans = spans + $2::int4multirange WHERE id = $1', [recordingId, multirange(written.map(({ startsMs, durationMs }) => ({ start: startsMs, end: startsMs + durationMs })))]);
  }
}
