import { parse, type Options } from 'csv-parse';
import { Readable } from 'node:stream';
import { setImmediate as breathe } from 'node:timers/promises';

/** A line of a spreadsheet: where it stands, as it was written, and its cells. */
export type Line = { line: number; text: string; cells: string[] };
type Parsed = { record: string[]; raw: string; info: { lines: number } };

/** The parser is given so many bytes at once; in between others have their turn. */
const PIECE = 16_384;
const SHOWN = 200;
/** A first line with neither a figure nor an address is a header, in whichever language. */
const isHeader = (cells: readonly string[]): boolean => !cells.some((cell) => /[\d@]/.test(cell));

/**
 * Reads the lines of a spreadsheet saved as text: commas or semicolons, with quotes or without, with a header or without, and with the mark that some programs put first.
 * What a cell holds is text, whatever it begins with. Lines without anything in them are left out.
 * @throws Error for a quote that is never closed
 */
export async function readLines(csv: string): Promise<Line[]> {
  const options: Options = { delimiter: delimiterOf(csv), bom: true, info: true, raw: true, relax_quotes: true, relax_column_count: true, skip_empty_lines: true, trim: true };
  const lines: Line[] = [];
  const parsed = Readable.from(pieces(csv)).pipe(parse(options)) as AsyncIterable<Parsed>;
  let first = true;
  for await (const { record, raw, info } of parsed) {
    if (record.every((cell) => cell === '')) continue;
    const header = first && isHeader(record);
    first = false;
    if (!header) lines.push({ line: info.lines, text: raw.replace(/^\uFEFF/, '').trim().slice(0, SHOWN), cells: record });
  }
  return lines;
}

/** As bytes: a piece may end within a letter. */
async function* pieces(csv: string): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(csv);
  for (let from = 0; from < bytes.length; from += PIECE) {
    yield bytes.subarray(from, from + PIECE);
    await breathe();
  }
}

/** The one that the first line has more of. */
function delimiterOf(csv: string): ',' | ';' {
  const first = /[^\r\n]+/.exec(csv)?.[0] ?? '';
  return first.split(';').length > first.split(',').length ? ';' : ',';
}
