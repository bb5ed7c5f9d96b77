import { AppError } from '../platform/http/app-error';

export type Owner = { email: string; givenName: string; familyName: string };

/** What is left of a password without what everyone knows about its owner must be worth this much. */
const LEAST_UNKNOWN = 8;
const LEAST_DIFFERENT = 5;

const plain = (text: string): string => text.normalize('NFKD').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Why a password of the right length is still easy to guess, or null: it is made of the owner's e-mail or names, or
 * of a few characters over and over.
 */
export function passwordWeakness(password: string, { email, givenName, familyName }: Owner): 'personal' | 'repetitive' | null {
  if (new Set(password).size < LEAST_DIFFERENT) return 'repetitive';
  const known = [email, email.split('@')[0] ?? '', ...givenName.split(' '), ...familyName.split(' ')].map(plain).filter((word) => word.length >= 3);
  const text = plain(password);
  const unknown = known.sort((a, b) => b.length - a.length).reduce((rest, word) => rest.replaceAll(word, ''), text);
  return unknown !== text && unknown.length < LEAST_UNKNOWN ? 'personal' : null;
}

/** @throws identity.weak-password that points at the field */
export function demandStrong(password: string, owner: Owner): void {
  const weakness = passwordWeakness(password, owner);
  if (weakness) throw new AppError('identity.weak-password', { fields: [{ path: 'password', message: weakness }] });
}
