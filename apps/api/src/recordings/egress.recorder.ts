import { Inject, Injectable } from '@nestjs/common';
import { id, type RecorderFailure } from '@seldinger/contract';
import type { Logger } from 'pino';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { mediaRoom } from '../live';
import { Clock } from '../platform/clock';
import { CONFIG, type Config } from '../platform/config';
import { Media, type Egress } from '../platform/media';
import { Storage } from '../platform/storage';
import { LOG } from '../platform/tokens';
import { parsePlaylist } from './playlist';
import { Recorder, type Outcome, type PartFiles, type RecorderJob, type RecorderListener, type RunningRecorder } from './recorder.port';

const STAGE = { width: 1920, height: 1080, fps: 15, bitsPerSecond: 2_500_000, segmentSeconds: 4 };
const LOOK_MS = 2_000;
/** It has no start signal of its own that could be waited for: without a segment for so long, it never will have one. */
export const START_PATIENCE_MS = 60_000;
/** What it says of itself is out of reach for so long: it is lost. */
const LOST_AFTER_MS = 60_000;
/** How long it may take to put its last segment into the bucket. */
const STOP_PATIENCE_MS = 60_000;
/** The same, where all other recordings wait for it. */
const SETTLE_PATIENCE_MS = 15_000;
/** Everything that egress writes begins so, until it is taken over. */
const FOLDER = 'egress';

/**
 * LiveKit Egress as the recorder: it runs elsewhere and writes into the bucket of the S3 storage, where its playlist is read
 * as that of a recorder of our own. It may go on after its room is gone, and knows nothing of a worker that died: it is
 * stopped by us.
 */
@Injectable()
export class EgressRecorder extends Recorder {
  readonly usual = { width: STAGE.width, height: STAGE.height, bandwidth: STAGE.bitsPerSecond + 300_000, codecs: 'avc1.4d4028,mp4a.40.2' };

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly media: Media,
    private readonly storage: Storage,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Logger,
  ) {
    super();
  }

  start(job: RecorderJob, listener: RecorderListener): RunningRecorder {
    const stop = new AbortController();
    return { stop: () => stop.abort(), done: this.run(job, listener, stop.signal).catch((error: unknown) => failed('failed', error instanceof Error ? error.message : String(error))) };
  }

  private async run(job: RecorderJob, listener: RecorderListener, stop: AbortSignal): Promise<Outcome> {
    const room = mediaRoom(job.lectureId);
    let egressId: string;
    try {
      await this.stopOthers(room);
      if (stop.aborted) return well;
      egressId = await this.media.startEgress({ room, prefix: prefixOf(job), page: this.page, layout: 'stage', ...STAGE });
    } catch (error) {
      // It may have been heard all the same.
      await this.stopOthers(room).catch(() => undefined);
      return failed('room-lost', detailOf(error));
    }
    let outcome: Outcome | undefined;
    try {
      await this.source.query('UPDATE recording_part SET egress_id = $2 WHERE id = $1', [job.partId, egressId]);
      return (outcome = await this.watch(job, egressId, listener, stop));
    } finally {
      if (!outcome || outcome.failure) await this.media.stopEgress(egressId).catch((error: unknown) => this.log.warn({ err: error, egressId }, 'egress could not be stopped'));
    }
  }

  /** Until it is over, or of no more use. */
  private async watch(job: RecorderJob, egressId: string, listener: RecorderListener, stop: AbortSignal): Promise<Outcome> {
    const startedAt = this.now();
    let [seenAt, stoppedAt, known, asked] = [startedAt, Infinity, 0, false];
    for (;;) {
      if (stop.aborted) {
        stoppedAt = Math.min(stoppedAt, this.now());
        asked ||= await this.media.stopEgress(egressId).then(() => true, () => false);
      }
      const egress = await this.look(egressId);
      if (egress) seenAt = this.now();
      const written = await this.read(job).catch(() => undefined);
      if (written && written.count > known) {
        if (known === 0) listener.began(written.beganAtMs ?? egress?.startedAtMs ?? startedAt, this.usual);
        known = written.count;
        listener.segment();
      }
      if (egress?.state === 'over') return egress.failure && !stop.aborted ? failed('failed', egress.failure) : well;
      if (this.now() - stoppedAt > STOP_PATIENCE_MS) return failed('failed', 'egress does not end');
      if (this.now() - seenAt > LOST_AFTER_MS) return failed('room-lost', 'egress is out of reach');
      if (!stop.aborted && known === 0 && this.now() - startedAt > START_PATIENCE_MS) return failed('failed', 'egress never wrote a segment');
      await pause(LOOK_MS, undefined, stop.aborted ? {} : { signal: stop }).catch(() => undefined);
    }
  }

  /** What it says of itself; undefined when that is not to be had. One that nobody knows any more is over. */
  private async look(egressId: string): Promise<Egress | undefined> {
    try {
      const [egress] = await this.media.listEgress({ egressId });
      return egress ?? { id: egressId, prefix: '', state: 'over', startedAtMs: null, failure: 'egress is unknown' };
    } catch {
      return undefined;
    }
  }

  private async read(job: RecorderJob): Promise<{ count: number; beganAtMs: number | undefined } | undefined> {
    const playlist = await this.files(job).playlist();
    if (playlist === null) return undefined;
    const beganAtMs = Date.parse(/^#EXT-X-PROGRAM-DATE-TIME:(.+)$/m.exec(playlist)?.[1] ?? '');
    return { count: parsePlaylist(playlist).segments.length, beganAtMs: Number.isNaN(beganAtMs) ? undefined : beganAtMs };
  }

  /** What others have begun in this room is theirs, except what writes where only we let it: that is a dead worker's. */
  private async stopOthers(room: string): Promise<void> {
    for (const { id, prefix } of await this.media.listEgress({ room })) if (prefix.startsWith(`${FOLDER}/`)) await this.media.stopEgress(id);
  }

  files(job: RecorderJob): PartFiles {
    const prefix = prefixOf(job);
    return {
      settle: () => this.settle(job),
      playlist: async () => ((await this.storage.size(`${prefix}/index.m3u8`)) === null ? null : text(await this.storage.read(`${prefix}/index.m3u8`))),
      keep: (file, key) => this.storage.copy(`${prefix}/${file}`, key),
      clear: async () => void (await this.storage.remove(prefix)),
    };
  }

  async leftOver(): Promise<string[]> {
    return (await this.storage.list(FOLDER)).filter((name) => id.safeParse(name).success);
  }

  /** A dead worker's egress is still writing. */
  private async settle({ partId }: RecorderJob): Promise<void> {
    const [part] = (await this.source.query('SELECT egress_id AS "egressId" FROM recording_part WHERE id = $1', [partId])) as { egressId: string | null }[];
    if (!part?.egressId) return;
    for (const until = this.now() + SETTLE_PATIENCE_MS; this.now() < until; await pause(LOOK_MS)) {
      const egress = await this.look(part.egressId);
      if (egress?.state === 'over') return;
      await this.media.stopEgress(part.egressId).catch(() => undefined);
    }
  }

  /** What it shows: the stage alone, on a page of ours. LiveKit's own pages show everybody's camera. */
  private get page(): string {
    return new URL('/recording-stage', this.config.PUBLIC_URL).href;
  }

  private now(): number {
    return this.clock.real().getTime();
  }
}

const prefixOf = ({ partId }: RecorderJob): string => `${FOLDER}/${partId}`;
const well: Outcome = { failure: null, detail: '' };
const failed = (failure: RecorderFailure, detail: string): Outcome => ({ failure, detail });
const detailOf = (error: unknown): string => {
  const reason = (error as { more?: { details?: { reason?: unknown } } }).more?.details?.reason;
  return typeof reason === 'string' ? reason : error instanceof Error ? error.message : String(error);
};
