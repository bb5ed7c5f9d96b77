import { Injectable } from '@nestjs/common';
import type { ClassroomRole, MediaAddress, MediaToken } from '@seldinger/contract';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock';
import { AppError } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { Media, TrackSource } from '../platform/media';
import { ClassroomPolicy, demandOpen, isModerator } from './classroom.policy';
import { isRemoved } from './live.queries';
import { mediaIdentity, mediaRoom } from './media-names';
import { roleMetadata } from './media-room.service';

/** A token is for entering now; once inside, the connection outlives it. */
const TOKEN_SECONDS = 60;

/** The way into a lecture's media room, with what the role may do there. */
@Injectable()
export class MediaTokenService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly policy: ClassroomPolicy,
    private readonly media: Media,
  ) {}

  /** Where the media server is, for who belongs to the class: a test of the way there is no entering, and agrees to nothing. @throws 404, 403, live.media-unavailable */
  async address(viewer: Viewer, lectureId: string, pageHost: string | undefined): Promise<MediaAddress> {
    await this.policy.admit(this.source.manager, viewer, lectureId);
    return { url: this.media.publicUrl(pageHost) };
  }

  /** For somebody who has agreed to be recorded, which is kept. @throws 404, 403, live.too-early, live.over, live.removed, live.media-unavailable */
  async give(viewer: Viewer, lectureId: string, device: string, pageHost: string | undefined): Promise<MediaToken> {
    const em = this.source.manager;
    const { lecture, role } = await this.policy.admit(em, viewer, lectureId);
    demandOpen(lecture, await isRemoved(em, lectureId, viewer.personId), this.clock.nowMs());
    if (this.media.state().state !== 'up' && (await this.media.probe()).state !== 'up') throw new AppError('live.media-unavailable');
    await em.query('INSERT INTO recording_consent (lecture_id, person_id, agreed_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [lectureId, viewer.personId, this.clock.now()]);
    const identity = mediaIdentity(viewer.personId, device);
    return {
      url: this.media.publicUrl(pageHost),
      token: await this.media.token({ room: mediaRoom(lectureId), ...grantsOf(role) }, { identity, name: viewer.name, metadata: roleMetadata(role) }, TOKEN_SECONDS),
      identity,
      expiresAt: new Date(this.clock.nowMs() + TOKEN_SECONDS * 1000).toISOString(),
    };
  }
}

/** Everyone sees, hears and may be seen and heard; who leads the class also shares the screen. What only moderators may do, the server does for them. */
function grantsOf(role: ClassroomRole) {
  const own = [TrackSource.CAMERA, TrackSource.MICROPHONE];
  const canPublishSources = isModerator(role) ? [...own, TrackSource.SCREEN_SHARE, TrackSource.SCREEN_SHARE_AUDIO] : own;
  return { canPublish: true, canPublishSources, canSubscribe: true, canPublishData: false, canUpdateOwnMetadata: false };
}
