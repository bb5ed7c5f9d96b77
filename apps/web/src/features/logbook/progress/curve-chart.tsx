import { useMediaQuery } from '@mantine/hooks';
import { useId, useState, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format';
import { STEPS, ticks, type CurvePoint, type Measure } from '../curve';
import { useWords } from '../use-words';
import styles from './progress.module.css';

/** The drawing's own units, about as many as pixels, so that its words are as large as others. */
const SIZE = { desk: { width: 1040, height: 300 }, phone: { width: 340, height: 240 } };
type Size = (typeof SIZE)['desk'];
const EDGE = { top: 12, right: 16, bottom: 30, left: 64 };

const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`);

interface CurveChartProps {
  measure: Measure;
  points: readonly CurvePoint[];
  /** A value in words, with its unit. */
  words: (value: number) => string;
  /** The same on the axis. */
  short: (value: number) => string;
}

/** Where values stand in the drawing. */
function scaleOf(measure: Measure, points: readonly CurvePoint[], { width, height }: Size) {
  const days = points.map(({ performedOn }) => dayOf(performedOn));
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const axis = ticks(Math.max(...points.map(({ value }) => value)), STEPS[measure]);
  const top = axis.at(-1) || 1;
  const x = (date: string) => EDGE.left + (last === first ? 0.5 : (dayOf(date) - first) / (last - first)) * (width - EDGE.left - EDGE.right);
  const y = (value: number) => height - EDGE.bottom - (value / top) * (height - EDGE.top - EDGE.bottom);
  return { axis, x, y };
}

/** One point an entry and the running median through them. The slider below goes from entry to entry, by finger, pointer and keyboard. */
export function CurveChart({ measure, points, words: valueWords, short }: CurveChartProps) {
  const { t } = useTranslation('logbook');
  const format = useFormat();
  const words = useWords();
  const id = useId();
  const phone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  const { width, height } = phone ? SIZE.phone : SIZE.desk;
  const [chosen, setChosen] = useState(points.length - 1);
  const at = Math.min(chosen, points.length - 1);
  const point = points[at]!;
  const { axis, x, y } = scaleOf(measure, points, { width, height });
  const line = points.map(({ performedOn, median }, index) => `${index === 0 ? 'M' : 'L'}${x(performedOn).toFixed(1)} ${y(median).toFixed(1)}`).join('');
  const said = t('progress.at', { date: format.calendarDate(point.performedOn), procedure: words.procedure(point.procedure), value: valueWords(point.value) });
  const median = t('progress.median', { value: valueWords(point.median) });
  const nearest = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const [px, py] = [((event.clientX - box.left) / box.width) * width, ((event.clientY - box.top) / box.height) * height];
    const far = ({ performedOn, value }: CurvePoint) => Math.hypot(x(performedOn) - px, y(value) - py);
    setChosen(points.reduce((best, each, index) => (far(each) < far(points[best]!) ? index : best), 0));
  };
  return (
    <figure className={styles.figure}>
      <svg viewBox={`0 0 ${width} ${height}`} className={styles.chart} role="img" aria-labelledby={`${id}-title`} onPointerMove={nearest} onPointerDown={nearest}>
        <title id={`${id}-title`}>{t('progress.chart', { measure: t(`progress.${measure}`) })}</title>
        {axis.map((value) => (
          <g key={value}>
            <line className={styles.rule} x1={EDGE.left} x2={width - EDGE.right} y1={y(value)} y2={y(value)} />
            <text className={styles.tick} x={EDGE.left - 8} y={y(value) + 4} textAnchor="end">
              {short(value)}
            </text>
          </g>
        ))}
        <text className={styles.tick} x={EDGE.left} y={height - 8}>
          {format.calendarDate(points[0]!.performedOn)}
        </text>
        {points.length > 1 && (
          <text className={styles.tick} x={width - EDGE.right} y={height - 8} textAnchor="end">
            {format.calendarDate(points.at(-1)!.performedOn)}
          </text>
        )}
        {points.map(({ entryId, performedOn, value }) => (
          <circle key={entryId} className={styles.point} cx={x(performedOn)} cy={y(value)} r={4} />
        ))}
        <path className={styles.median} d={line} />
        <circle className={styles.chosen} cx={x(point.performedOn)} cy={y(point.value)} r={7} />
      </svg>
      <figcaption className={styles.caption}>
        <span className={styles.legend} aria-hidden="true">
          <span data-kind="point">{t('progress.legendPoint')}</span>
          <span data-kind="median">{t('progress.legendMedian')}</span>
        </span>
        <label className={styles.slider}>
          <span>{t('progress.point')}</span>
          <input type="range" min={0} max={points.length - 1} value={at} aria-valuetext={`${said}, ${median}`} onChange={({ currentTarget }) => setChosen(Number(currentTarget.value))} />
        </label>
        <span className={styles.said}>
          {said} · <span className={styles.quiet}>{median}</span>
        </span>
      </figcaption>
    </figure>
  );
}
