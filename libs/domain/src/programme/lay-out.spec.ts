import fc from 'fast-check';
import { addDays, toLocal, weekday } from '../time/zone';
import { layOut, type LayOutInput } from './lay-out';
import { planProblems } from './plan-problems';

const demo: LayOutInput = {
  startsOn: '2026-11-01', endsOn: '2027-05-31', weekday: 6, startTimes: ['09:00', '14:00'], minutes: 180, timeZone: 'Europe/Rome',
  holidays: ['2026-12-26', '2027-01-02', '2027-03-27', '2027-05-01'], lectures: 52,
};
const slotsOf = (input: LayOutInput) => {
  const result = layOut(input);
  if (!result.ok) throw new Error(`does not fit: ${JSON.stringify(result)}`);
  return result.slots;
};

describe('laying out the demo edition', () => {
  const slots = slotsOf(demo);

  it('52 lectures of 3 h make the 156 h of the e-learning, without a conflict', () => {
    const lectures = slots.map(({ startsAt, endsAt }, i) => ({ id: `l${i}`, moduleId: 'all', trainerId: 'x', startsAt, endsAt }));
    expect(slots).toHaveLength(52);
    expect(planProblems({ edition: demo, modules: [{ id: 'all', elearningMinutes: 156 * 60 }], lectures })).toEqual([]);
  });

  it('every lecture falls on the teaching day, at its wall-clock time in winter and summer, and never on a holiday', () => {
    for (const { startsAt, endsAt, startsAtLocal } of slots) {
      expect(toLocal(startsAt, demo.timeZone)).toBe(startsAtLocal);
      expect(['09:00-12:00', '14:00-17:00']).toContain(`${startsAtLocal.slice(11)}-${toLocal(endsAt, demo.timeZone).slice(11)}`);
      expect(weekday(startsAtLocal.slice(0, 10))).toBe(6);
      expect(demo.holidays).not.toContain(startsAtLocal.slice(0, 10));
    }
    const utcHours = new Set(slots.map(({ startsAt }) => toLocal(startsAt, 'UTC').slice(11)));
    expect([...utcHours].sort()).toEqual(['07:00', '08:00', '12:00', '13:00']);
  });

  it('the first teaching day is in November and the last in May', () => {
    expect(slots[0]!.startsAtLocal).toBe('2026-11-07T09:00');
    expect(slots.at(-1)!.startsAtLocal.slice(0, 7)).toBe('2027-05');
  });

  it('too few teaching days are an answer with the figures, not a shorter plan', () => {
    expect(layOut({ ...demo, endsOn: '2026-11-30' })).toEqual({ ok: false, reason: 'too-few-days', teachingDays: 4, places: 8, wanted: 52 });
    expect(layOut({ ...demo, endsOn: '2026-10-01', lectures: 1 })).toMatchObject({ ok: false, teachingDays: 0, places: 0 });
  });

  it('fewer lectures than days begin on the first day and skip evenly', () => {
    expect(slotsOf({ ...demo, endsOn: '2026-11-30', lectures: 2 }).map(({ startsAtLocal }) => startsAtLocal)).toEqual(['2026-11-07T09:00', '2026-11-21T09:00']);
  });

  it('no lectures need no days', () => expect(layOut({ ...demo, endsOn: '2026-10-01', lectures: 0 })).toEqual({ ok: true, slots: [] }));
});

it('any plan that fits is full, in order, and as even as it can be', () => {
  const input = fc.record({ weeks: fc.integer({ min: 1, max: 40 }), perDay: fc.integer({ min: 1, max: 3 }), share: fc.double({ min: 0, max: 1, noNaN: true }), weekday: fc.integer({ min: 1, max: 7 }) });
  fc.assert(
    fc.property(input, ({ weeks, perDay, share, weekday: day }) => {
      const lectures = Math.round(weeks * perDay * share);
      const slots = slotsOf({ ...demo, endsOn: addDays(demo.startsOn, weeks * 7 - 1), weekday: day, startTimes: ['08:00', '12:00', '16:00'].slice(0, perDay), holidays: [], lectures });
      expect(slots).toHaveLength(lectures);
      expect(slots.every(({ startsAt }, i) => i === 0 || slots[i - 1]!.endsAt <= startsAt)).toBe(true);
      const perDate = new Map<string, number>();
      for (const { startsAtLocal } of slots) perDate.set(startsAtLocal.slice(0, 10), (perDate.get(startsAtLocal.slice(0, 10)) ?? 0) + 1);
      const [most, fewest] = [Math.max(0, ...perDate.values()), perDate.size < weeks ? 0 : Math.min(...perDate.values())];
      expect(most - fewest).toBeLessThanOrEqual(1);
    }),
    { numRuns: 200 },
  );
});
