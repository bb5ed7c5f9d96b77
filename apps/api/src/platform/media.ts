import { Inject, Injectable } from '@nestjs/common';
import type { MediaPart } from '@seldinger/contract';
import { AccessToken, EgressClient, EgressStatus, EncodingOptions, RoomServiceClient, S3Upload, SegmentedFileOutput, TrackSource, TwirpError, VideoCodec, WebhookReceiver, type EgressInfo, type ParticipantInfo, type VideoGrant, type WebhookEvent } from 'livekit-server-sdk';
import { AppError } from './http/app-error';
import { CONFIG, type Config } from './config';

export type { ParticipantInfo, WebhookEvent };
export { TrackSource };

/** How long one call to the media server may take before it counts as down. */
const CALL_TIMEOUT_S = 5;
/** A start waits until a machine is found that has room for it. */
const EGRESS_TIMEOUT_S = 20;

/** What LiveKit Egress is to record, and where in the bucket its files go: `PREFIX/index.m3u8` and segments beside it. `page` shows the picture. */
export type EgressOrder = { room: string; prefix: string; page: string; layout: string; width: number; height: number; fps: number; bitsPerSecond: number; segmentSeconds: number };
/** An egress as LiveKit tells of it. `startedAtMs`: epoch milliseconds of the machine's clock, null until it writes. */
export type Egress = { id: string; prefix: string; state: 'starting' | 'active' | 'over'; startedAtMs: number | null; failure: string | null };

/** The only place that speaks to LiveKit. Never called inside a database transaction. */
@Injectable()
export class Media {
  private readonly rooms: RoomServiceClient | undefined;
  private readonly receiver: WebhookReceiver | undefined;
  private readonly egresses: EgressClient | undefined;
  private told: MediaPart | undefined;
  private readonly watchers: ((state: MediaPart) => void)[] = [];
  private probed: MediaPart;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    const { LIVEKIT_URL: url, LIVEKIT_API_KEY: key, LIVEKIT_API_SECRET: secret } = config;
    if (url && key && secret) {
      this.rooms = new RoomServiceClient(url.replace(/^ws/, 'http'), key, secret, { requestTimeout: CALL_TIMEOUT_S });
      this.receiver = new WebhookReceiver(key, secret);
      // Asked again elsewhere, a start that was heard and not answered would make two.
      this.egresses = new EgressClient(url.replace(/^ws/, 'http'), key, secret, { requestTimeout: EGRESS_TIMEOUT_S, failover: false });
    }
    this.probed = this.rooms ? { state: 'starting' } : { state: 'missing', detail: 'LIVEKIT_URL is not set' };
  }

  get configured(): boolean {
    return this.rooms !== undefined;
  }

  /** What is known of the media server: its own answer, or what the one who builds and starts it tells. */
  state(): MediaPart {
    if (this.probed.state === 'up') return this.probed;
    return this.told && this.told.state !== 'up' ? this.told : this.probed;
  }

  /** Takes the word of the process that builds and starts the server. */
  tell(state: MediaPart): void {
    this.told = state;
    // Whoever watches the process knows of its end before the next probe does: without this, a crash between two probes was never announced, nor the return.
    if (state.state !== 'up') this.probed = state;
    this.announce();
    if (state.state === 'up') void this.probe();
  }

  watch(watcher: (state: MediaPart) => void): void {
    this.watchers.push(watcher);
  }

  /** Asks the server whether it is there. Returns the state after it. */
  async probe(): Promise<MediaPart> {
    if (!this.config.LIVEKIT_URL || !this.rooms) return this.state();
    const before = this.probed.state;
    try {
      const answer = await fetch(this.config.LIVEKIT_URL.replace(/^ws/, 'http'), { signal: AbortSignal.timeout(2_000) });
      this.probed = answer.ok ? { state: 'up' } : { state: 'down', detail: `answers ${answer.status}` };
    } catch {
      this.probed = { state: 'down', detail: 'does not answer' };
    }
    if (this.probed.state !== before) this.announce();
    return this.state();
  }

  private announce(): void {
    for (const watcher of this.watchers) watcher(this.state());
  }

  /** The address for browsers: as configured, else this machine under the name by which the page was opened. */
  publicUrl(pageHost: string | undefined): string {
    const { LIVEKIT_PUBLIC_URL: configured, LIVEKIT_URL: url } = this.config;
    if (configured) return configured;
    if (!url) throw new AppError('live.media-unavailable');
    const address = new URL(url);
    const hostname = pageHost?.replace(/:\d+$/, '');
    if (hostname && ['127.0.0.1', 'localhost', '0.0.0.0'].includes(address.hostname)) address.hostname = hostname;
    return address.toString().replace(/\/$/, '');
  }

  /** @param ttlSeconds how long the token lets in; once inside, the connection outlives it */
  async token(grant: VideoGrant & { room: string }, who: { identity: string; name: string; metadata: string }, ttlSeconds: number): Promise<string> {
    const { LIVEKIT_API_KEY: key, LIVEKIT_API_SECRET: secret } = this.config;
    if (!key || !secret) throw new AppError('live.media-unavailable');
    const token = new AccessToken(key, secret, { ...who, ttl: ttlSeconds });
    token.addGrant({ ...grant, roomJoin: true });
    return token.toJwt();
  }

  /** Everyone connected to the room; an empty list when the room does not exist. @throws live.media-unavailable */
  async participants(room: string): Promise<ParticipantInfo[]> {
    return this.call((rooms) => rooms.listParticipants(room), []);
  }

  async remove(room: string, identity: string): Promise<void> {
    await this.call((rooms) => rooms.removeParticipant(room, identity), undefined);
  }

  async mute(room: string, identity: string, trackSid: string): Promise<void> {
    await this.call(async (rooms) => void (await rooms.mutePublishedTrack(room, identity, trackSid, true)), undefined);
  }

  async close(room: string): Promise<void> {
    await this.call((rooms) => rooms.deleteRoom(room), undefined);
  }

  /** Begins to record a room into the S3 storage. Returns the egress's id. @throws live.media-unavailable */
  async startEgress(order: EgressOrder): Promise<string> {
    const { egressId } = await this.ask(this.egresses, (egresses) => egresses.startRoomCompositeEgress(order.room, { segments: this.segmentsOf(order) }, { layout: order.layout, customBaseUrl: order.page, encodingOptions: encodingOf(order) }));
    return egressId;
  }

  /** Also for one that is over or unknown. @throws live.media-unavailable */
  async stopEgress(egressId: string): Promise<void> {
    await this.ask(this.egresses, async (egresses) => {
      await egresses.stopEgress(egressId).catch((error: unknown) => {
        // It has ended by itself.
        if (!(error instanceof TwirpError && ['not_found', 'failed_precondition'].includes(error.code ?? ''))) throw error;
      });
    });
  }

  /** By id, or all of a room that go on. @throws live.media-unavailable */
  async listEgress(which: { egressId: string } | { room: string }): Promise<Egress[]> {
    const list = await this.ask(this.egresses, (egresses) => egresses.listEgress('room' in which ? { roomName: which.room, active: true } : which));
    return list.map(presentEgress);
  }

  private segmentsOf({ prefix, segmentSeconds }: EgressOrder): SegmentedFileOutput {
    const { STORAGE_S3_BUCKET: bucket, STORAGE_S3_REGION: region, STORAGE_S3_ENDPOINT: endpoint, STORAGE_S3_ACCESS_KEY_ID: accessKey, STORAGE_S3_SECRET_ACCESS_KEY: secret, STORAGE_S3_FORCE_PATH_STYLE: forcePathStyle } = this.config;
    return new SegmentedFileOutput({
      filenamePrefix: `${prefix}/segment`,
      playlistName: `${prefix}/index.m3u8`,
      segmentDuration: segmentSeconds,
      // What else it would write beside them is for others to read.
      disableManifest: true,
      output: { case: 's3', value: new S3Upload({ bucket, region, endpoint, accessKey, secret, forcePathStyle }) },
    });
  }

  private call<Result>(work: (rooms: RoomServiceClient) => Promise<Result>, whenAbsent: Result): Promise<Result> {
    return this.ask(this.rooms, work, whenAbsent);
  }

  private async ask<Client, Result>(client: Client | undefined, work: (client: Client) => Promise<Result>, ...whenAbsent: [] | [Result]): Promise<Result> {
    if (!client) throw new AppError('live.media-unavailable');
    try {
      return await work(client);
    } catch (error) {
      if (error instanceof TwirpError && (error.code === 'not_found' || error.status === 404) && whenAbsent.length > 0) return whenAbsent[0] as Result;
      throw new AppError('live.media-unavailable', { details: { reason: error instanceof Error ? error.message : String(error) } });
    }
  }

  /** Checks the signature over the raw body. @throws live.webhook-refused */
  async webhook(rawBody: string, authorization: string | undefined): Promise<WebhookEvent> {
    if (!this.receiver || !authorization) throw new AppError('live.webhook-refused');
    try {
      return await this.receiver.receive(rawBody, authorization);
    } catch {
      throw new AppError('live.webhook-refused');
    }
  }
}

function encodingOf({ width, height, fps, bitsPerSecond, segmentSeconds }: EgressOrder): EncodingOptions {
  return new EncodingOptions({ width, height, framerate: fps, videoCodec: VideoCodec.H264_MAIN, videoBitrate: Math.round(bitsPerSecond / 1000), audioBitrate: 128, audioFrequency: 48_000, keyFrameInterval: segmentSeconds });
}

function presentEgress({ egressId, status, request, startedAt, error }: EgressInfo): Egress {
  const starting = status === EgressStatus.EGRESS_STARTING;
  const active = status === EgressStatus.EGRESS_ACTIVE || status === EgressStatus.EGRESS_ENDING;
  const output = request.case === 'roomComposite' ? request.value.segmentOutputs[0] : undefined;
  return {
    id: egressId,
    prefix: output?.filenamePrefix.replace(/\/segment$/, '') ?? '',
    state: starting ? 'starting' : active ? 'active' : 'over',
    startedAtMs: starting || startedAt === 0n ? null : Number(startedAt / 1_000_000n),
    failure: status === EgressStatus.EGRESS_FAILED || status === EgressStatus.EGRESS_ABORTED || status === EgressStatus.EGRESS_LIMIT_REACHED ? error || EgressStatus[status] : null,
  };
}
