import { AMBIGUOUS_NAMES, FAMILY_NAMES, GIVEN_NAMES } from './given-names';
import type { Identifier, IdentifierKind } from './identifiers';
import { CLASSIFIERS, isNoteWord, plain } from './note-words';

/** A word with what stands between it and the word before. */
type Token = { text: string; plain: string; from: number; until: number; gap: string; starts: boolean };

const WORD = /\p{L}+(?:['’-]\p{L}+)*/gu;
/** Who of the staff is meant: names after these are no patient's. */
const STAFF = /* @__PURE__ */ new Set('dr drssa dott dottssa dottoressa dottore prof profssa professor professore doctor nurse sister consultant supervisor tutor infermiere infermiera tecnico radiographer registrar fellow colleague collega trainer'.split(' '));
const TITLES = /* @__PURE__ */ new Set('mr mrs mister missis sig sigra sigrina sigri sigg sigre signor signora signorina signore monsieur madame herr frau'.split(' '));
const CAPITAL_TITLES = /* @__PURE__ */ new Set(['Ms', 'Miss', 'Mx', 'Mme']);
const PATIENT = /* @__PURE__ */ new Set('pt pts patient patients paziente pazienti paz pz pte ptè'.split(' '));
/** After these somebody is called by name. */
const NAMED = /* @__PURE__ */ new Set('name names named surname nome cognome nominativo chiamato chiamata iniziali initials'.split(' '));
/** `72F` is a woman of 72, `6F` the size of a sheath. */
const AGE = /^[,;:(\s]{0,3}(?:\d{1,3}\s?(?:anni|aa|y\/?o|yo|yrs?|years?|y|a\.|m)|(?:2[6-9]|[3-9]\d)\s?f)(?!\p{L})/iu;
/** Participles, infinitives and the like that begin a note. */
const VERB = /(?:[aiu]t[oaie]|ando|endo|are|ere|ire|zione|zioni|mente|ed|ing|tion|tions|ly|osi|ite|ness|ment)$/u;
/** Diabetico, obesa: what somebody has, said of a patient. */
const CONDITION = /(?:ic[oa]|os[oa])$/u;
const ARTICLES = /* @__PURE__ */ new Set(['de', 'di', 'del', 'della', 'lo', 'la', 'le', 'van', 'von', 'der', 'den', 'da', 'dos', 'al', 'el', 'bin', 'ben', 'mac', 'mc', 'o', 'd']);

const isCapital = (text: string): boolean => /^\p{Lu}/u.test(text);
const isAllCapital = (text: string): boolean => text.length > 1 && text === text.toUpperCase();
/** An abbreviation rather than a name. */
const isShortCapital = ({ text }: Token): boolean => isAllCapital(text) && text.length < 4;
const isInitial = ({ text }: Token): boolean => text.length === 1 && isCapital(text);

/** Names and initials. A name alone, without a title or a word for a patient, is nobody's yet. */
export function findNames(text: string): Identifier[] {
  const tokens = tokensOf(text);
  return tokens.flatMap((_, index) => called(tokens, index) ?? pair(tokens, index) ?? initialled(tokens, index, text) ?? aged(tokens, index, text) ?? initials(tokens, index, text) ?? []);
}

function tokensOf(text: string): Token[] {
  let end = 0;
  return [...text.matchAll(WORD)].map((match) => {
    const from = match.index;
    const gap = text.slice(end, from);
    const token = { text: match[0], plain: plain(match[0]), from, until: from + match[0].length, gap, starts: end === 0 || /[.!?\n]/u.test(gap) };
    end = token.until;
    return token;
  });
}

const span = (kind: IdentifierKind, from: number, until: number): Identifier[] => [{ kind, from, until }];

/** Could be somebody's name by its looks: a capital, and no word of notes. */
const looksLikeName = (token: Token): boolean => token.text.length > 1 && isCapital(token.text) && !isNoteWord(token.text) && !STAFF.has(token.plain) && !TITLES.has(token.plain);
/** Jean-Pierre is as good as Jean. */
const isGiven = ({ plain: word }: Token): boolean => GIVEN_NAMES.has(word.split('-')[0]!) && !AMBIGUOUS_NAMES.has(word);
const isFamily = ({ plain: word }: Token): boolean => FAMILY_NAMES.has(word);
const isKnown = (token: Token): boolean => isGiven(token) || isFamily(token);
const adjoins = ({ gap }: Token): boolean => /^(?:[ \t]+|,[ \t]*)$/u.test(gap);

/** Staff is meant when their title stands before the name, or before the given name before it. */
function isStaff(tokens: readonly Token[], index: number): boolean {
  return [1, 2].some((back) => {
    const token = tokens[index - back];
    const between = tokens.slice(index - back + 1, index + 1);
    return token !== undefined && between.every(({ gap }) => /^[ .]{0,3}$/u.test(gap)) && (STAFF.has(token.plain) || (token.plain === 'ssa' && STAFF.has(tokens[index - back - 1]?.plain ?? '')));
  });
}

/** The end of a name that begins here: further capitalised words, particles between them, an initial. */
function nameEnd(tokens: readonly Token[], index: number): number {
  let until = tokens[index]!.until;
  for (let next = index + 1; next < index + 4; next++) {
    const token = tokens[next];
    if (!token || !/^[ \t]{1,2}$|^\. ?$/u.test(token.gap)) break;
    if (!looksLikeName(token) && !isInitial(token) && !ARTICLES.has(token.plain)) break;
    if (!ARTICLES.has(token.plain) || isCapital(token.text)) until = token.until;
  }
  return until;
}

/** Sig.ra Bianchi, Mr Smith, pt ROSSI, paz. verdi, name: kowalski. */
function called(tokens: readonly Token[], index: number): Identifier[] | null {
  const title = tokens[index]!;
  let next = index + 1;
  const isTitle = CAPITAL_TITLES.has(title.text) || (TITLES.has(title.plain) && title.text !== 'MR');
  const isImaging = title.text === 'MR' && isAllCapital(tokens[next]?.text ?? '');
  // Sig.ra comes as two words.
  if (isTitle && ['ra', 'na', 'rina', 're', 'ri'].includes(tokens[next]?.plain ?? '') && tokens[next]!.gap === '.') next++;
  while (tokens[next] && ['di', 'named', 'called', 'name', 'nome', 'is', 'si', 'chiama', 'a', 'della', 'del', 'sig', 'mr', 'mrs'].includes(tokens[next]!.plain) && (PATIENT.has(title.plain) || NAMED.has(title.plain)) && next < index + 4) next++;
  const name = tokens[next];
  if (!name) return null;
  if (PATIENT.has(title.plain) && name.gap === ', ' && isGiven(name) && isCapital(name.text)) return span('name', name.from, nameEnd(tokens, next));
  if (!/^[ \t]{0,2}[.:=]?[ \t]{0,2}$/u.test(name.gap)) return null;
  // Lo Presti, De Luca.
  if (isTitle && isCapital(name.text) && ARTICLES.has(name.plain) && tokens[next + 1] && looksLikeName(tokens[next + 1]!)) return span('name', title.from, nameEnd(tokens, next));
  const written = looksLikeName(name) || (isKnown(name) && !isNoteWord(name.text));
  if (isTitle || isImaging) return written || (!isImaging && isInitial(name)) || (/^sig/u.test(title.plain) && name.text.length > 1 && !isNoteWord(name.text)) ? span('name', title.from, nameEnd(tokens, next)) : null;
  if (!PATIENT.has(title.plain) && !NAMED.has(title.plain)) return null;
  // A full stop after the whole word ends its sentence.
  if (name.gap.includes('.') && title.text.length > 3) return null;
  if (NAMED.has(title.plain) && name.gap.includes(':') && !isNoteWord(name.text)) return span('name', name.from, nameEnd(tokens, next));
  const describes = !isKnown(name) && ((name.starts && VERB.test(name.plain)) || CONDITION.test(name.plain) || isShortCapital(name));
  return written && !isStaff(tokens, next) && !describes ? span('name', title.from, nameEnd(tokens, next)) : null;
}

/** Rossi Mario, Mario Rossi, ROSSI, MARIO, mario rossi. */
function pair(tokens: readonly Token[], index: number): Identifier[] | null {
  const [first, second] = [tokens[index]!, tokens[index + 1]];
  if (!second || !adjoins(second) || isStaff(tokens, index)) return null;
  const given = [first, second].filter(isGiven).length;
  const family = [first, second].filter(isFamily).length;
  const ambiguous = [first, second].some(({ plain: word }) => AMBIGUOUS_NAMES.has(word));
  const both = (given === 1 && family >= 1 && first.plain !== second.plain) || given === 2;
  const listed = second.gap.includes(',');
  if (both && !listed && family >= 1 && !(isNoteWord(first.text) && isNoteWord(second.text))) return span('name', first.from, nameEnd(tokens, index + 1));
  const capitals = isCapital(first.text) && isCapital(second.text);
  if (!capitals) return null;
  if ((both || (ambiguous && family >= 1)) && (!listed || (family >= 1 && first.starts))) return span('name', first.from, nameEnd(tokens, index + 1));
  if (listed) return null;
  if (isGiven(first) && looksLikeName(second) && !isShortCapital(second)) return span('name', first.from, nameEnd(tokens, index + 1));
  if (!isGiven(second) || !looksLikeName(first)) return null;
  return first.starts && VERB.test(first.plain) ? null : span('name', first.from, nameEnd(tokens, index + 1));
}

/** M. Rossi, Rossi M., ROSSI M. */
function initialled(tokens: readonly Token[], index: number, text: string): Identifier[] | null {
  const [first, second, before] = [tokens[index]!, tokens[index + 1], tokens[index - 1]];
  if (!second || isStaff(tokens, index)) return null;
  const classified = before !== undefined && CLASSIFIERS.has(before.plain) && /^[ -]?$/u.test(first.gap);
  if (isInitial(first) && /^\.? ?$/u.test(second.gap) && second.gap !== '' && !classified && looksLikeName(second)) {
    const dotted = second.gap.startsWith('.');
    const sure = isKnown(second) || (dotted && !VERB.test(second.plain) && (first.starts || before === undefined || /[,:(]/u.test(first.gap) || /^(?:for|of|by|di|del|per|su|on|with|con)$/u.test(before.plain)));
    if (sure) return span('name', first.from, nameEnd(tokens, index + 1));
  }
  if (!isInitial(second) || second.gap !== ' ' || !looksLikeName(first) || CLASSIFIERS.has(first.plain)) return null;
  const rest = text.slice(second.until, second.until + 2);
  const dotted = rest.startsWith('.');
  const sure = isFamily(first) || (isGiven(first) && dotted) || (dotted && (isAllCapital(first.text) || !VERB.test(first.plain)) && first.text.length > 3);
  return sure && /^(?:$|[.,;:)\s])/u.test(rest) ? span('name', first.from, second.until + (dotted ? 1 : 0)) : null;
}

/** Bianchi, 67 anni; Smith 72M. */
function aged(tokens: readonly Token[], index: number, text: string): Identifier[] | null {
  const token = tokens[index]!;
  if (!looksLikeName(token) || isStaff(tokens, index) || isShortCapital(token) || (VERB.test(token.plain) && !isKnown(token))) return null;
  return AGE.test(text.slice(token.until, token.until + 16)) ? span('name', token.from, token.until) : null;
}

/** M.R. or MR of a patient: after a word for one, before an age, or where the text says that these are initials. */
function initials(tokens: readonly Token[], index: number, text: string): Identifier[] | null {
  const first = tokens[index]!;
  const before = tokens[index - 1];
  const ofPatient = before !== undefined && (PATIENT.has(before.plain) || TITLES.has(before.plain) || before.plain === 'initials' || before.plain === 'iniziali') && /^[ .:=(]{0,3}$/u.test(first.gap);
  const told = before !== undefined && (before.plain === 'initials' || before.plain === 'iniziali');
  if (told && ofPatient && isCapital(first.text)) return span('initials', first.from, lettersEnd(text, first.from));
  const dotted = /^\p{Lu}\. ?\p{Lu}\.?(?:\p{Lu}\.?)?(?![\p{L}\d])/u.exec(text.slice(first.from, first.from + 8));
  if (isInitial(first) && dotted && (ofPatient || AGE.test(text.slice(first.from + dotted[0].length, first.from + dotted[0].length + 16)))) return span('initials', first.from, first.from + dotted[0].length);
  const short = /^\p{Lu}{2,3}$/u.test(first.text) && !isNoteWord(first.text);
  return short && ofPatient && isAllCapital(first.text) && /^(?:$|[,;:()]|\.(?:\s|$)| ?\d)/u.test(text.slice(first.until, first.until + 2)) ? span('initials', first.from, first.until) : null;
}

const lettersEnd = (text: string, from: number): number => from + (/^(?:\p{Lu}\.? ?){1,3}/u.exec(text.slice(from, from + 10))?.[0].trimEnd().length ?? 1);
