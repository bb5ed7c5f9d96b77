import { isTimeZone } from '@seldinger/domain';
import { z } from 'zod';

/** Pieces that every schema is made of. Instants travel as ISO 8601 in UTC, dates of the calendar as YYYY-MM-DD, lengths as whole minutes or milliseconds. */

/** Capitals are as good; inside there is one way to write it, so that ids can be compared and make names of rooms. */
export const id = z.uuid().toLowerCase();
export const instant = z.iso.datetime({ precision: 3 }).meta({ description: 'An instant in UTC, with milliseconds' });
/** Years that calendars and the database agree on. */
const inReach = (date: string): boolean => date >= '1900' && date < '2200';
export const localDate = z.iso.date().refine(inReach, { message: 'out of reach' });
/** Wall-clock time in the edition's own zone: YYYY-MM-DDTHH:mm. */
export const localDateTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/).refine(inReach, { message: 'out of reach' });
export const timeZone = z.string().max(64).refine(isTimeZone, { message: 'unknown time zone' });
export const locale = z.enum(['en', 'it']);
export const minutes = z.int().min(0);
export const milliseconds = z.int().min(0);
export const token = z.string().regex(/^[A-Za-z0-9_-]{32,64}$/);

/** Half a character (a lone surrogate) is none; PostgreSQL takes neither it nor a NUL. */
const isPlainLine = (text: string): boolean => !/[\p{Cc}\p{Cs}]/u.test(text);
const CONTROL = { message: 'control characters' };

/** A line of text as people type it: trimmed, without control characters. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine(isPlainLine, CONTROL);

/** Text of several lines; tabs and line breaks stay, other control characters are refused. */
export const paragraph = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => isPlainLine(text.replace(/[\t\n\r]/g, '')), CONTROL);

/** What to look for in a list; nothing finds everything. */
export const search = z.string().trim().max(100).refine(isPlainLine, CONTROL);

export const email = z.string().trim().toLowerCase().pipe(z.email().max(254));
export const reason = paragraph(1000);

/** Half-open span of time in epoch milliseconds. */
export const interval = z.object({ start: z.int(), end: z.int() });
export const bilingual = z.object({ en: z.string(), it: z.string() });
export const bilingualInput = z.object({ en: line(200), it: line(200) });

/** Path parameters by name, for routes such as /lectures/:lectureId. */
export const params = <Name extends string>(...names: Name[]) =>
  z.object(Object.fromEntries(names.map((name) => [name, id])) as Record<Name, typeof id>);

/** Lists are paged: `after` is the opaque cursor of the page before. */
export const pageQuery = z.object({ after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) });
export const page = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), next: z.string().nullable() });
