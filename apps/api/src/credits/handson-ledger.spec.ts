import { creditAccount, type CohortProgress, type CreditAccount } from '@seldinger/contract';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { SuiteStays, SuiteWeekService } from '../handson';
import { startTestApp, type TestApp } from '../testing/app';
import { buildEdition, buildMember, buildModule } from '../testing/build';
import { countQueries } from '../testing/queries';
import { buildBooking, buildDays, buildRoom, buildWeek } from '../testing/suite';
import { HandsonLedgerService } from './handson-ledger.service';

const FULL = [504, 504, 504, 504, 504];
const MONDAYS = ['2027-01-18', '2027-01-25', '2027-02-01'];

describe('the ledger of hands-on', () => {
  let test: TestApp;
  let source: DataSource;
  let weeks: SuiteWeekService;
  let stays: SuiteStays;
  let ledger: HandsonLedgerService;
  let editionId: string;
  let vascular: string;
  let oncology: string;
  let signer: string;
  let director: string;
  let trainee: string;
  let bookings: string[];
  let at: number;

  beforeAll(async () => {
    test = await startTestApp();
    [source, weeks, stays, ledger] = [test.app.get(DataSource), test.app.get(SuiteWeekService), test.app.get(SuiteStays), test.app.get(HandsonLedgerService)];
  });
  afterAll(() => test.close());
  beforeEach(() => setUp());

  /** A trainee with places in three weeks that are over. */
  async function setUp(): Promise<void> {
    at = Date.parse('2027-02-10T08:00:00Z');
    editionId = await buildEdition(test.em);
    ({ moduleId: vascular } = await buildModule(test.em, { editionId, position: 1, elearningMinutes: 360, handsonMinutes: 1440 }));
    ({ moduleId: oncology } = await buildModule(test.em, { editionId, position: 2, elearningMinutes: 360, handsonMinutes: 1080 }));
    await buildModule(test.em, { editionId, position: 3, elearningMinutes: 360 });
    ({ personId: signer } = await buildMember(test.em, 'supervisor', { editionId, givenName: 'Paola', familyName: 'Greco' }));
    ({ personId: director } = await buildMember(test.em, 'director', { editionId }));
    ({ personId: trainee } = await buildMember(test.em, 'trainee', { editionId }));
    const roomId = await buildRoom(test.em, { editionId });
    bookings = [];
    for (const monday of MONDAYS) bookings.push(await buildBooking(test.em, { weekId: await buildWeek(test.em, { editionId, monday }), roomId, personId: trainee }));
  }

  const act = () => ({ authorId: signer, at: new Date((at += 60_000)) });
  const days = (week: number, minutes: readonly number[]): Promise<void> => buildDays(test.em, { bookingId: bookings[week]!, signedBy: signer, minutes });
  const sign = (week: number): Promise<string> => source.transaction(async (em) => weeks.signWeekAs(em, await stays.locked(em, bookings[week]!), act()));
  const reopen = (week: number): Promise<void> => source.transaction(async (em) => weeks.reopenWeekAs(em, await stays.locked(em, bookings[week]!), act(), 'Was ill on Friday'));
  const deliver = (handler: 'award' | 'reverse', signatureId: string): Promise<void> =>
    ledger[handler]({ id: '1', name: handler === 'award' ? 'suite.week.signed' : 'suite.week.reopened', payload: { editionId, signatureId, personId: trainee }, actorId: null, requestId: null, occurredAt: '' } as never);
  const account = async (): Promise<CreditAccount> => creditAccount.parse((await (await test.as(trainee)).get(`/api/editions/${editionId}/credits/me`).expect(200)).body);
  const balances = async (): Promise<number[]> => {
    const sums: { module_id: string; minutes: number }[] = await test.em.query('SELECT module_id, sum(minutes)::int AS minutes FROM ledger_entry WHERE edition_id = $1 GROUP BY 1', [editionId]);
    return [vascular, oncology].map((id) => sums.find(({ module_id }) => module_id === id)?.minutes ?? 0);
  };
  const told = async (name: string): Promise<number> => ((await test.em.query(`SELECT count(*)::int AS n FROM event WHERE name = $1 AND payload->>'editionId' = $2`, [name, editionId])) as { n: number }[])[0]!.n;

  it('has an entry a module for a signed week, which says by which rule, why and by whom', async () => {
    await days(0, FULL);
    const signatureId = await sign(0);
    await test.drain();
    const { entries, weeks: shown, progress } = await account();
    const why = { basis: 'hands-on', weekMinutes: 2520, days: 5, totalWeight: 2520 };
    const common = { kind: 'hands-on', ruleVersion: 'hands-on-1', author: 'Paola Greco', lectureId: null, reason: null, week: { signatureId, bookingId: bookings[0], monday: MONDAYS[0] }, at: new Date(at).toISOString() };
    expect(entries.toSorted((a, b) => b.minutes - a.minutes)).toMatchObject([
      { ...common, moduleId: vascular, minutes: 1440, why: { ...why, moduleWeight: 1440 } },
      { ...common, moduleId: oncology, minutes: 1080, why: { ...why, moduleWeight: 1080 } },
    ]);
    expect(shown).toMatchObject([{ bookingId: bookings[0], monday: MONDAYS[0], roomName: 'Room 1', state: 'earned', creditMinutes: 2520 }, { state: 'open', creditMinutes: 0 }, { state: 'open' }]);
    expect(progress).toMatchObject({ earnedMinutes: 2520, handson: { targetMinutes: 2520, earnedMinutes: 2520, possibleMinutes: 0 }, elearning: { earnedMinutes: 0 } });
    expect(progress.modules.map(({ handsonEarnedMinutes }) => handsonEarnedMinutes)).toEqual([1440, 1080, 0]);
  });

  it('gives part of a week its part, and a week with nothing nothing', async () => {
    await days(0, [504, 100]);
    await sign(0);
    await sign(1);
    await test.drain();
    expect(await balances()).toEqual([345, 259]);
    const { weeks: shown, progress } = await account();
    expect(shown.map(({ state, creditMinutes }) => [state, creditMinutes])).toEqual([['earned', 604], ['missed', 0], ['open', 0]]);
    expect(progress.handson).toEqual({ targetMinutes: 2520, earnedMinutes: 604, possibleMinutes: 1916, lostMinutes: 0 });
    expect(await told('credits.awarded')).toBe(1);
  });

  it('a further week beyond the weight stays in the ledger and counts for nothing else', async () => {
    await days(0, FULL);
    await days(1, FULL);
    await sign(0);
    await sign(1);
    await test.drain();
    expect(await balances()).toEqual([2880, 2160]);
    expect((await account()).progress).toMatchObject({ earnedMinutes: 2520, elearning: { earnedMinutes: 0 } });
  });

  it('a week that is signed and not in the ledger yet is waited for', async () => {
    await days(0, FULL);
    await sign(0);
    expect(await account()).toMatchObject({ weeks: [{ state: 'waiting', creditMinutes: 0 }, {}, {}], progress: { handson: { earnedMinutes: 0, lostMinutes: 0 } } });
  });

  it('a week that is still to come is shown as such', async () => {
    test.clock.setTo(Date.parse('2027-01-24T22:59:00Z'));
    expect((await account()).weeks.map(({ state }) => state)).toEqual(['open', 'to-come', 'to-come']);
    test.clock.setTo(Date.parse('2027-01-24T23:01:00Z'));
    expect((await account()).weeks.map(({ state }) => state)).toEqual(['open', 'open', 'to-come']);
    test.clock.setTo(Date.parse('2027-02-10T14:30:00Z'));
  });

  it('reopening mirrors each entry, with the reason', async () => {
    await days(0, FULL);
    await sign(0);
    await test.drain();
    await reopen(0);
    await test.drain();
    const { entries, weeks: shown, progress } = await account();
    expect(entries).toHaveLength(4);
    for (const award of entries.slice(0, 2)) expect(entries.find(({ reversesId }) => reversesId === award.id)).toMatchObject({ kind: 'reversal', minutes: -award.minutes, moduleId: award.moduleId, week: award.week, reason: 'Was ill on Friday' });
    expect(shown[0]).toMatchObject({ state: 'open', creditMinutes: 0 });
    expect(progress.earnedMinutes).toBe(0);
  });

  it('every handler called twice, or twice at once, gives one result and tells of it once', async () => {
    await days(0, FULL);
    const id = await sign(0);
    await Promise.all([deliver('award', id), deliver('award', id), deliver('award', id)]);
    await reopen(0);
    await Promise.all([deliver('reverse', id), deliver('award', id), deliver('reverse', id)]);
    await test.drain();
    expect((await account()).entries).toHaveLength(4);
    expect(await balances()).toEqual([0, 0]);
    expect([await told('credits.awarded'), await told('credits.reversed')]).toEqual([1, 1]);
  });

  it('any course of signing and reopening, with the news delivered at any time and in any order, ends in what the standing signatures give', async () => {
    const step = fc.record({ kind: fc.constantFrom('sign' as const, 'reopen' as const, 'deliver' as const), which: fc.nat(8) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), fc.array(fc.nat(9), { maxLength: 5 }), async (steps, again) => {
        await setUp();
        // Together they are one full week.
        const lengths = [[337, 504], [337, 504], [334, 504]];
        for (const [week, minutes] of lengths.entries()) await days(week, minutes);
        const news: (() => Promise<void>)[] = [];
        const standing = new Map<number, string>();
        for (const { kind, which } of steps) {
          const week = which % 3;
          const id = standing.get(week);
          if (kind === 'sign' && !id) {
            const made = await sign(week);
            standing.set(week, made);
            news.push(() => deliver('award', made));
          } else if (kind === 'reopen' && id) {
            standing.delete(week);
            await reopen(week);
            news.push(() => deliver('reverse', id));
          } else if (kind === 'deliver' && news.length > 0) await news[which % news.length]!();
        }
        for (const which of again) if (news.length > 0) await news[which % news.length]!();
        for (const told of news.toReversed()) await told();
        const total = [...standing.keys()].reduce((sum, week) => sum + lengths[week]![0]! + lengths[week]![1]!, 0);
        const given = await balances();
        expect(given[0]! + given[1]!).toBe(total);
        expect(given[0]!).toBeLessThanOrEqual(1440);
        expect(given[1]!).toBeLessThanOrEqual(1080);
        expect((await account()).progress.handson.earnedMinutes).toBe(total);
      }),
      { numRuns: 20 },
    );
  });

  it('a reversal is of the same week as what it takes back', async () => {
    await days(0, FULL);
    await sign(0);
    await test.drain();
    await expect(
      test.em.query(
        `INSERT INTO ledger_entry (edition_id, module_id, person_id, kind, minutes, reverses_id, rule_version, why, author_id, recorded_at)
         SELECT edition_id, module_id, person_id, 'reversal', -minutes, id, rule_version, why, author_id, recorded_at FROM ledger_entry WHERE edition_id = $1 LIMIT 1`,
        [editionId],
      ),
    ).rejects.toMatchObject({ driverError: { constraint: 'ledger_entry_mirror' } });
  });

  it('the cohort has the very figures of the trainee’s own page, in as many queries as without hands-on', async () => {
    const who = await test.as(director);
    const cohort = async (): Promise<CohortProgress> => (await who.get(`/api/editions/${editionId}/credits`).expect(200)).body;
    const before = await countQueries(test.em, cohort);
    await days(0, FULL);
    await sign(0);
    await test.drain();
    expect(await countQueries(test.em, cohort)).toBe(before);
    expect((await cohort()).items).toEqual([(await account()).progress]);
  });
});
