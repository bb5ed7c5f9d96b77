import type { RecordingState, Viewing } from '@seldinger/contract';
import { toPlayer, toRecording, totalMs, watchedMs, type Interval, type Spans } from '@seldinger/domain';
import { asAppError, type AppErrorCode } from '../../../api/errors';
import { queryClient } from '../../../api/query';
import { session } from '../../../api/session';
import { openViewing } from '../recording-calls';
import { Beats, type Moment } from './beats';
import { grown } from './growing';
import { keepPreferences, readPreferences, speeds, type Preferences } from './preferences';
import { openSource, type Level, type Source } from './source';

const tryAgainMs = [1_000, 2_000, 4_000, 8_000, 15_000];
/** So near to the end nobody means to go on there. */
const overMs = 8_000;
/** Sooner than this, playing from a new way means that the new one is refused as well. */
const refusedAgainMs = 3_000;

/** What may pass by itself. */
const passing = new Set<AppErrorCode>(['client.unreachable', 'platform.unavailable', 'platform.failed', 'request.rate-limited', 'recordings.not-ready']);

export interface PlaybackState extends Preferences {
  /** There is a picture, and the place to begin is reached. */
  ready: boolean;
  playing: boolean;
  /** Wants to play and waits for data. */
  waiting: boolean;
  ended: boolean;
  /** In the player's time. */
  playerMs: number;
  durationMs: number;
  bufferedMs: number;
  goesOn: boolean;
  levels: Level[];
  /** The chosen one; -1 for whatever the network carries. */
  level: number;
  /** The one that is shown. */
  shown: number;
  watched: Interval[];
  watchedMs: number;
  offline: boolean;
  refusal: AppErrorCode | null;
}

interface Timeline {
  state: RecordingState;
  spans: Spans;
  cutSpans: Spans;
  watched: readonly Interval[];
}

/** Plays one recording: the element, the way to its files, and what is chosen. */
export class Playback {
  private state: PlaybackState;
  private readonly listeners = new Set<() => void>();
  private readonly beats: Beats;
  private video: HTMLVideoElement | null = null;
  private source: Source | null = null;
  private viewing: Viewing | null = null;
  private spans: Spans = [];
  private cuts = '';
  private run = 0;
  private tries = 0;
  private openedAt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wantsToPlay = false;
  private detach = () => {};
  /** Where to be, in milliseconds of the recording, as soon as there is something to play. */
  private goal: number | null;

  constructor(
    private readonly recordingId: string,
    timeline: Timeline,
    atMs: number | null,
  ) {
    this.goal = atMs;
    this.beats = new Beats({
      moment: () => this.moment(),
      onAnswer: (viewing, { expiresAt, watched, watchedMs: ms }) => {
        if (this.viewing !== viewing) return;
        viewing.expiresAt = expiresAt;
        this.set({ watched: watched.map(({ fromMs, untilMs }) => ({ start: fromMs, end: untilMs })), watchedMs: ms });
      },
      onOver: (viewing) => this.viewing === viewing && this.refused(),
    });
    this.spans = timeline.spans;
    this.cuts = JSON.stringify(timeline.cutSpans);
    this.state = {
      ...readPreferences(),
      ready: false,
      playing: false,
      waiting: false,
      ended: false,
      playerMs: 0,
      durationMs: totalMs(timeline.spans),
      bufferedMs: 0,
      goesOn: timeline.state === 'recording',
      levels: [],
      level: -1,
      shown: -1,
      watched: [...timeline.watched],
      watchedMs: watchedMs(timeline.spans, timeline.watched),
      offline: false,
      refusal: null,
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly now = (): PlaybackState => this.state;

  private set(change: Partial<PlaybackState>): void {
    this.state = { ...this.state, ...change };
    this.listeners.forEach((listener) => listener());
  }

  /** What in the recording is shown, in its milliseconds. */
  atMs = (playerMs = this.state.playerMs): number => Math.round(toRecording(this.timeline(), playerMs));
  playerAt = (atMs: number): number => toPlayer(this.timeline(), atMs);
  /** What can be played, with what the player has beyond the last word about it. */
  timeline = (): Spans => (this.state.goesOn ? grown(this.spans, this.state.durationMs) : this.spans);

  /** The recording has changed: it grew, or something was cut out of it. */
  follow({ spans, cutSpans, state }: Timeline): void {
    const cuts = JSON.stringify(cutSpans);
    const cutAnew = cuts !== this.cuts;
    const place = this.atMs();
    this.spans = spans;
    this.cuts = cuts;
    if (state !== 'recording' || cutAnew) this.set({ durationMs: Math.max(totalMs(spans), cutAnew ? 0 : this.endOfPlayer()) });
    // The files behind the playlist are others now.
    if (cutAnew && this.video) void this.open(place);
  }

  start(video: HTMLVideoElement): void {
    this.video = video;
    video.defaultPlaybackRate = video.playbackRate = this.state.speed;
    video.volume = this.state.volume;
    video.muted = this.state.muted;
    this.detach = this.listen(video);
    this.beats.start();
    void this.open(this.goal);
  }

  stop(): void {
    this.run++;
    clearTimeout(this.timer);
    this.beats.stop();
    this.detach();
    // Started again, it goes on where it was.
    if (this.source) this.goal = this.atMs();
    this.source?.close();
    this.source = null;
    this.viewing = null;
    this.video = null;
  }

  private listen(video: HTMLVideoElement): () => void {
    const ms = () => video.currentTime * 1000;
    const on: Partial<Record<keyof HTMLVideoElementEventMap, () => void>> = {
      play: () => this.set({ playing: true, ended: false }),
      playing: () => {
        this.beats.played.begin(ms());
        this.set({ playing: true, waiting: false, ready: true, offline: false });
      },
      pause: () => {
        this.moved();
        this.beats.played.end();
        this.set({ playing: false, waiting: false });
        void this.beats.tell();
      },
      ended: () => {
        this.wantsToPlay = false;
        this.set({ ended: true, playing: false });
        void this.beats.tell();
      },
      waiting: () => {
        this.moved();
        this.beats.played.end();
        this.set({ waiting: true });
      },
      seeking: () => {
        this.beats.played.end();
        this.set({ playerMs: ms(), ended: false });
      },
      seeked: () => {
        if (!video.paused) this.beats.played.begin(ms());
        this.set({ playerMs: ms(), waiting: false });
      },
      timeupdate: () => this.moved(),
      progress: () => this.set({ bufferedMs: this.bufferedUntil() }),
      durationchange: () => this.set({ durationMs: Math.max(totalMs(this.spans), this.endOfPlayer()) }),
      loadeddata: () => this.set({ ready: true }),
      canplay: () => this.set({ waiting: false }),
      volumechange: () => this.prefer({ volume: video.volume, muted: video.muted }),
      error: () => undefined,
    };
    for (const [name, listener] of Object.entries(on)) video.addEventListener(name, listener);
    const offline = () => this.set({ offline: true });
    const online = () => {
      this.set({ offline: false });
      this.again();
    };
    window.addEventListener('offline', offline);
    window.addEventListener('online', online);
    return () => {
      for (const [name, listener] of Object.entries(on)) video.removeEventListener(name, listener);
      window.removeEventListener('offline', offline);
      window.removeEventListener('online', online);
    };
  }

  private moved(): void {
    if (!this.video || !this.source) return;
    const playerMs = this.video.currentTime * 1000;
    this.beats.played.move(this.timeline(), playerMs);
    this.set({ playerMs, bufferedMs: this.bufferedUntil() });
  }

  private endOfPlayer(): number {
    const video = this.video;
    if (!video) return 0;
    if (Number.isFinite(video.duration)) return video.duration * 1000;
    return video.seekable.length > 0 ? video.seekable.end(video.seekable.length - 1) * 1000 : 0;
  }

  private bufferedUntil(): number {
    const video = this.video;
    for (let i = 0; video && i < video.buffered.length; i++) {
      if (video.buffered.start(i) <= video.currentTime + 0.1 && video.currentTime <= video.buffered.end(i)) return video.buffered.end(i) * 1000;
    }
    return 0;
  }

  /** Opens a way to the files and goes to a place; without one to where the person stopped, on whatever device. */
  private async open(place: number | null): Promise<void> {
    const run = ++this.run;
    clearTimeout(this.timer);
    this.beats.played.end();
    this.openedAt = Date.now();
    try {
      const viewing = await openViewing(this.recordingId);
      if (run !== this.run || !this.video) return;
      this.viewing = viewing;
      const spans = this.timeline();
      const stopped = viewing.positionMs > (spans.at(-1)?.end ?? 0) - overMs && !this.state.goesOn ? 0 : viewing.positionMs;
      const playerMs = toPlayer(spans, place ?? stopped);
      this.goal = null;
      this.source?.close();
      this.set({ playerMs, refusal: null });
      const source = await openSource(this.video, viewing.playlist, playerMs / 1000, {
        onLevels: (levels) => this.set({ levels }),
        onLevel: (shown) => this.set({ shown }),
        onGoesOn: (goesOn) => this.set({ goesOn, durationMs: Math.max(totalMs(this.spans), this.endOfPlayer()) }),
        onRefused: () => this.refused(),
        onUnreachable: () => this.unreachable(),
        onReached: () => this.reached(),
        onBroken: () => this.refuse('client.unexpected'),
      });
      if (run !== this.run || !this.video) return source.close();
      this.source = source;
      this.video.playbackRate = this.state.speed;
      if (this.wantsToPlay) this.play();
    } catch (thrown) {
      if (run !== this.run) return;
      const { code } = asAppError(thrown);
      if (code === 'identity.signed-out') return void queryClient.invalidateQueries({ queryKey: session.queryKey });
      if (!passing.has(code)) return this.refuse(code);
      this.goal = place;
      this.unreachable();
    }
  }

  private refuse(refusal: AppErrorCode): void {
    this.set({ refusal, waiting: false });
  }

  private reached(): void {
    this.tries = 0;
    if (this.state.offline) this.set({ offline: false });
  }

  /** The way is over, as after a laptop's sleep: a new one, and on at the same place. */
  private refused(): void {
    if (Date.now() - this.openedAt < refusedAgainMs) return this.unreachable();
    this.wantsToPlay ||= this.state.playing;
    void this.open(this.goal ?? this.atMs());
  }

  private unreachable(): void {
    this.set({ offline: true });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.again(), tryAgainMs[Math.min(this.tries++, tryAgainMs.length - 1)]);
  }

  /** Tries again by itself; what had not been opened yet is opened. */
  private again(): void {
    if (!this.video) return;
    if (this.source && this.viewing && Date.parse(this.viewing.expiresAt) > Date.now() && this.tries < 3) return this.source.again();
    this.wantsToPlay ||= this.state.playing;
    void this.open(this.goal ?? this.atMs());
  }

  private moment(): Moment | null {
    const { viewing, video } = this;
    if (!viewing || !video) return null;
    this.moved();
    return { viewing, positionMs: this.atMs(), speed: this.state.speed };
  }

  play(): void {
    this.wantsToPlay = true;
    // A browser may wait for a press; the button stays.
    void this.video?.play().catch(() => {
      this.wantsToPlay = false;
      this.set({ playing: false });
    });
  }

  pause(): void {
    this.wantsToPlay = false;
    this.video?.pause();
  }

  toggle(): void {
    if (this.state.playing) this.pause();
    else this.play();
  }

  /** To a moment of the player. */
  seekPlayer(playerMs: number): void {
    if (!this.video) return;
    this.moved();
    const to = Math.min(Math.max(0, playerMs), Math.max(0, this.state.durationMs - 50));
    this.set({ playerMs: to, ended: false });
    this.video.currentTime = to / 1000;
  }

  /** To a place in the recording. */
  seek(atMs: number): void {
    this.seekPlayer(this.playerAt(atMs));
  }

  seekBy(ms: number): void {
    this.seekPlayer(this.state.playerMs + ms);
  }

  /** To what is happening now, a few seconds behind it. */
  toLive(): void {
    this.seekPlayer(this.endOfPlayer() - 8_000);
    this.play();
  }

  chooseSpeed(speed: number): void {
    if (!speeds.includes(speed)) return;
    // What was played so far was played at the other pace.
    void this.beats.tell();
    if (this.video) this.video.playbackRate = this.video.defaultPlaybackRate = speed;
    this.prefer({ speed });
  }

  speedBy(steps: number): void {
    const next = speeds[speeds.indexOf(this.state.speed) + steps];
    if (next) this.chooseSpeed(next);
  }

  chooseVolume(volume: number): void {
    if (!this.video) return;
    this.video.volume = Math.min(1, Math.max(0, volume));
    this.video.muted = volume <= 0;
  }

  toggleMuted(): void {
    if (!this.video) return;
    this.video.muted = !this.video.muted;
    if (!this.video.muted && this.video.volume === 0) this.video.volume = 0.5;
  }

  chooseLevel(level: number): void {
    this.source?.chooseLevel(level);
    this.set({ level });
  }

  chooseCaptions(captions: Preferences['captions']): void {
    this.prefer({ captions });
  }

  private prefer(change: Partial<Preferences>): void {
    this.set(change);
    const { speed, volume, muted, captions } = this.state;
    keepPreferences({ speed, volume, muted, captions });
  }
}
