import type { AttendanceRow, AttendanceSheet } from '@seldinger/contract';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import { asksForLook } from './remarks';

type Span = { start: number; end: number };

export const wholeMinutes = (ms: number) => Math.floor(ms / 60_000);
const lengthOf = (spans: readonly Span[]) => spans.reduce((sum, { start, end }) => sum + end - start, 0);

/** Spans of presence with the seams between their kinds taken out. */
function present(timeline: AttendanceRow['timeline']): Span[] {
  const spans: Span[] = [];
  for (const { start, end, kind } of timeline) {
    if (kind === 'absent' || kind === 'break') continue;
    const last = spans.at(-1);
    if (last?.end === start) last.end = end;
    else spans.push({ start, end });
  }
  return spans;
}

/** Sentences about attendance, in the reader's language and the course's zone. */
export function useAttendanceWords(zone: string) {
  const { t } = useTranslation('attendance');
  const format = useFormat();
  const spansInWords = (spans: readonly Span[]) => spans.map(({ start, end }) => t('strip.span', { from: format.time(start, zone), to: format.time(end, zone) })).join(', ');
  const minutesOfKind = (row: AttendanceRow, kind: string) => wholeMinutes(lengthOf(row.timeline.filter((span) => span.kind === kind)));
  const whenInWords = ({ lecture, held }: Pick<AttendanceSheet, 'lecture' | 'held'>): string => {
    if (!held) return t('lead.planned', { time: format.lectureTime(lecture, zone) });
    return t(lecture.state === 'live' ? 'lead.live' : 'lead.held', { day: format.day(held.start, zone), from: format.time(held.start, zone), to: format.time(held.end, zone) });
  };

  return {
    spans: spansInWords,
    /** The strip for people who hear it. */
    strip: (row: AttendanceRow): string => {
      const spans = present(row.timeline);
      const [bridged, oneSource] = [minutesOfKind(row, 'bridged'), minutesOfKind(row, 'one-source')];
      return [
        spans.length ? t('strip.present', { spans: spansInWords(spans) }) : t('strip.absent'),
        bridged > 0 && t('strip.bridged', { minutes: bridged }),
        oneSource > 0 && t('strip.oneSource', { minutes: oneSource }),
        row.acts.length > 0 && t('strip.acts', { count: row.acts.length }),
      ]
        .filter(Boolean)
        .join('; ');
    },
    /** "Tue 9 Feb, held 15:02–18:00, break of 8 min · 170 min count · 34 of 36 came, 3 to look at" */
    lead: ({ lecture, held, breaks, heldMs, rows, verification }: AttendanceSheet): string => {
      const when = whenInWords({ lecture, held });
      if (!held) return when;
      const live = lecture.state === 'live';
      const came = rows.filter(({ presentMs }) => presentMs > 0).length;
      const look = live || verification ? 0 : rows.filter(asksForLook).length;
      return [
        [when, breaks.length > 0 && t('lead.breaks', { count: breaks.length, minutes: wholeMinutes(lengthOf(breaks)) })],
        [t('lead.counting', { minutes: wholeMinutes(heldMs) })],
        [t(live ? 'lead.here' : 'lead.came', { came, expected: rows.length }), look > 0 && t('lead.look', { count: look })],
      ]
        .map((part) => part.filter(Boolean).join(', '))
        .join(' · ');
    },
    /** "Tue 9 Feb, held 15:02–18:00" */
    when: whenInWords,
    breaksMinutes: (breaks: readonly Span[]) => wholeMinutes(lengthOf(breaks)),
    moment: (instant: string | number) => `${format.day(instant, zone)}, ${format.time(instant, zone)}`,
  };
}
