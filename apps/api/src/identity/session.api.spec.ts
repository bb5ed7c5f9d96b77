import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { startTestApp, type SignedIn, type TestApp } from '../testing/app';
import { buildEdition, buildMember, buildMembership, buildPerson, buildSession } from '../testing/build';
import { hashPassword } from './password.hash';

const PASSWORD = 'angiography at dawn';

let test: TestApp;
beforeAll(async () => void (test = await startTestApp({ TRUSTED_PROXIES: '127.0.0.1' })));
afterAll(() => test.close());

async function buildAccount(given: Parameters<typeof buildPerson>[1] = {}): Promise<{ personId: string; email: string }> {
  const personId = await buildPerson(test.em, given);
  const [row] = (await test.em.query('UPDATE person SET password_hash = $2 WHERE id = $1 RETURNING email', [personId, await hashPassword(PASSWORD)]))[0] as { email: string }[];
  return { personId, email: row!.email };
}

const signIn = (email: string, password = PASSWORD) => test.anyone.post('/api/session').send({ email, password });
const cookieOf = (answer: { headers: Record<string, unknown> }): string => (answer.headers['set-cookie'] as string[])[0]!;

function connect(cookie: string): Promise<Socket> {
  const socket = io(`http://127.0.0.1:${(test.app.getHttpServer().address() as AddressInfo).port}`, { transports: ['websocket'], extraHeaders: { cookie }, reconnection: false, forceNew: true });
  return new Promise((resolve, reject) => socket.on('connect', () => resolve(socket)).on('connect_error', reject));
}
const heard = (socket: Socket, event: string): Promise<unknown> => new Promise((resolve) => socket.once(event, resolve));

describe('signing in', () => {
  it('gives a session in a cookie that scripts cannot read and other sites do not send', async () => {
    const { personId, email } = await buildAccount();
    const editionId = await buildEdition(test.em);
    await buildMembership(test.em, { personId, editionId, role: 'director' });
    const answer = await signIn(email.toUpperCase()).expect(200);
    expect(answer.body).toMatchObject({ person: { id: personId, email }, memberships: [{ editionId, roles: ['director'] }], administrator: false, guestOfLectureId: null, demo: false });
    expect(answer.body.memberships[0].permissions).toContain('programme:plan');
    expect(answer.body.now).toMatch(/^2027-02-10T14:3/);
    expect(cookieOf(answer)).toMatch(/^seldinger_session=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);
    const again = await test.anyone.get('/api/session').set('cookie', cookieOf(answer)).expect(200);
    expect(again.body.person.id).toBe(personId);
  });

  it('over https the cookie never travels unencrypted', async () => {
    const { email } = await buildAccount();
    const answer = await signIn(email).set('x-forwarded-proto', 'https').expect(200);
    expect(cookieOf(answer)).toContain('; Secure');
  });

  it('nor where the proxy that ends TLS is known by the public address alone; sockets come in by it too', async () => {
    const behind = await startTestApp({ PUBLIC_URL: 'https://course.example.org' });
    const personId = await buildPerson(behind.em, { email: 'behind@example.org' });
    await behind.em.query('UPDATE person SET password_hash = $2 WHERE id = $1', [personId, await hashPassword(PASSWORD)]);
    const answer = await behind.anyone.post('/api/session').set('origin', 'https://course.example.org').send({ email: 'behind@example.org', password: PASSWORD }).expect(200);
    expect(cookieOf(answer)).toContain('; Secure');
    const cookie = cookieOf(answer).split(';')[0]!;
    const from = (origin: string) =>
      new Promise<string>((resolve) => {
        const socket = io(behind.url, { transports: ['websocket'], extraHeaders: { cookie, origin }, reconnection: false, forceNew: true });
        socket.on('connect', () => (socket.close(), resolve('in'))).on('connect_error', () => resolve('refused'));
      });
    expect(await Promise.all(['https://course.example.org', behind.url, 'https://course.example.org.evil.example', 'http://course.example.org', 'null'].map(from))).toEqual(['in', 'in', 'refused', 'refused', 'refused']);
    await behind.close();
  });

  it('says the same for a wrong password, an unknown address and a person without an account', async () => {
    const { email } = await buildAccount();
    const invited = `invited-${Date.now()}@example.org`;
    await buildPerson(test.em, { email: invited });
    for (const attempt of [signIn(email, 'wrong password'), signIn('nobody@example.org'), signIn(invited)]) {
      const answer = await attempt.expect(401);
      expect(answer.body.code).toBe('identity.wrong-credentials');
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
  });

  it('names the fields that are wrong', async () => {
    const answer = await signIn('no address', '').expect(400);
    expect(answer.body.fields.map((field: { path: string }) => field.path)).toEqual(['email', 'password']);
  });

  it('slows an account down after ten failures, the right password included, and opens it again by itself', async () => {
    const { email } = await buildAccount();
    for (let tries = 0; tries < 10; tries += 1) await signIn(email, 'wrong password').expect(401);
    const refused = await signIn(email).expect(429);
    expect(refused.body.details.retryAfterSeconds).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBe(refused.body.details.retryAfterSeconds);
    await test.em.query(`UPDATE rate_limit SET window_start = window_start - interval '5 minutes' WHERE key = $1`, [`sign-in/email/${email}`]);
    await signIn(email).expect(200);
  });

  it('successes of many behind one address are no failures', async () => {
    const { email } = await buildAccount();
    await signIn(email).expect(200);
    const [before] = (await test.em.query(`SELECT hits FROM rate_limit WHERE key LIKE 'sign-in/ip/%'`)) as { hits: number }[];
    await signIn(email).expect(200);
    const [after] = (await test.em.query(`SELECT hits FROM rate_limit WHERE key LIKE 'sign-in/ip/%'`)) as { hits: number }[];
    expect(after).toEqual(before);
  });

  it('ends the session that this browser had before', async () => {
    const { personId, email } = await buildAccount();
    const { cookie } = await buildSession(test.em, personId);
    await signIn(email).set('cookie', cookie).expect(200);
    await test.anyone.get('/api/session').set('cookie', cookie).expect(401);
  });

  it("refuses another site's form", async () => {
    const { email } = await buildAccount();
    for (const header of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'https://elsewhere.example' }]) {
      const answer = await signIn(email).set(header).expect(403);
      expect(answer.body.code).toBe('request.csrf');
    }
    await signIn(email).set({ origin: test.url, 'sec-fetch-site': 'same-origin' }).expect(200);
    await signIn(email).set({ origin: test.url }).expect(200);
  });
});

describe('the guard', () => {
  let trainee: SignedIn;
  let personId: string;
  beforeAll(async () => {
    ({ personId } = await buildMember(test.em, 'trainee'));
    trainee = await test.as(personId);
  });

  it('refuses who has no session, an invented one or an expired one', async () => {
    await test.anyone.get('/api/session').expect(401, /identity\.signed-out/);
    await test.anyone.get('/api/session').set('cookie', 'seldinger_session=invented').expect(401);
    const { cookie, sessionId } = await buildSession(test.em, personId);
    await test.em.query('UPDATE session SET expires_at = now() WHERE id = $1', [sessionId]);
    await test.anyone.get('/api/session').set('cookie', cookie).expect(401);
  });

  it('refuses a change without the token of the session, or with that of another', async () => {
    const other = await test.as(personId);
    for (const headers of [{}, { 'x-csrf-token': 'invented' }, { 'x-csrf-token': other.csrf }]) {
      const answer = await test.anyone.patch('/api/me').set('cookie', trainee.cookie).set(headers).send({ locale: 'it' }).expect(403);
      expect(answer.body.code).toBe('request.csrf');
    }
  });

  it('refuses a permission that is held nowhere', async () => {
    await trainee.get('/api/mails').expect(403, /request\.forbidden/);
  });

  it('knows a person whose roles were all withdrawn, who may still sign out', async () => {
    const former = await test.as(await buildPerson(test.em));
    await former.get('/api/session').expect(200);
    await former.delete('/api/session').expect(204);
  });

  it('writes the sign of life once a minute at most, and moves the end of the session with it', async () => {
    const { cookie, sessionId } = await buildSession(test.em, personId);
    const read = async () => ((await test.em.query('SELECT last_seen_at, expires_at FROM session WHERE id = $1', [sessionId])) as { last_seen_at: Date; expires_at: Date }[])[0]!;
    const before = await read();
    await test.anyone.get('/api/session').set('cookie', cookie).expect(200);
    expect(await read()).toEqual(before);
    await test.em.query(`UPDATE session SET last_seen_at = last_seen_at - interval '61 seconds' WHERE id = $1`, [sessionId]);
    await test.anyone.get('/api/session').set('cookie', cookie).expect(200);
    const after = await read();
    expect(after.last_seen_at.getTime()).toBeGreaterThanOrEqual(before.last_seen_at.getTime());
    expect(after.expires_at.getTime() - after.last_seen_at.getTime()).toBe(7 * 86_400_000);
  });

  it('no session outlives thirty days', async () => {
    const { cookie, sessionId } = await buildSession(test.em, personId);
    await test.em.query(`UPDATE session SET created_at = now() - interval '29 days', last_seen_at = now() - interval '2 days' WHERE id = $1`, [sessionId]);
    await test.anyone.get('/api/session').set('cookie', cookie).expect(200);
    const [row] = (await test.em.query(`SELECT expires_at - created_at = interval '30 days' AS longest FROM session WHERE id = $1`, [sessionId])) as { longest: boolean }[];
    expect(row!.longest).toBe(true);
  });

  it('every event of a request names who asked', async () => {
    const person = await test.as(personId);
    await person.delete('/api/session').expect(204);
    const [event] = (await test.em.query(`SELECT actor_id, request_id FROM event WHERE name = 'identity.session.ended' AND payload->>'sessionId' = $1`, [person.sessionId])) as { actor_id: string; request_id: string }[];
    expect(event!.actor_id).toBe(personId);
    expect(event!.request_id).not.toBeNull();
  });
});

describe('signing out', () => {
  it('ends the session at once, in the next request and in the open socket', async () => {
    const { personId } = await buildMember(test.em, 'trainee');
    const person = await test.as(personId);
    const elsewhere = await test.as(personId);
    const [socket, other] = await Promise.all([connect(person.cookie), connect(elsewhere.cookie)]);
    const [told, cut] = [heard(socket, 'session:changed'), heard(socket, 'disconnect')];
    const answer = await person.delete('/api/session').expect(204);
    expect(cookieOf(answer)).toMatch(/^seldinger_session=;/);
    await told;
    expect(await cut).toBe('transport close');
    await person.get('/api/session').expect(401);
    await expect(connect(person.cookie)).rejects.toThrow('identity.signed-out');
    expect(other.connected).toBe(true);
    other.close();
  });

  it('a person sees the own sessions and ends one of them, but nobody else’s', async () => {
    const { personId } = await buildMember(test.em, 'trainee');
    const [here, there] = [await test.as(personId), await test.as(personId)];
    const stranger = await test.as(await buildPerson(test.em));
    const list = await here.get('/api/me/sessions').expect(200);
    expect(list.body.items.map(({ id, current }: { id: string; current: boolean }) => [id, current]).sort()).toEqual([[here.sessionId, true], [there.sessionId, false]].sort());
    await stranger.delete(`/api/me/sessions/${there.sessionId}`).expect(404);
    await here.delete(`/api/me/sessions/${there.sessionId}`).expect(204);
    await here.delete(`/api/me/sessions/${there.sessionId}`).expect(404);
    await here.delete('/api/me/sessions/no-id').expect(400);
    await there.get('/api/session').expect(401);
  });
});

describe('the own account', () => {
  it('language and time zone are the person’s to choose', async () => {
    const person = await test.as(await buildPerson(test.em));
    const changed = await person.patch('/api/me', { locale: 'it', timeZone: 'America/St_Johns' }).expect(200);
    expect(changed.body.person).toMatchObject({ locale: 'it', timeZone: 'America/St_Johns' });
    const answer = await person.patch('/api/me', { timeZone: 'Moon/Crater' }).expect(400);
    expect(answer.body.fields[0].path).toBe('timeZone');
    await test.anyone.patch('/api/me').send({ locale: 'it' }).expect(401);
  });

  it('a new password ends all other sessions, and only the new one lets in', async () => {
    const { personId, email } = await buildAccount();
    const [here, there] = [await test.as(personId), await test.as(personId)];
    const socket = await connect(there.cookie);
    const cut = heard(socket, 'disconnect');
    await here.put('/api/me/password', { current: PASSWORD, password: 'embolisation in the evening' }).expect(204);
    await cut;
    await here.get('/api/session').expect(200);
    await there.get('/api/session').expect(401);
    await signIn(email).expect(401);
    await signIn(email, 'embolisation in the evening').expect(200);
  });

  it('a password change needs the current password and a strong new one', async () => {
    const { personId } = await buildAccount({ givenName: 'Annamaria', familyName: 'Bevilacqua' });
    const person = await test.as(personId);
    const wrong = await person.put('/api/me/password', { current: 'not this one', password: 'embolisation in the evening' }).expect(401);
    expect(wrong.body).toMatchObject({ code: 'identity.wrong-credentials', fields: [{ path: 'current' }] });
    const short = await person.put('/api/me/password', { current: PASSWORD, password: 'eleven char' }).expect(400);
    expect(short.body.fields[0].path).toBe('password');
    const weak = await person.put('/api/me/password', { current: PASSWORD, password: 'Annamaria.Bevilacqua' }).expect(400);
    expect(weak.body).toMatchObject({ code: 'identity.weak-password', fields: [{ path: 'password', message: 'personal' }] });
  });
});
