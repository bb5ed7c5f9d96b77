import { findAddresses, findContacts, findDates, findNumbers } from './identifying-figures';
import { findNames } from './identifying-names';

/** What in a text may tell who a patient is. */
export const IDENTIFIER_KINDS = ['name', 'initials', 'birth-date', 'date', 'number', 'contact', 'address'] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];
/** Half-open, in UTF-16 units of the text. */
export type Identifier = { kind: IdentifierKind; from: number; until: number };

/**
 * Everything in the text that may identify a patient, in order, without overlaps; English and Italian.
 * It errs on the side of the patient, but lets pass what notes are full of: sizes, doses, devices, eponyms, names of staff after their title.
 */
export function findIdentifiers(text: string): Identifier[] {
  const found = [...findContacts(text), ...findDates(text), ...findNumbers(text), ...findAddresses(text), ...findNames(text)];
  return withoutOverlaps(found.sort((left, right) => left.from - right.from || right.until - left.until));
}

/** Of those that share a place the one that begins first speaks for all of them. */
function withoutOverlaps(found: readonly Identifier[]): Identifier[] {
  const kept: Identifier[] = [];
  for (const one of found) {
    const last = kept.at(-1);
    if (last && one.from < last.until) kept[kept.length - 1] = { ...last, until: Math.max(last.until, one.until) };
    else kept.push(one);
  }
  return kept;
}
