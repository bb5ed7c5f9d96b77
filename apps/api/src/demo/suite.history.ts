import { addDays, toInstant } from '@seldinger/domain';
import { random } from './random';

/** Somebody's day in the suite, in epoch milliseconds; null: not there, or not yet gone. */
export type DayRow = { date: string; cameAt: number | null; leftAt: number | null; source: 'supervisor' | 'code' };

/** Who was not there, or not for the whole day, and from when until when then. */
const ODD_DAYS: Readonly<Record<string, { came: string | null; left: string | null }>> = {
  'petra.novak@example.org 2027-01-14': { came: null, left: null },
  'deniz.yilmaz@example.org 2027-01-22': { came: '08:02', left: '12:31' },
  'alessandro.greco@example.org 2027-01-26': { came: '09:45', left: '16:48' },
};

/** A week in the suite up to an instant: most come before eight and leave after the last procedure. */
export function weekHistory(key: string, monday: string, zone: string, until: number): DayRow[] {
  return [0, 1, 2, 3, 4].map((day) => addDays(monday, day)).flatMap((date): DayRow[] => {
    const draw = random(`${key} in the suite on ${date}`);
    const odd = ODD_DAYS[`${key} ${date}`];
    const at = (time: string): number => toInstant(`${date}T${time}`, zone);
    const source = draw.percent(60) ? 'code' : 'supervisor';
    const usual = { came: at('07:30') + draw.between(0, 1_500) * 1_000, left: at('16:25') + draw.between(0, 2_400) * 1_000 };
    const oddly = (time: string | null): number | null => (time === null ? null : at(time));
    const came = odd ? oddly(odd.came) : usual.came;
    const left = odd ? oddly(odd.left) : usual.left;
    if (came === null) return until > at('17:00') ? [{ date, cameAt: null, leftAt: null, source: 'supervisor' }] : [];
    if (came > until) return [];
    return [{ date, cameAt: came, leftAt: left !== null && left <= until ? left : null, source }];
  });
}
