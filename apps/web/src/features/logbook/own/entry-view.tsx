import type { LogbookEntry } from '@seldinger/contract';
import { Banner } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useCourse } from '../../../api/course';
import { useFormat } from '../../../i18n/use-format';
import { useEditionId } from '../../../shell/edition';
import { useDoseUnit } from '../dose-unit';
import { minutesSeconds } from '../units';
import { useWords } from '../use-words';
import { Assessment } from './assessment';
import styles from './entry-view.module.css';

/** A signed entry, to read. */
export function EntryView({ entry }: { entry: LogbookEntry }) {
  const { t } = useTranslation('logbook');
  const format = useFormat();
  const zone = useCourse(useEditionId()).data?.timeZone ?? 'UTC';
  const words = useWords();
  const [unit] = useDoseUnit();
  const facts: [string, string | null][] = [
    [t('entry.date'), format.calendarDate(entry.performedOn)],
    [t('entry.role'), t(`role.${entry.role}`)],
    [t('entry.access'), entry.access && t(`access.${entry.access}`)],
    [t('entry.outcome'), entry.outcome && t(`outcome.${entry.outcome}`)],
    [t('entry.complication'), entry.complication === null ? null : words.complication(entry.complication)],
    [t('entry.fluoroscopy'), entry.fluoroscopySeconds === null ? null : minutesSeconds(entry.fluoroscopySeconds)],
    [t('entry.dose'), entry.doseAreaProduct === null ? null : words.dose(entry.doseAreaProduct, unit)],
    [t('entry.kerma'), entry.airKerma === null ? null : `${format.number(entry.airKerma)} ${t('unit.mGy')}`],
    [t('entry.note'), entry.note],
  ];
  return (
    <div className={styles.view}>
      {entry.decided && (
        <Banner tone="good" title={t('entry.signedBy', { by: entry.decided.by, date: format.day(entry.decided.at, zone, { year: true }) })}>
          {t('entry.stands')}
        </Banner>
      )}
      <dl className={styles.facts} aria-label={t('entry.details')}>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {entry.assessment && <Assessment assessment={entry.assessment} />}
    </div>
  );
}
