import type { RecordedStay } from '../live';
import { figures, type LectureFacts, type TraineeFacts } from './attendance.figures';
import { fingerprint } from './attendance.fingerprint';

const START = Date.parse('2027-02-10T14:00:00Z');
const at = (minute: number): number => START + minute * 60_000;
const stay = (from: number, to: number, more: Partial<RecordedStay> = {}): RecordedStay => ({ id: `stay-${from}`, source: 'socket', device: 'laptop', start: at(from), end: at(to), joinedAt: at(from), lastSeenAt: at(to), leftAt: at(to), endedBy: 'left', ...more });
const lecture = (more: Partial<LectureFacts> = {}): LectureFacts => ({ held: { start: at(0), end: at(180) }, breaks: [], plannedMinutes: 180, bridgeSeconds: 120, wholeFromPercent: 90, ...more });
const trainee = (more: Partial<TraineeFacts> = {}): TraineeFacts => ({ personId: 'giulia', givenName: 'Giulia', familyName: 'Conti', stays: [], acts: [], corrections: [], ...more });
const corrected = (minutes: number, id = 'c1') => ({ id, personId: 'giulia', minutes, reason: 'the heating', author: 'The Chair', madeAt: new Date(at(200)) });
const one = (facts: LectureFacts, of: TraineeFacts) => figures(facts, [of])[0]!;

describe('figures', () => {
  it('who is there for all 170 counted minutes of three hours with a break of ten is credited all 180', () => {
    const { row, why } = one(lecture({ breaks: [{ start: at(90), end: at(100) }] }), trainee({ stays: [stay(0, 180)] }));
    expect(row).toMatchObject({ minutes: 170, sharePercent: 100, creditMinutes: 180, countsWhole: true });
    expect(why).toEqual({ presentMinutes: 170, heldMinutes: 170, spanMinutes: 180, plannedMinutes: 180, wholeFromPercent: 90, basis: 'whole', whole: true, corrected: false });
  });

  it('from nine tenths on a lecture counts whole, a minute below it counts minute for minute', () => {
    expect(one(lecture(), trainee({ stays: [stay(18, 180)] })).row).toMatchObject({ minutes: 162, sharePercent: 90, creditMinutes: 180, countsWhole: true });
    expect(one(lecture(), trainee({ stays: [stay(19, 180)] })).row).toMatchObject({ minutes: 161, sharePercent: 89, creditMinutes: 161, countsWhole: false });
  });

  it('the edition says from which share on a lecture counts whole', () => {
    const half = trainee({ stays: [stay(0, 100)] });
    expect(one(lecture({ wholeFromPercent: 50 }), half).row.creditMinutes).toBe(180);
    expect(one(lecture({ wholeFromPercent: 100 }), half).row.creditMinutes).toBe(100);
  });

  it('the edition says how long a gap is bridged', () => {
    const dropped = trainee({ stays: [stay(0, 60), stay(63, 180)] });
    expect(one(lecture(), dropped).row).toMatchObject({ bridges: 0, bridgedMs: 0, minutes: 177 });
    expect(one(lecture({ bridgeSeconds: 180 }), dropped).row).toMatchObject({ bridges: 1, bridgedMs: 180_000, minutes: 180 });
  });

  it('the minutes of the last correction take the place of the measured ones, and share and credit follow', () => {
    const { row, why } = one(lecture(), trainee({ stays: [stay(0, 60)], corrections: [corrected(90), corrected(162, 'c2')] }));
    expect(row).toMatchObject({ measuredMinutes: 60, minutes: 162, sharePercent: 90, creditMinutes: 180, countsWhole: true, correction: { minutes: 162, author: 'The Chair' } });
    expect(why).toMatchObject({ presentMinutes: 162, corrected: true });
  });

  it('a correction can take everything, and can give no more than was planned', () => {
    expect(one(lecture(), trainee({ stays: [stay(0, 180)], corrections: [corrected(0)] })).row).toMatchObject({ minutes: 0, sharePercent: 0, creditMinutes: 0, countsWhole: false });
    expect(one(lecture(), trainee({ corrections: [corrected(1000)] })).row).toMatchObject({ minutes: 1000, sharePercent: 100, creditMinutes: 180 });
  });

  it('who never came is on the list with nothing', () => {
    expect(one(lecture(), trainee()).row).toMatchObject({ presentMs: 0, minutes: 0, creditMinutes: 0, flags: [{ kind: 'absent' }], timeline: [{ start: at(0), end: at(180), kind: 'absent' }] });
  });

  it('nothing is counted, or held against anybody, before the lecture begins', () => {
    expect(one(lecture({ held: null }), trainee({ stays: [stay(-10, 0)] })).row).toMatchObject({ presentMs: 0, minutes: 0, sharePercent: 0, creditMinutes: 0, timeline: [], flags: [] });
  });

  it('acts of taking part show while the lecture was held', () => {
    const acts = [-1, 0, 179, 180].map((minute) => ({ at: at(minute), kind: 'chat' as const }));
    expect(one(lecture(), trainee({ acts })).row.acts.map((act) => act.at)).toEqual([at(0), at(179)]);
  });
});

describe('fingerprint', () => {
  const people = [trainee({ stays: [stay(0, 60), stay(70, 180)] }), trainee({ personId: 'marco', stays: [stay(5, 180)] })];
  const known = fingerprint(lecture(), people);

  it('the order in which evidence was read does not matter', () => {
    const reversed = people.map((person) => ({ ...person, stays: person.stays.toReversed() })).toReversed();
    expect(fingerprint(lecture(), reversed)).toBe(known);
  });

  it('a new name of a person is no change of the evidence', () => {
    expect(fingerprint(lecture(), [{ ...people[0]!, familyName: 'Conti Rossi' }, people[1]!])).toBe(known);
  });

  it('anything that the figures come from changes it', () => {
    const [giulia, marco] = people as [TraineeFacts, TraineeFacts];
    const changed = [
      fingerprint(lecture({ held: { start: at(0), end: at(181) } }), people),
      fingerprint(lecture({ breaks: [{ start: at(90), end: at(100) }] }), people),
      fingerprint(lecture({ bridgeSeconds: 121 }), people),
      fingerprint(lecture({ wholeFromPercent: 91 }), people),
      fingerprint(lecture({ plannedMinutes: 181 }), people),
      fingerprint(lecture(), [giulia]),
      fingerprint(lecture(), [{ ...giulia, stays: [stay(0, 60), stay(70, 179)] }, marco]),
      fingerprint(lecture(), [{ ...giulia, stays: [...giulia.stays, stay(10, 20, { source: 'media' })] }, marco]),
      fingerprint(lecture(), [{ ...giulia, stays: [stay(0, 60), stay(70, 180, { device: 'phone' })] }, marco]),
      fingerprint(lecture(), [{ ...giulia, corrections: [corrected(90)] }, marco]),
      fingerprint(lecture(), [{ ...giulia, corrections: [corrected(90), corrected(90, 'c2')] }, marco]),
    ];
    expect(new Set([known, ...changed]).size).toBe(changed.length + 1);
  });
});
