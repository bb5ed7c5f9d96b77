/** What in a text may tell who a patient is. */
export const IDENTIFIER_KINDS = ['name', 'initials', 'birth-date', 'date', 'number', 'contact', 'address'] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];
/** Half-open, in UTF-16 units of the text. */
export type Identifier = { kind: IdentifierKind; from: number; until: number };

/** Everything in the text that may identify a patient, in order, without overlaps. */
export function findIdentifiers(text: string): Identifier[] {
  return [...text.matchAll(/\b\d{6,}\b/g)].map(({ index, 0: found }) => ({ kind: 'number', from: index, until: index + found.length }));
}
