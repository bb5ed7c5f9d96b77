import { faultsOf, type ReadBack } from './check';

const well: ReadBack = { durationMs: 600_000, decodable: true, loudestDb: -12, longestGapMs: 80 };
const whole = [{ start: 0, end: 600_000 }];

describe('a recording that was read back', () => {
  it('is well when it is as long as it should be, decodes and is heard', () => {
    expect(faultsOf(well, whole)).toEqual([]);
  });

  it.each([
    ['has no sound at all', { loudestDb: null }, ['silent']],
    ['is quieter than noise', { loudestDb: -60.1 }, ['silent']],
    ['is hardly heard', { loudestDb: -60 }, []],
    ['does not decode', { decodable: false }, ['not-decodable']],
    ['is shorter than seams explain', { durationMs: 587_000 }, ['too-short']],
    ['is a little shorter', { durationMs: 588_000 }, []],
    ['is longer', { durationMs: 640_000 }, []],
    ['stands still inside', { longestGapMs: 5_001 }, ['gaps']],
    ['holds nothing', { durationMs: 0, decodable: false, loudestDb: null }, ['nothing']],
    ['has every fault', { durationMs: 300_000, decodable: false, loudestDb: null, longestGapMs: 9_000 }, ['not-decodable', 'too-short', 'gaps', 'silent']],
  ] as const)('that %s', (_, found, faults) => {
    expect(faultsOf({ ...well, ...found }, whole)).toEqual(faults);
  });

  it('of seconds may miss two of them', () => {
    expect(faultsOf({ ...well, durationMs: 8_000 }, [{ start: 0, end: 10_000 }])).toEqual([]);
    expect(faultsOf({ ...well, durationMs: 7_999 }, [{ start: 0, end: 10_000 }])).toEqual(['too-short']);
  });

  it('has gaps where something is missing that nobody cut out', () => {
    const spans = [{ start: 0, end: 300_000 }, { start: 360_000, end: 660_000 }];
    expect(faultsOf(well, spans)).toEqual(['gaps']);
    expect(faultsOf(well, spans, [{ start: 300_000, end: 360_000 }])).toEqual([]);
    expect(faultsOf(well, spans, [{ start: 300_000, end: 350_000 }])).toEqual(['gaps']);
  });

  it('of which everything was cut out holds nothing', () => {
    expect(faultsOf(well, [], [{ start: 0, end: 600_000 }])).toEqual(['nothing']);
  });
});
