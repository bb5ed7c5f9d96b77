import fc from 'fast-check';
import { Viewer } from '../platform/http/viewer';
import { startTestApp, type TestApp } from '../testing/app';
import { buildEdition, buildMember, buildModule } from '../testing/build';
import { countQueries } from '../testing/queries';
import { AttendanceService } from './attendance.service';

const FIRST = Date.parse('2026-11-02T14:00:00Z');
const DAY_MS = 86_400_000;
const LECTURE_MS = 3 * 3_600_000;

/** Spans of time in seconds since the lecture's start; half an hour more on either side. */
type Span = [from: number, to: number];
const span = fc.tuple(fc.integer({ min: -1800, max: 12_600 }), fc.integer({ min: 0, max: 7200 })).map(([from, length]): Span => [from, from + length]);

describe('the minutes of an edition', () => {
  let test: TestApp;
  let attendance: AttendanceService;

  beforeAll(async () => {
    test = await startTestApp();
    attendance = test.app.get(AttendanceService);
  });
  afterAll(() => test.close());

  /** An edition with that many lectures, held in full, with the given stays (and breaks) by lecture and person. */
  async function buildHeldEdition({ lectures, trainees, bridgeSeconds = 0 }: { lectures: number; trainees: number; bridgeSeconds?: number }) {
    const editionId = await buildEdition(test.em);
    await test.em.query('UPDATE edition SET bridge_seconds = $2 WHERE id = $1', [editionId, bridgeSeconds]);
    const { moduleId } = await buildModule(test.em, { editionId });
    const personIds: string[] = [];
    for (let i = 0; i < trainees; i++) personIds.push((await buildMember(test.em, 'trainee', { editionId })).personId);
    const starts = Array.from({ length: lectures }, (_, i) => FIRST + i * DAY_MS);
    const rows: { id: string }[] = await test.em.query(
      `INSERT INTO lecture (edition_id, module_id, title_en, title_it, starts_at, ends_at, state, held_from, held_until)
       SELECT $1, $2, 'Embolisation', 'Embolizzazione', s, s + interval '3 hours', 'ended', s, s + interval '3 hours' FROM unnest($3::timestamptz[]) AS s ORDER BY s RETURNING id`,
      [editionId, moduleId, starts.map((ms) => new Date(ms).toISOString())],
    );
    return { editionId, personIds, lectureIds: rows.map(({ id }) => id) };
  }

  async function addStays(stays: readonly { lectureId: string; personId: string; device: string; from: number; to: number }[]): Promise<void> {
    await test.em.query(
      `INSERT INTO stay (lecture_id, person_id, device, source, connection, joined_at, last_seen_at, left_at, ended_by)
       SELECT l, p, d, 'socket', gen_random_uuid(), f, t, t, 'disconnected' FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::timestamptz[]) AS s (l, p, d, f, t)`,
      [stays.map((s) => s.lectureId), stays.map((s) => s.personId), stays.map((s) => s.device), stays.map((s) => new Date(s.from).toISOString()), stays.map((s) => new Date(s.to).toISOString())],
    );
  }

  it('are those that PostgreSQL counts with its own ranges, where nothing is bridged', async () => {
    const lecture = fc.record({ people: fc.array(fc.array(span, { maxLength: 6 }), { minLength: 5, maxLength: 5 }), breaks: fc.array(span, { maxLength: 2 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(lecture, { minLength: 20, maxLength: 20 }), async (plan) => {
        const { editionId, personIds, lectureIds } = await buildHeldEdition({ lectures: plan.length, trainees: 5 });
        const at = (i: number, second: number): number => FIRST + i * DAY_MS + second * 1000;
        await addStays(plan.flatMap(({ people }, i) => people.flatMap((stays, p) => stays.map(([from, to], d) => ({ lectureId: lectureIds[i]!, personId: personIds[p]!, device: `device-${d}`, from: at(i, from), to: at(i, to) })))));
        for (const [i, { breaks }] of plan.entries()) {
          const [first, second] = breaks.toSorted(([a], [b]) => a - b);
          for (const pause of [first, second && first && second[0] > first[1] ? second : undefined]) {
            if (pause) await test.em.query('INSERT INTO lecture_break (lecture_id, started_at, ended_at) VALUES ($1, $2, $3)', [lectureIds[i], new Date(at(i, pause[0])), new Date(at(i, pause[1]))]);
          }
        }
        const counted: { lecture_id: string; person_id: string; ms: number }[] = await test.em.query(
          `SELECT l.id AS lecture_id, m.person_id, (
             SELECT coalesce(sum(extract(epoch FROM upper(part) - lower(part)) * 1000), 0)::int
             FROM unnest(
               (SELECT coalesce(range_agg(tstzrange(joined_at, left_at)), '{}') FROM stay s WHERE s.lecture_id = l.id AND s.person_id = m.person_id)
               * tstzmultirange(tstzrange(l.held_from, l.held_until))
               - (SELECT coalesce(range_agg(tstzrange(started_at, ended_at)), '{}') FROM lecture_break b WHERE b.lecture_id = l.id)
             ) AS part) AS ms
           FROM lecture l JOIN membership m ON m.edition_id = l.edition_id WHERE l.edition_id = $1`,
          [editionId],
        );
        const ours = new Map((await attendance.presenceOfEdition(test.em, editionId)).map(({ lectureId, personId, presentMs }) => [`${lectureId} ${personId}`, presentMs]));
        expect(counted).toHaveLength(100);
        expect(counted.map(({ lecture_id, person_id }) => ours.get(`${lecture_id} ${person_id}`) ?? 0)).toEqual(counted.map(({ ms }) => ms));
      }),
      { numRuns: 10 },
    );
  });

  it('of a year, counted in one query, are those of each lecture\'s own sheet', async () => {
    const { editionId, personIds, lectureIds } = await buildHeldEdition({ lectures: 52, trainees: 40, bridgeSeconds: 120 });
    const { personId: trainer } = await buildMember(test.em, 'trainer', { editionId });
    // Three stays each on one device: some gaps are bridged, some are too long, and every lecture has a break.
    const gap = (i: number, p: number): number => ((i * 7 + p * 13) % 240) * 1000;
    const third = LECTURE_MS / 3;
    await addStays(
      lectureIds.flatMap((lectureId, i) =>
        [...personIds, trainer].flatMap((personId, p) => [0, 1, 2].map((part) => ({ lectureId, personId, device: 'device-1', from: FIRST + i * DAY_MS + part * third, to: FIRST + i * DAY_MS + (part + 1) * third - gap(i, p) }))),
      ),
    );
    await test.em.query(`INSERT INTO lecture_break (lecture_id, started_at, ended_at) SELECT id, held_from + interval '59 minutes', held_from + interval '70 minutes' FROM lecture WHERE edition_id = $1`, [editionId]);
    const presence = await attendance.presenceOfEdition(test.em, editionId);
    expect(presence).toHaveLength(40 * 52);
    const director = new Viewer(trainer, 'session', 'The Chair', false, new Map([[editionId, ['director']]]));
    for (const lectureId of [lectureIds[0]!, lectureIds[25]!, lectureIds[51]!]) {
      const { rows } = await attendance.sheet(director, lectureId);
      const own = new Map(presence.filter((counted) => counted.lectureId === lectureId).map(({ personId, presentMs }) => [personId, presentMs]));
      expect(rows.map(({ personId }) => own.get(personId))).toEqual(rows.map(({ presentMs }) => presentMs));
      expect(rows.some(({ bridges }) => bridges > 0) && rows.some(({ bridges }) => bridges === 0)).toBe(true);
    }
    expect(await countQueries(test.em, () => attendance.presenceOfEdition(test.em, editionId))).toBe(1);
  });

  it('of a lecture that goes on count up to now', async () => {
    const { editionId, personIds, lectureIds } = await buildHeldEdition({ lectures: 1, trainees: 1 });
    await test.em.query(`UPDATE lecture SET state = 'live', held_until = NULL WHERE edition_id = $1`, [editionId]);
    await addStays([{ lectureId: lectureIds[0]!, personId: personIds[0]!, device: 'device-1', from: FIRST, to: FIRST + LECTURE_MS }]);
    test.clock.setTo(FIRST + 3_600_000);
    const [counted] = await attendance.presenceOfEdition(test.em, editionId);
    expect(Math.floor(counted!.presentMs / 60_000)).toBe(60);
  });
});
