import type { NewMail } from './mail';

/** Who reads a mail, and how. */
export type Reader = { email: string; givenName: string; locale: 'en' | 'it'; timeZone: string };
/** Plain and short, with one link. */
export type Letter = { subject: string; lines: string[]; link: { label: string; address: string }; end: string };

const GREETING = { en: 'Hello', it: 'Buongiorno' };

/** Lays a letter out for its reader, as text and as HTML. @param template names the kind of letter in the outbox */
export function writeLetter({ email, givenName, locale }: Reader, template: string, { subject, lines, link, end }: Letter): NewMail {
  const greeting = `${GREETING[locale]} ${givenName},`;
  const paragraph = (inner: string) => `<p style="margin:0 0 16px">${inner}</p>`;
  return {
    to: email,
    subject: oneLine(subject),
    template,
    text: [greeting, ...lines, link.address, end, 'Seldinger'].join('\n\n'),
    html: [
      `<!doctype html><html lang="${locale}"><body style="font:16px/1.5 system-ui,sans-serif;max-width:560px">`,
      ...[greeting, ...lines].map((line) => paragraph(escape(line))),
      paragraph(`<a href="${escape(link.address)}">${escape(link.label)}</a>`),
      paragraph(escape(end)),
      paragraph('Seldinger'),
      '</body></html>',
    ].join('\n'),
  };
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character]!);
