import type Hls from 'hls.js';

/** One of the pictures that a stream offers. */
export interface Level {
  height: number;
  /** Bits a second. */
  bandwidth: number;
}

export interface SourceEvents {
  /** What there is to choose from; empty where the browser chooses. */
  onLevels: (levels: Level[]) => void;
  onLevel: (index: number) => void;
  /** Whether more is still being recorded. */
  onGoesOn: (goesOn: boolean) => void;
  /** The way to the files is over. */
  onRefused: () => void;
  /** No answer; the player has played what it had. */
  onUnreachable: () => void;
  /** Something came again. */
  onReached: () => void;
  onBroken: () => void;
}

/** What a video element plays from. */
export interface Source {
  /** -1: whatever the network carries. */
  chooseLevel: (index: number) => void;
  /** Asks again for what did not come. */
  again: () => void;
  close: () => void;
}

const NATIVE = 'application/vnd.apple.mpegurl';
/** Hospital networks are slow before they are dead. */
const patientMs = 20_000;
const mendAtMost = 4;

const isRefusal = (status: number | undefined) => status === 401 || status === 403 || status === 404 || status === 410;

/** Plays a playlist from a place in seconds. The code that does so is a chunk of its own; browsers without its means play by themselves. */
export async function openSource(video: HTMLVideoElement, playlist: string, fromSeconds: number, events: SourceEvents): Promise<Source> {
  const { default: Hls } = await import('hls.js/light');
  if (Hls.isSupported()) return throughHls(Hls, video, playlist, fromSeconds, events);
  if (video.canPlayType(NATIVE)) return byItself(video, playlist, fromSeconds, events);
  throw new Error('this browser plays no HLS');
}

function throughHls(Player: typeof Hls, video: HTMLVideoElement, playlist: string, fromSeconds: number, events: SourceEvents): Source {
  const policy = (retries: number) => ({
    default: { maxTimeToFirstByteMs: patientMs, maxLoadTimeMs: 3 * patientMs, timeoutRetry: { maxNumRetry: retries, retryDelayMs: 500, maxRetryDelayMs: 4_000 }, errorRetry: { maxNumRetry: retries, retryDelayMs: 500, maxRetryDelayMs: 4_000, shouldRetry: (_: unknown, count: number, __: boolean, response: { code?: number } | undefined) => count < retries && !isRefusal(response?.code) } },
  });
  const hls = new Player({
    startPosition: fromSeconds,
    maxBufferLength: 40,
    backBufferLength: 60,
    lowLatencyMode: false,
    capLevelToPlayerSize: true,
    manifestLoadPolicy: policy(3),
    playlistLoadPolicy: policy(5),
    fragLoadPolicy: policy(5),
  });
  let mended = 0;
  hls.on(Player.Events.MANIFEST_PARSED, (_, { levels }) => events.onLevels(levels.map(({ height, bitrate }) => ({ height, bandwidth: bitrate }))));
  hls.on(Player.Events.LEVEL_SWITCHED, (_, { level }) => events.onLevel(level));
  hls.on(Player.Events.LEVEL_LOADED, (_, { details }) => events.onGoesOn(details.live));
  hls.on(Player.Events.FRAG_BUFFERED, () => {
    mended = 0;
    events.onReached();
  });
  hls.on(Player.Events.ERROR, (_, { type, fatal, response }) => {
    if (isRefusal(response?.code)) return events.onRefused();
    if (!fatal) return;
    if (type === Player.ErrorTypes.NETWORK_ERROR) return events.onUnreachable();
    if (type !== Player.ErrorTypes.MEDIA_ERROR || ++mended > mendAtMost) return events.onBroken();
    hls.recoverMediaError();
  });
  hls.loadSource(playlist);
  hls.attachMedia(video);
  return {
    chooseLevel: (index) => (hls.nextLevel = index),
    again: () => (hls.levels.length > 0 ? hls.startLoad(-1) : hls.loadSource(playlist)),
    close: () => hls.destroy(),
  };
}

/** The browser's own player tells less: what stops it may be a network or a refusal, and opening anew mends both. */
function byItself(video: HTMLVideoElement, playlist: string, fromSeconds: number, events: SourceEvents): Source {
  const ready = () => {
    video.currentTime = fromSeconds;
    events.onLevels([]);
    events.onGoesOn(!Number.isFinite(video.duration));
  };
  const stopped = () => (navigator.onLine ? events.onRefused() : events.onUnreachable());
  video.addEventListener('loadedmetadata', ready, { once: true });
  video.addEventListener('error', stopped);
  video.addEventListener('playing', events.onReached);
  video.src = playlist;
  return {
    chooseLevel: () => undefined,
    again: events.onRefused,
    close: () => {
      video.removeEventListener('loadedmetadata', ready);
      video.removeEventListener('error', stopped);
      video.removeEventListener('playing', events.onReached);
      video.removeAttribute('src');
      video.load();
    },
  };
}
