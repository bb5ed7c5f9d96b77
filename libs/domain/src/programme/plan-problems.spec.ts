import fc from 'fast-check';
import { toInstant } from '../time/zone';
import { PLAN_PROBLEM_KINDS, type PlannedLecture, planProblems } from './plan-problems';

const edition = { startsOn: '2026-11-01', endsOn: '2027-05-31', timeZone: 'Europe/Rome' };
const MINUTE = 60_000;
const lecture = (id: string, startsAtLocal: string, more: Partial<PlannedLecture> = {}): PlannedLecture => {
  const startsAt = toInstant(startsAtLocal, edition.timeZone);
  return { id, moduleId: 'theory', trainerId: `trainer-${id}`, startsAt, endsAt: startsAt + 180 * MINUTE, ...more };
};
const of = (lectures: PlannedLecture[], modules: { id: string; elearningMinutes: number }[] = []) => planProblems({ edition, modules, lectures });

describe('a plan', () => {
  it('whose lectures follow one another has no problem', () => {
    const lectures = [lecture('a', '2026-11-07T09:00'), lecture('b', '2026-11-07T12:00', { trainerId: 'trainer-a' })];
    expect(of(lectures, [{ id: 'theory', elearningMinutes: 360 }])).toEqual([]);
  });

  it('names both lectures that overlap, in their order in time', () => {
    expect(of([lecture('late', '2026-11-07T11:59'), lecture('early', '2026-11-07T09:00')])).toEqual([{ kind: 'overlap', lectureIds: ['early', 'late'], moduleId: null, severity: 'conflict' }]);
  });

  it('names the trainer who would be in two lectures at once', () => {
    const both = { trainerId: 'rossi' };
    expect(of([lecture('a', '2026-11-07T09:00', both), lecture('b', '2026-11-07T10:00', both)]).map(({ kind }) => kind)).toEqual(['trainer-twice', 'overlap']);
  });

  it('two lectures without a trainer are no trainer twice', () => {
    const nobody = { trainerId: null };
    expect(of([lecture('a', '2026-11-07T09:00', nobody), lecture('b', '2026-11-07T10:00', nobody)]).map(({ kind }) => kind)).toEqual(['overlap', 'no-trainer', 'no-trainer']);
  });

  it('a long lecture that covers two others overlaps with each', () => {
    const long = lecture('long', '2026-11-07T09:00', { endsAt: toInstant('2026-11-07T19:00', edition.timeZone) });
    expect(of([long, lecture('a', '2026-11-07T10:00'), lecture('b', '2026-11-07T14:00')]).map(({ lectureIds }) => lectureIds)).toEqual([['long', 'a'], ['long', 'b']]);
  });

  it('the first and last day belong to the edition, by the clock of its own zone', () => {
    expect(of([lecture('a', '2026-11-01T00:00'), lecture('b', '2027-05-31T21:00')])).toEqual([]);
    expect(of([lecture('a', '2026-10-31T23:00'), lecture('b', '2027-05-31T21:01')]).map(({ kind, lectureIds }) => [kind, lectureIds])).toEqual([['outside-edition', ['a']], ['outside-edition', ['b']]]);
  });

  it('hours that do not add up to the weight are a warning with both figures', () => {
    expect(of([lecture('a', '2026-11-07T09:00')], [{ id: 'theory', elearningMinutes: 360 }, { id: 'protection', elearningMinutes: 720 }])).toEqual([
      { kind: 'module-hours', lectureIds: [], moduleId: 'theory', plannedMinutes: 180, weightMinutes: 360, severity: 'warning' },
      { kind: 'module-hours', lectureIds: [], moduleId: 'protection', plannedMinutes: 0, weightMinutes: 720, severity: 'warning' },
    ]);
  });

  it('a lecture across the change to summer time lasts what its instants say', () => {
    const night = lecture('a', '2027-03-28T01:00', { endsAt: toInstant('2027-03-28T05:00', edition.timeZone) });
    expect(of([night], [{ id: 'theory', elearningMinutes: 180 }])).toEqual([]);
  });

  it('the order in which lectures are given changes nothing', () => {
    const one = fc.record({ day: fc.integer({ min: 1, max: 3 }), hour: fc.nat(20), trainerId: fc.constantFrom('x', 'y', null), moduleId: fc.constantFrom('theory', 'planning') });
    const some = fc.array(one, { maxLength: 12 }).map((all) => all.map(({ day, hour, ...rest }, i) => lecture(`l${i}`, `2026-11-0${day}T${String(hour).padStart(2, '0')}:00`, rest)));
    const mixed = some.chain((lectures) => fc.shuffledSubarray(lectures, { minLength: lectures.length }).map((shuffled) => ({ lectures, shuffled })));
    const modules = [{ id: 'theory', elearningMinutes: 360 }, { id: 'planning', elearningMinutes: 180 }];
    fc.assert(
      fc.property(mixed, ({ lectures, shuffled }) => {
        const problems = of(lectures, modules);
        expect(of(shuffled, modules)).toEqual(problems);
        const kinds = problems.map(({ kind }) => PLAN_PROBLEM_KINDS.indexOf(kind));
        expect(kinds).toEqual([...kinds].sort((a, b) => a - b));
        const pairs = lectures.flatMap((a, i) => lectures.slice(i + 1).filter((b) => a.startsAt < b.endsAt && b.startsAt < a.endsAt));
        expect(problems.filter(({ kind }) => kind === 'overlap')).toHaveLength(pairs.length);
      }),
      { numRuns: 300 },
    );
  });
});
