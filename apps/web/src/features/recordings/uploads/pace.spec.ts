import { bytesPerSecond, percentOf, sizeOf, timeLeft, withArrived, type Arrived } from './pace';

const arrivals = (...marks: [number, number][]): Arrived[] => marks.reduce<Arrived[]>((known, [at, bytes]) => withArrived(known, { at, bytes }), []);

describe('the pace of an upload', () => {
  it('is not told before a second is measured', () => {
    expect(bytesPerSecond([])).toBeNull();
    expect(bytesPerSecond(arrivals([0, 0], [500, 4_000]))).toBeNull();
  });

  it('is what arrived in the time it took', () => {
    const marks = arrivals([0, 1_000], [1_000, 3_000], [2_000, 5_000]);
    expect(bytesPerSecond(marks)).toBe(2_000);
    expect(timeLeft(marks, 25_000)).toBe(10_000);
  });

  it('forgets what is long ago', () => {
    const marks = arrivals([0, 0], [20_000, 1_000_000], [30_000, 1_001_000], [40_000, 1_002_000], [50_000, 1_003_000]);
    expect(bytesPerSecond(marks)).toBe(100);
  });

  it('begins anew when the server holds less than was sent', () => expect(arrivals([0, 0], [1_000, 9_000], [2_000, 6_000])).toEqual([{ at: 2_000, bytes: 6_000 }]));

  it('has no end while nothing arrives', () => expect(timeLeft(arrivals([0, 10], [5_000, 10]), 100)).toBeNull());

  it('a hundred percent is everything and nothing less', () => {
    expect(percentOf(9_999_999, 10_000_000)).toBe(99);
    expect(percentOf(10, 10)).toBe(100);
    expect(percentOf(0, 0)).toBe(0);
  });

  it('sizes are told in the unit that people use', () => {
    expect(sizeOf(900)).toEqual({ value: 900, unit: 'B', digits: 0 });
    expect(sizeOf(4_200_000_000)).toEqual({ value: 4.2, unit: 'GB', digits: 1 });
    expect(sizeOf(38_400_000)).toEqual({ value: 38.4, unit: 'MB', digits: 0 });
  });
});
