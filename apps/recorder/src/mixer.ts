import type { Voice } from './voice';

/** Sums voices on one timeline. */
export class Mixer {
  private readonly voices = new Set<Voice>();
  /** How far it is mixed, in samples since zero. */
  position = 0;

  add(voice: Voice): void {
    this.voices.add(voice);
  }

  /** The samples up to `until`, silence where nobody speaks; several at once are clipped at full scale. */
  mix(until: number): Float32Array {
    const mixed = new Float32Array(Math.max(0, until - this.position));
    for (const voice of this.voices) {
      voice.mixInto(mixed, this.position);
      if (voice.isOver) this.voices.delete(voice);
    }
    for (let index = 0; index < mixed.length; index += 1) mixed[index] = Math.max(-1, Math.min(1, mixed[index]!));
    this.position += mixed.length;
    return mixed;
  }
}
