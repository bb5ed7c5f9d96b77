export type CreditRule = {
  version: 'lecture-1';
  /** Who attends at least this share of the time held is credited the whole lecture. */
  wholeFromPercent: number;
};
export const CREDIT_RULE: CreditRule = { version: 'lecture-1', wholeFromPercent: 90 };

/** A lecture that lasted at least this share of its plan counts as given in full. */
const FULL_SPAN_PERCENT = 90;
const MINUTE_MS = 60_000;

export type LectureCredit = {
  /** Whole minutes of credit, at most the planned ones. */
  minutes: number;
  whole: boolean;
  why: {
    presentMinutes: number;
    heldMinutes: number;
    spanMinutes: number;
    plannedMinutes: number;
    wholeFromPercent: number;
    /** The rule that decided: minute for minute, the whole lecture, or the whole of a lecture that was cut short. */
    basis: 'minute-for-minute' | 'whole' | 'cut-short';
  };
};

/**
 * The credit for one lecture under rule `lecture-1`. Minutes count one for one, rounded down, and never more than planned.
 * Who attends at least `wholeFromPercent` of `heldMs` (the time held without breaks) is credited the planned minutes,
 * provided the lecture lasted (`spanMs`: start to end, breaks included) at least 90 % of its plan. A lecture cut short
 * cannot give more than it lasted, whatever minutes are claimed: then the whole is `spanMs` in minutes, rounded down.
 */
export function lectureCredit({ presentMs, heldMs, spanMs, plannedMinutes, rule }: { presentMs: number; heldMs: number; spanMs: number; plannedMinutes: number; rule: CreditRule }): LectureCredit {
  const [presentMinutes, heldMinutes, spanMinutes] = [presentMs, heldMs, spanMs].map((ms) => Math.floor(ms / MINUTE_MS)) as [number, number, number];
  const whole = heldMs > 0 && presentMs * 100 >= heldMs * rule.wholeFromPercent;
  const inFull = spanMs * 100 >= plannedMinutes * MINUTE_MS * FULL_SPAN_PERCENT;
  const wholeMinutes = inFull ? plannedMinutes : spanMinutes;
  const minutes = whole ? wholeMinutes : Math.min(plannedMinutes, presentMinutes);
  const basis = !whole ? 'minute-for-minute' : inFull ? 'whole' : 'cut-short';
  return { minutes, whole, why: { presentMinutes, heldMinutes, spanMinutes, plannedMinutes, wholeFromPercent: rule.wholeFromPercent, basis } };
}
