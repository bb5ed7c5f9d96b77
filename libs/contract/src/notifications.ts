import { z } from 'zod';
import { id, instant, page } from './primitives';

export const mailState = z.enum(['kept', 'waiting', 'sent', 'failed']);
/** `kept`: no SMTP server is configured, so the mail stays readable here. */
export const mail = z
  .object({ id, to: z.string(), subject: z.string(), template: z.string(), state: mailState, attempts: z.int(), error: z.string().nullable(), createdAt: instant, sentAt: instant.nullable() })
  .meta({ id: 'Mail' });
export const mailDetail = z.object({ ...mail.shape, text: z.string(), html: z.string() }).meta({ id: 'MailDetail' });
export const mailPage = page(mail).meta({ id: 'MailPage' });
export type MailPage = z.infer<typeof mailPage>;
export type MailDetail = z.infer<typeof mailDetail>;
