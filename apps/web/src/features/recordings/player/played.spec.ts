import { Played } from './played';

/** Ten minutes with two missing after the fourth: the player shows eight. */
const minute = 60_000;
const spans = [
  { start: 0, end: 4 * minute },
  { start: 6 * minute, end: 10 * minute },
];

describe('what was played', () => {
  let played: Played;
  beforeEach(() => (played = new Played()));

  it('is what went on by itself, in one piece', () => {
    played.begin(1_000);
    for (const at of [1_250, 1_500, 2_000]) played.move(spans, at);
    expect(played.take()).toEqual([{ start: 1_000, end: 2_000 }]);
  });

  it('is told once', () => {
    played.begin(0);
    played.move(spans, 500);
    played.take();
    played.move(spans, 900);
    expect(played.take()).toEqual([{ start: 500, end: 900 }]);
    expect(played.take()).toEqual([]);
  });

  it('a jump earns nothing, wherever it leads', () => {
    played.begin(0);
    played.move(spans, 1_000);
    played.end();
    played.begin(3 * minute);
    played.move(spans, 3 * minute + 1_000);
    expect(played.take()).toEqual([
      { start: 0, end: 1_000 },
      { start: 3 * minute, end: 3 * minute + 1_000 },
    ]);
  });

  it('time that passes while nothing plays is not played', () => {
    played.move(spans, 5_000);
    played.begin(5_000);
    played.end();
    played.move(spans, 9_000);
    expect(played.take()).toEqual([]);
  });

  it('running backwards is no playing', () => {
    played.begin(9_000);
    played.move(spans, 4_000);
    played.move(spans, 5_000);
    expect(played.take()).toEqual([{ start: 4_000, end: 5_000 }]);
  });

  it('across a gap it is the two pieces beside it, in the time of the recording', () => {
    played.begin(4 * minute - 1_000);
    played.move(spans, 4 * minute + 1_000);
    expect(played.take()).toEqual([
      { start: 4 * minute - 1_000, end: 4 * minute },
      { start: 6 * minute, end: 6 * minute + 1_000 },
    ]);
  });

  it('parts of milliseconds never add up to more than was played', () => {
    played.begin(0.4);
    played.move(spans, 1_000.9);
    expect(played.take()).toEqual([{ start: 1, end: 1_000 }]);
  });

  it('what could not be told is told with what follows, seen twice only once', () => {
    played.begin(0);
    played.move(spans, 1_000);
    const untold = played.take();
    played.move(spans, 2_000);
    played.giveBack(untold);
    expect(played.take()).toEqual([{ start: 0, end: 2_000 }]);
  });

  it('a beat carries a hundred pieces and leaves the rest to the next', () => {
    for (let piece = 0; piece < 130; piece++) {
      played.begin(piece * 1_000);
      played.move(spans, piece * 1_000 + 500);
      played.end();
    }
    expect(played.take()).toHaveLength(100);
    expect(played.take()).toHaveLength(30);
  });
});
