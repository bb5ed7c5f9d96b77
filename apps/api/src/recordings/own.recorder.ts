import { Inject, Injectable } from '@nestjs/common';
import { id, type RecorderNews, type RecordOrder } from '@seldinger/contract';
import { mkdirSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { mediaRoom } from '../live';
import { CONFIG, type Config } from '../platform/config';
import { Media } from '../platform/media';
import { Storage } from '../platform/storage';
import { Recorder, type Outcome, type PartFiles, type RecorderJob, type RecorderListener, type RunningRecorder } from './recorder.port';
import { RecorderError, startRecorder, type RecorderProcess } from './recorder.program';

/** Entering takes seconds; the token lets in no longer. */
const TOKEN_SECONDS = 60;
const STAGE = { width: 1920, height: 1080, fps: 15, segmentMs: 4_000 };

/** Our own recorder: a process for each lecture on this machine, that writes into a folder of the scratch disk. */
@Injectable()
export class OwnRecorder extends Recorder {
  readonly usual = { width: STAGE.width, height: STAGE.height, bandwidth: 2_500_000, codecs: 'avc1.640028,mp4a.40.2' };

  constructor(
    private readonly media: Media,
    private readonly storage: Storage,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    super();
  }

  start(job: RecorderJob, listener: RecorderListener): RunningRecorder {
    let program: RecorderProcess | undefined;
    let stopped = false;
    const run = async (): Promise<Outcome> => {
      try {
        const order = await this.order(job);
        if (stopped) return { failure: null, detail: '' };
        program = startRecorder(order, (news) => tell(news, listener));
        await program.done;
        return { failure: null, detail: '' };
      } catch (error) {
        const { reason, detail } = error instanceof RecorderError ? error : { reason: 'failed' as const, detail: error instanceof Error ? error.message : String(error) };
        return { failure: reason, detail };
      }
    };
    return {
      stop: () => {
        stopped = true;
        program?.stop();
      },
      done: run(),
    };
  }

  private async order(job: RecorderJob): Promise<RecordOrder> {
    const folder = this.folder(job);
    mkdirSync(folder, { recursive: true });
    const grant = { room: mediaRoom(job.lectureId), hidden: true, recorder: true, canPublish: false, canPublishData: false, canSubscribe: true };
    const token = await this.media.token(grant, { identity: `recorder-${job.partId}`, name: 'recorder', metadata: '' }, TOKEN_SECONDS);
    return { do: 'record', url: this.config.LIVEKIT_URL!, token, folder, leaders: ['trainer', 'director'], ...STAGE };
  }

  files(job: RecorderJob): PartFiles {
    const folder = this.folder(job);
    return {
      // Whoever it wrote for is gone, and so is it.
      settle: async () => undefined,
      playlist: () => readFile(join(folder, 'index.m3u8'), 'utf8').catch(() => null),
      keep: (file, key) => this.storage.keep(key, join(folder, file)),
      clear: () => rm(folder, { recursive: true, force: true }),
    };
  }

  async leftOver(): Promise<string[]> {
    const names = await readdir(join(this.storage.scratch, 'parts')).catch(() => []);
    return names.filter((name) => id.safeParse(name).success);
  }

  private folder({ partId }: RecorderJob): string {
    return join(this.storage.scratch, 'parts', partId);
  }
}

function tell(news: RecorderNews, listener: RecorderListener): void {
  if (news.type === 'began') listener.began(news.atMs, news.rendition);
  else if (news.type === 'segment') listener.segment();
  else if (news.type === 'stage') listener.stage(news.view, news.atMs);
}
