import fc from 'fast-check';
import { HARMLESS_ENGLISH, HARMLESS_ITALIAN, HARMLESS_SCRAPS } from './harmless.samples';
import { findIdentifiers, IDENTIFIER_KINDS } from './identifiers';
import { IDENTIFYING } from './identifying.samples';

const HARMLESS = [...HARMLESS_ENGLISH, ...HARMLESS_ITALIAN];
const kindsOf = (text: string): string[] => findIdentifiers(text).map(({ kind }) => kind);
const marked = (text: string): string[] => findIdentifiers(text).map(({ from, until }) => text.slice(from, until));

/** The notes that would be refused; said aloud, since each is somebody's lost minute. */
function alarmsOf(notes: readonly string[]): string[] {
  const alarms = notes.filter((note) => kindsOf(note).length > 0).map((note) => `${marked(note).join(' | ')} in: ${note}`);
  if (alarms.length > 0) process.stdout.write(`False alarms, ${alarms.length} of ${notes.length}:\n${alarms.join('\n')}\n`);
  return alarms;
}

it('finds every shape in which notes have named a patient', () => {
  expect(IDENTIFYING.length).toBeGreaterThanOrEqual(80);
  expect(new Set(IDENTIFYING).size).toBe(IDENTIFYING.length);
  expect(IDENTIFYING.filter((shape) => kindsOf(shape).length === 0)).toEqual([]);
});

it('lets pass what trainees write, but for three notes of 200 at most', () => {
  expect([HARMLESS_ENGLISH.length, HARMLESS_ITALIAN.length]).toEqual([100, 100]);
  expect(alarmsOf(HARMLESS).length).toBeLessThanOrEqual(3);
});

it('lets pass scraps full of devices, scores and abbreviations just as well', () => {
  expect(HARMLESS_SCRAPS.length).toBeGreaterThan(150);
  expect(alarmsOf(HARMLESS_SCRAPS).length).toBeLessThanOrEqual(3);
});

it('finds each shape wherever it stands in a note', () => {
  const missed = new Set<string>();
  fc.assert(
    fc.property(fc.constantFrom(...IDENTIFYING), fc.constantFrom(...HARMLESS), fc.double({ min: 0, max: 1, noNaN: true }), (shape, note, where) => {
      const gaps = [0, ...[...note.matchAll(/[.;,] /g)].map(({ index }) => index + 2), note.length];
      const at = gaps[Math.min(gaps.length - 1, Math.floor(where * gaps.length))]!;
      const text = `${note.slice(0, at)} ${shape}, ${note.slice(at)}`;
      const found = findIdentifiers(text).some(({ from, until }) => from < at + 1 + shape.length && until > at + 1);
      if (!found) missed.add(`${shape} in: ${text}`);
    }),
    { numRuns: 5_000, seed: 5 },
  );
  expect([...missed]).toEqual([]);
});

it.each([
  ['Mr Smith', 'name'],
  ['paz. G.B.', 'initials'],
  ['nato il 12/03/1956', 'birth-date'],
  ['seen on 12/03/2027', 'date'],
  ['MRN 4482913', 'number'],
  ['mario.rossi@example.it', 'contact'],
  ['via Garibaldi 12', 'address'],
])('says of %s that it is of kind %s', (text, kind) => {
  expect(kindsOf(text)).toEqual([kind]);
});

it('marks what was found and no more, in order, each place once', () => {
  expect(marked('Stent for Mario Rossi, 67 anni, MRN 4482913.')).toEqual(['Mario Rossi', 'MRN 4482913']);
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...IDENTIFYING), fc.constantFrom(...HARMLESS), fc.string({ unit: 'binary', maxLength: 40 })), { maxLength: 8 }), (pieces) => {
      const text = pieces.join(' ');
      let end = 0;
      for (const { kind, from, until } of findIdentifiers(text)) {
        expect(IDENTIFIER_KINDS).toContain(kind);
        expect(from).toBeGreaterThanOrEqual(end);
        expect(until).toBeGreaterThan(from);
        expect(until).toBeLessThanOrEqual(text.length);
        end = until;
      }
    }),
    { numRuns: 500, seed: 6 },
  );
});

it('lets staff be named after their title', () => {
  for (const text of ['With Dr Mario Rossi', 'dott.ssa Giulia Conti', 'Prof. Ferri showed me', 'nurse Gallo', 'Dr. Rossi']) expect(marked(text)).toEqual([]);
});

it('takes no time for 500 characters, whatever they are', () => {
  const hostile = ['a'.repeat(500), '1'.repeat(500), '1 '.repeat(250), '1.'.repeat(250), 'A. '.repeat(166), 'Mr '.repeat(166), '3 may '.repeat(83), 'id id '.repeat(83), 'A'.repeat(500), 'born on in at '.repeat(35), '12 Aa Aa Aa '.repeat(41), `${'a.'.repeat(249)}@`, 'via Aa Aa Aa '.repeat(38), '347 '.repeat(125), '+39 ('.repeat(100), ' '.repeat(500), '- '.repeat(250)];
  for (const text of [...hostile, HARMLESS.join(' ').slice(0, 500)]) {
    findIdentifiers(text);
    const from = performance.now();
    for (let count = 0; count < 20; count++) findIdentifiers(text);
    // Well under a millisecond each on a quiet machine; this one may be busy.
    expect((performance.now() - from) / 20).toBeLessThan(5);
  }
});
