import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { RecordingPulse } from '@seldinger/contract';
import type { Logger } from 'pino';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock';
import { isDatabaseGone } from '../platform/db';
import type { Viewer } from '../platform/http/viewer';
import { lectureRoom, Realtime } from '../platform/realtime';
import { LOG } from '../platform/tokens';
import { ProgrammeService } from '../programme';

const LOOK_MS = 5_000;
/** Segments come every four seconds; without one for so long the recording stands still. */
export const STALLED_AFTER_MS = 20_000;

type Row = { lectureId: string; recordingId: string; startedAt: Date | null; createdAt: Date; openedAt: Date | null; writtenAt: Date | null; open: boolean; failure: string | null };

const PULSE = `
  SELECT r.lecture_id AS "lectureId", r.id AS "recordingId", r.started_at AS "startedAt", r.created_at AS "createdAt",
         first.opened_at AS "openedAt", written.at AS "writtenAt", latest.closed_at IS NULL AS open, latest.failure
  FROM recording r
  LEFT JOIN LATERAL (SELECT closed_at, failure FROM recording_part WHERE recording_id = r.id ORDER BY number DESC LIMIT 1) latest ON true
  CROSS JOIN LATERAL (SELECT min(opened_at) AS opened_at FROM recording_part WHERE recording_id = r.id) first
  CROSS JOIN LATERAL (SELECT max(s.written_at) AS at FROM recording_segment s JOIN recording_part p ON p.id = s.part_id WHERE p.recording_id = r.id) written
  WHERE r.state = 'recording'`;

/** Whether a lecture is being recorded right now: told to everyone in it, and seen at once when it stands still. In the process that holds the sockets. */
@Injectable()
export class PulseService implements BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private readonly told = new Map<string, string>();

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly realtime: Realtime,
    private readonly programme: ProgrammeService,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.look().catch((error: unknown) => isDatabaseGone(error) || this.log.error({ err: error }, 'recordings could not be looked at')), LOOK_MS).unref();
  }

  /** Tells every room whose recording has changed its pulse. */
  async look(): Promise<void> {
    const pulses = ((await this.source.query(PULSE)) as Row[]).map((row) => this.pulseOf(row));
    const going = new Set(pulses.map(({ lectureId }) => lectureId));
    const over = [...this.told.keys()].filter((lectureId) => !going.has(lectureId)).map((lectureId) => off(lectureId));
    for (const pulse of [...pulses, ...over]) {
      const text = JSON.stringify(pulse);
      if (this.told.get(pulse.lectureId) === text) continue;
      if (pulse.state === 'off' && pulse.recordingId === null) this.told.delete(pulse.lectureId);
      else this.told.set(pulse.lectureId, text);
      this.realtime.emit(lectureRoom(pulse.lectureId), 'recording:pulse', pulse);
    }
  }

  /** @throws 404, 403 */
  async read(viewer: Viewer, lectureId: string): Promise<RecordingPulse> {
    const em = this.source.manager;
    await this.programme.demandLecture(em, lectureId, viewer, 'live:join');
    return this.of(em, lectureId);
  }

  private async of(em: EntityManager, lectureId: string): Promise<RecordingPulse> {
    const [row] = (await em.query(`${PULSE} AND r.lecture_id = $1`, [lectureId])) as Row[];
    return row ? this.pulseOf(row) : off(lectureId);
  }

  private pulseOf({ lectureId, recordingId, startedAt, createdAt, openedAt, writtenAt, open, failure }: Row): RecordingPulse {
    const real = this.clock.real().getTime();
    // Before there is any part, only the course's clock tells how long it was waited for.
    const silentMs = writtenAt || openedAt ? real - (writtenAt ?? openedAt!).getTime() : this.clock.nowMs() - createdAt.getTime();
    // Closed without a failure: nobody is in the room.
    const state = !open && failure === null ? 'off' : silentMs >= STALLED_AFTER_MS ? 'stalled' : writtenAt === null ? 'starting' : 'recording';
    return { lectureId, recordingId, state, startedAt: startedAt?.toISOString() ?? null, failure: state === 'stalled' ? failure : null };
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
  }
}

const off = (lectureId: string): RecordingPulse => ({ lectureId, recordingId: null, state: 'off', startedAt: null, failure: null });
