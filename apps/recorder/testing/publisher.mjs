// A participant for tests and benches, in a process of its own: obeys one message after the other from its parent and
// answers each with `done`, or `failed`. What it shows and says follows the machine's clock, so that anyone who knows the
// time knows what must be seen and heard: in `flash` and `beep` a white picture and a tone of 1 kHz, both for 200 ms from
// each even second on.
import { AudioFrame, AudioSource, LocalAudioTrack, LocalVideoTrack, Room, TrackPublishOptions, TrackSource, VideoBufferType, VideoFrame, VideoSource } from '@livekit/rtc-node';
import { performance } from 'node:perf_hooks';

const RATE = 48_000;
const PIECE = RATE / 100;
const PERIOD_MS = 2_000;
const ON_MS = 200;
const isOn = (epochMs) => epochMs % PERIOD_MS < ON_MS;

/** Luma of the whole picture, by what it is to look like. Beside these a `still` one has lines like those of a text, and changes once a second in one place. */
const LOOKS = {
  flash: (epochMs) => (isOn(epochMs) ? 235 : 48),
  bright: () => 235,
  middle: () => 128,
};
/** Loudness from 0 to 1 and pitch in Hz. */
const TONES = {
  beep: (epochMs) => (isOn(epochMs) ? { level: 0.35, pitch: 1000 } : { level: 0, pitch: 1000 }),
  hum: () => ({ level: 0.2, pitch: 440 }),
  silence: () => ({ level: 0, pitch: 440 }),
};

const SOURCES = { screen: TrackSource.SOURCE_SCREENSHARE, camera: TrackSource.SOURCE_CAMERA, microphone: TrackSource.SOURCE_MICROPHONE, 'screen-sound': TrackSource.SOURCE_SCREENSHARE_AUDIO };

const room = new Room();
/** By name of the source: what is published, and how it ends. */
const published = new Map();

function stillPicture(width, height) {
  const data = new Uint8Array((width * height * 3) / 2).fill(128);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) data[y * width + x] = y % 24 < 14 && (x * 7 + ((y / 24) | 0) * 13) % 11 < 4 ? 40 : 230;
  return data;
}

/**
 * Calls every `periodMs`, with a count and the epoch milliseconds that it stands for: by the clock, not by the sum of
 * timers, and once just behind each even second. @returns how to end it
 */
function paced(periodMs, work) {
  const zeroEpoch = Math.floor(Date.now() / PERIOD_MS) * PERIOD_MS + 2;
  const zero = performance.now() - (Date.now() - zeroEpoch);
  let count = Math.max(0, Math.ceil((performance.now() - zero) / periodMs));
  const timer = setInterval(() => {
    for (; performance.now() - zero >= count * periodMs; count += 1) work(count, zeroEpoch + count * periodMs);
  }, Math.min(periodMs, 5));
  return () => clearInterval(timer);
}

async function publish(name, track, options) {
  const publication = await room.localParticipant.publishTrack(track, new TrackPublishOptions({ source: SOURCES[name], simulcast: false, ...options }));
  return publication.sid;
}

async function show({ source: name, width = 640, height = 360, fps = 15, look = 'flash' }) {
  const source = new VideoSource(width, height);
  const track = LocalVideoTrack.createVideoTrack(name, source);
  const sid = await publish(name, track, { videoEncoding: { maxBitrate: 3_000_000n, maxFramerate: fps } });
  const data = look === 'still' ? stillPicture(width, height) : new Uint8Array((width * height * 3) / 2).fill(128);
  const frame = new VideoFrame(data, width, height, VideoBufferType.I420);
  const stop = paced(1000 / fps, (count, epochMs) => {
    if (look !== 'still') data.fill(LOOKS[look](epochMs), 0, width * height);
    else if (count % fps === 0) for (let y = 100; y < 130; y += 1) data.fill((count * 5) % 200, y * width + 100, y * width + 300);
    source.captureFrame(frame, process.hrtime.bigint() / 1000n);
  });
  published.set(name, { sid, track, stop: () => (stop(), source.close()) });
}

async function speak({ source: name = 'microphone', tone = 'beep' }) {
  // No queue: it would delay the sound by its own length.
  const source = new AudioSource(RATE, 1, 0);
  const track = LocalAudioTrack.createAudioTrack(name, source);
  const sid = await publish(name, track, { dtx: tone === 'silence', red: false });
  let phase = 0;
  const stop = paced(10, (_count, epochMs) => {
    const samples = new Int16Array(PIECE);
    for (let index = 0; index < PIECE; index += 1) {
      const { level, pitch } = TONES[tone](epochMs + (index * 1000) / RATE);
      phase += (2 * Math.PI * pitch) / RATE;
      samples[index] = Math.round(level * 32767 * Math.sin(phase));
    }
    void source.captureFrame(new AudioFrame(samples, RATE, 1, PIECE)).catch(() => undefined);
  });
  published.set(name, { sid, track, stop: () => (stop(), source.close()) });
}

const orders = {
  join: ({ url, token }) => room.connect(url, token, { autoSubscribe: false, dynacast: false }),
  show,
  speak,
  mute: ({ source, isMuted }) => globalThis._ffiClientInstance.request({ message: { case: 'localTrackMute', value: { trackHandle: published.get(source).track.ffi_handle.handle, mute: isMuted } } }),
  withdraw: async ({ source }) => {
    const { sid, stop } = published.get(source);
    published.delete(source);
    await room.localParticipant.unpublishTrack(sid);
    stop();
  },
  leave: async () => {
    await room.disconnect();
    setTimeout(() => process.exit(0), 50);
  },
};

let last = Promise.resolve();
process.on('message', (message) => {
  last = last
    .then(() => orders[message.do](message))
    .then(
      () => process.send({ type: 'done' }),
      (error) => process.send({ type: 'failed', detail: String(error?.stack ?? error) }),
    );
});
process.on('disconnect', () => process.exit(0));
