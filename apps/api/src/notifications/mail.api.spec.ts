import type { MailPage } from '@seldinger/contract';
import { startTestApp, type SignedIn, type TestApp } from '../testing/app';
import { buildMember, buildPerson } from '../testing/build';
import { Mail } from '../platform/mail';

let test: TestApp;
let administrator: SignedIn;
beforeAll(async () => {
  test = await startTestApp();
  administrator = await test.as(await buildPerson(test.em, { administrator: true }));
  for (let number = 1; number <= 5; number += 1) {
    await test.app.get(Mail).enqueue(test.em, { to: `reader${number}@example.org`, subject: `Mail ${number}`, template: 'reset', text: `text ${number}`, html: `<p>${number}</p>`, dedupeKey: `mail ${number}` });
  }
});
afterAll(() => test.close());

it('the outbox shows every mail once, the newest first, page by page', async () => {
  const seen: string[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const page: MailPage = (await administrator.get(`/api/mails?limit=2${next && `&after=${next}`}`).expect(200)).body;
    seen.push(...page.items.map(({ subject }) => subject));
    next = page.next;
  }
  expect([...seen].sort()).toEqual(['Mail 1', 'Mail 2', 'Mail 3', 'Mail 4', 'Mail 5']);
  const times = (await test.em.query('SELECT subject FROM mail ORDER BY created_at DESC, id DESC')) as { subject: string }[];
  expect(seen).toEqual(times.map(({ subject }) => subject));
});

it('where no mail server is configured, a mail is kept and can be read whole', async () => {
  const { body } = await administrator.get('/api/mails?limit=1').expect(200);
  const mail = await administrator.get(`/api/mails/${body.items[0].id}`).expect(200);
  expect(mail.body).toMatchObject({ ...body.items[0], state: 'kept', attempts: 0, sentAt: null, text: expect.stringMatching(/^text \d$/), html: expect.stringMatching(/^<p>\d<\/p>$/) });
});

it('one cause mails a person once', async () => {
  await test.app.get(Mail).enqueue(test.em, { to: 'reader1@example.org', subject: 'Mail 1 again', template: 'reset', text: '', html: '', dedupeKey: 'mail 1' });
  expect(((await administrator.get('/api/mails').expect(200)).body as MailPage).items).toHaveLength(5);
});

it('the outbox is for administrators', async () => {
  const director = await test.as((await buildMember(test.em, 'director')).personId);
  const { body } = await administrator.get('/api/mails?limit=1').expect(200);
  for (const path of ['/api/mails', `/api/mails/${body.items[0].id}`]) {
    await test.anyone.get(path).expect(401);
    await director.get(path).expect(403);
  }
});

it('what is not there is not found, and what is nonsense is named', async () => {
  await administrator.get('/api/mails/00000000-0000-4000-8000-000000000000').expect(404);
  await administrator.get('/api/mails/no-id').expect(400);
  const forged = [`2027-01-01T00:00:00.000Z ${'-'.repeat(36)}`, '2027-99-01T00:00:00.000Z 00000000-0000-4000-8000-000000000000'].map((text) => Buffer.from(text).toString('base64url'));
  for (const after of ['nonsense', ...forged]) await administrator.get(`/api/mails?after=${after}`).expect(400, /after/);
});
