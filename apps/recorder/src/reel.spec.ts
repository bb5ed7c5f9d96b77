import { Reel, type Turn } from './reel';

const SECOND = 1_000_000;
const FPS = 15;

/** Runs the clock from 0 on, looking every 20 ms, and offers pictures at their times; what was written comes back. */
function run(seconds: number, offers: { picture: string; at: number; lateUs?: number }[], { goneAt, looksFrom = 0 }: { goneAt?: number; looksFrom?: number } = {}): Turn<string>[] {
  const reel = new Reel<string>({ fps: FPS, segmentMs: 4000 }, 'dark');
  const waiting = [...offers].sort((a, b) => a.at + (a.lateUs ?? 0) - b.at - (b.lateUs ?? 0));
  const written: Turn<string>[] = [];
  let isGone = false;
  for (let now = 0; now < seconds * SECOND; now += 20_000) {
    while (waiting[0] && waiting[0].at + (waiting[0].lateUs ?? 0) <= now) {
      const { picture, at } = waiting.shift()!;
      reel.offer(picture, at);
    }
    if (goneAt !== undefined && now >= goneAt && !isGone) {
      reel.gone(now);
      isGone = true;
    }
    if (now < looksFrom) continue;
    for (let turn = reel.next(now); turn; turn = reel.next(now)) written.push(turn);
  }
  return written;
}

const film = (seconds: number, fps: number, fromUs = 0) => Array.from({ length: seconds * fps }, (_, index) => ({ picture: `p${index}`, at: fromUs + Math.round((index * SECOND) / fps) }));
const times = (turns: Turn<string>[]) => turns.map(({ at }) => at);
const isRising = (values: number[]) => values.every((value, index) => index === 0 || value > values[index - 1]!);

describe('the reel', () => {
  it('writes a moving picture at its own times', () => {
    const offers = film(3, FPS);
    expect(run(3, offers).map(({ picture, at }) => ({ picture, at }))).toEqual(offers);
  });

  it.each([20, 24, 30, 60])('writes no more than its rate of %s pictures a second', (fps) => {
    const written = run(10, film(10, fps));
    expect(isRising(times(written))).toBe(true);
    expect(written.length).toBeGreaterThan(10 * FPS * 0.9);
    expect(written.length).toBeLessThanOrEqual(10 * FPS + 3);
  });

  it('always writes the last picture of a movement: a slide stays sharp', () => {
    for (const fps of [24, 30, 60]) for (const count of [5, 6, 7, 8]) expect(run(2, film(1, fps).slice(0, count)).at(-1)?.picture).toBe(`p${count - 1}`);
  });

  it('repeats a picture that stands, and begins each segment with a key frame on its border', () => {
    const written = run(13, [{ picture: 'slide', at: 0 }]);
    expect(written.every(({ picture }) => picture === 'slide')).toBe(true);
    expect(times(written.filter(({ isKey }) => isKey))).toEqual([0, 4 * SECOND, 8 * SECOND, 12 * SECOND]);
    expect(Math.max(...times(written).map((at, index, all) => at - (all[index - 1] ?? 0)))).toBeLessThanOrEqual(400_000);
  });

  it('meets the borders with a moving picture too, to a tenth of a second', () => {
    const keys = times(run(13, film(13, 12, 33_000)).filter(({ isKey }) => isKey));
    for (const [index, at] of keys.entries()) expect(Math.abs(at - index * 4 * SECOND)).toBeLessThan(100_000);
    expect(keys).toHaveLength(4);
  });

  it('meets every border although the machine stood still over some of them', () => {
    const keys = times(run(14, [{ picture: 'slide', at: 0 }, { picture: 'next', at: 13 * SECOND }], { looksFrom: 0 }).filter(({ isKey }) => isKey));
    expect(keys).toHaveLength(4);
    const late = run(14, [{ picture: 'slide', at: 0 }, { picture: 'next', at: 13 * SECOND }], { looksFrom: 13 * SECOND });
    expect(times(late.filter(({ isKey }) => isKey))).toEqual([0, 4 * SECOND, 8 * SECOND, 12 * SECOND]);
  });

  it('takes a picture that comes late at its own time', () => {
    const written = run(4, [{ picture: 'a', at: 0 }, { picture: 'b', at: 2 * SECOND + 123, lateUs: 150_000 }]);
    expect(written.find(({ picture }) => picture === 'b')?.at).toBe(2 * SECOND + 123);
  });

  it('never goes back, however late a picture comes', () => {
    const written = run(6, [{ picture: 'a', at: 0 }, { picture: 'b', at: SECOND, lateUs: 3 * SECOND }, { picture: 'c', at: 4.5 * SECOND }]);
    expect(isRising(times(written))).toBe(true);
    expect(written.some(({ picture }) => picture === 'b')).toBe(true);
  });

  it('goes dark two seconds after the stage is empty, and not while a picture only stands', () => {
    const written = run(10, film(3, FPS), { goneAt: 3 * SECOND });
    expect(written.filter(({ at }) => at < 4.7 * SECOND).some(({ picture }) => picture === 'dark')).toBe(false);
    expect(written.filter(({ at }) => at > 5.1 * SECOND).every(({ picture }) => picture === 'dark')).toBe(true);
    expect(run(60, film(3, FPS)).some(({ picture }) => picture === 'dark')).toBe(false);
  });

  it('shows no dark between two who follow each other on the stage', () => {
    const written = run(8, [...film(2, FPS), ...film(3, FPS, 3.5 * SECOND)], { goneAt: 2 * SECOND });
    expect(written.some(({ picture }) => picture === 'dark')).toBe(false);
  });

  it('begins dark at zero while there is no picture yet', () => {
    expect(run(2, [{ picture: 'a', at: SECOND }])[0]).toEqual({ picture: 'dark', at: 0, isKey: true });
  });
});
