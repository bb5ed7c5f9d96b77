const LONGEST = 160;
/** So much before what was found. */
const BEFORE = 50;

/** Character by character as the database looks for it: small, without accents, signs as spaces; as long as it was. */
function folded(text: string): string {
  return Array.from({ length: text.length }, (_, i) => {
    const letter = text[i]!.normalize('NFD')[0]!.toLowerCase();
    return letter.length === 1 && /[\p{L}\p{N}]/u.test(letter) ? letter : ' ';
  }).join('');
}

/** Where in a text each of the words is that is there; the last one may go on, as the database takes it. */
function placesOf(text: string, q: string): number[] {
  const plain = ` ${folded(text)} `;
  const words = folded(q).split(' ').filter((word) => word !== '');
  return words.map((word, i) => plain.indexOf(i === words.length - 1 ? ` ${word}` : ` ${word} `)).filter((at) => at >= 0);
}

/** How many of the words are in a text. */
export const wordsFound = (text: string, q: string): number => placesOf(text, q).length;

/** What stands around the first word that was looked for, in one line, cut between words. */
export function excerptOf(text: string, q: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= LONGEST) return line;
  const places = placesOf(line, q);
  const at = places.length > 0 ? Math.min(...places) : 0;
  const from = at <= BEFORE ? 0 : wordStart(line, at - BEFORE, at);
  const rest = line.length - from;
  const until = rest <= LONGEST ? line.length : wordEnd(line, from + LONGEST);
  return `${from > 0 ? '… ' : ''}${line.slice(from, until)}${until < line.length ? ' …' : ''}`;
}

function wordStart(line: string, from: number, atMost: number): number {
  const space = line.indexOf(' ', from);
  return space < 0 || space >= atMost ? whole(line, from) : space + 1;
}

function wordEnd(line: string, until: number): number {
  const space = line.lastIndexOf(' ', until);
  return space < until - BEFORE ? whole(line, until) : space;
}

/** Half a character is none. */
const whole = (line: string, at: number): number => (/[\uDC00-\uDFFF]/.test(line[at] ?? '') ? at - 1 : at);
