import type { Letter, Reader } from '../platform/letter';

/** What is said about requests, lines and swaps. Each in the reader's language; `address` leads to where it is answered. */

type Words = { subject: string; lines: (string | null)[]; label: string; end: string };
type Both = Record<Reader['locale'], Words>;
/** A week in a room. */
export type WeekWords = { monday: string; roomName: string | null };

const LANGUAGE = { en: 'en-GB', it: 'it-IT' };

/** Monday to Friday: 15–19 February 2027. */
export function weekSpan(monday: string, locale: Reader['locale']): string {
  const from = new Date(`${monday}T00:00Z`);
  const format = new Intl.DateTimeFormat(LANGUAGE[locale], { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  // The thin spaces around its dash look wrong in plain text.
  return format.formatRange(from, new Date(from.getTime() + 4 * 86_400_000)).replace(/\s/g, ' ').replace(/\b0(\d)\b/g, '$1').replace(/^(\d+) – (\d+) /, '$1–$2 ');
}

function instant(at: Date, { locale, timeZone }: Reader): string {
  return `${new Intl.DateTimeFormat(LANGUAGE[locale], { dateStyle: 'full', timeStyle: 'short', timeZone }).format(at)} (${timeZone})`;
}

function inWords(reader: Reader, address: string, both: Both): Letter {
  const { subject, lines, label, end } = both[reader.locale];
  return { subject, lines: lines.filter((line) => line !== null), link: { label, address }, end };
}

const OPEN = { en: 'Open your weeks', it: 'Apri le settimane' };
const DECIDE = { en: 'Decide', it: 'Decidi' };

/** To the directors. */
export function requestedLetter(reader: Reader, address: string, { name, week, note, until }: { name: string; week: WeekWords; note: string | null; until: Date }): Letter {
  const [span, deadline] = [weekSpan(week.monday, reader.locale), instant(until, reader)];
  return inWords(reader, address, {
    en: { subject: `${name} asks for ${span}`, lines: [`${name} asks for a place in the suite, ${span}.`, note && `“${note}”`, `The place is held until ${deadline}.`], label: DECIDE.en, end: 'If nobody decides by then, it is given back.' },
    it: { subject: `${name} chiede ${span}`, lines: [`${name} chiede un posto in sala, ${span}.`, note && `«${note}»`, `Il posto è riservato fino a ${deadline}.`], label: DECIDE.it, end: 'Senza una decisione entro allora, il posto torna libero.' },
  });
}

/** With the entry for the calendar. */
export function agreedLetter(reader: Reader, address: string, week: WeekWords): Letter {
  const span = weekSpan(week.monday, reader.locale);
  return inWords(reader, address, {
    en: { subject: `Your week in the suite: ${span}`, lines: [`Your place is agreed: ${span}, ${week.roomName}.`], label: OPEN.en, end: 'If you cannot come, please give the place back there: somebody may be waiting for it.' },
    it: { subject: `La Sua settimana in sala: ${span}`, lines: [`Il Suo posto è confermato: ${span}, ${week.roomName}.`], label: OPEN.it, end: 'Se non può venire, lo restituisca lì: qualcuno forse lo aspetta.' },
  });
}

export function refusedLetter(reader: Reader, address: string, { monday, reason }: { monday: string; reason: string }): Letter {
  const span = weekSpan(monday, reader.locale);
  return inWords(reader, address, {
    en: { subject: `Not agreed: ${span}`, lines: [`The director cannot agree to your request for ${span}.`, `“${reason}”`], label: OPEN.en, end: 'You can ask for another week there.' },
    it: { subject: `Non concessa: ${span}`, lines: [`Il direttore non può accogliere la Sua richiesta per ${span}.`, `«${reason}»`], label: OPEN.it, end: 'Lì può chiedere un’altra settimana.' },
  });
}

export function expiredLetter(reader: Reader, address: string, { monday }: { monday: string }): Letter {
  const span = weekSpan(monday, reader.locale);
  return inWords(reader, address, {
    en: { subject: `No answer in time: ${span}`, lines: [`Your request for ${span} was not decided in time, and its place is free again.`], label: OPEN.en, end: 'You can ask again there.' },
    it: { subject: `Nessuna risposta in tempo: ${span}`, lines: [`La Sua richiesta per ${span} non è stata decisa in tempo e il posto è di nuovo libero.`], label: OPEN.it, end: 'Lì può chiedere di nuovo.' },
  });
}

export function offeredLetter(reader: Reader, address: string, { week, until }: { week: WeekWords; until: Date }): Letter {
  const [span, deadline] = [weekSpan(week.monday, reader.locale), instant(until, reader)];
  return inWords(reader, address, {
    en: { subject: `A place is free for you: ${span}`, lines: [`You are next in line, and a place is free: ${span}, ${week.roomName}.`, `It is yours if you accept it by ${deadline}.`], label: 'Answer', end: 'After that it is offered to the next in line.' },
    it: { subject: `C’è un posto per Lei: ${span}`, lines: [`È il Suo turno e un posto è libero: ${span}, ${week.roomName}.`, `È Suo se lo accetta entro ${deadline}.`], label: 'Rispondi', end: 'Dopo, il posto va al prossimo in lista.' },
  });
}

export function offerExpiredLetter(reader: Reader, address: string, { monday }: { monday: string }): Letter {
  const span = weekSpan(monday, reader.locale);
  return inWords(reader, address, {
    en: { subject: `The offer has run out: ${span}`, lines: [`The place of ${span} was offered to you and not accepted in time. It is offered to the next in line.`], label: OPEN.en, end: 'You can join the line again there.' },
    it: { subject: `L’offerta è scaduta: ${span}`, lines: [`Il posto di ${span} Le era stato offerto e non è stato accettato in tempo. Ora va al prossimo in lista.`], label: OPEN.it, end: 'Lì può rimettersi in lista.' },
  });
}

/** To the directors. */
export function givenBackLetter(reader: Reader, address: string, { name, week, reason }: { name: string; week: WeekWords; reason: string | null }): Letter {
  const span = weekSpan(week.monday, reader.locale);
  return inWords(reader, address, {
    en: { subject: `${name} gives back ${span}`, lines: [`${name} has given back the place of ${span}, ${week.roomName}.`, reason && `“${reason}”`], label: 'Open the requests', end: 'If somebody waits for the week, it is offered to them.' },
    it: { subject: `${name} restituisce ${span}`, lines: [`${name} ha restituito il posto di ${span}, ${week.roomName}.`, reason && `«${reason}»`], label: 'Apri le richieste', end: 'Se qualcuno aspetta la settimana, il posto gli viene offerto.' },
  });
}

/** With the entry that takes the week out of the calendar. */
export function ownGivenBackLetter(reader: Reader, address: string, week: WeekWords): Letter {
  const span = weekSpan(week.monday, reader.locale);
  return inWords(reader, address, {
    en: { subject: `Given back: ${span}`, lines: [`You have given back your place of ${span}, ${week.roomName}.`], label: OPEN.en, end: 'You can ask for another week there.' },
    it: { subject: `Restituita: ${span}`, lines: [`Ha restituito il Suo posto di ${span}, ${week.roomName}.`], label: OPEN.it, end: 'Lì può chiedere un’altra settimana.' },
  });
}

/** To the trainee who is asked. */
export function swapAskedLetter(reader: Reader, address: string, { name, theirs, yours, note }: { name: string; theirs: string; yours: string; note: string | null }): Letter {
  const [from, to] = [weekSpan(theirs, reader.locale), weekSpan(yours, reader.locale)];
  return inWords(reader, address, {
    en: { subject: `${name} would like to swap weeks`, lines: [`${name} has ${from} and would like your week, ${to}.`, note && `“${note}”`], label: 'Answer', end: 'If you accept, the director decides. Until then both of you keep your weeks.' },
    it: { subject: `${name} vorrebbe scambiare la settimana`, lines: [`${name} ha ${from} e vorrebbe la Sua settimana, ${to}.`, note && `«${note}»`], label: 'Rispondi', end: 'Se accetta, decide il direttore. Fino ad allora ognuno tiene la propria settimana.' },
  });
}

/** To the directors. */
export function swapAcceptedLetter(reader: Reader, address: string, { asker, other, askerMonday, otherMonday }: { asker: string; other: string; askerMonday: string; otherMonday: string }): Letter {
  const [from, to] = [weekSpan(askerMonday, reader.locale), weekSpan(otherMonday, reader.locale)];
  return inWords(reader, address, {
    en: { subject: `${asker} and ${other} would like to swap`, lines: [`${asker} has ${from}, ${other} has ${to}. Both would like to exchange their weeks.`], label: DECIDE.en, end: 'Until you decide, both keep their weeks.' },
    it: { subject: `${asker} e ${other} vorrebbero scambiare`, lines: [`${asker} ha ${from}, ${other} ha ${to}. Entrambi vorrebbero scambiare le settimane.`], label: DECIDE.it, end: 'Fino alla decisione, ognuno tiene la propria settimana.' },
  });
}

/** To the one who asked, or to both where the director refused. */
export function swapOffLetter(reader: Reader, address: string, { name, monday, reason }: { name: string; monday: string; reason: string | null }): Letter {
  const span = weekSpan(monday, reader.locale);
  return inWords(reader, address, {
    en: { subject: `No swap with ${name}`, lines: [reason ? `The director cannot agree to the swap with ${name}.` : `${name} would rather not swap.`, reason && `“${reason}”`, `You keep your week, ${span}.`], label: OPEN.en, end: 'You can ask somebody else there.' },
    it: { subject: `Nessuno scambio con ${name}`, lines: [reason ? `Il direttore non può accogliere lo scambio con ${name}.` : `${name} preferisce non scambiare.`, reason && `«${reason}»`, `La Sua settimana resta ${span}.`], label: OPEN.it, end: 'Lì può chiedere a un’altra persona.' },
  });
}

/** To both, with the entry for the calendar. */
export function swappedLetter(reader: Reader, address: string, { name, before, week }: { name: string; before: string; week: WeekWords }): Letter {
  const [was, span] = [weekSpan(before, reader.locale), weekSpan(week.monday, reader.locale)];
  return inWords(reader, address, {
    en: { subject: `Swapped: your week is ${span}`, lines: [`You and ${name} have swapped weeks. Yours was ${was} and is now ${span}, ${week.roomName}.`], label: OPEN.en, end: 'If you cannot come, please give the place back there.' },
    it: { subject: `Scambio fatto: la Sua settimana è ${span}`, lines: [`Lei e ${name} avete scambiato le settimane. La Sua era ${was}, ora è ${span}, ${week.roomName}.`], label: OPEN.it, end: 'Se non può venire, restituisca lì il posto.' },
  });
}
