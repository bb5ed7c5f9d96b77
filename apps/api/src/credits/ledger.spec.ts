import { DataSource } from 'typeorm';
import fc from 'fast-check';
import { AttendanceService } from '../attendance';
import { startTestApp, type TestApp } from '../testing/app';
import { buildEdition, buildLecture, buildMember, buildModule, buildStay } from '../testing/build';
import { LedgerService } from './ledger.service';

type Entry = { id: string; person_id: string; minutes: number; kind: string; reverses_id: string | null; verification_id: string };

describe('the ledger', () => {
  let test: TestApp;
  let attendance: AttendanceService;
  let ledger: LedgerService;
  let source: DataSource;
  let editionId: string;
  let moduleId: string;
  let lectureId: string;
  let authorId: string;
  let trainees: string[];
  let at: number;

  beforeAll(async () => {
    test = await startTestApp();
    [attendance, ledger, source] = [test.app.get(AttendanceService), test.app.get(LedgerService), test.app.get(DataSource)];
  });
  afterAll(() => test.close());
  beforeEach(() => setUp());

  /** A lecture that is over, with one trainee who was there throughout, one for an hour, and one not at all. */
  async function setUp(): Promise<void> {
    at = Date.parse('2027-02-10T18:00:00Z');
    editionId = await buildEdition(test.em);
    ({ moduleId } = await buildModule(test.em, { editionId }));
    ({ personId: authorId } = await buildMember(test.em, 'director', { editionId, givenName: 'Anna', familyName: 'Ferri' }));
    trainees = [];
    for (let i = 0; i < 3; i++) trainees.push((await buildMember(test.em, 'trainee', { editionId })).personId);
    ({ lectureId } = await buildLecture(test.em, { editionId, moduleId, state: 'ended' }));
    await buildStay(test.em, { lectureId, personId: trainees[0]!, from: '2027-02-10T14:00:00Z', to: '2027-02-10T17:00:00Z' });
    await buildStay(test.em, { lectureId, personId: trainees[1]!, from: '2027-02-10T14:00:00Z', to: '2027-02-10T15:00:00Z' });
  }

  const decision = () => ({ lectureId, authorId, at: new Date((at += 60_000)) });
  const verify = (): Promise<string> => source.transaction((em) => attendance.verifyAs(em, decision()));
  const reopen = (): Promise<void> => source.transaction((em) => attendance.reopenAs(em, decision(), 'The hospital sent its log'));
  const correct = (personId: string, minutes: number): Promise<void> => source.transaction((em) => attendance.correctAs(em, decision(), { personId, minutes, reason: 'Power cut' }));
  const deliver = (handler: 'award' | 'reverse', verificationId: string): Promise<void> =>
    ledger[handler]({ id: '1', name: handler === 'award' ? 'attendance.lecture.verified' : 'attendance.lecture.reopened', payload: { editionId, lectureId, verificationId }, actorId: null, requestId: null, occurredAt: '' } as never);
  const entries = (): Promise<Entry[]> => test.em.query('SELECT id, person_id, minutes, kind, reverses_id, verification_id FROM ledger_entry WHERE edition_id = $1 ORDER BY seq', [editionId]);
  const balances = async (): Promise<number[]> => {
    const sums: { person_id: string; minutes: number }[] = await test.em.query('SELECT person_id, sum(minutes)::int AS minutes FROM ledger_entry WHERE edition_id = $1 GROUP BY person_id', [editionId]);
    return trainees.map((personId) => sums.find((sum) => sum.person_id === personId)?.minutes ?? 0);
  };
  const told = async (name: string): Promise<number> => ((await test.em.query(`SELECT count(*)::int AS n FROM event WHERE name = $1 AND payload->>'lectureId' = $2`, [name, lectureId])) as { n: number }[])[0]!.n;

  it('verifying awards each trainee with credit; an absence needs no entry', async () => {
    const verificationId = await verify();
    await test.drain();
    expect(await entries()).toMatchObject([
      { verification_id: verificationId, kind: 'lecture' },
      { verification_id: verificationId, kind: 'lecture' },
    ]);
    expect(await balances()).toEqual([180, 60, 0]);
  });

  it('an entry says by which rule, why, by whom and when', async () => {
    await correct(trainees[1]!, 90);
    await verify();
    await test.drain();
    const rows = await test.em.query('SELECT minutes, rule_version, why, author_id, reason, recorded_at, module_id FROM ledger_entry WHERE person_id = $1', [trainees[1]]);
    expect(rows).toEqual([
      {
        minutes: 90,
        rule_version: 'lecture-1',
        why: { presentMinutes: 90, heldMinutes: 180, spanMinutes: 180, plannedMinutes: 180, wholeFromPercent: 90, basis: 'minute-for-minute', whole: false, corrected: true },
        author_id: authorId,
        reason: 'Power cut',
        recorded_at: new Date(at),
        module_id: moduleId,
      },
    ]);
  });

  it('reopening reverses each entry by its mirror, with the reason', async () => {
    await verify();
    await test.drain();
    await reopen();
    await test.drain();
    const [first, second, ...reversals] = await entries();
    expect(reversals).toMatchObject([
      { kind: 'reversal', reverses_id: first!.id, minutes: -first!.minutes, person_id: first!.person_id },
      { kind: 'reversal', reverses_id: second!.id, minutes: -second!.minutes, person_id: second!.person_id },
    ]);
    expect(await balances()).toEqual([0, 0, 0]);
    expect(await test.em.query(`SELECT DISTINCT reason, author_id FROM ledger_entry WHERE edition_id = $1 AND kind = 'reversal'`, [editionId])).toEqual([{ reason: 'The hospital sent its log', author_id: authorId }]);
  });

  it('a reversal goes to the module that was credited, even if the lecture has moved since', async () => {
    await verify();
    await test.drain();
    const { moduleId: other } = await buildModule(test.em, { editionId });
    await test.em.query('UPDATE lecture SET module_id = $2 WHERE id = $1', [lectureId, other]);
    await reopen();
    await test.drain();
    expect(await test.em.query('SELECT DISTINCT module_id FROM ledger_entry WHERE edition_id = $1', [editionId])).toEqual([{ module_id: moduleId }]);
  });

  it('every handler called twice, or twice at once, gives one result and tells of it once', async () => {
    const id = await verify();
    await Promise.all([deliver('award', id), deliver('award', id)]);
    await deliver('award', id);
    expect(await entries()).toHaveLength(2);
    await reopen();
    await Promise.all([deliver('reverse', id), deliver('reverse', id), deliver('award', id)]);
    await deliver('reverse', id);
    await test.drain();
    expect(await entries()).toHaveLength(4);
    expect([await told('credits.awarded'), await told('credits.reversed')]).toEqual([1, 1]);
  });

  it('nobody is told of credit when nobody had any', async () => {
    await correct(trainees[0]!, 0);
    await correct(trainees[1]!, 0);
    await verify();
    await reopen();
    await test.drain();
    expect([await told('credits.awarded'), await told('credits.reversed'), (await entries()).length]).toEqual([0, 0, 0]);
  });

  it('whatever order the news of three decisions comes in, and any of it twice, the balance is that of the last decision', async () => {
    const news = ['award first', 'reverse first', 'award second'] as const;
    const orders = news.flatMap((again) => permutations([...news, again]));
    for (const order of new Set(orders.map((names) => names.join(', ')))) {
      await setUp();
      const first = await verify();
      await reopen();
      await correct(trainees[1]!, 90);
      const second = await verify();
      const deliveries = { 'award first': () => deliver('award', first), 'reverse first': () => deliver('reverse', first), 'award second': () => deliver('award', second) };
      for (const name of order.split(', ') as (typeof news)[number][]) await deliveries[name]();
      expect({ order, balances: await balances() }).toEqual({ order, balances: [180, 90, 0] });
    }
  });

  it('news of a reopening that comes before that of the verification leaves no credit, then or later', async () => {
    const id = await verify();
    await reopen();
    await deliver('reverse', id);
    expect(await balances()).toEqual([0, 0, 0]);
    await deliver('award', id);
    expect(await balances()).toEqual([0, 0, 0]);
  });

  it('any course of verifying, correcting and reopening, with the news delivered at any time and in any order, ends in the balance of the last decision', async () => {
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.constant({ kind: 'verify' as const }) },
      { weight: 3, arbitrary: fc.constant({ kind: 'reopen' as const }) },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('correct' as const), whom: fc.nat(2), minutes: fc.integer({ min: 0, max: 200 }) }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('deliver' as const), which: fc.nat(9) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), fc.array(fc.nat(9), { maxLength: 6 }), async (steps, again) => {
        await setUp();
        const minutes = [180, 60, 0];
        const news: (() => Promise<void>)[] = [];
        let standing: string | null = null;
        let before: Entry[] = [];
        for (const taken of steps) {
          if (taken.kind === 'verify' && standing === null) {
            const id = (standing = await verify());
            news.push(() => deliver('award', id));
          } else if (taken.kind === 'reopen' && standing !== null) {
            const id = standing;
            standing = null;
            await reopen();
            news.push(() => deliver('reverse', id));
          } else if (taken.kind === 'correct' && standing === null) {
            minutes[taken.whom] = taken.minutes;
            await correct(trainees[taken.whom]!, taken.minutes);
          } else if (taken.kind === 'deliver' && news.length > 0) {
            await news[taken.which % news.length]!();
          }
          const now = await entries();
          expect(now.slice(0, before.length)).toEqual(before);
          before = now;
        }
        for (const which of again) if (news.length > 0) await news[which % news.length]!();
        for (const told of news.toReversed()) await told();
        // 162 of 180 minutes are nine tenths.
        const credit = (present: number): number => (present >= 162 ? 180 : present);
        expect(await balances()).toEqual(standing === null ? [0, 0, 0] : minutes.map(credit));
      }),
      { numRuns: 40 },
    );
  });

  it('two directors who verify at once make one set of entries', async () => {
    const outcomes = await Promise.allSettled([verify(), verify(), verify()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'attendance.already-verified' });
    await test.drain();
    expect(await entries()).toHaveLength(2);
  });

  describe('is held by the database, whoever asks', () => {
    let entry: Entry;
    beforeEach(async () => {
      await verify();
      await test.drain();
      entry = (await entries())[0]!;
    });

    const reversal = (changes: Record<string, unknown>): Promise<unknown> => {
      const columns = ['edition_id', 'module_id', 'person_id', 'lecture_id', 'verification_id', 'kind', 'minutes', 'reverses_id', 'rule_version', 'why', 'author_id', 'recorded_at'];
      const mirror: Record<string, unknown> = { kind: 'reversal', minutes: -entry.minutes, reverses_id: entry.id, ...changes };
      const changed = Object.keys(mirror);
      return test.em.query(
        `INSERT INTO ledger_entry (${columns.join(', ')}) SELECT ${columns.map((column) => (changed.includes(column) ? `$${changed.indexOf(column) + 2}` : column)).join(', ')} FROM ledger_entry WHERE id = $1`,
        [entry.id, ...Object.values(mirror)],
      );
    };

    it.each([
      ['changed', 'UPDATE ledger_entry SET minutes = 1000'],
      ['deleted', 'DELETE FROM ledger_entry'],
      ['emptied', 'TRUNCATE ledger_entry'],
      ['emptied with all that hangs on it', 'TRUNCATE person CASCADE'],
    ])('no entry is %s', async (_, statement) => {
      await expect(test.em.query(statement)).rejects.toThrow('is append-only');
      expect((await entries())[0]).toEqual(entry);
    });

    it.each([
      ['more than was given', () => ({ minutes: -entry.minutes - 1 })],
      ['less than was given', () => ({ minutes: -entry.minutes + 1 })],
      ['from somebody else', () => ({ person_id: trainees[2] })],
    ])('no reversal takes back %s', async (_, changes) => {
      await expect(reversal(changes())).rejects.toMatchObject({ driverError: { constraint: 'ledger_entry_mirror' } });
    });

    it('no reversal goes to another module', async () => {
      const { moduleId: other } = await buildModule(test.em, { editionId });
      await expect(reversal({ module_id: other })).rejects.toMatchObject({ driverError: { constraint: 'ledger_entry_mirror' } });
    });

    it('an entry is reversed once, and a reversal never', async () => {
      await reversal({});
      await expect(reversal({})).rejects.toMatchObject({ driverError: { constraint: 'ledger_entry_reversed_once' } });
      const [made] = (await entries()).filter(({ kind }) => kind === 'reversal');
      await expect(reversal({ reverses_id: made!.id, minutes: 0 })).rejects.toMatchObject({ driverError: { constraint: 'ledger_entry_mirror' } });
    });

    it('a verification gives a person one entry', async () => {
      await expect(reversal({ kind: 'lecture', minutes: 1, reverses_id: null })).rejects.toMatchObject({ driverError: { constraint: 'ledger_entry_once' } });
    });
  });

  function permutations<Item>(items: readonly Item[]): Item[][] {
    if (items.length < 2) return [[...items]];
    return items.flatMap((item, i) => permutations([...items.slice(0, i), ...items.slice(i + 1)]).map((rest) => [item, ...rest]));
  }
});
