import type { PersonRow } from '@seldinger/contract';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { startTestApp, type SignedIn, type TestApp } from '../testing/app';
import { buildEdition, buildMember, buildMembership, buildPerson } from '../testing/build';

let test: TestApp;
let editionId: string;
let directorId: string;
let director: SignedIn;
beforeAll(async () => {
  test = await startTestApp();
  editionId = await buildEdition(test.em, { name: 'Edition 2026/27' });
  directorId = (await buildMember(test.em, 'director', { editionId, familyName: 'Alberti' })).personId;
  director = await test.as(directorId);
});
afterAll(() => test.close());

const people = (edition = editionId): string => `/api/editions/${edition}/people`;
const newcomer = (email: string, more: object = {}) => ({ email, givenName: 'Dario', familyName: 'Moretti', roles: ['trainee'], ...more });
const mailsTo = (email: string): Promise<{ template: string; text: string; subject: string }[]> => test.em.query('SELECT template, text, subject FROM mail WHERE recipient = $1 ORDER BY created_at', [email]);
const rolesOf = async (personId: string): Promise<string[]> => (await director.get(`${people()}?limit=200`).expect(200)).body.items.find((row: PersonRow) => row.id === personId)?.roles ?? [];

async function connect(cookie: string): Promise<Socket> {
  const socket = io(`http://127.0.0.1:${(test.app.getHttpServer().address() as AddressInfo).port}`, { transports: ['websocket'], extraHeaders: { cookie }, reconnection: false, forceNew: true });
  await new Promise<void>((resolve, reject) => socket.on('connect', () => resolve()).on('connect_error', reject));
  return socket;
}

describe('who may', () => {
  it.each(['trainee', 'trainer', 'supervisor', 'applicant'] as const)('a %s neither sees the list nor invites', async (role) => {
    const member = await test.as((await buildMember(test.em, role, { editionId })).personId);
    await member.get(people()).expect(403);
    await member.post(people(), newcomer('never@example.org')).expect(403);
  });

  it('who directs another edition sees nothing of this one', async () => {
    const other = await buildMember(test.em, 'director');
    const stranger = await test.as(other.personId);
    await stranger.get(people()).expect(404);
    await stranger.post(people(), newcomer('never@example.org')).expect(404);
    await stranger.put(`${people()}/${directorId}/roles`, { roles: ['trainee'] }).expect(404);
    await stranger.post(`${people()}/${directorId}/invitations`).expect(404);
    await test.anyone.get(people()).expect(401);
  });

  it('staff invite, but who directs the edition is for its directors to say', async () => {
    const staff = await test.as((await buildMember(test.em, 'staff', { editionId })).personId);
    await staff.post(people(), newcomer('by-staff@example.org')).expect(201);
    await staff.post(people(), newcomer('usurper@example.org', { roles: ['director'] })).expect(403);
    const second = await buildMember(test.em, 'director', { editionId });
    await staff.put(`${people()}/${second.personId}/roles`, { roles: [] }).expect(403);
    await staff.put(`${people()}/${second.personId}/roles`, { roles: ['director', 'trainer'] }).expect(200);
    await director.put(`${people()}/${second.personId}/roles`, { roles: [] }).expect(200);
  });
});

describe('inviting', () => {
  it('makes the person, gives the roles and mails a link', async () => {
    const answer = await director.post(people(), newcomer('New.Face@example.org', { roles: ['trainer', 'supervisor'], locale: 'it' })).expect(201);
    expect(answer.body).toMatchObject({ email: 'new.face@example.org', roles: ['supervisor', 'trainer'], hasAccount: false, locale: 'it', timeZone: 'Europe/Rome', abilities: { manage: true } });
    expect(answer.body.invitedAt).not.toBeNull();
    const mails = await mailsTo('new.face@example.org');
    expect(mails).toHaveLength(1);
    expect(mails[0]!.text).toMatch(/\/link\/[\w-]{43}/);
    const events = (await test.em.query(`SELECT name, actor_id FROM event WHERE payload->>'personId' = $1 ORDER BY id`, [answer.body.id])) as { name: string; actor_id: string }[];
    expect(events).toEqual([
      { name: 'identity.roles.changed', actor_id: directorId },
      { name: 'identity.person.invited', actor_id: directorId },
    ]);
  });

  it('somebody who is known by the address keeps name and account and gets the roles beside those held', async () => {
    const personId = await buildPerson(test.em, { email: 'known@example.org', givenName: 'Teresa', familyName: 'Rinaldi' });
    await test.em.query(`UPDATE person SET password_hash = 'x' WHERE id = $1`, [personId]);
    await buildMembership(test.em, { personId, editionId, role: 'trainer' });
    const answer = await director.post(people(), newcomer('known@example.org', { roles: ['staff', 'trainer'] })).expect(201);
    expect(answer.body).toMatchObject({ id: personId, givenName: 'Teresa', familyName: 'Rinaldi', roles: ['staff', 'trainer'], hasAccount: true });
    const [mail] = await mailsTo('known@example.org');
    expect(mail!.template).toBe('roles');
    expect(mail!.text).not.toContain('/link/');
  });

  it('two invitations of one address at once make one person', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => director.post(people(), newcomer('same@example.org'))));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });

  it('is sent again on request, to somebody of the edition', async () => {
    const { body } = await director.post(people(), newcomer('again@example.org')).expect(201);
    await director.post(`${people()}/${body.id}/invitations`).expect(200);
    expect(await mailsTo('again@example.org')).toHaveLength(2);
    await director.post(`${people()}/${await buildPerson(test.em)}/invitations`).expect(404);
  });

  it('bad fields are named', async () => {
    const answer = await director.post(people(), { email: 'x', givenName: '', familyName: 'A\u0007', roles: ['emperor'] }).expect(400);
    expect(answer.body.fields.map((field: { path: string }) => field.path)).toEqual(['email', 'givenName', 'familyName', 'roles.0']);
    await director.post(people('no-edition'), newcomer('a@example.org')).expect(400);
  });
});

describe('roles', () => {
  it('lost is lost at once: the page is told, the socket is cut and the next request refused', async () => {
    const { personId } = await buildMember(test.em, 'staff', { editionId });
    const staff = await test.as(personId);
    const socket = await connect(staff.cookie);
    await staff.get(people()).expect(200);
    const told = new Promise((resolve) => socket.once('session:changed', () => resolve(true)));
    const cut = new Promise((resolve) => socket.once('disconnect', resolve));
    await director.put(`${people()}/${personId}/roles`, { roles: ['trainee'] }).expect(200);
    await Promise.all([told, cut]);
    await staff.get(people()).expect(403);
    await staff.get('/api/session').expect(200);
  });

  it('gained counts at once: the page is told, and its socket comes back with them', async () => {
    const { personId } = await buildMember(test.em, 'trainee', { editionId });
    const socket = await connect((await test.as(personId)).cookie);
    const told = new Promise((resolve) => socket.once('session:changed', () => resolve(true)));
    const cut = new Promise((resolve) => socket.once('disconnect', resolve));
    await director.put(`${people()}/${personId}/roles`, { roles: ['trainee', 'staff'] }).expect(200);
    await told;
    expect(await cut).toBe('transport close');
  });

  it('withdrawing and re-admitting keep their history', async () => {
    const { personId } = await buildMember(test.em, 'trainee', { editionId });
    await director.put(`${people()}/${personId}/roles`, { roles: [] }).expect(200);
    expect(await rolesOf(personId)).toEqual([]);
    await director.put(`${people()}/${personId}/roles`, { roles: ['trainee'] }).expect(200);
    expect(await rolesOf(personId)).toEqual(['trainee']);
    const history = (await test.em.query('SELECT until IS NULL AS held FROM membership WHERE person_id = $1 ORDER BY since, until NULLS LAST', [personId])) as { held: boolean }[];
    expect(history).toEqual([{ held: false }, { held: true }]);
  });

  it('what is held already changes nothing and tells nobody', async () => {
    const { personId } = await buildMember(test.em, 'trainee', { editionId });
    await director.put(`${people()}/${personId}/roles`, { roles: ['trainee', 'trainee'] }).expect(200);
    expect(await test.em.query(`SELECT 1 FROM event WHERE payload->>'personId' = $1`, [personId])).toEqual([]);
  });

  it('the last director cannot be taken away', async () => {
    const only = await buildMember(test.em, 'director');
    const alone = await test.as(only.personId);
    await alone.put(`${people(only.editionId)}/${only.personId}/roles`, { roles: ['trainer'] }).expect(409, /identity\.last-director/);
    expect((await alone.get(people(only.editionId)).expect(200)).body.items[0].roles).toEqual(['director']);
  });

  it('of two directors who dismiss each other at once, one stays', async () => {
    const first = await buildMember(test.em, 'director');
    const second = await buildMember(test.em, 'director', { editionId: first.editionId });
    const [one, two] = [await test.as(first.personId), await test.as(second.personId)];
    await Promise.all([
      one.put(`${people(first.editionId)}/${second.personId}/roles`, { roles: [] }),
      two.put(`${people(first.editionId)}/${first.personId}/roles`, { roles: [] }),
    ]);
    const [row] = (await test.em.query(`SELECT count(*)::int AS directors FROM membership WHERE edition_id = $1 AND role = 'director' AND until IS NULL`, [first.editionId])) as { directors: number }[];
    expect(row!.directors).toBe(1);
  });

  it('of nobody of the edition are not changed', async () => {
    await director.put(`${people()}/${await buildPerson(test.em)}/roles`, { roles: ['trainee'] }).expect(404);
    await director.put(`${people()}/${directorId}/roles`, { roles: 'director' }).expect(400);
  });
});

describe('the list', () => {
  it('is paged by name without missing or repeating anybody, namesakes included', async () => {
    const edition = await buildEdition(test.em);
    const { personId } = await buildMember(test.em, 'director', { editionId: edition, familyName: 'Zanetti' });
    const ids = [personId];
    for (const familyName of ['Rossi', 'Rossi', 'Bianchi', "D'Amico", 'rossi', 'Èvoli']) ids.push((await buildMember(test.em, 'trainee', { editionId: edition, familyName, givenName: 'Anna' })).personId);
    const reader = await test.as(personId);
    const seen: PersonRow[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const page: { items: PersonRow[]; next: string | null } = (await reader.get(`${people(edition)}?limit=2${next && `&after=${next}`}`).expect(200)).body;
      seen.push(...page.items);
      next = page.next;
    }
    expect(seen.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect((await reader.get(`${people(edition)}?limit=200`).expect(200)).body.items.map(({ id }: PersonRow) => id)).toEqual(seen.map(({ id }) => id));
  });

  it('is searched by name and address, and filtered by role', async () => {
    const edition = await buildEdition(test.em);
    const { personId } = await buildMember(test.em, 'director', { editionId: edition });
    const found = (await buildMember(test.em, 'trainee', { editionId: edition, givenName: 'Ugo', familyName: 'Per_cento' })).personId;
    const reader = await test.as(personId);
    const ids = async (query: string) => ((await reader.get(`${people(edition)}?${query}`).expect(200)).body.items as PersonRow[]).map(({ id }) => id);
    expect(await ids('search=UGO%20per_')).toEqual([found]);
    expect(await ids('search=per_cento%20ugo')).toEqual([found]);
    expect(await ids('search=%25')).toEqual([]);
    expect(await ids('role=trainee')).toEqual([found]);
    expect(await ids('role=staff')).toEqual([]);
  });

  it('refuses a cursor that is not its own', async () => {
    const forged = ['["a","b","c"]', `["\\u0000","b","${editionId}"]`].map((text) => Buffer.from(text).toString('base64url'));
    for (const after of ['nonsense', ...forged]) await director.get(`${people()}?after=${after}`).expect(400, /after/);
    await director.get(`${people()}?limit=1000`).expect(400);
    await director.get(`${people()}?role=emperor`).expect(400);
    await director.get(`${people()}?search=%00`).expect(400, /search/);
  });
});
