import type { CSSProperties } from 'react';
import styles from './timeline-strip.module.css';

/** What is known about a stretch of time: seen by two sources, by one, a bridged gap, a break, nobody there. */
export type TimelineKind = 'two-sources' | 'one-source' | 'bridged' | 'break' | 'absent';

export interface TimelineSegment {
  /** Epoch milliseconds. */
  start: number;
  end: number;
  kind: TimelineKind;
}

export interface TimelineStripProps {
  /** The time shown, epoch milliseconds. */
  start: number;
  end: number;
  segments: TimelineSegment[];
  /** Moments of taking part, epoch milliseconds. */
  acts?: number[];
  /** The strip in words: "Present 15:00 to 16:09, left and did not return. Took part once." */
  label: string;
  /** Marks the present moment while the lecture runs. */
  now?: number;
}

/** A person's presence along one lecture. Segments of kind `absent` may be left out. */
export function TimelineStrip({ start, end, segments, acts = [], label, now }: TimelineStripProps) {
  const length = Math.max(1, end - start);
  const at = (instant: number) => `${(Math.min(Math.max((instant - start) / length, 0), 1) * 100).toFixed(3)}%`;
  const place = (segment: TimelineSegment): CSSProperties => ({ left: at(segment.start), right: `calc(100% - ${at(segment.end)})` });
  return (
    <div className={styles.strip} role="img" aria-label={label}>
      {segments.map(
        (segment) => segment.kind !== 'absent' && <span key={`${segment.kind}${segment.start}`} className={styles[segment.kind]} style={place(segment)} />,
      )}
      {acts.map((act, index) => (
        <span key={`${act}-${index}`} className={styles.act} style={{ left: at(act) }} />
      ))}
      {now !== undefined && <span className={styles.now} style={{ left: at(now) }} />}
    </div>
  );
}

export interface TimelineLegendProps {
  entries: { kind: TimelineKind | 'act'; label: string }[];
}

/** What the patterns of the strips mean. */
export function TimelineLegend({ entries }: TimelineLegendProps) {
  return (
    <ul className={styles.legend}>
      {entries.map(({ kind, label }) => (
        <li key={kind}>
          <span className={styles.sample} aria-hidden="true">
            <span className={styles[kind]} />
          </span>
          {label}
        </li>
      ))}
    </ul>
  );
}
