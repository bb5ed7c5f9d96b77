import type { AttendanceEvidence } from '@seldinger/contract';
import { Panel, TimelineStrip } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import styles from './attendance.module.css';
import { endOfStay, lanesOf } from './stays';
import { useAttendanceWords } from './use-words';

/** Round times along the axis, at most seven. */
function ticksBetween(start: number, end: number): number[] {
  const step = [5, 10, 15, 30, 60].map((minutes) => minutes * 60_000).find((each) => (end - start) / each <= 6.5) ?? 7_200_000;
  const first = Math.ceil(start / step) * step;
  return Array.from({ length: Math.max(0, Math.floor((end - first) / step) + 1) }, (_, index) => first + index * step);
}

/** What each source saw of each device, above it what was counted of it, on one axis of time. */
export function SourceAxis({ evidence: { stays, held, breaks, row }, zone }: { evidence: AttendanceEvidence; zone: string }) {
  const { t } = useTranslation('attendance');
  const format = useFormat();
  const words = useAttendanceWords(zone);
  const lanes = lanesOf(stays);
  const several = new Set(lanes.map(({ device }) => device)).size > 1;
  // People come before the start and leave after the end: the axis takes that in.
  const start = Math.min(held?.start ?? Infinity, ...stays.map(({ joinedAt }) => Date.parse(joinedAt)));
  const end = Math.max(held?.end ?? -Infinity, ...stays.map(endOfStay));
  const ticks = ticksBetween(start, end);
  const asBreaks = breaks.map((each) => ({ ...each, kind: 'break' as const }));
  return (
    <Panel>
      <div className={styles.axis} role="group" aria-label={t('evidence.recordsAxis', { from: format.time(start, zone), to: format.time(end, zone) })}>
        <span className={styles.lane}>{t('evidence.counted')}</span>
        <TimelineStrip start={start} end={end} segments={row.timeline} acts={row.acts.map(({ at }) => at)} label={words.strip(row)} />
        {lanes.map((lane) => {
          const name = several ? `${t(`source.${lane.source}`)}, ${t('evidence.device', { number: lane.device })}` : t(`source.${lane.source}`);
          const spans = lane.stays.map((stay) => ({ start: Date.parse(stay.joinedAt), end: endOfStay(stay) }));
          // A stay is drawn solid: what it is worth with the other sources stands in the first lane.
          const segments = [...asBreaks, ...spans.map((span) => ({ ...span, kind: 'two-sources' as const }))];
          return (
            <div key={`${lane.source}-${lane.device}`} style={{ display: 'contents' }}>
              <span className={styles.lane}>{name}</span>
              <TimelineStrip start={start} end={end} segments={segments} label={t('evidence.laneSpans', { name, spans: words.spans(spans) })} />
            </div>
          );
        })}
        <div className={styles.ticks} aria-hidden="true">
          {ticks.map((tick) => (
            <span key={tick} style={{ left: `${((tick - start) / (end - start)) * 100}%` }}>
              {format.time(tick, zone)}
            </span>
          ))}
        </div>
      </div>
    </Panel>
  );
}
