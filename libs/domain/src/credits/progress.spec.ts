import fc from 'fast-check';
import { balance, progress, type CreditEntry, type ProgressInput } from './progress';

const NOW = 1_000_000;
const modules = [
  { id: 'theory', elearningMinutes: 720, handsonMinutes: 0 },
  { id: 'vascular', elearningMinutes: 360, handsonMinutes: 1440 },
];
const lecture = (moduleId: string, state: 'to-come' | 'ended' | 'verified') => ({ moduleId, plannedMinutes: 180, endsAt: state === 'to-come' ? NOW + 1 : NOW - 1, verifiedAt: state === 'verified' ? NOW - 1 : null });
const plan = (theory: Parameters<typeof lecture>[1][], vascular: Parameters<typeof lecture>[1][]) => [...theory.map((state) => lecture('theory', state)), ...vascular.map((state) => lecture('vascular', state))];
const toCome = plan(['to-come', 'to-come', 'to-come', 'to-come'], ['to-come', 'to-come']);
const learnt = (moduleId: string, minutes: number): CreditEntry => ({ moduleId, part: 'e-learning', minutes });
const practised = (moduleId: string, minutes: number): CreditEntry => ({ moduleId, part: 'hands-on', minutes });
const of = (more: Partial<ProgressInput>) => progress({ modules, entries: [], lectures: toCome, now: NOW, ...more });

describe('balance', () => {
  it('sums each part of each module, reversals included', () => {
    const entries = [learnt('theory', 180), learnt('theory', -180), learnt('theory', 120), learnt('vascular', 60), practised('vascular', 288), practised('vascular', -288), practised('vascular', 216)];
    expect([...balance(entries, 'e-learning')]).toEqual([['theory', 120], ['vascular', 60]]);
    expect([...balance(entries, 'hands-on')]).toEqual([['vascular', 216]]);
  });
});

describe('am I on track', () => {
  it('on the first day everything is possible and nothing lost', () => {
    const result = of({});
    expect(result.total).toEqual({ targetMinutes: 2520, earnedMinutes: 0, possibleMinutes: 2520, lostMinutes: 0 });
    expect(result).toMatchObject({ onTrack: true, slackLectures: 0 });
  });

  it('a missed lecture is lost once it is verified, not while it waits', () => {
    const waiting = of({ lectures: plan(['ended', 'to-come', 'to-come', 'to-come'], ['to-come', 'to-come']) });
    expect(waiting).toMatchObject({ onTrack: true, elearning: { lostMinutes: 0 } });
    const decided = of({ lectures: plan(['verified', 'to-come', 'to-come', 'to-come'], ['to-come', 'to-come']) });
    expect(decided).toMatchObject({ onTrack: false, elearning: { possibleMinutes: 900, lostMinutes: 180 } });
  });

  it('half a lecture attended loses the other half', () => {
    const result = of({ entries: [learnt('theory', 100)], lectures: plan(['verified', 'to-come', 'to-come', 'to-come'], ['to-come', 'to-come']) });
    expect(result.modules[0]).toEqual({
      moduleId: 'theory',
      targetMinutes: 720,
      earnedMinutes: 100,
      possibleMinutes: 540,
      lostMinutes: 80,
      elearning: { targetMinutes: 720, earnedMinutes: 100, possibleMinutes: 540, lostMinutes: 80 },
      handson: { targetMinutes: 0, earnedMinutes: 0, possibleMinutes: 0, lostMinutes: 0 },
    });
  });

  it('lectures planned beyond the weight are the slack', () => {
    const lectures = plan(['to-come', 'to-come', 'to-come', 'to-come', 'to-come'], ['to-come', 'to-come', 'to-come']);
    expect(of({ lectures })).toMatchObject({ onTrack: true, slackLectures: 2 });
    const oneMissed = plan(['verified', 'to-come', 'to-come', 'to-come', 'to-come'], ['to-come', 'to-come', 'to-come']);
    expect(of({ lectures: oneMissed })).toMatchObject({ onTrack: true, slackLectures: 1 });
  });

  it('slack of one module does not save another', () => {
    const lectures = plan(['verified', 'to-come', 'to-come', 'to-come'], ['to-come', 'to-come', 'to-come', 'to-come']);
    expect(of({ lectures })).toMatchObject({ onTrack: false, slackLectures: 0 });
  });

  it('credit beyond a module’s weight does not count for another', () => {
    const result = of({ entries: [learnt('vascular', 1000)] });
    expect(result.elearning.earnedMinutes).toBe(360);
  });

  it('what is not planned yet is possible while the plan has time to come, and lost after it', () => {
    expect(of({ lectures: [] })).toMatchObject({ onTrack: true, elearning: { possibleMinutes: 1080 } });
    expect(of({ lectures: plan(['to-come'], []) }).elearning.possibleMinutes).toBe(1080);
    const over = of({ entries: [learnt('theory', 180)], lectures: plan(['verified'], []) });
    expect(over).toMatchObject({ onTrack: false, elearning: { earnedMinutes: 180, possibleMinutes: 0, lostMinutes: 900 } });
  });

  it('hands-on stays possible', () => {
    expect(of({ lectures: plan(['verified'], ['verified']) }).modules[1]).toMatchObject({ targetMinutes: 1800, possibleMinutes: 1440, lostMinutes: 360 });
  });

  it('hands-on is earned in the suite alone, up to the module’s weight', () => {
    expect(of({ entries: [practised('vascular', 288)] })).toMatchObject({ handson: { targetMinutes: 1440, earnedMinutes: 288, possibleMinutes: 1152, lostMinutes: 0 }, elearning: { earnedMinutes: 0 }, total: { earnedMinutes: 288 } });
    expect(of({ entries: [practised('vascular', 2000)] }).modules[1]).toMatchObject({ earnedMinutes: 1440, handson: { earnedMinutes: 1440, possibleMinutes: 0 }, elearning: { earnedMinutes: 0, possibleMinutes: 360 } });
    expect(of({ entries: [practised('theory', 100)] }).total.earnedMinutes).toBe(0);
  });

  it('lectures never fill hands-on, nor the suite e-learning', () => {
    expect(of({ entries: [learnt('vascular', 3000), practised('vascular', 3)] })).toMatchObject({ elearning: { earnedMinutes: 360 }, handson: { earnedMinutes: 3 } });
  });
});

describe('for any ledger and plan', () => {
  const id = fc.constantFrom('a', 'b', 'c');
  const minutes = fc.nat(1000);
  const input: fc.Arbitrary<ProgressInput> = fc.record({
    modules: fc.tuple(minutes, minutes, minutes, minutes).map(([x, y, z, h]) => [
      { id: 'a', elearningMinutes: x, handsonMinutes: 0 },
      { id: 'b', elearningMinutes: y, handsonMinutes: h },
      { id: 'c', elearningMinutes: z, handsonMinutes: 0 },
    ]),
    entries: fc.array(fc.record({ moduleId: id, part: fc.constantFrom('e-learning' as const, 'hands-on' as const), minutes: fc.integer({ min: -200, max: 400 }) })),
    lectures: fc.array(fc.record({ moduleId: id, plannedMinutes: fc.integer({ min: 15, max: 240 }), endsAt: fc.nat(2000), verifiedAt: fc.option(fc.nat(2000)) })),
    now: fc.nat(2000),
  });

  it('earned, possible and lost make up the target and are never negative', () => {
    fc.assert(
      fc.property(input, (given) => {
        const { modules, total, elearning, handson, onTrack, slackLectures } = progress(given);
        for (const tally of [...modules, ...modules.flatMap((row) => [row.elearning, row.handson]), total, elearning, handson]) {
          expect(tally.earnedMinutes + tally.possibleMinutes + tally.lostMinutes).toBe(tally.targetMinutes);
          expect(Math.min(tally.earnedMinutes, tally.possibleMinutes, tally.lostMinutes)).toBeGreaterThanOrEqual(0);
        }
        expect(handson.lostMinutes).toBe(0);
        expect(elearning.earnedMinutes + handson.earnedMinutes).toBe(total.earnedMinutes);
        expect(onTrack).toBe(elearning.lostMinutes === 0);
        expect(slackLectures).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 2000 },
    );
  });

  it('what was practised changes nothing of e-learning, nor what was learnt anything of hands-on', () => {
    fc.assert(
      fc.property(input, (given) => {
        const all = progress(given);
        const only = (part: CreditEntry['part']) => progress({ ...given, entries: given.entries.filter((entry) => entry.part === part) });
        expect(only('e-learning').elearning).toEqual(all.elearning);
        expect(only('hands-on').handson).toEqual(all.handson);
      }),
    );
  });

  it('as many lectures as the slack says may be missed, wherever they fit, and not one more', () => {
    const lectures = fc.array(fc.record({ moduleId: id, plannedMinutes: fc.constant(180), endsAt: fc.constant(10), verifiedAt: fc.constantFrom<(number | null)[]>(null, 5) }), { maxLength: 25 });
    fc.assert(
      fc.property(input, lectures, (given, planned) => {
        const before = { ...given, lectures: planned, now: 8 };
        const { onTrack, slackLectures } = progress(before);
        let missed = 0;
        let left = planned;
        for (let again = onTrack; again; ) {
          again = left.some((lecture, i) => {
            const without = left.map((other, j) => (i === j ? { ...other, verifiedAt: 7 } : other));
            if (lecture.verifiedAt !== null || !progress({ ...before, lectures: without }).onTrack) return false;
            left = without;
            missed++;
            return true;
          });
        }
        expect(slackLectures).toBe(missed);
      }),
      { numRuns: 300 },
    );
  });
});
