import { changedCue, newCueAt, splitCue, withCue, withoutCue } from './cue-edits';

const cues = [
  { fromMs: 1_000, untilMs: 5_000, text: 'We cross the stenosis with the wire' },
  { fromMs: 6_000, untilMs: 8_000, text: 'Then the balloon' },
];

describe('editing captions', () => {
  it('a new one stands where it is spoken', () => expect(withCue(cues, { fromMs: 5_200, untilMs: 5_800, text: 'so' }).map(({ text }) => text)).toEqual([cues[0]!.text, 'so', cues[1]!.text]));

  it('one that is moved takes its new place', () => expect(changedCue(cues, 0, { ...cues[0]!, fromMs: 9_000, untilMs: 9_500 }).map(({ fromMs }) => fromMs)).toEqual([6_000, 9_000]));

  it('one that is removed leaves the others', () => expect(withoutCue(cues, 0)).toEqual([cues[1]]));

  it('splitting shares out the words by the time, between two of them', () => {
    expect(splitCue(cues, 0, 3_000)).toEqual([
      { fromMs: 1_000, untilMs: 3_000, text: 'We cross the stenosis' },
      { fromMs: 3_000, untilMs: 5_000, text: 'with the wire' },
      cues[1],
    ]);
  });

  it('splits neither outside it nor within a word', () => {
    expect(splitCue(cues, 0, 1_000)).toBeNull();
    expect(splitCue(cues, 0, 5_000)).toBeNull();
    expect(splitCue([{ fromMs: 0, untilMs: 1_000, text: 'Stop' }], 0, 500)).toBeNull();
  });

  it('a new one ends where the next begins, after a second at least', () => {
    expect(newCueAt(cues, 4_500, 'x')).toEqual({ fromMs: 4_500, untilMs: 6_000, text: 'x' });
    expect(newCueAt(cues, 5_900, 'x').untilMs).toBe(6_900);
    expect(newCueAt(cues, 20_000, 'x').untilMs).toBe(23_000);
  });
});
