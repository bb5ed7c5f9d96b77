import { startTestApp, type TestApp } from '../testing/app';
import { buildMember, buildPerson } from '../testing/build';
import { IdentityService } from './identity.service';

const PASSWORD = 'angiography at dawn';

let test: TestApp;
beforeAll(async () => void (test = await startTestApp()));
afterAll(() => test.close());
beforeEach(() => test.em.query('DELETE FROM rate_limit'));

type MailRow = { subject: string; text: string; html: string; template: string; state: string };
const mailsTo = (email: string): Promise<MailRow[]> => test.em.query('SELECT subject, text, html, template, state FROM mail WHERE recipient = $1 ORDER BY created_at, id', [email]);
const tokenIn = ({ text }: MailRow): string => /\/link\/([\w-]{43})$/m.exec(text)![1]!;
const use = (token: string, body: object = { password: PASSWORD }) => test.anyone.post(`/api/single-use-links/${token}`).send(body);

async function askReset(email: string): Promise<string> {
  await test.anyone.post('/api/password-resets').send({ email }).expect(202);
  return tokenIn((await mailsTo(email)).at(-1)!);
}

describe('a forgotten password', () => {
  it('is replaced by a mailed link, which works once and lets in', async () => {
    const email = 'forgetful@example.org';
    const personId = await buildPerson(test.em, { email, givenName: 'Livia' });
    const before = await test.as(personId);
    const token = await askReset(email);
    const shown = await test.anyone.get(`/api/single-use-links/${token}`).expect(200);
    expect(shown.body).toMatchObject({ purpose: 'reset', email, givenName: 'Livia' });
    const answer = await use(token).expect(200);
    expect(answer.body.person.id).toBe(personId);
    const cookie = (answer.headers['set-cookie'] as unknown as string[])[0]!;
    await test.anyone.get('/api/session').set('cookie', cookie).expect(200);
    await before.get('/api/session').expect(401);
    await test.anyone.post('/api/session').send({ email, password: PASSWORD }).expect(200);
    for (const refused of [use(token), test.anyone.get(`/api/single-use-links/${token}`)]) await refused.expect(410, /identity\.link-invalid/);
    const [event] = (await test.em.query(`SELECT actor_id FROM event WHERE name = 'identity.password.changed' AND payload->>'personId' = $1`, [personId])) as { actor_id: string }[];
    expect(event!.actor_id).toBe(personId);
  });

  it('an unknown address gets the same answer, after about the same time, and no mail', async () => {
    await buildPerson(test.em, { email: 'known@example.org' });
    const timed = async (email: string) => {
      const from = performance.now();
      const answer = await test.anyone.post('/api/password-resets').send({ email });
      return { status: answer.status, body: answer.text, ms: performance.now() - from };
    };
    const [known, unknown] = [await timed('known@example.org'), await timed('unknown@example.org')];
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
    expect(Math.abs(known.ms - unknown.ms)).toBeLessThan(100);
    expect(await mailsTo('unknown@example.org')).toEqual([]);
  });

  it('a fourth mail within a quarter of an hour is dropped in silence', async () => {
    const email = 'impatient@example.org';
    await buildPerson(test.em, { email });
    for (let asked = 0; asked < 4; asked += 1) await test.anyone.post('/api/password-resets').send({ email }).expect(202);
    expect(await mailsTo(email)).toHaveLength(3);
  });

  it('only the newest link works', async () => {
    const email = 'twice@example.org';
    await buildPerson(test.em, { email });
    const [first, second] = [await askReset(email), await askReset(email)];
    await use(first).expect(410);
    await use(second).expect(200);
  });

  it('a link that is older than an hour is refused', async () => {
    const email = 'late@example.org';
    const personId = await buildPerson(test.em, { email });
    const token = await askReset(email);
    await test.em.query('UPDATE single_use_link SET expires_at = now() WHERE person_id = $1', [personId]);
    await use(token).expect(410);
  });

  it('of many who use a link at once, one comes in', async () => {
    const email = 'crowd@example.org';
    await buildPerson(test.em, { email });
    const token = await askReset(email);
    const answers = await Promise.all(Array.from({ length: 8 }, () => use(token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410, 410, 410, 410, 410, 410]);
  });

  it('a weak password is refused and leaves the link as it was', async () => {
    const email = 'weak@example.org';
    await buildPerson(test.em, { email, givenName: 'Bartolomeo', familyName: 'Quattrocchi' });
    const token = await askReset(email);
    await use(token, { password: 'short' }).expect(400, /password/);
    await use(token, { password: 'bartolomeoquattrocchi' }).expect(400, /identity\.weak-password/);
    await use(token).expect(200);
  });

  it('the secret of a link is kept nowhere but in the mail', async () => {
    const email = 'secret@example.org';
    await buildPerson(test.em, { email });
    const token = await askReset(email);
    const rows = (await test.em.query(`SELECT 1 FROM single_use_link l WHERE l::text LIKE '%' || $1 || '%'`, [token])) as object[];
    expect(rows).toEqual([]);
  });

  it('nonsense is named as such', async () => {
    await test.anyone.post('/api/password-resets').send({ email: 'no address' }).expect(400);
    await test.anyone.get('/api/single-use-links/short').expect(400);
    await test.anyone.get(`/api/single-use-links/${'x'.repeat(43)}`).expect(410);
  });

  it('mails speak the language of the reader and carry one link, by the name under which we were asked', async () => {
    const email = 'lettrice@example.org';
    await buildPerson(test.em, { email, givenName: '<b>Lucia</b>', locale: 'it' });
    await askReset(email);
    const [mail] = await mailsTo(email);
    expect(mail).toMatchObject({ subject: 'Scegli una nuova password', template: 'reset', state: 'kept' });
    expect(mail!.html).toContain('Buongiorno &lt;b&gt;Lucia&lt;/b&gt;,');
    expect(mail!.html).not.toContain('<b>');
    expect(mail!.html.match(/href="/g)).toHaveLength(1);
    expect(mail!.text).toContain(`${test.url}/link/${tokenIn(mail!)}`);
  });
});

describe('an invitation', () => {
  it('leads to an account with the roles of the edition', async () => {
    const { personId, editionId } = await buildMember(test.em, 'director');
    const director = await test.as(personId);
    const email = 'invited@example.org';
    await director.post(`/api/editions/${editionId}/people`, { email, givenName: 'Rocco', familyName: 'Serra', roles: ['trainee'] }).expect(201);
    const token = tokenIn((await mailsTo(email))[0]!);
    expect((await test.anyone.get(`/api/single-use-links/${token}`).expect(200)).body).toMatchObject({ purpose: 'invitation', email, givenName: 'Rocco' });
    const answer = await use(token).expect(200);
    expect(answer.body.memberships).toEqual([expect.objectContaining({ editionId, roles: ['trainee'] })]);
  });
});

describe('an empty installation', () => {
  let empty: TestApp;
  beforeAll(async () => void (empty = await startTestApp({ PUBLIC_URL: 'https://master.example' })));
  afterAll(() => empty.close());
  const firstLink = () => empty.app.get(IdentityService).firstDirectorLink(empty.em, 'http://127.0.0.1:1');

  it('is opened once by the link of its last start, and whoever opens it runs it', async () => {
    const [older, newer] = [(await firstLink())!, (await firstLink())!];
    expect(newer).toMatch(/^https:\/\/master\.example\/link\/[\w-]{43}$/);
    const [oldToken, token] = [older.slice(-43), newer.slice(-43)];
    const open = (body: object) => empty.anyone.post(`/api/single-use-links/${token}`).send(body);
    expect((await empty.anyone.get(`/api/single-use-links/${token}`).expect(200)).body).toMatchObject({ purpose: 'first-director', email: null, givenName: null });
    await empty.anyone.get(`/api/single-use-links/${oldToken}`).expect(410);
    const missing = await open({ password: PASSWORD, email: 'chair@example.org' }).expect(400);
    expect(missing.body.fields.map((field: { path: string }) => field.path)).toEqual(['givenName', 'familyName']);
    const chair = { password: PASSWORD, email: 'chair@example.org', givenName: 'Irene', familyName: 'Fabbri' };
    const answers = await Promise.all(Array.from({ length: 4 }, () => open(chair)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410, 410]);
    const me = answers.find(({ status }) => status === 200)!.body;
    expect(me).toMatchObject({ administrator: true, person: { email: 'chair@example.org' }, memberships: [] });
    expect(me.permissions).toContain('installation:manage');
    expect(await firstLink()).toBeNull();
  });
});
