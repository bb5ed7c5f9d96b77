import { Injectable } from '@nestjs/common';
import type { OwnClock } from '@seldinger/contract';
import { attendance, type Stay } from '@seldinger/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock';
import { personRoom, Realtime } from '../platform/realtime';
import { ProgrammeService, type LectureRow } from '../programme';
import { Connections, isAlive, type Connection } from './connections';
import { LiveService, type Evidence } from './live.service';

/** What would count if the lecture ended now: by the same rule, and from the same evidence, as the verification. */
@Injectable()
export class OwnClockService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly programme: ProgrammeService,
    private readonly live: LiveService,
    private readonly connections: Connections,
    private readonly realtime: Realtime,
  ) {}

  /** One person's. */
  async of(em: EntityManager, lecture: LectureRow, personId: string): Promise<OwnClock> {
    const evidence = (await this.live.evidenceOf(em, [lecture.id], personId)).get(lecture.id)!;
    return this.read(lecture, evidence, personId, this.connections.ofPerson(lecture.id, personId));
  }

  /** To each trainee who is inside, from one reading of the evidence for all. */
  async push(lectureId: string): Promise<void> {
    const trainees = this.connections.ofLecture(lectureId).filter(({ role }) => role === 'trainee');
    if (trainees.length === 0) return;
    const em = this.source.manager;
    const [lecture, evidence] = [await this.programme.lecture(em, lectureId), await this.live.evidence(em, lectureId)];
    for (const personId of new Set(trainees.map((trainee) => trainee.personId))) {
      const connections = trainees.filter((trainee) => trainee.personId === personId);
      this.realtime.emit(personRoom(personId), 'clock:own', { ...this.read(lecture, evidence, personId, connections), lectureId });
    }
  }

  async pushAll(): Promise<void> {
    for (const lectureId of this.connections.lectures()) await this.push(lectureId);
  }

  private read(lecture: LectureRow, { held, breaks, stays }: Evidence, personId: string, connections: readonly Connection[]): OwnClock {
    const now = this.clock.nowMs();
    const at = new Date(now).toISOString();
    if (!held) return { presentMs: 0, heldMs: 0, running: false, at };
    const here = connections.filter((connection) => isAlive(connection, now));
    // Who is here now is so until now, though the last beat is a little older.
    const current = here.map(({ id, device, joinedAt }): Stay => ({ id, source: 'socket', device, start: joinedAt, end: now }));
    const { presentMs, heldMs } = attendance({ stays: [...(stays.get(personId) ?? []), ...current], held, breaks, bridgeMs: lecture.bridgeSeconds * 1000 });
    const onBreak = breaks.some(({ start, end }) => start <= held.end && held.end <= end);
    return { presentMs, heldMs, running: lecture.state === 'live' && here.length > 0 && !onBreak, at };
  }
}
