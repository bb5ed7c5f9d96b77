import { attendanceEvidence, attendanceSheet, pendingVerifications, type AttendanceSheet } from '@seldinger/contract';
import { randomUUID } from 'node:crypto';
import { startTestApp, type SignedIn, type TestApp } from '../testing/app';
import { buildEdition, buildLecture, buildMember, buildPerson, buildStay } from '../testing/build';
import { countQueries } from '../testing/queries';

/** On the day of the lecture, which is held from 14:00 to 17:00 UTC. */
const at = (time: string): string => `2027-02-10T${time}Z`;

describe('attendance of a lecture', () => {
  let test: TestApp;
  let editionId: string;
  let lectureId: string;
  let directorId: string;
  let director: SignedIn;
  let conti: string;
  let rossi: string;

  beforeAll(async () => {
    test = await startTestApp();
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    test.clock.setTo(Date.parse(at('18:00:00')));
    editionId = await buildEdition(test.em);
    ({ personId: directorId } = await buildMember(test.em, 'director', { editionId, givenName: 'Anna', familyName: 'Ferri' }));
    ({ personId: rossi } = await buildMember(test.em, 'trainee', { editionId, givenName: 'Marco', familyName: 'Rossi' }));
    ({ personId: conti } = await buildMember(test.em, 'trainee', { editionId, givenName: 'Giulia', familyName: 'Conti' }));
    director = await test.as(directorId);
    ({ lectureId } = await buildLecture(test.em, { editionId, state: 'ended' }));
    await buildStay(test.em, { lectureId, personId: conti, from: at('13:55:00'), to: at('17:05:00') });
    await buildStay(test.em, { lectureId, personId: conti, source: 'media', from: at('13:56:00'), to: at('17:05:00') });
    await buildStay(test.em, { lectureId, personId: rossi, from: at('15:00:00'), to: at('16:00:30') });
  });

  const path = (rest = ''): string => `/api/lectures/${lectureId}/attendance${rest}`;
  const verification = (rest = ''): string => `/api/lectures/${lectureId}/verification${rest}`;
  const sheet = async (): Promise<AttendanceSheet> => (await director.get(path()).expect(200)).body;
  const correction = async (minutes: number, more: object = {}): Promise<object> => ({ minutes, reason: 'Power cut at the hospital', fingerprint: (await sheet()).fingerprint, ...more });
  const rowOf = ({ rows }: AttendanceSheet, personId: string) => rows.find((row) => row.personId === personId);
  const count = async (table: string): Promise<number> => ((await test.em.query(`SELECT count(*)::int AS n FROM ${table} WHERE lecture_id = $1`, [lectureId])) as { n: number }[])[0]!.n;
  const setState = (state: string, held: [string | null, string | null]) => test.em.query('UPDATE lecture SET state = $2, held_from = $3, held_until = $4 WHERE id = $1', [lectureId, state, ...held]);

  describe('who may', () => {
    const routes: [string, (who: SignedIn) => Promise<{ status: number }>][] = [
      ['read the sheet', async (who) => who.get(path())],
      ['read somebody\'s evidence', async (who) => who.get(path(`/${conti}`))],
      ['correct', async (who) => who.post(path(`/${rossi}/corrections`), { minutes: 90, reason: 'because', fingerprint: 'x' })],
      ['verify', async (who) => who.post(verification(), { fingerprint: 'x' })],
      ['reopen', async (who) => who.post(verification('/reopening'), { verificationId: randomUUID(), reason: 'because' })],
      ['see what waits', async (who) => who.get(`/api/editions/${editionId}/attendance/pending`)],
    ];

    it.each(routes)('%s: the director of this edition, no trainee, no staff, no director of another', async (_, ask) => {
      expect((await ask(await test.as(conti))).status).toBe(403);
      expect((await ask(await test.as((await buildMember(test.em, 'staff', { editionId })).personId))).status).toBe(403);
      expect((await ask(await test.as((await buildMember(test.em, 'director')).personId))).status).toBe(404);
      expect([200, 409]).toContain((await ask(director)).status);
    });

    it('nobody without a session, and nobody without a token against forgery', async () => {
      await test.anyone.get(path()).expect(401);
      await test.anyone.get(path('/me')).expect(401);
      await test.anyone.post(verification()).send({ fingerprint: 'x' }).expect(401);
      const { body } = await test.anyone.post(verification()).set('cookie', director.cookie).send({ fingerprint: 'x' }).expect(403);
      expect(body.code).toBe('request.csrf');
    });

    it('a trainee reads the own evidence, and only that', async () => {
      const { body } = await (await test.as(rossi)).get(path('/me')).expect(200);
      expect(body.row).toMatchObject({ personId: rossi, minutes: 60 });
      await director.get(path('/me')).expect(403);
      await (await test.as((await buildMember(test.em, 'trainee')).personId)).get(path('/me')).expect(404);
    });

    it('an unknown lecture, and somebody who is no trainee, are not found', async () => {
      await director.get(`/api/lectures/${randomUUID()}/attendance`).expect(404);
      await director.get(path(`/${directorId}`)).expect(404);
      await director.post(path(`/${directorId}/corrections`), await correction(10)).expect(404);
    });
  });

  it('refuses what is no id, no minutes, no reason, and names the field', async () => {
    await director.get('/api/lectures/nothing/attendance').expect(400);
    for (const [more, field] of [[{ minutes: -1 }, 'minutes'], [{ minutes: 1.5 }, 'minutes'], [{ minutes: 1441 }, 'minutes'], [{ reason: '  ' }, 'reason'], [{ fingerprint: undefined }, 'fingerprint']] as const) {
      const { body } = await director.post(path(`/${rossi}/corrections`), await correction(90, more)).expect(400);
      expect(body).toMatchObject({ code: 'request.invalid', fields: [{ path: field }] });
    }
    expect(await count('attendance_correction')).toBe(0);
  });

  describe('the sheet', () => {
    it('has a row for every trainee, by family name, the absent ones too', async () => {
      const { personId: absent } = await buildMember(test.em, 'trainee', { editionId, familyName: 'Bianchi' });
      const { body } = await director.get(path()).expect(200);
      expect(attendanceSheet.parse(body)).toEqual(body);
      expect(body.rows.map((row: { familyName: string }) => row.familyName)).toEqual(['Bianchi', 'Conti', 'Rossi']);
      expect(rowOf(body, absent)).toMatchObject({ minutes: 0, creditMinutes: 0, flags: [{ kind: 'absent' }] });
      expect(rowOf(body, conti)).toMatchObject({ minutes: 180, sharePercent: 100, creditMinutes: 180, countsWhole: true, flags: [], bridges: 0 });
      expect(rowOf(body, rossi)).toMatchObject({ presentMs: 3_630_000, minutes: 60, sharePercent: 33, creditMinutes: 60, countsWhole: false });
      expect(body).toMatchObject({ heldMs: 10_800_000, verification: null, history: [], rule: { attendance: 'attendance-1', credit: 'lecture-1', wholeFromPercent: 90, bridgeSeconds: 120 }, abilities: { verify: true, correct: true, reopen: false } });
    });

    it('counts who was a trainee then: not who came later, nor who had withdrawn, but who withdrew since', async () => {
      const member = async (familyName: string, since: string, until: string | null): Promise<void> => {
        const personId = await buildPerson(test.em, { familyName });
        await test.em.query(`INSERT INTO membership (person_id, edition_id, role, since, until) VALUES ($1, $2, 'trainee', $3, $4)`, [personId, editionId, since, until]);
      };
      await member('Later', at('17:00:00'), null);
      await member('Withdrawn', at('08:00:00'), at('14:00:00'));
      await member('Withdrew since', at('08:00:00'), at('18:00:00'));
      expect((await sheet()).rows.map((row) => row.familyName)).toEqual(['Conti', 'Rossi', 'Withdrew since']);
    });

    it('who withdrew and was let in again during a lecture has one row', async () => {
      await test.em.query(`UPDATE membership SET until = $2 WHERE person_id = $1`, [rossi, at('15:00:00')]);
      await test.em.query(`INSERT INTO membership (person_id, edition_id, role, since) VALUES ($1, $2, 'trainee', $3)`, [rossi, editionId, at('15:30:00')]);
      expect((await sheet()).rows).toHaveLength(2);
    });

    it('is there while the lecture goes on, with what would count so far, and nothing to decide', async () => {
      await setState('live', [at('14:00:00'), null]);
      test.clock.setTo(Date.parse(at('15:30:00')));
      expect(await sheet()).toMatchObject({ heldMs: expect.any(Number), abilities: { verify: false, correct: false, reopen: false } });
      expect(rowOf(await sheet(), conti)!.minutes).toBe(90);
      const { body } = await (await test.as(rossi)).get(path('/me')).expect(200);
      expect(attendanceEvidence.parse(body)).toEqual(body);
      expect(body).toMatchObject({ row: { minutes: 30, personId: rossi }, stays: [{ source: 'socket' }], verification: null });
      expect((await director.post(verification(), { fingerprint: (await sheet()).fingerprint }).expect(409)).body.code).toBe('attendance.not-over');
      expect((await director.post(path(`/${rossi}/corrections`), await correction(90)).expect(409)).body.code).toBe('attendance.not-over');
    });

    it('of a lecture to come has every trainee and no figures', async () => {
      await setState('planned', [null, null]);
      expect(await sheet()).toMatchObject({ held: null, heldMs: 0, rows: [{ minutes: 0, timeline: [] }, { minutes: 0, timeline: [] }] });
    });

    it('takes the same number of queries for two trainees and for thirty', async () => {
      const few = await countQueries(test.em, () => sheet());
      for (let i = 0; i < 28; i++) await buildMember(test.em, 'trainee', { editionId });
      expect(few).toBeGreaterThan(0);
      expect(await countQueries(test.em, () => sheet())).toBe(few);
    });

    it('what the class did shows as ticks', async () => {
      await test.em.query('INSERT INTO classroom (lecture_id) VALUES ($1)', [lectureId]);
      await test.em.query(`INSERT INTO chat_message (id, lecture_id, seq, person_id, role, text, sent_at) VALUES ($1, $2, 1, $3, 'trainee', 'Which sheath?', $4)`, [randomUUID(), lectureId, conti, at('15:10:00')]);
      await test.em.query(`INSERT INTO hand (lecture_id, person_id, raised_at) VALUES ($1, $2, $3)`, [lectureId, conti, at('15:20:00')]);
      expect(rowOf(await sheet(), conti)!.acts).toEqual([{ at: Date.parse(at('15:10:00')), kind: 'chat' }, { at: Date.parse(at('15:20:00')), kind: 'hand' }]);
    });
  });

  describe('a correction', () => {
    it('stands beside what was measured, with author, reason and time, and its history is kept', async () => {
      const corrected: AttendanceSheet = (await director.post(path(`/${rossi}/corrections`), await correction(150)).expect(200)).body;
      expect(rowOf(corrected, rossi)).toMatchObject({ measuredMinutes: 60, minutes: 150, sharePercent: 83, creditMinutes: 150, correction: { minutes: 150, reason: 'Power cut at the hospital', author: 'Anna Ferri' } });
      await director.post(path(`/${rossi}/corrections`), await correction(165, { reason: 'The first figure was a slip' })).expect(200);
      expect(rowOf(await sheet(), rossi)).toMatchObject({ minutes: 165, creditMinutes: 180, countsWhole: true });
      const { body } = await director.get(path(`/${rossi}`)).expect(200);
      expect(attendanceEvidence.parse(body)).toEqual(body);
      expect(body.corrections).toMatchObject([{ minutes: 150 }, { minutes: 165, reason: 'The first figure was a slip' }]);
      expect(body.stays).toMatchObject([{ source: 'socket', device: 'device-1', joinedAt: '2027-02-10T15:00:00.000Z', endedBy: 'disconnected' }]);
    });

    it('made on an old sheet is refused with the sheet as it is now, and leaves nothing behind', async () => {
      const old = await correction(150);
      await buildStay(test.em, { lectureId, personId: rossi, from: at('16:10:00'), to: at('17:00:00') });
      const { body } = await director.post(path(`/${rossi}/corrections`), old).expect(409);
      expect(body).toMatchObject({ code: 'request.stale', details: { current: { fingerprint: (await sheet()).fingerprint } } });
      expect(rowOf(body.details.current, rossi)!.minutes).toBe(110);
      expect(await count('attendance_correction')).toBe(0);
    });

    it('is told to the slices on the right and to the audit', async () => {
      await director.post(path(`/${rossi}/corrections`), await correction(150)).expect(200);
      expect(await test.em.query(`SELECT payload, actor_id FROM event WHERE name = 'attendance.minutes.corrected' AND payload->>'lectureId' = $1`, [lectureId])).toEqual([{ payload: { lectureId, personId: rossi, minutes: 150 }, actor_id: directorId }]);
    });

    it('cannot be changed or taken back, by whomever', async () => {
      await director.post(path(`/${rossi}/corrections`), await correction(150)).expect(200);
      await expect(test.em.query('UPDATE attendance_correction SET minutes = 0 WHERE lecture_id = $1', [lectureId])).rejects.toThrow('append-only');
      await expect(test.em.query('DELETE FROM attendance_correction WHERE lecture_id = $1', [lectureId])).rejects.toThrow('append-only');
      for (const table of ['attendance_correction', 'attendance_record', 'webhook_receipt']) await expect(test.em.query(`TRUNCATE ${table}`)).rejects.toThrow(`${table} is append-only`);
    });
  });

  describe('verifying', () => {
    const verify = async (): Promise<AttendanceSheet> => (await director.post(verification(), { fingerprint: (await sheet()).fingerprint }).expect(200)).body;

    it('keeps what was seen, by whom, and under which rule', async () => {
      const verified = await verify();
      expect(verified).toMatchObject({ lecture: { state: 'verified' }, verification: { verifiedBy: 'Anna Ferri', ruleVersion: 'attendance-1, lecture-1', reopenedAt: null }, abilities: { verify: false, correct: false, reopen: true } });
      const records = await test.em.query('SELECT person_id, present_ms::int, measured_minutes, minutes, credit_minutes, counts_whole FROM attendance_record WHERE lecture_id = $1 ORDER BY minutes', [lectureId]);
      expect(records).toEqual([
        { person_id: rossi, present_ms: 3_630_000, measured_minutes: 60, minutes: 60, credit_minutes: 60, counts_whole: false },
        { person_id: conti, present_ms: 10_800_000, measured_minutes: 180, minutes: 180, credit_minutes: 180, counts_whole: true },
      ]);
      await expect(test.em.query('UPDATE attendance_record SET credit_minutes = 0 WHERE lecture_id = $1', [lectureId])).rejects.toThrow('append-only');
    });

    it('shows afterwards what was verified, whatever evidence comes in late and whatever the edition is set to', async () => {
      const verified = await verify();
      await buildStay(test.em, { lectureId, personId: rossi, from: at('14:00:00'), to: at('17:00:00') });
      await test.em.query('UPDATE edition SET whole_from_percent = 100, bridge_seconds = 0 WHERE id = $1', [editionId]);
      expect(await sheet()).toMatchObject({ rows: verified.rows, fingerprint: verified.fingerprint, rule: { wholeFromPercent: 90, bridgeSeconds: 120 } });
      const { body } = await (await test.as(rossi)).get(path('/me')).expect(200);
      expect(body).toMatchObject({ row: { minutes: 60 }, verification: { id: verified.verification!.id } });
      expect(body.stays).toHaveLength(1);
    });

    it('a corrected figure keeps its correction', async () => {
      await director.post(path(`/${rossi}/corrections`), await correction(150)).expect(200);
      expect(rowOf(await verify(), rossi)).toMatchObject({ minutes: 150, measuredMinutes: 60, correction: { minutes: 150, author: 'Anna Ferri' } });
      expect(rowOf(await sheet(), rossi)).toMatchObject({ correction: { reason: 'Power cut at the hospital' } });
    });

    it('what has changed since it was seen is refused, and nothing is verified', async () => {
      const { fingerprint } = await sheet();
      await director.post(path(`/${rossi}/corrections`), await correction(150)).expect(200);
      const { body } = await director.post(verification(), { fingerprint }).expect(409);
      expect(body.code).toBe('request.stale');
      expect(rowOf(body.details.current, rossi)!.minutes).toBe(150);
      expect([await count('verification'), await count('attendance_record')]).toEqual([0, 0]);
    });

    it('a second time is refused, and so is a correction', async () => {
      const { fingerprint } = await verify();
      expect((await director.post(verification(), { fingerprint }).expect(409)).body.code).toBe('attendance.already-verified');
      expect((await director.post(path(`/${rossi}/corrections`), await correction(10)).expect(409)).body.code).toBe('attendance.already-verified');
      expect(await count('verification')).toBe(1);
    });

    it('two directors at once make one verification', async () => {
      const other = await test.as((await buildMember(test.em, 'director', { editionId })).personId);
      const { fingerprint } = await sheet();
      const answers = await Promise.all([director, other, director, other].map((who) => who.post(verification(), { fingerprint })));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
      expect(new Set(answers.filter(({ status }) => status === 409).map(({ body }) => body.code))).toEqual(new Set(['attendance.already-verified']));
      expect([await count('verification'), await count('attendance_record')]).toEqual([1, 2]);
    });

    it('the database itself holds a lecture to one standing verification', async () => {
      const { fingerprint } = await sheet();
      await test.em.query(
        `INSERT INTO verification (lecture_id, edition_id, attendance_rule, credit_rule, whole_from_percent, bridge_seconds, held_ms, fingerprint, verified_at, verified_by) VALUES ($1, $2, 'attendance-1', 'lecture-1', 90, 120, 1, 'x', $3, $4)`,
        [lectureId, editionId, at('18:00:00'), directorId],
      );
      expect((await director.post(verification(), { fingerprint }).expect(409)).body.code).toBe('attendance.already-verified');
      expect([await count('verification'), await count('attendance_record')]).toEqual([1, 0]);
    });

    it('a correction and a verification at the same time: the verified figures are those that stand', async () => {
      const body = await correction(150);
      const { fingerprint } = await sheet();
      const [corrected, verified] = await Promise.all([director.post(path(`/${rossi}/corrections`), body), director.post(verification(), { fingerprint })]);
      expect([corrected.status, verified.status].sort()).toEqual([200, 409]);
      expect(rowOf(await sheet(), rossi)!.minutes).toBe(corrected.status === 200 ? 150 : 60);
    });
  });

  describe('reopening', () => {
    const verified = async (): Promise<string> => ((await director.post(verification(), { fingerprint: (await sheet()).fingerprint }).expect(200)).body as AttendanceSheet).verification!.id;
    const reopen = (verificationId: string, who = director) => who.post(verification('/reopening'), { verificationId, reason: 'A trainee showed the log of the hospital' });

    it('takes the lecture back to waiting, keeps who and why, and counts what came in since', async () => {
      const id = await verified();
      await buildStay(test.em, { lectureId, personId: rossi, from: at('14:00:00'), to: at('17:00:00') });
      const { body } = await reopen(id).expect(200);
      expect(body).toMatchObject({ lecture: { state: 'ended' }, verification: null, history: [{ id, reopenedBy: 'Anna Ferri', reopenReason: 'A trainee showed the log of the hospital' }], abilities: { verify: true, correct: true, reopen: false } });
      expect(rowOf(body, rossi)!.minutes).toBe(180);
      const again = await verified();
      expect((await sheet()).history.map((entry) => entry.id)).toEqual([again, id]);
    });

    it('of a lecture that is not verified is refused', async () => {
      expect((await reopen(randomUUID()).expect(409)).body.code).toBe('attendance.not-verified');
      const id = await verified();
      await reopen(id).expect(200);
      expect((await reopen(id).expect(409)).body.code).toBe('attendance.not-verified');
    });

    it('from a page that shows an older verification is refused with what stands now', async () => {
      const id = await verified();
      await reopen(id).expect(200);
      const current = await verified();
      expect((await reopen(id).expect(409)).body).toMatchObject({ code: 'request.stale', details: { current: { verification: { id: current } } } });
    });

    it('by two directors at once happens once', async () => {
      const id = await verified();
      const other = await test.as((await buildMember(test.em, 'director', { editionId })).personId);
      const answers = await Promise.all([reopen(id), reopen(id, other)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    });
  });

  describe('what waits for the director', () => {
    it('is every ended lecture, the oldest first, with who was expected, who came, and what asks for a look', async () => {
      const { lectureId: earlier } = await buildLecture(test.em, { editionId, startsAt: '2027-02-03T14:00:00Z', endsAt: '2027-02-03T17:00:00Z', state: 'ended' });
      await buildLecture(test.em, { editionId, startsAt: '2027-02-17T14:00:00Z', endsAt: '2027-02-17T17:00:00Z' });
      const { body } = await director.get(`/api/editions/${editionId}/attendance/pending`).expect(200);
      expect(pendingVerifications.parse(body)).toEqual(body);
      expect(body.items).toMatchObject([
        { lecture: { id: earlier }, expected: 2, present: 0, toLookAt: 2 },
        { lecture: { id: lectureId }, expected: 2, present: 2, toLookAt: 1 },
      ]);
    });

    it('a corrected row has been looked at, and a verified lecture waits no more', async () => {
      await director.post(path(`/${rossi}/corrections`), await correction(150)).expect(200);
      const pending = async () => (await director.get(`/api/editions/${editionId}/attendance/pending`).expect(200)).body.items;
      expect(await pending()).toMatchObject([{ toLookAt: 0 }]);
      await director.post(verification(), { fingerprint: (await sheet()).fingerprint }).expect(200);
      expect(await pending()).toEqual([]);
    });

    it('takes the same number of queries for one lecture and for ten', async () => {
      const ask = () => director.get(`/api/editions/${editionId}/attendance/pending`).expect(200);
      const few = await countQueries(test.em, ask);
      for (let day = 1; day < 10; day++) await buildLecture(test.em, { editionId, state: 'ended', startsAt: `2027-03-0${day}T14:00:00Z`, endsAt: `2027-03-0${day}T17:00:00Z` });
      expect(few).toBeGreaterThan(0);
      expect(await countQueries(test.em, ask)).toBe(few);
    });
  });
});
