import type { Identifier, IdentifierKind } from './identifiers';
import { isNoteWord } from './note-words';

/** What identifies by its figures: dates, numbers, ways to reach somebody, addresses. Every expression is linear: no repetition within a repetition over the same characters. */

type Keep = (match: RegExpMatchArray, text: string) => boolean;

function find(text: string, kind: IdentifierKind, expression: RegExp, keep: Keep = () => true): Identifier[] {
  return [...text.matchAll(expression)].filter((match) => keep(match, text)).map((match) => ({ kind, from: match.index!, until: match.index! + match[0].replace(/[\s.,;:/-]+$/u, '').length }));
}

/** What follows a figure when it is an amount and no number of anybody. */
const UNIT =
  /^\s*(?:x\s|×|[-–]?\s?(?:mm|cm|m|fr|f|french|g|gauge|ga|inch|in|"|″|ml|cc|mg|mcg|µg|ug|kg|iu|i\.u\.|ui|u\.i\.|u|units?|unità|mgy|cgy|gy|µgy|mbq|gbq|kbq|mhz|khz|w|watt|j|hz|sec|s|min|h|hours?|ore|hu|%|mmhg|µm|um|micron|microns|particles|particelle|fps|cps|kv|ma|ms|cells|platelets|piastrine)(?![\p{L}\d]))/iu;
const isAmount = (text: string, until: number): boolean => UNIT.test(text.slice(until, until + 24));
const after = (match: RegExpMatchArray): number => match.index! + match[0].length;
const noAmount: Keep = (match, text) => !isAmount(text, after(match));

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|genn?(?:aio)?|febbraio|marzo|aprile|magg?(?:io)?|giu(?:gno)?|lug(?:lio)?|ago(?:sto)?|sett?(?:embre)?|ott(?:obre)?|novembre|dic(?:embre)?)';
const YEAR = '(?:19|20)\\d{2}';
const BORN =
  "(?:\\bborn\\b|\\bd\\.?o\\.?b\\b\\.?|\\bdate of birth\\b|\\bbirth ?da(?:te|y)\\b|\\byear of birth\\b|\\byob\\b|\\bnat[oa]\\b|\\bdata di nascita\\b|\\banno di nascita\\b|\\bnascita\\b|\\bd\\.?d?\\.?n\\b\\.?|\\bclasse (?=['’]?\\d{2}\\b|(?:19|20)\\d{2}))";
const BIRTH = new RegExp(`${BORN}[\\s:,='’.-]{0,3}(?:(?:on|in|il|nel|the|a|at|del|around|is|è)\\b[\\s:'’]{0,2}){0,2}(?:${MONTH}\\b[. ]{0,2})?\\d[\\d./' -]{0,12}(?:(?:st|nd|rd|th|of|de|di|º|°)?[ ]?${MONTH}\\b[.,]?[ ]?['’]?\\d{0,4})?`, 'giu');
const BIRTH_PLACE = /\b(?:nat[oa] (?:a|in|ad)|born (?:in|at)) \p{Lu}\p{L}+/gu;
const DATE_NUMERIC = /(?<![\d.,/v-])(\d{1,2})([./-]|\. )(\d{1,2})\2(\d{4}|\d{2})(?![\d/]|[.,-]\d)/gu;
const DATE_SPACED = /(?<!\d)\d{1,2} \d{1,2} (?:19|20)\d{2}(?!\d)/gu;
const DATE_ISO = /(?<!\d)(?:19|20)\d{2}[./-](?:0?[1-9]|1[0-2])[./-](?:0?[1-9]|[12]\d|3[01])(?!\d)/gu;
const DATE_DAY_MONTH = new RegExp(`(?<![\\d.])(?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th|º|°)?[ ./-]{0,2}(?:of |de |di )?${MONTH}\\b(?:\\.?,? |[./-])?(?:${YEAR}|['’]\\d{2}|(?<=[./-])\\d{2})(?!\\d)`, 'giu');
const DATE_MONTH_DAY = new RegExp(`\\b${MONTH}\\b[. /-]{0,2}(?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?(?:,|,? |[/-]) ?${YEAR}(?!\\d)`, 'giu');

/** Full dates, of birth or not: the entry has a day of its own. */
export function findDates(text: string): Identifier[] {
  return [
    ...find(text, 'birth-date', BIRTH, noAmount),
    ...find(text, 'birth-date', BIRTH_PLACE),
    ...find(text, 'date', DATE_NUMERIC, isCalendarDay),
    ...find(text, 'date', DATE_SPACED, noAmount),
    ...find(text, 'date', DATE_ISO),
    ...find(text, 'date', DATE_DAY_MONTH),
    ...find(text, 'date', DATE_MONTH_DAY),
  ];
}

/** A day and a month in either order; not a row of sizes (6-8-10), which grows in small steps or carries a unit. */
function isCalendarDay(match: RegExpMatchArray, text: string): boolean {
  const [first, second, last] = [Number(match[1]), Number(match[3]), Number(match[4])];
  if (!((first >= 1 && first <= 31 && second >= 1 && second <= 12) || (first >= 1 && first <= 12 && second >= 1 && second <= 31))) return false;
  if (match[4]!.length === 4) return last >= 1900 && last < 2100;
  const sizes = match[1]!.length <= match[3]!.length && first < second && second < last && last - first <= 12 && !match[1]!.startsWith('0');
  return !sizes && noAmount(match, text);
}

/** What such a number is called; it needs three figures, so that `case no 2` and `ID 7 mm` pass. */
const NUMBERED =
  /(?<![\p{L}\d])(?:m\.?r\.?n|nosologico|nosografico|nosol\.?|cartella(?: clinica)?|tessera(?: sanitaria| team)?|(?:cod(?:ice|\.)? )(?:paziente|sanitario|fiscale|assistito|id)|c\.?f|hosp(?:ital)?\.? (?:no|number|id|nr)|(?:patient|pt|paziente|paz|pz)\.?(?:['’]s)? ?(?:id|no|nr|number|#|n\.?|num\.?)|(?:id|numero|n\.?) (?:paziente|patient|paz\.?|pz\.?|pt\.?|cartella|accettazione|ricovero|pratica)|(?:case|file|chart|record|episode|study|exam|unit|visit|encounter|order|account|insurance|policy) ?(?:no|nr|number|id|#)|chart|accession(?: (?:no|nr|number))?|acc\.? (?:no|nr|number|n)|nhs(?: (?:no|number))?|ssn|social security(?: number)?|id|pid|uid|accettazione|ricovero(?: n)?|sdo|matricola|esame n|referto n|pratica|impegnativa|nre|stp|eni|lotto paziente|passport|passaporto|carta d['’]identità|ris|pacs|hcn|chi)(?![\p{L}])[\s:.#=()n°ºr/-]{0,6}(?=([\p{L}\d][\p{L}\d/.-]{2,24}))(?=[\p{L}/.-]{0,6}\d)\1/giu;
const FISCAL_CODE = /(?<![\p{L}\d])[a-z]{3}[ -]?[a-z]{3}[ -]?[\dlmnpqrstuv]{2}[ -]?[abcdehlmprst][ -]?[\dlmnpqrstuv]{2}[ -]?[a-z][ -]?[\dlmnpqrstuv]{3}[ -]?[a-z](?![\p{L}\d])/giu;
const LONG_NUMBER = /(?<![\d.,])\d{6,}(?!\d|[.,]\d)/gu;
const LETTERED_NUMBER = /(?<![\p{L}\d])\p{L}{1,4}[-/]?\d{5,}(?!\d)/gu;
const YEARLY_NUMBER = /(?<!\d)(?:19|20)\d{2}[/-]\d{3,}(?!\d)/gu;
const GROUPED_NUMBER = /(?<![\d.,])\d{3}([ .-])\d{3}\1\d{3,4}(?![\d]|[.,]\d)/gu;
const SOCIAL_NUMBER = /(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])/gu;

/** Numbers under which a patient is kept somewhere. */
export function findNumbers(text: string): Identifier[] {
  return [
    ...find(text, 'number', NUMBERED, isNumbered),
    ...find(text, 'number', FISCAL_CODE, ([code]) => digits(code) >= 4),
    ...find(text, 'number', LONG_NUMBER, noAmount),
    ...find(text, 'number', LETTERED_NUMBER, noAmount),
    ...find(text, 'number', YEARLY_NUMBER),
    ...find(text, 'number', GROUPED_NUMBER, (match, all) => noAmount(match, all) && !match[0].split(match[1]!).every((group) => Number(group) % 50 === 0)),
    ...find(text, 'number', SOCIAL_NUMBER),
  ];
}

const digits = (text: string): number => text.replace(/\D/g, '').length;

/** At least three figures, and neither a decimal (ID 0.038) nor an amount. */
function isNumbered(match: RegExpMatchArray, text: string): boolean {
  const number = match[1]!.replace(/[./-]+$/u, '');
  return digits(number) >= 3 && !/^\d[.,]\d+$/u.test(number) && noAmount(match, text);
}

const MAIL = /[\p{L}\d._%+-]{1,64}(?:@| ?[[(]at[\])] ?)[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,5}/giu;
const PHONE_INTERNATIONAL = /(?<![\p{L}\d])(?:\+|00)[1-9]\d{0,2}[ ./()-]{0,2}\d[\d ./()-]{5,16}\d/gu;
const PHONE_MOBILE = /(?<![\d.,])3\d{2}[ ./-]?\d{3}[ ./-]?\d{3,4}(?!\d)/gu;
const PHONE_LAND = /(?<![\d.,])0\d{1,4}[ /-]\d{3,8}(?:[ -]\d{2,4}){0,2}(?!\d|[.,]\d)/gu;
const PHONE_OTHER = /(?<![\d.,])\(?\d{3}\)?[ -]\d{3}[ -]\d{4}(?!\d)/gu;
const PHONE_WORD = /(?<!\p{L})(?:tel(?:efono|ephone)?|phone|cell(?:ulare)?|mobile|mob|whatsapp|fax|recapito)\b[.:]?[ .:]{0,3}(?:n\.? ?|no\.? ?)?(?=([\d +()/.-]{5,22}))\1/giu;

/** Addresses of mail and numbers of telephones. */
export function findContacts(text: string): Identifier[] {
  const phone = (expression: RegExp, least: number): Identifier[] => find(text, 'contact', expression, (match, all) => digits(match[0]) >= least && noAmount(match, all));
  return [...find(text, 'contact', MAIL), ...phone(PHONE_INTERNATIONAL, 8), ...phone(PHONE_MOBILE, 9), ...phone(PHONE_LAND, 7), ...phone(PHONE_OTHER, 10), ...phone(PHONE_WORD, 5)];
}

// With capitals told apart: `via splenica` is a way in, `via Garibaldi 12` somebody's door.
const STREET_IT = /(?<!\p{L})(?:[Vv]ia|VIA|[Vv]iale|[Vv]\.le|[Pp]iazza|[Pp]\.zza|[Cc]orso|[Cc]\.so|[Ll]argo|[Vv]icolo|[Vv]ico|[Ss]trada|[Ll]ungarno|[Cc]ontrada|[Ll]ocalità)\s+(?:(?:di|del|della|dei|delle|degli|[Ss]an|[Ss]anta|[Dd]on|dell['’])\s?)?(\p{Lu}[\p{L}.'’]{0,20})(?:\s+\p{Lu}[\p{L}.'’]{0,20}){0,2},?\s*(?:n\.?\s?|n°\s?)?\d{1,4}(?:\/\p{L})?(?!\d|[.,]\d)/gu;
const STREET_EN = /(?<![\p{L}\d.])\d{1,4}[a-z]?,?\s+(?:\p{Lu}[\p{L}'’]{1,20}\s+){1,3}(?:[Ss]treet|St|[Rr]oad|Rd|[Aa]venue|Ave|[Ll]ane|Ln|[Dd]rive|[Cc]rescent|[Tt]errace|[Ss]quare|[Pp]lace|[Cc]ourt|[Bb]oulevard|Blvd|[Gg]ardens|[Gg]rove)(?!\p{L})/gu;
const LIVES = /(?<!\p{L})(?:resident[ei] (?:a|ad|in)|residenza|abita (?:a|ad|in)|domicili(?:o|ato|ata)(?: (?:a|in))?|lives (?:in|at|on)|living (?:in|at)|(?:home )?address|indirizzo)[\s:]{1,3}(?:\d{1,4} )?\p{Lu}?\p{L}[\p{L}'’]{2,20}/giu;
const POSTCODE_IT = /(?<![\d.,])\d{5}\s+(\p{Lu}\p{Ll}{2,20})(?!\p{L})/gu;
const POSTCODE_UK = /(?<![\p{L}\d])[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]? \d(?!MM|CM|ML|FR|MG|SM)[ABD-HJLNP-UW-Z]{2}(?![\p{L}\d])/gu;

/** Where somebody lives. */
export function findAddresses(text: string): Identifier[] {
  return [
    ...find(text, 'address', STREET_IT, (match, all) => !isNoteWord(match[1]!) && noAmount(match, all)),
    ...find(text, 'address', STREET_EN),
    ...find(text, 'address', LIVES),
    ...find(text, 'address', POSTCODE_IT, (match) => !isNoteWord(match[1]!)),
    ...find(text, 'address', POSTCODE_UK),
  ];
}
