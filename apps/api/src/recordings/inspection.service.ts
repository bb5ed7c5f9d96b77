import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Inspection, RecordingCheck } from '@seldinger/contract';
import { faultsOf, type Interval } from '@seldinger/domain';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { Storage } from '../platform/storage';
import { RecorderError, runRecorder } from './recorder.program';
import { RecordingSteps } from './recording.steps';
import { recordingById } from './recordings.queries';
import { fileKey } from './storage.keys';
import { TaskService, type Result, type Task, type Work } from './task.service';

type Piece = { part: number; file: string; initFile: string | null; startsMs: number; durationMs: number };
type Found = Omit<RecordingCheck, 'at'>;

const NOTHING: Inspection = { durationMs: 0, decodable: true, loudestDb: null, longestGapMs: 0 };
/** So many files at once come out of the storage. */
const AT_ONCE = 8;

/** Reads a finished recording back, as a player would, and says what it found. */
@Injectable()
export class InspectionService implements OnModuleInit {
  constructor(
    private readonly source: DataSource,
    private readonly storage: Storage,
    private readonly steps: RecordingSteps,
    private readonly tasks: TaskService,
  ) {}

  onModuleInit(): void {
    // What cannot be read back can perhaps be watched all the same; that it is in doubt is what people must know.
    this.tasks.handle('inspect', (...task) => this.inspect(...task), (em, recordingId) => this.steps.ready(em, recordingId, { durationMs: 0, decodable: false, loudestDb: null, faults: ['not-decodable'] } satisfies Found));
  }

  private async inspect({ recordingId, attempts }: Task, { signal }: Parameters<Work>[1]): Promise<Result | void> {
    const recording = await recordingById(this.source.manager, recordingId);
    if (recording?.state !== 'checking' && recording?.state !== 'converting') return;
    const cuts = (await this.source.query('SELECT from_ms AS start, until_ms AS "end" FROM recording_cut WHERE recording_id = $1', [recordingId])) as Interval[];
    const read = await this.read(recordingId, attempts, signal);
    const { durationMs, decodable, loudestDb } = read;
    const found: Found = { durationMs, decodable, loudestDb, faults: faultsOf(read, recording.spans, cuts) };
    return (em) => this.steps.ready(em, recordingId, found);
  }

  private async read(recordingId: string, attempts: number, signal: AbortSignal): Promise<Inspection> {
    const pieces = (await this.source.query(
      `SELECT p.number AS part, s.file, s.init_file AS "initFile", s.starts_ms AS "startsMs", s.duration_ms AS "durationMs"
       FROM recording_segment s JOIN recording_part p ON p.id = s.part_id
       WHERE p.recording_id = $1 AND s.rendition = 0 AND s.cut_id IS NULL ORDER BY p.number, s.number`,
      [recordingId],
    )) as Piece[];
    if (pieces.length === 0) return NOTHING;
    const around = join(this.storage.scratch, 'inspections', recordingId);
    await rm(around, { recursive: true, force: true });
    const folder = join(around, String(attempts));
    try {
      const playlists = await this.layOut(recordingId, pieces, folder, signal);
      let inspection: Inspection | undefined;
      await runRecorder({ do: 'inspect', playlists }, (news) => void (news.type === 'inspected' && (inspection = news.inspection)), signal);
      if (!inspection) throw new RecorderError('failed', 'nothing was said');
      return inspection;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Brings the files together, with a playlist for each stretch that runs through. Returns the playlists in playing order. */
  private async layOut(recordingId: string, pieces: readonly Piece[], folder: string, signal: AbortSignal): Promise<string[]> {
    const wanted = new Map(pieces.flatMap(({ part, file, initFile }) => [file, ...(initFile === null ? [] : [initFile])].map((name) => [join(folder, String(part), name), fileKey(recordingId, part, 0, name)] as const)));
    for (const part of new Set(pieces.map(({ part }) => part))) await mkdir(join(folder, String(part)), { recursive: true, mode: 0o700 });
    const files = [...wanted];
    for (let first = 0; first < files.length; first += AT_ONCE) {
      signal.throwIfAborted();
      await Promise.all(files.slice(first, first + AT_ONCE).map(([file, key]) => this.storage.lend(key, file)));
    }
    const playlists: string[] = [];
    for (const stretch of stretchesOf(pieces)) {
      const playlist = join(folder, String(stretch[0]!.part), `stretch-${playlists.length}.m3u8`);
      await writeFile(playlist, playlistOf(stretch));
      playlists.push(playlist);
    }
    return playlists;
  }
}

/** A player starts anew after a gap, a cut, and where another run of a recorder begins. */
function stretchesOf(pieces: readonly Piece[]): Piece[][] {
  const stretches: Piece[][] = [];
  for (const piece of pieces) {
    const last = stretches.at(-1)?.at(-1);
    const goesOn = last && last.part === piece.part && last.initFile === piece.initFile && last.startsMs + last.durationMs === piece.startsMs;
    if (goesOn) stretches.at(-1)!.push(piece);
    else stretches.push([piece]);
  }
  return stretches;
}

function playlistOf(stretch: readonly Piece[]): string {
  const longest = Math.ceil(Math.max(...stretch.map(({ durationMs }) => durationMs)) / 1000);
  const { initFile } = stretch[0]!;
  const head = ['#EXTM3U', '#EXT-X-VERSION:7', `#EXT-X-TARGETDURATION:${longest}`, '#EXT-X-PLAYLIST-TYPE:VOD', ...(initFile === null ? [] : [`#EXT-X-MAP:URI="${initFile}"`])];
  return [...head, ...stretch.flatMap(({ file, durationMs }) => [`#EXTINF:${(durationMs / 1000).toFixed(3)},`, file]), '#EXT-X-ENDLIST', ''].join('\n');
}
