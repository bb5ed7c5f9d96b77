import type { AddressInfo } from 'node:net';
import { io } from 'socket.io-client';
import { Events } from '../platform/events';
import { startTestApp, type SignedIn, type TestApp } from '../testing/app';
import { buildLecture, buildMember, buildPerson } from '../testing/build';

let test: TestApp;
let editionId: string;
let director: SignedIn;
beforeAll(async () => {
  test = await startTestApp();
  const member = await buildMember(test.em, 'director');
  editionId = member.editionId;
  director = await test.as(member.personId);
});
afterAll(() => test.close());
beforeEach(() => test.em.query('DELETE FROM rate_limit'));

let day = 0;
/** A lecture of a trainer without an account, on a day of its own; the course's clock stands within it. */
async function buildGuest(given: Partial<Parameters<typeof buildLecture>[1]> = {}): Promise<{ lectureId: string; trainerId: string; email: string }> {
  day += 1;
  const email = `guest${day}@elsewhere.example`;
  const trainerId = await buildPerson(test.em, { email, givenName: 'Marta', familyName: 'Colombo', locale: 'it' });
  const startsAt = new Date(Date.parse('2027-02-10T14:00:00Z') + day * 86_400_000);
  const { lectureId } = await buildLecture(test.em, { editionId, trainerId, startsAt: startsAt.toISOString(), endsAt: new Date(startsAt.getTime() + 3 * 3_600_000).toISOString(), ...given });
  return { lectureId, trainerId, email };
}

async function link(lectureId: string): Promise<{ id: string; token: string }> {
  const { body } = await director.post(`/api/lectures/${lectureId}/links`).expect(201);
  return { id: body.id, token: body.url.slice(-43) };
}
const open = (token: string) => test.anyone.post(`/api/lecture-links/${token}/session`).send({});
const cookieOf = (answer: { headers: Record<string, unknown> }): string => (answer.headers['set-cookie'] as string[])[0]!.split(';')[0]!;
const session = (cookie: string) => test.anyone.get('/api/session').set('cookie', cookie);

it('a trainer comes in by one link, without an account, as the trainer of that lecture and nothing else', async () => {
  const { lectureId, trainerId, email } = await buildGuest();
  const created = await director.post(`/api/lectures/${lectureId}/links`).expect(201);
  expect(created.body).toMatchObject({ lectureId, person: { id: trainerId, email }, revokedAt: null, lastUsedAt: null, url: expect.stringMatching(/\/l\/[\w-]{43}$/) });
  const [mail] = (await test.em.query('SELECT subject, text FROM mail WHERE recipient = $1', [email])) as { subject: string; text: string }[];
  expect(mail!.subject).toBe('La tua lezione: Rivascolarizzazione femoro-poplitea');
  expect(mail!.text).toContain(created.body.url);
  expect(mail!.text).toContain('15:00 (Europe/Rome)');
  const answer = await open(created.body.url.slice(-43)).expect(200);
  expect(answer.body).toMatchObject({ lectureId, me: { guestOfLectureId: lectureId, administrator: false, memberships: [{ editionId, roles: ['trainer'] }], permissions: [] } });
  const listed = await director.get(`/api/lectures/${lectureId}/links`).expect(200);
  expect(listed.body.items).toEqual([expect.objectContaining({ id: created.body.id, lastUsedAt: expect.any(String) })]);
  expect(JSON.stringify(listed.body)).not.toContain(created.body.url.slice(-43));
});

it('a guest may call only the routes that are open to guests, whatever roles the person has', async () => {
  const { lectureId, trainerId } = await buildGuest();
  await test.em.query(`INSERT INTO membership (person_id, edition_id, role, since) VALUES ($1, $2, 'director', now())`, [trainerId, editionId]);
  await test.em.query('UPDATE person SET administrator = true WHERE id = $1', [trainerId]);
  const answer = await open((await link(lectureId)).token).expect(200);
  const cookie = cookieOf(answer);
  await session(cookie).expect(200);
  for (const path of [`/api/editions/${editionId}/people`, '/api/mails', '/api/me/sessions']) await test.anyone.get(path).set('cookie', cookie).expect(403);
  await test.anyone.patch('/api/me').set('cookie', cookie).set('x-csrf-token', answer.body.me.csrfToken).send({ locale: 'en' }).expect(403);
  await test.anyone.delete('/api/session').set('cookie', cookie).set('x-csrf-token', answer.body.me.csrfToken).expect(204);
  await session(cookie).expect(401);
});

it('of other lectures of the edition a guest sees nothing, even of those that the same trainer gives', async () => {
  const { lectureId, trainerId } = await buildGuest();
  const other = await buildGuest({ trainerId });
  const cookie = cookieOf(await open((await link(lectureId)).token).expect(200));
  await test.anyone.get(`/api/lectures/${lectureId}`).set('cookie', cookie).expect(200);
  for (const path of ['', '/classroom', '/classroom/chat']) await test.anyone.get(`/api/lectures/${other.lectureId}${path}`).set('cookie', cookie).expect(404);
});

it('one link opens on several devices', async () => {
  const { lectureId } = await buildGuest();
  const { token } = await link(lectureId);
  const [desk, phone] = [cookieOf(await open(token).expect(200)), cookieOf(await open(token).expect(200))];
  expect(desk).not.toBe(phone);
  await session(desk).expect(200);
  await session(phone).expect(200);
});

it('revoking ends the link’s sessions at once, in open sockets too', async () => {
  const { lectureId } = await buildGuest();
  const { id, token } = await link(lectureId);
  const cookie = cookieOf(await open(token).expect(200));
  const socket = io(`http://127.0.0.1:${(test.app.getHttpServer().address() as AddressInfo).port}`, { transports: ['websocket'], extraHeaders: { cookie }, reconnection: false, forceNew: true });
  await new Promise<void>((resolve) => socket.on('connect', () => resolve()));
  const cut = new Promise((resolve) => socket.on('disconnect', resolve));
  await director.delete(`/api/lecture-links/${id}`).expect(204);
  await cut;
  await session(cookie).expect(401);
  await open(token).expect(410, /identity\.link-invalid/);
  await director.delete(`/api/lecture-links/${id}`).expect(204);
});

it('another trainer shuts out the former one at once', async () => {
  const { lectureId } = await buildGuest();
  const { token } = await link(lectureId);
  const cookie = cookieOf(await open(token).expect(200));
  await test.em.query('UPDATE lecture SET trainer_id = $2 WHERE id = $1', [lectureId, await buildPerson(test.em)]);
  await session(cookie).expect(401);
  await open(token).expect(410);
  const change = () => test.em.transaction((em) => test.app.get(Events).emit(em, 'programme.lecture.changed', { editionId, lectureId, before: {}, after: {} }));
  const endings = () => test.em.query(`SELECT 1 FROM session s JOIN lecture_link l ON l.id = s.lecture_link_id WHERE l.lecture_id = $1 AND s.ended_at IS NOT NULL AND l.revoked_at IS NOT NULL`, [lectureId]) as Promise<object[]>;
  await change();
  await test.drain();
  expect(await endings()).toHaveLength(1);
  await change();
  await test.drain();
  expect(await endings()).toHaveLength(1);
});

it('a link lasts until a day after its lecture, also when the lecture is moved', async () => {
  const { lectureId } = await buildGuest({ startsAt: '2027-02-09T08:00:00Z', endsAt: '2027-02-09T11:00:00Z' });
  const { token } = await link(lectureId);
  await open(token).expect(410);
  await test.em.query(`UPDATE lecture SET starts_at = '2027-02-09T11:45:00Z', ends_at = '2027-02-09T14:45:00Z' WHERE id = $1`, [lectureId]);
  const cookie = cookieOf(await open(token).expect(200));
  test.clock.advance(16 * 60_000);
  await session(cookie).expect(401);
  test.clock.setTo(Date.parse('2027-02-10T14:30:00Z'));
});

it('who is signed in as that person already stays so', async () => {
  const { lectureId, trainerId } = await buildGuest();
  const { token } = await link(lectureId);
  const trainer = await test.as(trainerId);
  const answer = await trainer.post(`/api/lecture-links/${token}/session`).expect(200);
  expect(answer.headers['set-cookie']).toBeUndefined();
  expect(answer.body.me.guestOfLectureId).toBeNull();
});

it('no link is made for a lecture without a trainer, or one that is over', async () => {
  const { lectureId } = await buildGuest({ trainerId: null });
  await director.post(`/api/lectures/${lectureId}/links`).expect(400, /no trainer/);
  const over = await buildGuest({ state: 'ended' });
  await director.post(`/api/lectures/${over.lectureId}/links`).expect(409, /live\.over/);
});

it('links are for director and staff of that edition to make, see and revoke', async () => {
  const { lectureId } = await buildGuest();
  const { id } = await link(lectureId);
  const trainee = await test.as((await buildMember(test.em, 'trainee', { editionId })).personId);
  const stranger = await test.as((await buildMember(test.em, 'director')).personId);
  for (const [who, status] of [[trainee, 403], [stranger, 404]] as const) {
    await who.post(`/api/lectures/${lectureId}/links`).expect(status);
    await who.get(`/api/lectures/${lectureId}/links`).expect(status);
    await who.delete(`/api/lecture-links/${id}`).expect(status);
  }
  await test.anyone.get(`/api/lectures/${lectureId}/links`).expect(401);
  await director.delete(`/api/lecture-links/${lectureId}`).expect(404);
  await director.post(`/api/lectures/no-id/links`).expect(400);
  await open('x'.repeat(43)).expect(410);
  await open('short').expect(400);
});
