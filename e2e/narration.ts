import { execFileSync } from 'node:child_process';
import type { BrowserContext, Page } from 'playwright-core';

const VOICE = 'en-gb-x-rp+f2';
const WORDS_A_MINUTE = '156';
/** Between two lines. */
const PAUSE_MS = 360;
/** Of 100: some room is left above the loudest word. */
const LOUDNESS = '70';
const RATE = 22_050;
const HEAD = 44;
/** Below this a sample is silence, of 32768. */
const QUIET = 200;

/** When each line begins and ends, from the beginning of the sound. */
export type Narration = { wav: Buffer; lines: { fromMs: number; untilMs: number }[]; lengthMs: number };

/** @throws Error in words when a program that is needed is not there */
export function demandPrograms(): void {
  for (const [program, flag] of [['espeak-ng', '--version'], ['ffmpeg', '-version']] as const) {
    try {
      execFileSync(program, [flag], { stdio: 'ignore' });
    } catch {
      throw new Error(`${program} is needed to make the demo's recordings and is not on the PATH (apt-get install ${program})`);
    }
  }
}

/** Says the lines one after the other. */
export function narrate(lines: readonly string[]): Narration {
  const pieces: Int16Array[] = [];
  const places: Narration['lines'] = [];
  let length = 0;
  const add = (samples: Int16Array): void => {
    pieces.push(samples);
    length += samples.length;
  };
  for (const line of lines) {
    const spoken = trimmed(samplesOf(execFileSync('espeak-ng', ['-v', VOICE, '-s', WORDS_A_MINUTE, '-a', LOUDNESS, '--stdout', line], { maxBuffer: 1 << 26 })));
    const fromMs = (length * 1000) / RATE;
    add(spoken);
    places.push({ fromMs: Math.round(fromMs), untilMs: Math.round((length * 1000) / RATE) });
    add(new Int16Array(Math.round((PAUSE_MS * RATE) / 1000)));
  }
  return { wav: wavOf(pieces, length), lines: places, lengthMs: places.at(-1)!.untilMs };
}

/** What `espeak-ng` writes is one channel of 16 bits after a head whose lengths are not filled in. */
function samplesOf(wav: Buffer): Int16Array {
  if (wav.readUInt32LE(24) !== RATE || wav.readUInt16LE(22) !== 1) throw new Error('espeak-ng speaks in another format than it used to');
  return Int16Array.from({ length: (wav.length - HEAD) >> 1 }, (_, index) => wav.readInt16LE(HEAD + index * 2));
}

function trimmed(samples: Int16Array): Int16Array {
  const first = samples.findIndex((sample) => Math.abs(sample) > QUIET);
  const last = samples.findLastIndex((sample) => Math.abs(sample) > QUIET);
  return samples.subarray(Math.max(0, first), last + 1);
}

function wavOf(pieces: readonly Int16Array[], length: number): Buffer {
  const wav = Buffer.alloc(HEAD + length * 2);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(length * 2, 40);
  let at = HEAD;
  for (const piece of pieces) for (const sample of piece) at = wav.writeInt16LE(sample, at);
  return wav;
}

type Speaking = { sayIt?: () => Promise<void> };

/** Whoever asks for the microphone in this context is given this voice, silent until `say`. Before the context's first page opens. */
export async function lendVoice(context: BrowserContext, { wav }: Narration): Promise<void> {
  await context.addInitScript((base64) => {
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    if (!devices) return;
    const ask = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (constraints) => {
      const real = await ask(constraints);
      if (!constraints?.audio) return real;
      const sound = new AudioContext({ latencyHint: 'interactive' });
      const out = sound.createMediaStreamDestination();
      (window as Speaking).sayIt = async () => {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        const voice = sound.createBufferSource();
        voice.buffer = await sound.decodeAudioData(bytes.buffer);
        voice.connect(out);
        voice.start();
      };
      for (const track of real.getAudioTracks()) {
        real.removeTrack(track);
        track.stop();
      }
      for (const track of out.stream.getAudioTracks()) real.addTrack(track);
      return real;
    };
  }, wav.toString('base64'));
}

/** Resolves when the voice begins. */
export async function say(speaker: Page): Promise<void> {
  await speaker.evaluate(async () => {
    const { sayIt } = window as Speaking;
    if (!sayIt) throw new Error('nobody asked for the microphone');
    await sayIt();
  });
}
