/** A cue in the time of its file, in milliseconds. `line`: where in the file its times stand, from 1. */
export type Cue = { fromMs: number; untilMs: number; text: string };
export type FileCue = Cue & { line: number };

/** Not a WebVTT file: which line, from 1, and what is wrong with it. */
export class CaptionsInvalid extends Error {
  constructor(
    readonly line: number,
    readonly problem: string,
  ) {
    super(`line ${line}: ${problem}`);
  }
}

const LONGEST_TEXT = 1000;
const MOST_CUES = 20_000;
const ARROW = '-->';
const TIMES = /^\s*(\S+)[ \t]+-->[ \t]+(\S+)(?:[ \t]+(.*?))?\s*$/;
const TIME = /^(?:(\d{2,3}):)?([0-5]\d):([0-5]\d)\.(\d{3})$/;
const SETTING = /^(?:vertical|line|position|size|align|region):\S+$/;
/** What marks up a caption; any other "<" is one that somebody wrote. */
const TAG = /<\/?(?:c|i|b|u|v|lang|ruby|rt)(?:\.[^\s<>]*)?(?:[ \t\n][^<>]*)?>|<(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}>/g;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', nbsp: '\u00a0', lrm: '\u200e', rlm: '\u200f', quot: '"', apos: "'" };

/**
 * The cues of a WebVTT file as plain text, in the order of time: without tags, styles, notes, ids and settings. Cues may
 * overlap; one without text is left out.
 * @throws CaptionsInvalid
 */
export function parseWebvtt(file: string): FileCue[] {
  const lines = file.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  if (!/^WEBVTT(?:[ \t].*)?$/.test(lines[0] ?? '')) throw new CaptionsInvalid(1, 'the file does not begin with WEBVTT');
  const cues: FileCue[] = [];
  let at = 1;
  // The header goes on until the first empty line.
  for (; at < lines.length && lines[at] !== ''; at++) if (lines[at]!.includes(ARROW)) throw new CaptionsInvalid(at + 1, 'an empty line belongs before the first caption');
  while (at < lines.length) {
    if (lines[at] === '') {
      at++;
      continue;
    }
    const first = at;
    while (at < lines.length && lines[at] !== '') at++;
    const cue = readBlock(lines.slice(first, at), first + 1);
    if (cue) cues.push(cue);
    if (cues.length > MOST_CUES) throw new CaptionsInvalid(first + 1, `more than ${MOST_CUES} captions`);
  }
  return cues.sort((a, b) => a.fromMs - b.fromMs);
}

/** One block between empty lines; null for what is no caption. @param line of its first line */
function readBlock(block: string[], line: number): FileCue | null {
  if (/^(?:NOTE|STYLE|REGION)(?:[ \t]|$)/.test(block[0]!) && !block[0]!.includes(ARROW)) {
    const arrow = block.findIndex((text) => text.includes(ARROW));
    if (arrow >= 0) throw new CaptionsInvalid(line + arrow, 'an empty line belongs before a caption');
    return null;
  }
  const id = block[0]!.includes(ARROW) ? 0 : 1;
  if (block[id] === undefined || !block[id].includes(ARROW)) throw new CaptionsInvalid(line, 'neither times nor a note');
  const { fromMs, untilMs } = readTimes(block[id], line + id);
  const body = block.slice(id + 1);
  const arrow = body.findIndex((text) => text.includes(ARROW));
  if (arrow >= 0) throw new CaptionsInvalid(line + id + 1 + arrow, 'an empty line belongs before a caption');
  const strange = body.findIndex((text) => /[\p{Cc}\p{Cs}]/u.test(text.replaceAll('\t', '')));
  if (strange >= 0) throw new CaptionsInvalid(line + id + 1 + strange, 'control characters');
  const text = plainText(body.join('\n'));
  if (text.length > LONGEST_TEXT) throw new CaptionsInvalid(line + id + 1, `a caption of more than ${LONGEST_TEXT} characters`);
  return text === '' ? null : { fromMs, untilMs, text, line: line + id };
}

function readTimes(text: string, line: number): { fromMs: number; untilMs: number } {
  const [, from, until, settings] = TIMES.exec(text) ?? [];
  const [fromMs, untilMs] = [readTime(from), readTime(until)];
  if (fromMs === null || untilMs === null) throw new CaptionsInvalid(line, 'times are written as 00:01:02.345 --> 00:01:05.678');
  if (fromMs >= untilMs) throw new CaptionsInvalid(line, 'ends before it starts');
  const wrong = settings?.split(/[ \t]+/).find((setting) => setting !== '' && !SETTING.test(setting));
  if (wrong) throw new CaptionsInvalid(line, `unknown setting ${wrong.slice(0, 40)}`);
  return { fromMs, untilMs };
}

function readTime(text: string | undefined): number | null {
  const [, hours = '0', minutes, seconds, thousandths] = TIME.exec(text ?? '') ?? [];
  return minutes === undefined ? null : ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(thousandths);
}

/** Without markup, with the characters that it stands for, without empty lines: what a person reads. */
export function plainText(marked: string): string {
  const text = marked.replace(TAG, '').replace(/&(?:([a-z]+)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi, (whole, name: string | undefined, decimal: string | undefined, hexadecimal: string | undefined) => {
    if (name) return NAMED[name] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal!, 16);
    const isCharacter = code >= 32 && code <= 0x10ffff && !(code >= 0x7f && code < 0xa0) && !(code >= 0xd800 && code <= 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : whole;
  });
  return withoutEmptyLines(text);
}

/** An empty line would end a caption. */
export const withoutEmptyLines = (text: string): string =>
  text
    .split(/\r\n|\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');

/** A WebVTT file of plain cues. */
export function writeWebvtt(cues: readonly Cue[]): string {
  return ['WEBVTT', ...cues.map(({ fromMs, untilMs, text }) => `${writeTime(fromMs)} ${ARROW} ${writeTime(untilMs)}\n${escaped(withoutEmptyLines(text))}`)].join('\n\n') + '\n';
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function writeTime(ms: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${String(ms % 1000).padStart(3, '0')}`;
}
