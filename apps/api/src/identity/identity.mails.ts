import { writeLetter, type Letter, type Reader } from '../platform/letter';
import type { NewMail } from '../platform/mail';

export function invitationMail(reader: Reader, { editionName, address }: { editionName: string; address: string }): NewMail {
  const letter: Record<Reader['locale'], Letter> = {
    en: {
      subject: `Your place in ${editionName}`,
      lines: [`You have been invited to ${editionName} of the Master in Interventional Radiology.`, 'Choose a password and you are in:'],
      link: { label: 'Accept the invitation', address },
      end: 'The link works once, within 14 days.',
    },
    it: {
      subject: `Il tuo posto in ${editionName}`,
      lines: [`Hai ricevuto un invito a ${editionName} del Master in Radiologia Interventistica.`, 'Scegli una password per entrare:'],
      link: { label: 'Accetta l’invito', address },
      end: 'Il link vale una sola volta, entro 14 giorni.',
    },
  };
  return writeLetter(reader, 'invitation', letter[reader.locale]);
}

/** For somebody who has an account already. */
export function rolesMail(reader: Reader, { editionName, address }: { editionName: string; address: string }): NewMail {
  const letter: Record<Reader['locale'], Letter> = {
    en: {
      subject: `You are part of ${editionName}`,
      lines: [`You now have a part in ${editionName} of the Master in Interventional Radiology.`, 'Sign in with the password you have:'],
      link: { label: 'Open the course', address },
      end: 'If you have forgotten your password, you can ask for a new one there.',
    },
    it: {
      subject: `Fai parte di ${editionName}`,
      lines: [`Ora partecipi a ${editionName} del Master in Radiologia Interventistica.`, 'Entra con la password che hai già:'],
      link: { label: 'Apri il corso', address },
      end: 'Se hai dimenticato la password, lì puoi chiederne una nuova.',
    },
  };
  return writeLetter(reader, 'roles', letter[reader.locale]);
}

export function resetMail(reader: Reader, { address }: { address: string }): NewMail {
  const letter: Record<Reader['locale'], Letter> = {
    en: {
      subject: 'Choose a new password',
      lines: ['Somebody, hopefully you, asked for a new password for this address.'],
      link: { label: 'Choose a new password', address },
      end: 'The link works once, within one hour. If you did not ask for it, nothing has changed and you need not do anything.',
    },
    it: {
      subject: 'Scegli una nuova password',
      lines: ['Qualcuno, speriamo tu, ha chiesto una nuova password per questo indirizzo.'],
      link: { label: 'Scegli una nuova password', address },
      end: 'Il link vale una sola volta, entro un’ora. Se non hai chiesto nulla, nulla è cambiato e non devi fare niente.',
    },
  };
  return writeLetter(reader, 'reset', letter[reader.locale]);
}

/** @param startsAt told in the reader's own zone */
export function lectureLinkMail(reader: Reader, { title, startsAt, address }: { title: string; startsAt: Date; address: string }): NewMail {
  const when = new Intl.DateTimeFormat(reader.locale === 'it' ? 'it-IT' : 'en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone: reader.timeZone }).format(startsAt);
  const letter: Record<Reader['locale'], Letter> = {
    en: {
      subject: `Your lecture: ${title}`,
      lines: [`You give the lecture “${title}” on ${when} (${reader.timeZone}).`, 'This link takes you to its classroom, without an account or a password:'],
      link: { label: 'Go to the classroom', address },
      end: 'It is yours alone and opens this lecture only. Please do not pass it on.',
    },
    it: {
      subject: `La tua lezione: ${title}`,
      lines: [`Tieni la lezione «${title}» il ${when} (${reader.timeZone}).`, 'Questo link ti porta nella sua aula, senza account e senza password:'],
      link: { label: 'Vai all’aula', address },
      end: 'È solo tuo e apre soltanto questa lezione. Non inoltrarlo, per favore.',
    },
  };
  return writeLetter(reader, 'lecture-link', letter[reader.locale]);
}
