import { recordingDetail, recordingPage, type Recording, type Span, type Viewing, type ViewingAnswer } from '@seldinger/contract';
import { startTestApp, type SignedIn, type TestApp } from '../testing/app';
import { buildEdition, buildLecture, buildMember, buildRecording } from '../testing/build';
import { countQueries } from '../testing/queries';

const S = 1_000;

describe('what was really watched', () => {
  let test: TestApp;
  let editionId: string;
  let lectureId: string;
  let recordingId: string;
  let traineeId: string;
  let trainee: SignedIn;

  beforeAll(async () => {
    test = await startTestApp();
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    editionId = await buildEdition(test.em);
    ({ lectureId } = await buildLecture(test.em, { editionId, state: 'ended' }));
    // A minute, a gap of twenty seconds, another minute.
    ({ recordingId } = await buildRecording(test.em, { editionId, lectureId, parts: [[0, 15], [80 * S, 15]] }));
    ({ personId: traineeId } = await buildMember(test.em, 'trainee', { editionId }));
    trainee = await test.as(traineeId);
  });

  const open = async (who = trainee): Promise<Viewing> => (await who.post(`/api/recordings/${recordingId}/viewings`).expect(201)).body as Viewing;
  /** The last beat lies so many seconds back: time passes without waiting. */
  const passed = (viewing: Viewing, seconds: number) => test.em.query(`UPDATE viewing SET beat_at = beat_at - make_interval(secs => $2), earned_until = greatest(to_timestamp(0), earned_until - make_interval(secs => $2)) WHERE id = $1`, [viewing.id, seconds]);
  const beat = async (viewing: Viewing, played: [number, number][], { speed = 1, who = trainee, positionMs = 0 } = {}): Promise<ViewingAnswer> =>
    (await who.post(`/api/viewings/${viewing.id}/beats`, { played: played.map(([fromMs, untilMs]): Span => ({ fromMs, untilMs })), positionMs, speed }).expect(200)).body as ViewingAnswer;
  const detail = async (who = trainee): Promise<Recording> => recordingDetail.parse((await who.get(`/api/recordings/${recordingId}`).expect(200)).body);

  it('played seconds add up as a union, to the millisecond', async () => {
    const viewing = await open();
    await passed(viewing, 10);
    expect((await beat(viewing, [[0, 10 * S]])).watchedMs).toBe(10 * S);
    await passed(viewing, 10);
    const { watched, watchedMs } = await beat(viewing, [[5 * S, 15 * S]]);
    expect([watchedMs, watched]).toEqual([15 * S, [{ fromMs: 0, untilMs: 15 * S }]]);
    expect(await detail()).toMatchObject({ watchedMs: 15 * S, watched, durationMs: 120 * S, gaps: 1 });
  });

  it('a script that claims all of it at once earns no more than the time that passed', async () => {
    const began = performance.now();
    const viewing = await open();
    let watchedMs = 0;
    for (let from = 0; from < 120 * S; from += 6 * S) ({ watchedMs } = await beat(viewing, [[from, from + 6 * S]]));
    expect(watchedMs).toBeLessThanOrEqual(performance.now() - began);
  });

  it('at double speed time earns double, and never more whatever the player claims', async () => {
    const viewing = await open();
    await passed(viewing, 10);
    const { watchedMs } = await beat(viewing, [[0, 60 * S]], { speed: 2 });
    expect(watchedMs).toBeGreaterThanOrEqual(20 * S);
    expect(watchedMs).toBeLessThan(22 * S);
    await trainee.post(`/api/viewings/${viewing.id}/beats`, { played: [], positionMs: 0, speed: 16 }).expect(400);
  });

  it('two tabs at once earn no more than one', async () => {
    const [one, two] = [await open(), await open(await test.as(traineeId))];
    const phone = await test.as(traineeId);
    const three = await open(phone);
    for (const viewing of [one, two, three]) await passed(viewing, 20);
    expect((await beat(one, [[0, 20 * S]])).watchedMs).toBe(20 * S);
    const { watchedMs } = await beat(three, [[80 * S, 100 * S]], { who: phone });
    expect(watchedMs).toBeLessThan(21 * S);
  });

  it('the same beats at the same instant are counted one after the other', async () => {
    const viewing = await open();
    await passed(viewing, 10);
    const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => beat(viewing, [[n * 7 * S, n * 7 * S + 7 * S]])));
    expect(Math.max(...answers.map(({ watchedMs }) => watchedMs))).toBeLessThan(12 * S);
  });

  it('what lies in a gap or beyond the end was never played', async () => {
    const viewing = await open();
    await passed(viewing, 60);
    const { watched } = await beat(viewing, [[55 * S, 85 * S], [139 * S, 500 * S]]);
    expect(watched).toEqual([{ fromMs: 55 * S, untilMs: 60 * S }, { fromMs: 80 * S, untilMs: 85 * S }, { fromMs: 139 * S, untilMs: 140 * S }]);
  });

  it('goes on at home where the phone stopped', async () => {
    const phone = await test.as(traineeId);
    const viewing = await open(phone);
    expect(viewing.positionMs).toBe(0);
    await beat(viewing, [], { who: phone, positionMs: 42_123 });
    expect((await open()).positionMs).toBe(42_123);
    expect((await detail()).positionMs).toBe(42_123);
  });

  it('is no attendance, and tells once when nearly all of a finished recording was watched', async () => {
    const told = async (): Promise<number> => ((await test.em.query(`SELECT count(*)::int AS n FROM event WHERE name = 'recordings.recording.watched' AND payload->>'personId' = $1`, [traineeId])) as { n: number }[])[0]!.n;
    const viewing = await open();
    for (const [from, until] of [[0, 50], [50, 60], [80, 120]] as [number, number][]) {
      await passed(viewing, 55);
      await beat(viewing, [[from * S, until * S]]);
    }
    expect(await told()).toBe(0);
    await passed(viewing, 55);
    await beat(viewing, [[120 * S, 135 * S]]);
    expect(await told()).toBe(1);
    await passed(viewing, 55);
    await beat(viewing, [[135 * S, 140 * S]]);
    expect(await told()).toBe(1);
    expect(await test.em.query('SELECT 1 FROM stay WHERE person_id = $1', [traineeId])).toEqual([]);
    expect(await test.em.query('SELECT 1 FROM ledger_entry WHERE person_id = $1', [traineeId])).toEqual([]);
  });

  it('another session, an expired viewing and bad input are refused, and nothing is written', async () => {
    const viewing = await open();
    const fellow = await test.as((await buildMember(test.em, 'trainee', { editionId })).personId);
    await fellow.post(`/api/viewings/${viewing.id}/beats`, { played: [], positionMs: 0, speed: 1 }).expect(403);
    await trainee.post(`/api/viewings/${viewing.id}/beats`, { played: [{ fromMs: -1, untilMs: 5 }], positionMs: 0, speed: 1 }).expect(400);
    await trainee.post(`/api/viewings/${viewing.id}/beats`, { played: [], positionMs: 0.5, speed: 1 }).expect(400);
    await test.anyone.post(`/api/viewings/${viewing.id}/beats`).expect(401);
    expect((await detail()).watchedMs).toBe(0);
  });

  describe('the list', () => {
    it('has what one may watch, the latest lecture first, in as many queries for one as for many', async () => {
      const list = async (who: SignedIn) => recordingPage.parse((await who.get(`/api/editions/${editionId}/recordings`).expect(200)).body);
      const few = await countQueries(test.em, () => list(trainee));
      for (let week = 1; week <= 6; week++) {
        const at = Date.parse('2027-02-10T14:00:00Z') + week * 7 * 86_400_000;
        const { lectureId: next } = await buildLecture(test.em, { editionId, state: 'ended', startsAt: new Date(at).toISOString(), endsAt: new Date(at + 3 * 3_600_000).toISOString() });
        await buildRecording(test.em, { editionId, lectureId: next, released: week !== 6, startedAt: new Date(at).toISOString() });
      }
      expect(await countQueries(test.em, () => list(trainee))).toBe(few);
      const { items } = await list(trainee);
      expect(items.map(({ lecture }) => lecture.number)).toEqual([6, 5, 4, 3, 2, 1]);
      expect(items[0]!.abilities).toEqual({ watch: true, manage: false });
      const director = await test.as((await buildMember(test.em, 'director', { editionId })).personId);
      expect((await list(director)).items.map(({ released }) => released)).toEqual([false, true, true, true, true, true, true]);
    });

    it('is paged without a doubled or lost one', async () => {
      for (let more = 0; more < 4; more++) await buildRecording(test.em, { editionId, lectureId });
      const seen: string[] = [];
      for (let after = ''; ; ) {
        const page = recordingPage.parse((await trainee.get(`/api/editions/${editionId}/recordings?limit=2${after && `&after=${after}`}`).expect(200)).body);
        seen.push(...page.items.map(({ id }) => id));
        if (page.next === null) break;
        after = page.next;
      }
      expect([seen.length, new Set(seen).size]).toEqual([5, 5]);
      await trainee.get(`/api/editions/${editionId}/recordings?after=x`).expect(400);
    });

    it('is nobody else’s', async () => {
      await test.anyone.get(`/api/editions/${editionId}/recordings`).expect(401);
      await (await test.as((await buildMember(test.em, 'trainee')).personId)).get(`/api/editions/${editionId}/recordings`).expect(404);
      await (await test.as((await buildMember(test.em, 'supervisor', { editionId })).personId)).get(`/api/editions/${editionId}/recordings`).expect(403);
    });
  });
});
