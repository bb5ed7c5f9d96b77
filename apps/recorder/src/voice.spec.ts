import { SAMPLE_RATE } from './formats';
import { Mixer } from './mixer';
import { Voice } from './voice';

const PIECE = SAMPLE_RATE / 100;
const ms = (samples: number) => (samples * 1000) / SAMPLE_RATE;
const samples = (milliseconds: number) => Math.round((milliseconds * SAMPLE_RATE) / 1000);

/** A generator with a seed: each run is the same. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** A voice that clicks at each full second of its own time; what was said arrives as `delayMs` tells of each piece. */
type Said = { fromMs: number; untilMs: number };
type Way = { delayMs: (saidMs: number) => number; /** How much faster than ours its clock goes. */ drift?: number };

/** Plays the voice through a mixer that is a second behind, and finds the clicks. */
function clicks(said: Said[], { delayMs, drift = 0 }: Way, seconds: number): { at: number[]; corrections: number } {
  const voice = new Voice();
  const mixer = new Mixer();
  mixer.add(voice);
  const pieces: { samples: Float32Array; arrived: number }[] = [];
  for (const { fromMs, untilMs } of said) {
    for (let at = samples(fromMs); at < samples(untilMs); at += PIECE) {
      const piece = new Float32Array(PIECE);
      for (let index = 0; index < PIECE; index += 1) piece[index] = (at + index) % SAMPLE_RATE === 0 ? 1 : 0;
      // One may hold up those behind it, and is never passed by them.
      pieces.push({ samples: piece, arrived: Math.max(Math.round((at + PIECE) * (1 - drift)) + samples(delayMs(ms(at))), pieces.at(-1)?.arrived ?? 0) });
    }
  }
  const end = SAMPLE_RATE * seconds;
  const at: number[] = [];
  let next = 0;
  for (let now = 0; now < SAMPLE_RATE * (seconds + 1); now += samples(25)) {
    for (let piece = pieces[next]; piece && piece.arrived <= now; piece = pieces[next]) {
      voice.push(piece.samples, piece.arrived);
      next += 1;
    }
    const from = mixer.position;
    const mixed = mixer.mix(Math.max(from, Math.min(now - SAMPLE_RATE, end)));
    for (let click = mixed.indexOf(1); click >= 0; click = mixed.indexOf(1, click + 1)) at.push(ms(from + click));
  }
  return { at, corrections: voice.corrections };
}

/** How far from the full second each click was heard, in milliseconds. */
const errors = ({ at }: { at: number[] }) => at.map((heard) => heard - Math.round(heard / 1000) * 1000);
const worst = (heard: { at: number[] }) => Math.max(...errors(heard).map(Math.abs));

describe('a voice', () => {
  it('is placed by its samples, whatever the jitter of its arrival', () => {
    const random = noise(1);
    const heard = clicks([{ fromMs: 500, untilMs: 60_000 }], { delayMs: () => random() * 25 }, 60);
    expect(heard.at).toHaveLength(59);
    expect(worst(heard)).toBeLessThan(2);
    expect(heard.corrections).toBe(0);
  });

  it('is not torn by a machine that stands still for a while, once or often', () => {
    const random = noise(2);
    const stalls = (saidMs: number) => Math.max(0, 400 - (saidMs % 5000)) + random() * 10;
    const heard = clicks([{ fromMs: 500, untilMs: 30_000 }], { delayMs: stalls }, 30);
    expect(heard.corrections).toBe(0);
    expect(worst(heard)).toBeLessThan(2);
  });

  it('stays in time after every hole, of any length: muted, or lost on the way', () => {
    const random = noise(3);
    const said = [200, 340, 1000, 90, 5000].reduce<Said[]>((parts, holeMs) => {
      const fromMs = parts.length === 0 ? 300 : parts.at(-1)!.untilMs + holeMs;
      return [...parts, { fromMs, untilMs: fromMs + 4000 }];
    }, []);
    const heard = clicks(said, { delayMs: () => random() * 15 }, 30);
    expect(heard.at.length).toBeGreaterThanOrEqual(18);
    expect(worst(heard)).toBeLessThan(31);
    expect(heard.corrections).toBe(said.length - 1);
  });

  it('stays in time however long it lasts, although its clock is faster or slower than ours', () => {
    for (const drift of [0.002, -0.002]) {
      const heard = clicks([{ fromMs: 0, untilMs: 60_000 }], { delayMs: () => 0, drift }, 50);
      // By its own time the clicks come earlier or later and later: by ours they are where they arrived.
      const second = 1000 * (1 - drift);
      const wandered = heard.at.map((at) => at - Math.round(at / second) * second);
      expect(Math.max(...wandered.map(Math.abs))).toBeLessThan(35);
      expect(heard.corrections).toBeGreaterThan(1);
    }
  });

  it('that begins late begins in its place', () => {
    const heard = clicks([{ fromMs: 12_345, untilMs: 20_000 }], { delayMs: () => 5 }, 20);
    expect(heard.at).toHaveLength(7);
    expect(worst(heard)).toBeLessThan(6);
  });
});

describe('the mixer', () => {
  const constant = (level: number, count: number) => new Float32Array(count).fill(level);

  it('sums all voices and clips what is too loud', () => {
    const mixer = new Mixer();
    for (const level of [0.25, 0.5, 0.75]) {
      const voice = new Voice();
      voice.push(constant(level, 480), 480 + (level === 0.75 ? 480 : 0));
      mixer.add(voice);
    }
    const mixed = mixer.mix(1440);
    expect([mixed[100], mixed[479]]).toEqual([0.75, 0.75]);
    expect(mixed[600]).toBe(0.75);
    expect(mixed[1000]).toBe(0);
    const loud = new Mixer();
    for (const level of [0.7, 0.6]) {
      const voice = new Voice();
      voice.push(constant(level, 480), 480);
      voice.end();
      loud.add(voice);
    }
    expect(Math.max(...loud.mix(480))).toBe(1);
  });

  it('gives the same whether it is asked for much or little at a time', () => {
    const random = noise(4);
    const wave = Float32Array.from({ length: 4800 }, () => random() - 0.5);
    const mixed = (step: number) => {
      const mixer = new Mixer();
      const voice = new Voice();
      for (let at = 0; at < wave.length; at += 480) voice.push(wave.subarray(at, at + 480), at + 480 + 1000);
      mixer.add(voice);
      const parts: number[] = [];
      while (mixer.position < 6000) parts.push(...mixer.mix(Math.min(6000, mixer.position + step)));
      return parts;
    };
    expect(mixed(7)).toEqual(mixed(6000));
    expect(mixed(6000).slice(1000, 5800)).toEqual([...wave]);
  });

  it('is silent where nobody speaks, and forgets who has left', () => {
    const mixer = new Mixer();
    const voice = new Voice();
    voice.push(constant(0.5, 480), 480);
    voice.end();
    mixer.add(voice);
    expect(Math.max(...mixer.mix(960).subarray(480))).toBe(0);
    expect(voice.isOver).toBe(true);
    voice.push(constant(0.5, 480), 1440);
    expect(Math.max(...mixer.mix(1440))).toBe(0);
  });
});
