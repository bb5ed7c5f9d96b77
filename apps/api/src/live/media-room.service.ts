import { Injectable } from '@nestjs/common';
import type { ClassroomRole, MuteRequest } from '@seldinger/contract';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock';
import { Media, TrackSource, type ParticipantInfo } from '../platform/media';
import { lecturesEndedSince, partsIn } from './live.queries';
import { mediaIdentity, mediaRoom, personOfIdentity } from './media-names';

/** A person's device as the media server lists it; `joinedAt` in epoch milliseconds of the course's clock. */
export type Listed = { identity: string; sid: string; personId: string; device: string; role: string | null; joinedAt: number; tracks: ParticipantInfo['tracks'] };

const SOURCES: Record<MuteRequest['source'], readonly TrackSource[]> = {
  microphone: [TrackSource.MICROPHONE],
  camera: [TrackSource.CAMERA],
  screen: [TrackSource.SCREEN_SHARE, TrackSource.SCREEN_SHARE_AUDIO],
};
const DAY_MS = 86_400_000;

/** The media room of a lecture: who is in it, and keeping out who should not be. Never called inside a transaction. */
@Injectable()
export class MediaRoomService {
  /** Rooms of ended lectures may still stand: since a crash, or because the media server did not answer. */
  private roomsMayStand = true;

  constructor(
    private readonly source: DataSource,
    private readonly media: Media,
    private readonly clock: Clock,
  ) {
    media.watch(() => (this.roomsMayStand = true));
  }

  /** People's devices in the room; recorders and the like are left out. @throws live.media-unavailable */
  async listed(lectureId: string): Promise<Listed[]> {
    const all = await this.media.participants(mediaRoom(lectureId));
    return all.flatMap((participant) => {
      const person = personOfIdentity(participant.identity);
      if (!person || participant.permission?.hidden) return [];
      const { identity, sid, tracks, metadata } = participant;
      return { identity, sid, ...person, role: roleOf(metadata), joinedAt: this.clock.fromReal(joinedAtMs(participant)).getTime(), tracks };
    });
  }

  /** Sends away who was removed, lost the role that the token was given for, or never belonged there. Returns who may stay. @throws live.media-unavailable */
  async screen(lectureId: string): Promise<Listed[]> {
    const listed = await this.listed(lectureId);
    if (listed.length === 0) return [];
    const parts = await partsIn(this.source.manager, lectureId);
    const allowed = ({ personId, role }: Listed): boolean => parts.some((part) => part.personId === personId && part.role === role);
    await Promise.all(listed.filter((one) => !allowed(one)).map(({ identity }) => this.media.remove(mediaRoom(lectureId), identity)));
    return listed.filter(allowed);
  }

  /** @throws live.media-unavailable */
  async sendAway(lectureId: string, personId: string, device: string): Promise<void> {
    await this.media.remove(mediaRoom(lectureId), mediaIdentity(personId, device));
  }

  /** Mutes what these people send from this source, on all their devices. @throws live.media-unavailable */
  async mute(lectureId: string, whom: (personId: string) => boolean, source: MuteRequest['source']): Promise<void> {
    const listed = (await this.listed(lectureId)).filter(({ personId }) => whom(personId));
    const tracks = listed.flatMap(({ identity, tracks: all }) => all.filter((track) => SOURCES[source].includes(track.source) && !track.muted).map(({ sid }) => ({ identity, sid })));
    await Promise.all(tracks.map(({ identity, sid }) => this.media.mute(mediaRoom(lectureId), identity, sid)));
  }

  /** Ends the media room of a lecture that is over; where the server does not answer, `closeLeftOver` does it later. */
  async close(lectureId: string): Promise<void> {
    if (!this.media.configured) return;
    await this.media.close(mediaRoom(lectureId)).catch(() => (this.roomsMayStand = true));
  }

  /** @throws live.media-unavailable */
  async closeLeftOver(now: number): Promise<void> {
    if (!this.roomsMayStand) return;
    this.roomsMayStand = false;
    try {
      for (const lectureId of await lecturesEndedSince(this.source.manager, now - DAY_MS)) await this.media.close(mediaRoom(lectureId));
    } catch (error) {
      this.roomsMayStand = true;
      throw error;
    }
  }
}

/** When a connection joined, in the media server's real time; older servers tell whole seconds only. */
export function joinedAtMs({ joinedAtMs: exact, joinedAt }: Pick<ParticipantInfo, 'joinedAtMs' | 'joinedAt'>): number {
  return Number(exact) || Number(joinedAt) * 1000;
}

export const roleMetadata = (role: ClassroomRole): string => JSON.stringify({ role });

function roleOf(metadata: string): string | null {
  try {
    const parsed: unknown = JSON.parse(metadata);
    return typeof parsed === 'object' && parsed !== null && 'role' in parsed && typeof parsed.role === 'string' ? parsed.role : null;
  } catch {
    return null;
  }
}
