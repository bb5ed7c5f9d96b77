import { AudioStream, Room, RoomEvent, TrackKind, TrackSource, VideoBufferType, VideoRotation, VideoStream, type RemoteTrack, type RemoteTrackPublication } from '@livekit/rtc-node';
import type { RecordOrder, StageView } from '@seldinger/contract';
import { Failure, within } from './failure';
import { SAMPLE_RATE } from './formats';
import { isShown, type Picture } from './picture';
import { chooseTracks, type Choice, type Offered, type Present } from './stage';
import { FrameClock, nowUs } from './time';

const CONNECT_PATIENCE_MS = 15_000;
const LEAVE_PATIENCE_MS = 500;
/** The server tells of everything; this is for what it forgot to tell. */
const LOOK_AGAIN_MS = 2_000;
/** A track that was asked for and has not come by then is asked for again. */
const ASK_AGAIN_MS = 6_000;
/** A room that cannot be reached again in this time is lost: whoever gave the order may begin another part, elsewhere even. */
const RECONNECT_PATIENCE_MS = 8_000;
/** Of sound, at once: longer pieces cost less, and wait longer. */
const PIECE_MS = 40;

/** Instants in microseconds of `nowUs()`. */
export type RoomListener = {
  /** A voice begins; its samples, from -1 to 1, arrive one piece after the other. */
  voice(): { push(samples: Float32Array, arrivedUs: number): void; end(): void };
  picture(picture: Picture, atUs: number): void;
  /** The track that showed pictures shows no more. */
  gone(atUs: number): void;
  /** Another track, or none, is on the stage: told of a track with its first picture. */
  stage(view: StageView, atUs: number): void;
  /** Never after `leave`. */
  lost(detail: string): void;
};

type Asked = { publication: RemoteTrackPublication; at: number };

const SOURCES: Partial<Record<TrackSource, Offered['source']>> = {
  [TrackSource.SOURCE_CAMERA]: 'camera',
  [TrackSource.SOURCE_SCREENSHARE]: 'screen',
  [TrackSource.SOURCE_MICROPHONE]: 'microphone',
};
const TURNED: Record<VideoRotation, Picture['rotation']> = {
  [VideoRotation.VIDEO_ROTATION_0]: 0,
  [VideoRotation.VIDEO_ROTATION_90]: 90,
  [VideoRotation.VIDEO_ROTATION_180]: 180,
  [VideoRotation.VIDEO_ROTATION_270]: 270,
};

/** One connection to a room, which takes every voice and the one picture of the stage, and nothing else. */
export class Listening {
  private readonly room = new Room();
  private readonly asked = new Map<string, Asked>();
  private choice: Choice = { view: 'none', voices: [] };
  /** Ends the flow of pictures of the stage. */
  private stopPictures: (() => void) | undefined;
  private lookAgain: NodeJS.Timeout | undefined;
  private reconnecting: NodeJS.Timeout | undefined;
  private isLeft = false;

  private constructor(
    private readonly order: Pick<RecordOrder, 'url' | 'token' | 'leaders'>,
    private readonly listener: RoomListener,
  ) {}

  /** @throws Failure `room-lost` when the room does not let in */
  static async join(order: Pick<RecordOrder, 'url' | 'token' | 'leaders'>, listener: RoomListener): Promise<Listening> {
    const listening = new Listening(order, listener);
    await listening.connect();
    return listening;
  }

  private async connect(): Promise<void> {
    const { room } = this;
    const choose = () => this.choose();
    for (const event of [RoomEvent.ParticipantConnected, RoomEvent.ParticipantDisconnected, RoomEvent.TrackPublished, RoomEvent.TrackMuted, RoomEvent.TrackUnmuted, RoomEvent.ParticipantMetadataChanged] as const) room.on(event, choose);
    room.on(RoomEvent.TrackUnpublished, ({ sid }) => this.forget(sid));
    room.on(RoomEvent.TrackUnsubscribed, (_track, { sid }) => this.forget(sid));
    room.on(RoomEvent.TrackSubscribed, (track, publication) => this.take(track, publication));
    room.on(RoomEvent.Reconnecting, () => {
      this.reconnecting ??= setTimeout(() => this.lose('the connection did not come back'), RECONNECT_PATIENCE_MS);
    });
    room.on(RoomEvent.Reconnected, () => {
      clearTimeout(this.reconnecting);
      this.reconnecting = undefined;
      this.choose();
    });
    room.on(RoomEvent.Disconnected, (reason) => this.lose(`disconnected (${reason})`));
    try {
      await within(CONNECT_PATIENCE_MS, room.connect(this.order.url, this.order.token, { autoSubscribe: false, dynacast: false }), () => new Failure('room-lost', 'the room does not answer'));
    } catch (error) {
      this.isLeft = true;
      throw error instanceof Failure ? error : new Failure('room-lost', error instanceof Error ? error.message : String(error), { cause: error });
    }
    this.lookAgain = setInterval(choose, LOOK_AGAIN_MS);
    choose();
  }

  /** Compares what is subscribed to with what should be. */
  private choose(): void {
    if (this.isLeft) return;
    const publications = new Map<string, RemoteTrackPublication>();
    const present: Present[] = [...this.room.remoteParticipants.values()].map(({ identity, metadata, trackPublications }) => {
      for (const [sid, publication] of trackPublications) publications.set(sid, publication);
      return { identity, metadata, tracks: [...trackPublications].map(([sid, publication]) => offered(sid, publication)) };
    });
    const before = this.choice;
    this.choice = chooseTracks(present, this.order.leaders);
    if (this.choice.picture !== before.picture) {
      this.stopPictures?.();
      this.stopPictures = undefined;
      if (before.picture) this.listener.gone(nowUs());
      if (!this.choice.picture) this.listener.stage('none', nowUs());
    }
    const wanted = new Set([...this.choice.voices, ...(this.choice.picture ? [this.choice.picture] : [])]);
    for (const [sid, asked] of this.asked) {
      if (wanted.has(sid)) continue;
      this.asked.delete(sid);
      if (publications.get(sid) === asked.publication) asked.publication.setSubscribed(false);
    }
    for (const sid of wanted) this.ask(sid, publications.get(sid)!);
  }

  private ask(sid: string, publication: RemoteTrackPublication): void {
    const asked = this.asked.get(sid);
    // After a reconnection the same track may stand behind a new publication, to which nobody has subscribed.
    const isSame = asked?.publication === publication;
    if (isSame && (publication.subscribed || performance.now() - asked.at < ASK_AGAIN_MS)) return;
    if (isSame) publication.setSubscribed(false);
    publication.setSubscribed(true);
    this.asked.set(sid, { publication, at: performance.now() });
  }

  private forget(sid: string | undefined): void {
    if (sid) this.asked.delete(sid);
    this.choose();
  }

  private take(track: RemoteTrack, { sid }: RemoteTrackPublication): void {
    if (track.kind === TrackKind.KIND_AUDIO) void this.listen(track);
    // Between the asking and the coming the stage may have changed.
    else if (sid && sid === this.choice.picture) void this.watch(track, this.choice.view);
  }

  private async listen(track: RemoteTrack): Promise<void> {
    const voice = this.listener.voice();
    try {
      for await (const { data } of new AudioStream(track, { sampleRate: SAMPLE_RATE, numChannels: 1, frameSizeMs: PIECE_MS })) {
        if (this.isLeft) break;
        voice.push(Float32Array.from(data, (sample) => sample / 32768), nowUs());
      }
    } finally {
      voice.end();
    }
  }

  private async watch(track: RemoteTrack, view: StageView): Promise<void> {
    const reader = new VideoStream(track).getReader();
    const clock = new FrameClock();
    let isOn = true;
    this.stopPictures?.();
    this.stopPictures = () => {
      isOn = false;
      void reader.cancel().catch(() => undefined);
    };
    for (let isFirst = true; ; ) {
      const { done, value } = await reader.read();
      if (done || !isOn) return;
      if (!isShown(value.frame)) continue;
      const at = clock.toLocal(Number(value.timestampUs), nowUs());
      if (isFirst) this.listener.stage(view, at);
      isFirst = false;
      const { data, width, height } = value.frame.type === VideoBufferType.I420 ? value.frame : value.frame.convert(VideoBufferType.I420);
      this.listener.picture({ data, width, height, rotation: TURNED[value.rotation] }, at);
    }
  }

  private lose(detail: string): void {
    if (this.isLeft) return;
    this.stop();
    this.listener.lost(detail);
  }

  private stop(): void {
    this.isLeft = true;
    clearInterval(this.lookAgain);
    clearTimeout(this.reconnecting);
    this.stopPictures?.();
  }

  /** Says goodbye, so that the server need not wait for us; it is given half a second for it. */
  async leave(): Promise<void> {
    this.stop();
    await within(LEAVE_PATIENCE_MS, this.room.disconnect(), () => new Failure('room-lost', 'no goodbye')).catch(() => undefined);
  }
}

function offered(sid: string, { kind, source, muted }: RemoteTrackPublication): Offered {
  return { sid, kind: kind === TrackKind.KIND_VIDEO ? 'video' : 'audio', source: (source !== undefined && SOURCES[source]) || 'other', isMuted: muted ?? false };
}
