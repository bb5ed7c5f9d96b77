import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ConvertOrder, RecorderNews, Rendition } from '@seldinger/contract';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock';
import { Storage } from '../platform/storage';
import { parsePlaylist } from './playlist';
import { RecorderError, runRecorder } from './recorder.program';
import { RecordingSteps } from './recording.steps';
import { multirange } from './recordings.queries';
import { insertSegments, type KeptSegment } from './segment.queries';
import { fileKey, partKey } from './storage.keys';
import { TaskService, type Result, type Task, type Work } from './task.service';
import { UploadFiles } from './upload.files';

const SEGMENT_MS = 4_000;
/** So many files at once go into the storage. */
const AT_ONCE = 8;

/** Turns an uploaded file into a recording: one part, with as many renditions as the recorder's program makes. */
@Injectable()
export class ConversionService implements OnModuleInit {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly storage: Storage,
    private readonly files: UploadFiles,
    private readonly steps: RecordingSteps,
    private readonly tasks: TaskService,
  ) {}

  onModuleInit(): void {
    this.tasks.handle('convert', (...task) => this.convert(...task), (em, recordingId, reason) => this.steps.fail(em, recordingId, reason));
  }

  /** From the beginning each time: what an earlier try left is thrown away. */
  private async convert({ recordingId, attempts }: Task, { progress, signal }: Parameters<Work>[1]): Promise<Result | void> {
    const [upload] = (await this.source.query(`SELECT u.id FROM recording_upload u JOIN recording r ON r.id = u.recording_id WHERE r.id = $1 AND r.state = 'converting'`, [recordingId])) as { id: string }[];
    // Deleted meanwhile.
    if (!upload) return;
    if ((await this.files.space()) < 0) throw new RecorderError('disk-full', 'hardly any space is left');
    // A folder for each try: who is taken for dead may still write into its own.
    const around = join(this.storage.scratch, 'conversions', recordingId);
    await rm(around, { recursive: true, force: true });
    const folder = join(around, String(attempts));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      const renditions = await this.run({ do: 'convert', file: this.files.path(upload.id), folder, segmentMs: SEGMENT_MS }, progress, signal);
      signal.throwIfAborted();
      await this.storage.remove(partKey(recordingId, 0));
      const kept: KeptSegment[][] = [];
      for (const number of renditions.keys()) kept.push(await this.keep(recordingId, number, join(folder, String(number)), signal));
      return (em) => this.write(em, recordingId, renditions, kept);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private async run(order: ConvertOrder, progress: (percent: number) => void, signal: AbortSignal): Promise<Rendition[]> {
    let renditions: Rendition[] = [];
    const listen = (news: RecorderNews): void => {
      if (news.type === 'progress') progress(news.percent);
      if (news.type === 'converted') renditions = news.renditions;
    };
    await runRecorder(order, listen, signal);
    if (renditions.length === 0) throw new RecorderError('failed', 'nothing was converted');
    return renditions;
  }

  private async keep(recordingId: string, rendition: number, folder: string, signal: AbortSignal): Promise<KeptSegment[]> {
    const { segments, ended } = parsePlaylist(await readFile(join(folder, 'index.m3u8'), 'utf8'));
    if (!ended || segments.length === 0) throw new RecorderError('failed', 'an unfinished playlist');
    const keep = (file: string): Promise<number> => this.storage.keep(fileKey(recordingId, 0, rendition, file), join(folder, file));
    for (const initFile of new Set(segments.flatMap((segment) => segment.initFile ?? []))) await keep(initFile);
    const kept: KeptSegment[] = [];
    let startsMs = 0;
    for (let first = 0; first < segments.length; first += AT_ONCE) {
      signal.throwIfAborted();
      const some = segments.slice(first, first + AT_ONCE);
      const sizes = await Promise.all(some.map(({ file }) => keep(file)));
      for (const [index, segment] of some.entries()) {
        kept.push({ ...segment, number: kept.length, startsMs, bytes: sizes[index]! });
        startsMs += segment.durationMs;
      }
    }
    return kept;
  }

  private async write(em: EntityManager, recordingId: string, renditions: readonly Rendition[], kept: readonly KeptSegment[][]): Promise<void> {
    const [recording] = (await em.query(`SELECT state FROM recording WHERE id = $1 FOR UPDATE`, [recordingId])) as { state: string }[];
    if (recording?.state !== 'converting') return;
    const now = this.clock.real();
    const [part] = (await em.query('INSERT INTO recording_part (recording_id, number, starts_ms, opened_at, alive_at, closed_at) VALUES ($1, 0, 0, $2, $2, $2) RETURNING id', [recordingId, now])) as { id: string }[];
    for (const [number, { width, height, bandwidth, codecs }] of renditions.entries()) {
      await em.query('INSERT INTO recording_rendition (recording_id, number, width, height, bandwidth, codecs) VALUES ($1, $2, $3, $4, $5, $6)', [recordingId, number, width, height, bandwidth, codecs]);
      await insertSegments(em, part!.id, number, kept[number]!, now);
    }
    const last = kept[0]!.at(-1)!;
    await em.query('UPDATE recording SET spans = $2::int4multirange, version = version + 1 WHERE id = $1', [recordingId, multirange([{ start: 0, end: last.startsMs + last.durationMs }])]);
    await this.tasks.add(em, recordingId, 'inspect');
  }
}
