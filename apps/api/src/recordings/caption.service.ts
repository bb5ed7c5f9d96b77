import { Injectable } from '@nestjs/common';
import type { CaptionChange, CaptionLanguage, CaptionTrack } from '@seldinger/contract';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock';
import { AppError, notFound, stale } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { Realtime } from '../platform/realtime';
import { cutSpansOf, deleteTrack, trackOf, writeTrack, type TrackRow } from './caption.queries';
import { inPlayer, inRecording } from './caption.times';
import { RecordingPolicy } from './recording.policy';
import { tellOf } from './recordings.news';
import type { RecordingRow } from './recordings.queries';
import { CaptionsInvalid, parseWebvtt, withoutEmptyLines, writeWebvtt, type Cue } from './webvtt';

const NONE_YET = 0;

/** Captions in two languages, kept in the time of the recording, so that a cut moves none of them. */
@Injectable()
export class CaptionService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly policy: RecordingPolicy,
    private readonly realtime: Realtime,
  ) {}

  /** @throws 404, 403, recordings.deleted, recordings.not-ready */
  async read(viewer: Viewer, recordingId: string, language: CaptionLanguage): Promise<CaptionTrack> {
    const em = this.source.manager;
    await this.policy.watch(em, viewer, recordingId);
    return present(found(await trackOf(em, recordingId, language)));
  }

  /** As WebVTT in the time of the player. @throws 404, 403, recordings.deleted, recordings.not-ready */
  async file(viewer: Viewer, recordingId: string, language: CaptionLanguage): Promise<string> {
    const em = this.source.manager;
    const { spans } = await this.policy.watch(em, viewer, recordingId);
    return writeWebvtt(inPlayer(spans, found(await trackOf(em, recordingId, language)).cues));
  }

  /** @throws 404, 403, request.stale, recordings.captions-invalid, recordings.deleted, recordings.not-ready */
  async write(viewer: Viewer, recordingId: string, language: CaptionLanguage, change: CaptionChange): Promise<CaptionTrack> {
    return this.source.transaction(async (em) => {
      // Two who write at once, or one who cuts meanwhile, wait for each other here.
      await em.query('SELECT 1 FROM recording WHERE id = $1 FOR UPDATE', [recordingId]);
      const recording = await this.policy.edit(em, viewer, recordingId);
      const current = await trackOf(em, recordingId, language);
      if ((current?.version ?? NONE_YET) !== change.version) throw stale(current ? present(current) : { language, cues: [], version: NONE_YET });
      const cuts = await cutSpansOf(em, recordingId);
      // Words of a passage that was cut out do not come back.
      const cues = cuesOf(recording, change).filter(({ fromMs, untilMs }) => !cuts.some(({ start, end }) => fromMs < end && untilMs > start && !reachesAcross({ fromMs, untilMs }, { start, end })));
      await writeTrack(em, { recordingId, language, cues, authorId: viewer.personId, at: this.clock.now() });
      await tellOf(this.realtime, em, recording);
      return present((await trackOf(em, recordingId, language))!);
    });
  }

  /** @throws 404, 403, recordings.deleted */
  async remove(viewer: Viewer, recordingId: string, language: CaptionLanguage): Promise<void> {
    await this.source.transaction(async (em) => {
      const recording = await this.policy.edit(em, viewer, recordingId);
      if (!(await deleteTrack(em, recordingId, language))) throw notFound();
      await tellOf(this.realtime, em, recording);
    });
  }
}

/** A caption that somebody has set across a cut, from before it to behind it, is about what is left. */
const reachesAcross = ({ fromMs, untilMs }: Pick<Cue, 'fromMs' | 'untilMs'>, cut: { start: number; end: number }): boolean => fromMs < cut.start && untilMs > cut.end;

function cuesOf({ spans }: RecordingRow, change: CaptionChange): Cue[] {
  if ('cues' in change) return change.cues.map(({ text, ...when }) => ({ ...when, text: withoutEmptyLines(text) })).sort((a, b) => a.fromMs - b.fromMs || a.untilMs - b.untilMs);
  if (spans.length === 0) throw new AppError('recordings.not-ready');
  try {
    return inRecording(spans, parseWebvtt(change.webvtt));
  } catch (error) {
    if (error instanceof CaptionsInvalid) throw new AppError('recordings.captions-invalid', { details: { line: error.line, problem: error.problem } });
    throw error;
  }
}

function found(track: TrackRow | null): TrackRow {
  if (!track) throw notFound();
  return track;
}

const present = ({ language, cues, version }: TrackRow): CaptionTrack => ({ language, cues, version });
