import { NativeSelect } from '@mantine/core';
import type { LogbookSummary } from '@seldinger/contract';
import { CHAPTERS, PROCEDURES } from '@seldinger/domain';
import { Choice, DataTable, EmptyState, Section, type Column } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useFormat } from '../../i18n/use-format';
import { curveOf, MEASURES, type CurvePoint, type Measure } from './curve';
import { useDoseUnit } from './dose-unit';
import { CurveChart } from './progress/curve-chart';
import styles from './progress/progress.module.css';
import { doseIn, minutesSeconds } from './units';
import { useWords } from './use-words';

/** What can be asked for: what there are points of, by chapter. */
function useAbouts(points: LogbookSummary['points']) {
  const { t } = useTranslation('logbook');
  const words = useWords();
  const met = new Set(points.map(({ procedure }) => procedure));
  const chapters = CHAPTERS.map((chapter) => ({ chapter, own: PROCEDURES.filter((each) => each.chapter === chapter && met.has(each.key)) })).filter(({ own }) => own.length > 0);
  return chapters.map(({ chapter, own }) => ({
    group: t(`chapter.${chapter}`),
    items: [{ value: `chapter:${chapter}`, label: t('progress.chapterAll', { chapter: t(`chapter.${chapter}`) }) }, ...own.map(({ key }) => ({ value: key, label: words.procedure(key) }))],
  }));
}

/** How times, doses and trust went over the year, of one procedure, a chapter or all; the address keeps what is asked. */
export function Curves({ summary: { points } }: { summary: LogbookSummary }) {
  const { t } = useTranslation('logbook');
  const format = useFormat();
  const words = useWords();
  const [unit] = useDoseUnit();
  const [search, setSearch] = useSearchParams();
  const abouts = useAbouts(points);
  const measure = MEASURES.find((each) => each === search.get('measure')) ?? 'fluoroscopy';
  const about = search.get('of');
  const curve = curveOf(points, measure, about);
  const choose = (next: { measure: Measure; of: string | null }) => setSearch({ measure: next.measure, ...(next.of && { of: next.of }) }, { replace: true, preventScrollReset: true });
  const inWords: Record<Measure, (value: number) => string> = {
    fluoroscopy: minutesSeconds,
    dose: (value) => words.dose(Math.round(value), unit),
    entrustment: (value) => format.number(value, 1),
  };
  const short = measure === 'dose' ? (value: number) => format.number(doseIn(value, unit).value, doseIn(value, unit).digits) : inWords[measure];
  return (
    <Section title={t('progress.curves')}>
      <div className={styles.choices}>
        <Choice label={t('progress.measure')} value={measure} options={MEASURES.map((value) => ({ value, label: t(`progress.${value}`) }))} onChange={(measure) => choose({ measure, of: about })} />
        <NativeSelect
          label={t('progress.about')}
          value={about ?? ''}
          data={[{ value: '', label: t('progress.everything') }, ...abouts]}
          onChange={({ currentTarget }) => choose({ measure, of: currentTarget.value || null })}
        />
      </div>
      {curve.length === 0 ? (
        <EmptyState icon="credits" title={t('progress.none')}>
          {t('progress.noneText')}
        </EmptyState>
      ) : (
        <>
          {measure === 'dose' && <p className={styles.quiet}>{t(`unit.${unit}`)}</p>}
          <CurveChart key={`${measure} ${about}`} measure={measure} points={curve} words={inWords[measure]} short={short} />
          <details className={styles.table}>
            <summary>{t('progress.asTable')}</summary>
            <CurveTable measure={measure} points={curve} words={inWords[measure]} />
          </details>
        </>
      )}
    </Section>
  );
}

function CurveTable({ measure, points, words: inWords }: { measure: Measure; points: CurvePoint[]; words: (value: number) => string }) {
  const { t } = useTranslation('logbook');
  const format = useFormat();
  const words = useWords();
  const columns: Column<CurvePoint>[] = [
    { key: 'date', header: t('table.date'), cell: ({ performedOn }) => format.calendarDate(performedOn) },
    { key: 'procedure', header: t('table.procedure'), cell: ({ procedure }) => words.procedure(procedure) },
    { key: 'value', header: t('progress.value'), numeric: true, cell: ({ value }) => inWords(value) },
    { key: 'median', header: t('progress.medianHead'), numeric: true, cell: ({ median }) => inWords(median) },
  ];
  return <DataTable label={t('progress.chart', { measure: t(`progress.${measure}`) })} columns={columns} rows={[...points].reverse()} rowKey={({ entryId }) => entryId} />;
}
