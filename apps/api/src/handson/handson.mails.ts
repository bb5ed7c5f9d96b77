import { addDays } from '@seldinger/domain';
import { writeLetter, type Letter, type Reader } from '../platform/letter';
import type { NewMail } from '../platform/mail';
import { calendarOf, type CalendarWeek } from './calendar';

/** A week in the suite, in words. */
export type Week = { monday: string; roomName: string };
/** What became of one place: no `before` is a new one, no `after` one that is gone. The sequence is that of the calendar from now on. */
export type WeekChange = { bookingId: string; sequence: number; before: Week | null; after: Week | null };
/** @param address of the reader's own page, to which the mail's one link leads; `stamp`: when it is written */
export type MailContext = { address: string; stamp: Date };

const LOCALES = { en: 'en-GB', it: 'it-IT' } as const;

/** Monday to Friday in the reader's language: "Monday 1 March – Friday 5 March 2027". */
export function spanOf(monday: string, locale: Reader['locale']): string {
  const format = new Intl.DateTimeFormat(LOCALES[locale], { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  // The thin spaces around its dash look wrong in plain text.
  return format.formatRange(new Date(`${monday}T00:00:00Z`), new Date(`${addDays(monday, 4)}T00:00:00Z`)).replace(/\s/g, ' ');
}

/** For somebody whose weeks have changed: what was and what is, with the calendar's part. */
export function weeksMail(reader: Reader, changes: readonly WeekChange[], { address, stamp }: MailContext): NewMail {
  const sentences = changes.map((change) => SENTENCES[reader.locale](change, reader.locale));
  const calendar = calendarOf(changes.map(entryOf), { locale: reader.locale, address, stamp });
  const letter: Record<Reader['locale'], Letter> = {
    en: { subject: subjectOf(changes, SUBJECTS.en), lines: sentences, link: { label: 'Open your hands-on weeks', address }, end: 'The attached event brings your calendar up to date.' },
    it: { subject: subjectOf(changes, SUBJECTS.it), lines: sentences, link: { label: 'Apra le Sue settimane', address }, end: 'L’evento allegato aggiorna il Suo calendario.' },
  };
  return { ...writeLetter(reader, 'hands-on-weeks', letter[reader.locale]), calendar };
}

type Subjects = { agreed: string; moved: string; gone: string };
const SUBJECTS: Record<Reader['locale'], Subjects> = {
  en: { agreed: 'Your hands-on week is agreed', moved: 'Your hands-on week has changed', gone: 'Your hands-on week is cancelled' },
  it: { agreed: 'La Sua settimana di attività pratica è confermata', moved: 'La Sua settimana di attività pratica è cambiata', gone: 'La Sua settimana di attività pratica è annullata' },
};

function subjectOf(changes: readonly WeekChange[], { agreed, moved, gone }: Subjects): string {
  if (changes.every(({ before }) => before === null)) return agreed;
  return changes.every(({ after }) => after === null) ? gone : moved;
}

const SENTENCES: Record<Reader['locale'], (change: WeekChange, locale: Reader['locale']) => string> = {
  en: ({ before, after }, locale) => {
    const name = ({ monday, roomName }: Week) => `${spanOf(monday, locale)}, ${roomName}`;
    if (!before) return after ? `You have a place in the suite: ${name(after)}.` : '';
    if (!after) return `You no longer have your place in the suite: ${name(before)}.`;
    return `Your place in the suite was: ${name(before)}. It is now: ${name(after)}.`;
  },
  it: ({ before, after }, locale) => {
    const name = ({ monday, roomName }: Week) => `${spanOf(monday, locale)}, ${roomName}`;
    if (!before) return after ? `Ha un posto in sala: ${name(after)}.` : '';
    if (!after) return `Non ha più il Suo posto in sala: ${name(before)}.`;
    return `Il Suo posto in sala era: ${name(before)}. Ora è: ${name(after)}.`;
  },
};

/** A place that is gone is taken out of the calendar where it last stood. */
function entryOf({ bookingId, sequence, before, after }: WeekChange): CalendarWeek {
  const week = after ?? before;
  if (week === null) throw new Error('neither before nor after');
  return { bookingId, sequence, ...week, cancelled: after === null };
}
