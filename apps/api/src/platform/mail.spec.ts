import PostalMime, { type Email } from 'postal-mime';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { startTestApp, type TestApp } from '../testing/app';
import { readConfig } from './config';
import { Mail } from './mail';

/** A real mail server on this machine that keeps what it is given, and refuses while told so. */
class Postbox {
  readonly mails: Email[] = [];
  refusing = false;
  private readonly server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (this.refusing) return done(Object.assign(new Error('mailbox full'), { responseCode: 452 }));
        void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
          this.mails.push(mail);
          done();
        });
      });
    },
  });

  open = (): Promise<string> => new Promise((resolve) => this.server.listen(0, '127.0.0.1', () => resolve(`smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`)));
  close = (): Promise<void> => new Promise((resolve) => this.server.close(() => resolve()));
}

const postbox = new Postbox();
let test: TestApp;
let mail: Mail;
beforeAll(async () => {
  test = await startTestApp({ SMTP_URL: await postbox.open(), PUBLIC_URL: 'https://master.example', MAIL_FROM: 'Master <master@example.org>' });
  mail = test.app.get(Mail);
});
afterAll(async () => {
  await test.close();
  await postbox.close();
});
beforeEach(async () => {
  postbox.mails.length = 0;
  postbox.refusing = false;
  await test.em.query('DELETE FROM mail');
});

const letter = { to: 'trainee@example.org', subject: 'Perché l’angiografia', template: 'reset', text: 'Già così — “α”\n\nhttps://master.example/link/abc', html: '<p>Già così</p>' };
const states = (): Promise<{ state: string; attempts: number; error: string | null }[]> => test.em.query('SELECT state, attempts, error FROM mail ORDER BY created_at, id');

it('a mail reaches a real mail server with both its parts, its letters intact', async () => {
  await mail.enqueue(test.em, letter);
  expect(await states()).toEqual([{ state: 'waiting', attempts: 0, error: null }]);
  expect(await mail.deliverWaiting()).toBe(1);
  const [received] = postbox.mails;
  expect(received).toMatchObject({ subject: letter.subject, from: { name: 'Master', address: 'master@example.org' }, to: [{ address: letter.to }] });
  expect(received!.text!.trim()).toBe(letter.text);
  expect(received!.html!.trim()).toBe(letter.html);
  expect(await states()).toEqual([{ state: 'sent', attempts: 1, error: null }]);
  expect(await mail.deliverWaiting()).toBe(0);
});

it('a calendar comes with its mail, as what calendars read and as a file, and says what is to be done', async () => {
  const content = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:CANCEL\r\nEND:VCALENDAR';
  await mail.enqueue(test.em, { ...letter, calendar: { method: 'CANCEL', content } });
  expect(await mail.deliverWaiting()).toBe(1);
  const [received] = postbox.mails;
  expect(received!.text!.trim()).toBe(letter.text);
  expect(received!.attachments.map(({ mimeType, method }) => [mimeType, method])).toContainEqual(['text/calendar', 'CANCEL']);
  for (const { content: bytes } of received!.attachments) expect((typeof bytes === 'string' ? bytes : Buffer.from(bytes as ArrayBuffer).toString()).split(/\r?\n/).join('\r\n').trim()).toBe(content);
});

it('a mail of a transaction that failed is never sent', async () => {
  const failed = test.em.transaction(async (em) => {
    await mail.enqueue(em, letter);
    throw new Error('changed my mind');
  });
  await expect(failed).rejects.toThrow('changed my mind');
  expect(await mail.deliverWaiting()).toBe(0);
});

it('two workers never send the same mail', async () => {
  for (let number = 0; number < 6; number += 1) await mail.enqueue(test.em, { ...letter, subject: `Mail ${number}` });
  const sent = await Promise.all([mail.deliverWaiting(), mail.deliverWaiting()]);
  expect(sent[0]! + sent[1]!).toBe(6);
  expect(postbox.mails.map(({ subject }) => subject).sort()).toEqual([0, 1, 2, 3, 4, 5].map((number) => `Mail ${number}`));
});

it('a mail that the server refuses is tried again later, and given up after eight times', async () => {
  postbox.refusing = true;
  await mail.enqueue(test.em, letter);
  await mail.deliverWaiting();
  expect(await states()).toEqual([{ state: 'waiting', attempts: 1, error: expect.stringContaining('mailbox full') }]);
  expect(await mail.deliverWaiting()).toBe(0);
  expect(await states()).toEqual([expect.objectContaining({ attempts: 1 })]);
  const comeDue = () => test.em.query('UPDATE mail SET next_try_at = created_at');
  for (let attempt = 2; attempt <= 8; attempt += 1) {
    await comeDue();
    await mail.deliverWaiting();
  }
  expect(await states()).toEqual([expect.objectContaining({ state: 'failed', attempts: 8 })]);
  postbox.refusing = false;
  await comeDue();
  expect(await mail.deliverWaiting()).toBe(0);
});

it('a mail that was refused once arrives when the server takes mails again', async () => {
  postbox.refusing = true;
  await mail.enqueue(test.em, letter);
  await mail.deliverWaiting();
  postbox.refusing = false;
  await test.em.query('UPDATE mail SET next_try_at = created_at');
  expect(await mail.deliverWaiting()).toBe(1);
  expect(await states()).toEqual([{ state: 'sent', attempts: 2, error: null }]);
});

it('a server that mails has to know its own address', () => {
  const settings = { DATABASE_URL: 'postgres://localhost/x', SMTP_URL: 'smtp://localhost' };
  expect(() => readConfig(settings)).toThrow('PUBLIC_URL: needed with SMTP_URL');
  expect(readConfig({ ...settings, PUBLIC_URL: 'https://master.example' }).PUBLIC_URL).toBe('https://master.example');
});
