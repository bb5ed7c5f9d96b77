import type { RecordOrder, RecorderNews, Rendition, StageView } from '@seldinger/contract';
import { AV_CHANNEL_LAYOUT_MONO, AV_SAMPLE_FMT_FLTP } from 'node-av/constants';
import { Frame } from 'node-av/lib';
import { Encoder } from './encoder';
import { Failure, within } from './failure';
import { AAC_SAMPLES, bandwidthOf, SAMPLE_RATE, TICKS } from './formats';
import { HlsWriter } from './hls-writer';
import { Mixer } from './mixer';
import { darkPicture, Fitter, stamp, type Picture } from './picture';
import { Reel, type Turn } from './reel';
import { Listening } from './room';
import { nowUs } from './time';
import { Voice } from './voice';

const SOUND_BITS = 96_000;
const TURN_MS = 25;
/** Sound is mixed this late: so long a delay of a machine leaves no trace in it. */
const MIX_BEHIND_US = 1_000_000;
/** Mixed at once at most: after the machine stood still, what was said meanwhile must come in first. */
const MIX_MOST = SAMPLE_RATE / 20;
/** With nobody there the recording begins all the same. */
const BEGIN_MS = 1_000;
/** By so much later than a picture of the same instant a voice arrives, its piece complete: measured with the real server. */
const VOICE_LATE_US = 25_000;
const CLOSE_PATIENCE_MS = 10_000;

const samplesOf = (us: number): number => Math.round((us * SAMPLE_RATE) / 1_000_000);

/**
 * Records until `stop` is aborted, the room is lost or the folder cannot be written; in any case what was recorded is
 * closed properly.
 * @throws Failure `room-lost`, `disk-full`
 */
export async function record(order: RecordOrder, tell: (news: RecorderNews) => void, stop: AbortSignal): Promise<void> {
  const recording = await Recording.prepare(order, tell);
  await recording.run(stop);
}

class Recording {
  private readonly mixer = new Mixer();
  private readonly reel: Reel<Picture>;
  private readonly fitter: Fitter;
  /** The frame of the picture that was written last. */
  private drawn: { picture: Picture; frame: Frame } | undefined;
  /** Media time zero. */
  private zero: number | undefined;
  private view: StageView = 'none';
  private drawing: Promise<void> | undefined;
  private speaking: Promise<void> = Promise.resolve();
  /** Mixed, and too few for a frame yet. */
  private rest = new Float32Array(0);
  private spoken = 0;
  private readonly end = new AbortController();
  private failure: unknown;

  private constructor(
    private readonly order: RecordOrder,
    private readonly tell: (news: RecorderNews) => void,
    private readonly pictures: Encoder,
    private readonly sound: Encoder,
    private readonly writer: HlsWriter,
  ) {
    this.reel = new Reel(order, darkPicture(order));
    this.fitter = new Fitter(order);
  }

  static async prepare(order: RecordOrder, tell: (news: RecorderNews) => void): Promise<Recording> {
    const pictures = await Encoder.pictures(order, { crf: 24, preset: 'veryfast', threads: 2 });
    const sound = await Encoder.sound({ channels: 1, bits: SOUND_BITS });
    const writer = await HlsWriter.open({ folder: order.folder, kind: 'event', segmentMs: order.segmentMs, pictures, sound, onSegment: () => tell({ type: 'segment' }) });
    return new Recording(order, tell, pictures, sound, writer);
  }

  async run(stop: AbortSignal): Promise<void> {
    let room: Listening | undefined;
    let turns: NodeJS.Timeout | undefined;
    let begin: NodeJS.Timeout | undefined;
    try {
      room = await this.join();
      begin = setTimeout(() => this.begin(nowUs()), BEGIN_MS);
      turns = setInterval(() => this.turn(), TURN_MS);
      await aborted([stop, this.end.signal]);
    } catch (error) {
      this.failure ??= error;
    } finally {
      clearInterval(turns);
      clearTimeout(begin);
    }
    const leaving = room?.leave();
    await within(CLOSE_PATIENCE_MS, this.close(), () => new Failure('failed', 'closing took too long')).catch((error: unknown) => (this.failure ??= error));
    await leaving;
    if (this.failure !== undefined) throw this.failure;
  }

  private join(): Promise<Listening> {
    return Listening.join(this.order, {
      voice: () => {
        const voice = new Voice();
        this.mixer.add(voice);
        return {
          push: (samples, arrivedUs) => {
            const heardUs = arrivedUs - VOICE_LATE_US;
            const zero = this.begin(heardUs - (samples.length / SAMPLE_RATE) * 1_000_000);
            voice.push(samples, samplesOf(heardUs - zero));
          },
          end: () => voice.end(),
        };
      },
      picture: (picture, atUs) => {
        const zero = this.begin(atUs);
        this.reel.offer(picture, atUs - zero);
        this.draw();
      },
      gone: (atUs) => this.reel.gone(atUs - (this.zero ?? atUs)),
      stage: (view, atUs) => {
        if (view === this.view) return;
        this.view = view;
        this.tell({ type: 'stage', view, atMs: epochMs(atUs) });
      },
      lost: (detail) => this.fail(new Failure('room-lost', detail)),
    });
  }

  /** Sets zero, once. */
  private begin(atUs: number): number {
    if (this.zero === undefined) {
      this.zero = atUs;
      const { width, height } = this.order;
      const rendition: Rendition = { width, height, bandwidth: bandwidthOf(this.order, SOUND_BITS), codecs: this.writer.codecs };
      this.tell({ type: 'began', atMs: epochMs(atUs), rendition });
    }
    return this.zero;
  }

  private turn(): void {
    if (this.zero === undefined) return;
    this.draw();
    const due = samplesOf(nowUs() - this.zero - MIX_BEHIND_US);
    if (due > this.mixer.position) this.speak(Math.min(due, this.mixer.position + MIX_MOST));
  }

  /** Writes the pictures that are due. One at a time: while one is in work, newer ones replace each other. */
  private draw(): void {
    const { zero } = this;
    if (zero === undefined || this.drawing || this.end.signal.aborted) return;
    const work = async () => {
      for (let turn = this.reel.next(nowUs() - zero); turn; turn = this.reel.next(nowUs() - zero)) await this.write(turn);
    };
    this.drawing = work().catch((error: unknown) => this.fail(error)).finally(() => (this.drawing = undefined));
  }

  private async write({ picture, at, isKey }: Turn<Picture>): Promise<void> {
    if (this.drawn?.picture !== picture) {
      const frame = await this.fitter.fit(picture);
      this.drawn?.frame.free();
      this.drawn = { picture, frame };
    }
    const { frame } = this.drawn;
    stamp(frame, { ticks: Math.round((at * TICKS) / 1_000_000), durationTicks: Math.round(TICKS / this.order.fps), isKey });
    for (const packet of await this.pictures.encode(frame)) this.keep(this.writer.picture(packet));
  }

  /** Mixes and encodes the sound up to the sample `until`. */
  private speak(until: number): void {
    const mixed = this.mixer.mix(until);
    const samples = new Float32Array(this.rest.length + mixed.length);
    samples.set(this.rest);
    samples.set(mixed, this.rest.length);
    let used = 0;
    for (; used + AAC_SAMPLES <= samples.length; used += AAC_SAMPLES) this.speakFrame(samples.slice(used, used + AAC_SAMPLES));
    this.rest = samples.slice(used);
  }

  private speakFrame(samples: Float32Array): void {
    const at = this.spoken;
    this.spoken += AAC_SAMPLES;
    const work = async () => {
      const props = { nbSamples: AAC_SAMPLES, format: AV_SAMPLE_FMT_FLTP, sampleRate: SAMPLE_RATE, channelLayout: AV_CHANNEL_LAYOUT_MONO, pts: BigInt(at) };
      const frame = Frame.fromAudioBuffer(Buffer.from(samples.buffer), props);
      try {
        for (const packet of await this.sound.encode(frame)) this.keep(this.writer.voice(packet));
      } finally {
        frame.free();
      }
    };
    this.speaking = this.speaking.then(work).catch((error: unknown) => this.fail(error));
  }

  private keep(written: Promise<void>): void {
    written.catch((error: unknown) => this.fail(error));
  }

  private fail(error: unknown): void {
    this.failure ??= error;
    this.end.abort();
  }

  /** Brings picture and sound to the same end, now, and closes the files. */
  private async close(): Promise<void> {
    const endUs = nowUs() - (this.zero ?? nowUs());
    this.end.abort();
    await this.drawing;
    try {
      if (this.zero !== undefined && !(this.failure instanceof Failure && this.failure.reason === 'disk-full')) await this.finish(endUs);
    } finally {
      try {
        await this.writer.close(endUs / 1000);
      } finally {
        this.drawn?.frame.free();
        this.fitter.free();
        this.pictures.free();
        this.sound.free();
      }
    }
  }

  private async finish(endUs: number): Promise<void> {
    const last = this.reel.final(endUs - 1_000_000 / this.order.fps);
    if (last) await this.write(last);
    for (const packet of await this.pictures.encode(null)) this.keep(this.writer.picture(packet));
    const missing = samplesOf(endUs) - this.mixer.position;
    // To a whole frame, or the encoder would drop the rest.
    if (missing > 0) this.speak(Math.ceil((this.mixer.position + missing) / AAC_SAMPLES) * AAC_SAMPLES);
    await this.speaking;
    for (const packet of await this.sound.encode(null)) this.keep(this.writer.voice(packet));
  }
}

const epochMs = (us: number): number => Math.round(Date.now() - (nowUs() - us) / 1000);

function aborted(signals: AbortSignal[]): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of signals) {
      if (signal.aborted) return resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
    }
  });
}
