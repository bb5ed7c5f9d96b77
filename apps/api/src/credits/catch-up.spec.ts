import { creditAccount, type CreditAccount } from '@seldinger/contract';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { AttendanceService } from '../attendance';
import { startTestApp, type TestApp } from '../testing/app';
import { buildEdition, buildLecture, buildMember, buildModule, buildStay } from '../testing/build';
import { buildRecording } from '../testing/recording';
import { CatchUpService } from './catch-up.service';
import { LedgerService } from './ledger.service';

const MINUTE = 60_000;
const DAY_MS = 86_400_000;

describe('credit for watching recordings', () => {
  let test: TestApp;
  let attendance: AttendanceService;
  let ledger: LedgerService;
  let catchUps: CatchUpService;
  let source: DataSource;
  let editionId: string;
  let moduleId: string;
  let authorId: string;
  let trainee: string;
  let at: number;
  let day: number;

  beforeAll(async () => {
    test = await startTestApp();
    [attendance, ledger, catchUps, source] = [test.app.get(AttendanceService), test.app.get(LedgerService), test.app.get(CatchUpService), test.app.get(DataSource)];
  });
  afterAll(() => test.close());
  beforeEach(() => setUp(540));

  async function setUp(capMinutes: number | null): Promise<void> {
    at = Date.parse('2027-02-10T18:00:00Z');
    day = 0;
    editionId = await buildEdition(test.em);
    ({ moduleId } = await buildModule(test.em, { editionId, elearningMinutes: 1_080 }));
    ({ personId: authorId } = await buildMember(test.em, 'director', { editionId, givenName: 'Anna', familyName: 'Ferri' }));
    ({ personId: trainee } = await buildMember(test.em, 'trainee', { editionId }));
    if (capMinutes !== null) await test.em.query('INSERT INTO recording_rule (edition_id, catch_up_cap_minutes) VALUES ($1, $2)', [editionId, capMinutes]);
  }

  type Given = { lectureId: string; recordingId: string };
  /** A lecture of three hours on a day of its own, which the trainee attended from its start on, with its recording. */
  async function held(attendedMinutes = 0): Promise<Given> {
    const startsAt = Date.parse('2027-01-10T14:00:00Z') + day++ * DAY_MS;
    const iso = (minutes: number): string => new Date(startsAt + minutes * MINUTE).toISOString();
    const { lectureId } = await buildLecture(test.em, { editionId, moduleId, startsAt: iso(0), endsAt: iso(180), state: 'ended' });
    if (attendedMinutes > 0) await buildStay(test.em, { lectureId, personId: trainee, from: iso(0), to: iso(attendedMinutes) });
    return { lectureId, recordingId: await buildRecording(test.em, { lectureId, editionId, startedAt: iso(0), parts: [[0, 180 * 60]], segmentMs: 60_000 }) };
  }
  /** Minutes that were played, in one viewing; other viewings may have shown the same. */
  const play = ({ recordingId }: Given, from: number, until: number, personId = trainee): Promise<unknown> =>
    test.em.query(`INSERT INTO viewing (recording_id, person_id, session_id, opened_at, beat_at, expires_at, earned_until, played) VALUES ($1, $2, gen_random_uuid(), now(), now(), now(), now(), $3)`, [recordingId, personId, `{[${from * MINUTE},${until * MINUTE})}`]);
  const tell = ({ lectureId, recordingId }: Given, personId = trainee): Promise<void> =>
    catchUps.watched({ id: '1', name: 'recordings.recording.watched', payload: { editionId, lectureId, recordingId, personId }, actorId: null, requestId: null, occurredAt: '2027-02-01T10:00:00.000Z' } as never);
  const decision = ({ lectureId }: Given) => ({ lectureId, authorId, at: new Date((at += MINUTE)) });
  const verify = (lecture: Given): Promise<string> => source.transaction((em) => attendance.verifyAs(em, decision(lecture)));
  const reopen = (lecture: Given): Promise<void> => source.transaction((em) => attendance.reopenAs(em, decision(lecture), 'The hospital sent its log'));
  const deliver = (handler: 'award' | 'reverse', { lectureId }: Given, verificationId: string): Promise<void> =>
    ledger[handler]({ id: '1', name: handler === 'award' ? 'attendance.lecture.verified' : 'attendance.lecture.reopened', payload: { editionId, lectureId, verificationId }, actorId: null, requestId: null, occurredAt: '' } as never);
  const entries = (): Promise<{ kind: string; minutes: number; lecture_id: string; why: Record<string, unknown> }[]> => test.em.query('SELECT kind, minutes, lecture_id, why, rule_version, author_id, recorded_at, recording_id FROM ledger_entry WHERE edition_id = $1 ORDER BY seq', [editionId]);
  const balance = async (): Promise<number> => ((await test.em.query('SELECT coalesce(sum(minutes), 0)::int AS minutes FROM ledger_entry WHERE edition_id = $1', [editionId])) as { minutes: number }[])[0]!.minutes;
  const account = async (): Promise<CreditAccount> => creditAccount.parse((await (await test.as(trainee)).get(`/api/editions/${editionId}/credits/me`).expect(200)).body);

  it('fills what attending left of the planned minutes, as an entry of its own that says why', async () => {
    const lecture = await held(60);
    await play(lecture, 0, 100);
    await play(lecture, 50, 170);
    await verify(lecture);
    await test.drain();
    await tell(lecture);
    expect(await entries()).toMatchObject([
      { kind: 'lecture', minutes: 60 },
      {
        kind: 'catch-up',
        minutes: 120,
        recording_id: lecture.recordingId,
        rule_version: 'catch-up-1',
        author_id: authorId,
        recorded_at: new Date(at),
        why: { basis: 'watched', watchedMinutes: 170, attendedMinutes: 60, plannedMinutes: 180, capMinutes: 540, usedMinutes: 0 },
      },
    ]);
    const { progress, lectures, entries: shown } = await account();
    expect(progress.earnedMinutes).toBe(180);
    expect(lectures).toMatchObject([{ state: 'earned', creditMinutes: 180, catchUpMinutes: 120, countsWhole: false }]);
    expect(shown).toMatchObject([{ kind: 'lecture' }, { kind: 'catch-up', minutes: 120, why: { basis: 'watched' }, author: 'Anna Ferri' }]);
  });

  it('waits for the verification, and is there with it', async () => {
    const lecture = await held();
    await play(lecture, 0, 165);
    await tell(lecture);
    expect(await entries()).toEqual([]);
    expect((await account()).lectures).toMatchObject([{ state: 'waiting', catchUpMinutes: 0 }]);
    await verify(lecture);
    await test.drain();
    expect(await entries()).toMatchObject([{ kind: 'catch-up', minutes: 165 }]);
    expect((await account()).lectures).toMatchObject([{ state: 'earned', creditMinutes: 165, catchUpMinutes: 165 }]);
  });

  it('is nobody’s who has not watched it as a whole, whatever was played', async () => {
    const lecture = await held();
    await play(lecture, 0, 100);
    await verify(lecture);
    await test.drain();
    expect(await entries()).toEqual([]);
    expect((await account()).lectures).toMatchObject([{ state: 'missed', creditMinutes: 0 }]);
  });

  it('is the watcher’s own', async () => {
    const lecture = await held();
    const { personId: other } = await buildMember(test.em, 'trainee', { editionId });
    await play(lecture, 0, 170);
    await play(lecture, 0, 175, other);
    await verify(lecture);
    await test.drain();
    await tell(lecture, other);
    expect(await test.em.query('SELECT person_id, minutes FROM ledger_entry WHERE edition_id = $1', [editionId])).toEqual([{ person_id: other, minutes: 175 }]);
  });

  it.each([null, 0])('does not exist in an edition whose rule gives none (%p), until it gives some', async (capMinutes) => {
    await setUp(capMinutes);
    const lecture = await held(30);
    await play(lecture, 0, 180);
    await verify(lecture);
    await test.drain();
    await tell(lecture);
    expect(await entries()).toMatchObject([{ kind: 'lecture', minutes: 30 }]);
    const director = await test.as(authorId);
    const { version } = (await director.get(`/api/editions/${editionId}/recording-rule`).expect(200)).body;
    await director.put(`/api/editions/${editionId}/recording-rule`, { releaseRequired: false, watermark: true, keptDays: 90, catchUpCapMinutes: 100, version }).expect(200);
    await test.drain();
    expect(await entries()).toMatchObject([{ kind: 'lecture', minutes: 30 }, { kind: 'catch-up', minutes: 100 }]);
    await director.put(`/api/editions/${editionId}/recording-rule`, { releaseRequired: false, watermark: true, keptDays: 90, catchUpCapMinutes: 100, version: version + 1 }).expect(200);
    await test.drain();
    expect(await entries()).toHaveLength(2);
  });

  it('of a whole edition never passes its cap, even where all is settled at once', async () => {
    await setUp(200);
    const lectures = [await held(), await held(), await held(), await held()];
    for (const lecture of lectures) {
      await play(lecture, 0, 180);
      await verify(lecture);
    }
    await test.drain();
    await Promise.all([...lectures, ...lectures].map((lecture) => tell(lecture)));
    expect((await entries()).map(({ minutes }) => minutes).sort((a, b) => a - b)).toEqual([20, 180]);
  });

  it('is reversed with its lecture, and leaves the cap to what comes', async () => {
    await setUp(200);
    const [first, second] = [await held(), await held()];
    for (const lecture of [first, second]) await play(lecture, 0, 180);
    const id = await verify(first);
    await test.drain();
    await tell(first);
    await reopen(first);
    await verify(second);
    // News of the second comes before that of the first: what was reopened takes nothing of the cap.
    await tell(second);
    expect((await entries()).map(({ kind, minutes }) => [kind, minutes])).toEqual([['catch-up', 180], ['catch-up', 180]]);
    await deliver('reverse', first, id);
    expect(await balance()).toBe(180);
    expect((await entries())[2]).toMatchObject({ kind: 'reversal', minutes: -180, lecture_id: first.lectureId, why: { basis: 'watched' } });
    await verify(first);
    await test.drain();
    expect(await balance()).toBe(200);
    expect((await account()).lectures.map(({ catchUpMinutes }) => catchUpMinutes)).toEqual([20, 180]);
  });

  it('stays when the recording is deleted, and comes for what was watched before it was', async () => {
    const lecture = await held();
    await play(lecture, 0, 170);
    await tell(lecture);
    await test.em.query(`UPDATE recording SET state = 'deleted', spans = '{}', deleted_at = now() WHERE id = $1`, [lecture.recordingId]);
    await verify(lecture);
    await test.drain();
    expect(await balance()).toBe(170);
  });

  it('every handler called twice, or twice at once, gives one result and tells of it once', async () => {
    const lecture = await held();
    await play(lecture, 0, 170);
    const id = await verify(lecture);
    await Promise.all([tell(lecture), tell(lecture), deliver('award', lecture, id), deliver('award', lecture, id)]);
    await test.drain();
    await tell(lecture);
    expect(await entries()).toHaveLength(1);
    expect(await test.em.query(`SELECT count(*)::int AS n FROM event WHERE name = 'credits.awarded' AND payload->>'lectureId' = $1`, [lecture.lectureId])).toEqual([{ n: 1 }]);
    await reopen(lecture);
    await Promise.all([deliver('reverse', lecture, id), tell(lecture), deliver('reverse', lecture, id)]);
    await tell(lecture);
    await test.drain();
    expect((await entries()).map(({ minutes }) => minutes)).toEqual([170, -170]);
  });

  it('watching while the director decides is seen by one of the two', async () => {
    const lectures: Given[] = [];
    for (let i = 0; i < 6; i++) lectures.push(await held());
    await test.em.query('UPDATE recording_rule SET catch_up_cap_minutes = 9360 WHERE edition_id = $1', [editionId]);
    for (const lecture of lectures) await play(lecture, 0, 170);
    await Promise.all(lectures.flatMap((lecture) => [tell(lecture), verify(lecture)]));
    await test.drain();
    expect(await balance()).toBe(6 * 170);
    await Promise.all(lectures.flatMap((lecture) => [reopen(lecture), tell(lecture)]));
    await test.drain();
    expect(await balance()).toBe(0);
  });

  it('whatever is watched, verified and reopened, told in any order and any number of times, ends in what the last decisions give', async () => {
    const step = fc.oneof(
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('watch' as const), which: fc.nat(1) }) },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('verify' as const), which: fc.nat(1) }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('reopen' as const), which: fc.nat(1) }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('deliver' as const), which: fc.nat(9) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), fc.array(fc.nat(9), { maxLength: 5 }), async (steps, again) => {
        await setUp(150);
        // Attending the first gives 60, watching 120 at most; the second was missed.
        const lectures = [await held(60), await held()];
        const news: (() => Promise<void>)[] = [];
        const standing: (string | null)[] = [null, null];
        const watched = [false, false];
        for (const taken of steps) {
          if (taken.kind === 'deliver') {
            if (news.length > 0) await news[taken.which % news.length]!();
            continue;
          }
          const [i, lecture] = [taken.which, lectures[taken.which]!];
          const id = standing[i] ?? null;
          if (taken.kind === 'watch' && !watched[i]) {
            watched[i] = true;
            await play(lecture, 0, 170);
            news.push(() => tell(lecture));
          } else if (taken.kind === 'verify' && id === null) {
            const made = (standing[i] = await verify(lecture));
            news.push(() => deliver('award', lecture, made));
          } else if (taken.kind === 'reopen' && id !== null) {
            standing[i] = null;
            await reopen(lecture);
            news.push(() => deliver('reverse', lecture, id));
          }
        }
        for (const which of again) if (news.length > 0) await news[which % news.length]!();
        for (const told of news.toReversed()) await told();
        const sums: { lecture_id: string; kind: string; minutes: number }[] = await test.em.query(
          `SELECT e.lecture_id, coalesce(o.kind, e.kind) AS kind, sum(e.minutes)::int AS minutes FROM ledger_entry e LEFT JOIN ledger_entry o ON o.id = e.reverses_id WHERE e.edition_id = $1 GROUP BY 1, 2`,
          [editionId],
        );
        const sum = (i: number, kind: string): number => sums.find((row) => row.lecture_id === lectures[i]!.lectureId && row.kind === kind)?.minutes ?? 0;
        const counts = (i: number): boolean => standing[i] !== null && watched[i]!;
        expect([sum(0, 'lecture'), sum(1, 'lecture')]).toEqual([standing[0] ? 60 : 0, 0]);
        const [first, second] = [sum(0, 'catch-up'), sum(1, 'catch-up')];
        expect(first).toBeLessThanOrEqual(counts(0) ? 120 : 0);
        expect(second).toBeLessThanOrEqual(counts(1) ? 170 : 0);
        // Whoever came first took of the cap what it could.
        if (counts(0) && counts(1)) expect(first + second).toBe(150);
        else if (counts(0) || counts(1)) expect(first + second).toBeGreaterThan(0);
        else expect(first + second).toBe(0);
      }),
      { numRuns: 30 },
    );
  });
});
