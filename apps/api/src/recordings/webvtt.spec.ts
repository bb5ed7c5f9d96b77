import fc from 'fast-check';
import { CaptionsInvalid, parseWebvtt, plainText, writeWebvtt } from './webvtt';

const texts = (file: string): string[] => parseWebvtt(file).map(({ text }) => text);
const problem = (file: string): { line: number; problem: string } => {
  try {
    parseWebvtt(file);
  } catch (error) {
    if (error instanceof CaptionsInvalid) return { line: error.line, problem: error.problem };
    throw error;
  }
  throw new Error('it was read without complaint');
};
const CUE = '00:00:01.000 --> 00:00:02.500\nHello';

describe('reading WebVTT', () => {
  it('times are hours, minutes, seconds and thousandths; the hours may be left out', () => {
    expect(parseWebvtt('WEBVTT\n\n01:02:03.004 --> 100:00:00.000\nA\n\n00:05.250 --> 59:59.999\nB\n')).toEqual([
      { fromMs: 5_250, untilMs: 3_599_999, text: 'B', line: 6 },
      { fromMs: 3_723_004, untilMs: 360_000_000, text: 'A', line: 3 },
    ]);
  });

  it.each([
    ['a byte order mark', `\uFEFFWEBVTT\n\n${CUE}`],
    ['line ends of Windows', `WEBVTT\r\n\r\n${CUE.replace('\n', '\r\n')}\r\n`],
    ['line ends of old', `WEBVTT\r\r${CUE.replace('\n', '\r')}`],
    ['a title', `WEBVTT - Femoral access\n\n${CUE}`],
    ['a header', `WEBVTT\nKind: captions\nLanguage: en\n\n${CUE}`],
    ['many empty lines', `WEBVTT\n\n\n\n${CUE}\n\n\n\n`],
    ['an id', `WEBVTT\n\n17 - opening\n${CUE}`],
    ['a note', `WEBVTT\n\nNOTE made by hand\nof two lines\n\n${CUE}`],
    ['styles and regions', `WEBVTT\n\nSTYLE\n::cue(b) { color: red }\n\nREGION\nid:bottom\nwidth:40%\n\n${CUE}`],
    ['a note behind', `WEBVTT\n\n${CUE}\n\nNOTE\nthe end`],
    ['settings', `WEBVTT\n\n00:00:01.000 --> 00:00:02.500 align:start position:10%,line-left line:-1 region:bottom\nHello`],
    ['tabs around the arrow', 'WEBVTT\n\n00:00:01.000\t-->\t00:00:02.500\nHello'],
  ])('it may have %s', (_, file) => {
    expect(parseWebvtt(file)).toMatchObject([{ fromMs: 1_000, untilMs: 2_500, text: 'Hello' }]);
  });

  it('captions that overlap are all there, in the order of time', () => {
    expect(parseWebvtt('WEBVTT\n\n00:05.000 --> 00:09.000\nlate\n\n00:01.000 --> 00:07.000\nearly\n\n00:01.000 --> 00:02.000\nearly too').map(({ text }) => text)).toEqual(['early', 'early too', 'late']);
  });

  it('an empty file has none, and a caption without text is none', () => {
    expect(parseWebvtt('WEBVTT')).toEqual([]);
    expect(parseWebvtt('WEBVTT\n\n00:01.000 --> 00:02.000\n\n00:03.000 --> 00:04.000\n<i> </i>\n')).toEqual([]);
  });

  it.each([
    ['tags go', '<v.loud Elena Marchetti>The <b>left</b> <c.yellow.bg_blue>iliac</c> <00:00:01.500>artery', 'The left iliac artery'],
    ['ruby and languages go', '<lang it>arteria</lang> <ruby>A<rt>a</rt></ruby>', 'arteria Aa'],
    ['what is no tag stays', 'a stent of <5 mm and >3 mm, P < 0.05 > 0', 'a stent of <5 mm and >3 mm, P < 0.05 > 0'],
    ['characters by their names are themselves', 'CT &amp; MR, &lt;b&gt;, &#233;&#xE9;&nbsp;!', 'CT & MR, <b>, éé\u00a0!'],
    ['names of nothing stay', '&unknown; &#0; &#xD800; &#7;', '&unknown; &#0; &#xD800; &#7;'],
    ['lines stay, spaces around them go', '  one  \n two\t', 'one\ntwo'],
  ])('%s', (_, marked, text) => {
    expect(texts(`WEBVTT\n\n00:01.000 --> 00:02.000\n${marked}\n`)).toEqual([text]);
  });

  it.each([
    ['an empty one', '', 1],
    ['one of another kind', '1\n00:00:01,000 --> 00:00:02,000\nHello', 1],
    ['one that only begins like it', 'WEBVTTX\n\n', 1],
    ['times of another kind', 'WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nHello', 3],
    ['minutes beyond the hour', 'WEBVTT\n\n00:61:01.000 --> 00:62:02.000\nHello', 3],
    ['no space at the arrow', 'WEBVTT\n\n00:01.000-->00:02.000\nHello', 3],
    ['one that ends before it starts', `WEBVTT\n\n${CUE}\n\nid\n00:03.000 --> 00:03.000\nHello`, 7],
    ['a setting that is none', 'WEBVTT\n\n00:01.000 --> 00:02.000 shout\nHello', 3],
    ['captions without an empty line between', `WEBVTT\n\n${CUE}\n${CUE}`, 5],
    ['a caption right below the header', `WEBVTT\n${CUE}`, 2],
    ['a caption right below a note', `WEBVTT\n\nNOTE\n${CUE}`, 4],
    ['text that stands alone', `WEBVTT\n\n${CUE}\n\nand more`, 6],
    ['control characters', 'WEBVTT\n\n00:01.000 --> 00:02.000\nfine\nHel\u0000lo', 5],
    ['half a character', 'WEBVTT\n\n00:01.000 --> 00:02.000\n\ud83d', 4],
    ['a caption without end', `WEBVTT\n\n00:01.000 --> 00:02.000\n${'x'.repeat(1_001)}`, 4],
  ])('the file is refused with the line that is wrong: %s', (_, file, line) => {
    expect(problem(file).line).toBe(line);
  });

  it('never fails in any other way, whatever it is given', () => {
    const piece = fc.oneof(fc.constantFrom('WEBVTT', '\n', '\n\n', '\r', ' --> ', '00:01.000', '00:00:02.000', 'NOTE', 'STYLE', '<b>', '<', '&amp;', '&#', '\uFEFF', 'align:start', '\u0000'), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        try {
          for (const { fromMs, untilMs, text } of parseWebvtt(`WEBVTT\n\n${pieces.join('')}`)) expect([fromMs < untilMs, text.trim() === text, text.length > 0]).toEqual([true, true, true]);
        } catch (error) {
          expect(error).toBeInstanceOf(CaptionsInvalid);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('is done with the longest file in no time', () => {
    const started = performance.now();
    expect(() => parseWebvtt(`WEBVTT\n\n00:01.000 --> 00:02.000\n${'<c '.repeat(600_000)}`)).toThrow(CaptionsInvalid);
    expect(() => parseWebvtt(`WEBVTT\n\n${' \t'.repeat(900_000)}-->`)).toThrow(CaptionsInvalid);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('writing WebVTT', () => {
  it('what is written is read as it was, whatever it says', () => {
    const cue = fc.record({ fromMs: fc.nat(30_000_000), lengthMs: fc.integer({ min: 1, max: 60_000 }), text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }) });
    fc.assert(
      fc.property(fc.array(cue, { maxLength: 10 }), (given) => {
        const cues = given
          .map(({ fromMs, lengthMs, text }) => ({ fromMs, untilMs: fromMs + lengthMs, text: text.replace(/[\p{Cc}\p{Cs}]/gu, '').trim() }))
          .filter(({ text }) => text !== '')
          .sort((a, b) => a.fromMs - b.fromMs);
        expect(parseWebvtt(writeWebvtt(cues)).map(({ fromMs, untilMs, text }) => ({ fromMs, untilMs, text }))).toEqual(cues);
      }),
      { numRuns: 500 },
    );
  });

  it('an arrow, a tag or an empty line in a text is no part of the file', () => {
    const file = writeWebvtt([{ fromMs: 0, untilMs: 3_723_004, text: 'A --> B\n\n<b>&\n00:01.000 --> 00:02.000' }]);
    expect(file).toBe('WEBVTT\n\n00:00:00.000 --> 01:02:03.004\nA --&gt; B\n&lt;b&gt;&amp;\n00:01.000 --&gt; 00:02.000\n');
    expect(texts(file)).toEqual(['A --> B\n<b>&\n00:01.000 --> 00:02.000']);
  });

  it('plain text is what a person reads', () => {
    expect(plainText('<i>one</i>\n\n\n two ')).toBe('one\ntwo');
  });
});
