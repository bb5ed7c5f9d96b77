import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock';
import { Events } from '../platform/events';
import { AppError, stale } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { Realtime } from '../platform/realtime';
import { RecordingPolicy } from './recording.policy';
import { tellOf } from './recordings.news';

@Injectable()
export class ReleaseService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly policy: RecordingPolicy,
    private readonly events: Events,
    private readonly realtime: Realtime,
  ) {}

  /**
   * Lets the trainees watch a recording that waited for it; one that was released already stays as it is. Returns its version.
   * @throws 404, 403, request.stale, recordings.not-ready, recordings.deleted
   */
  async release(viewer: Viewer, recordingId: string, version: number): Promise<{ version: number }> {
    return this.source.transaction(async (em) => {
      await em.query('SELECT 1 FROM recording WHERE id = $1 FOR UPDATE', [recordingId]);
      const recording = await this.policy.manage(em, viewer, recordingId);
      const { editionId, lectureId } = recording;
      if (recording.version !== version) throw stale({ version: recording.version });
      if (recording.releasedAt) return { version };
      if (recording.state !== 'ready' || recording.spans.length === 0) throw new AppError('recordings.not-ready');
      await em.query('UPDATE recording SET released_at = $2, released_by = $3, version = version + 1 WHERE id = $1', [recordingId, this.clock.now(), viewer.personId]);
      await this.events.emit(em, 'recordings.recording.released', { editionId, lectureId, recordingId });
      await tellOf(this.realtime, em, recording);
      return { version: version + 1 };
    });
  }
}
