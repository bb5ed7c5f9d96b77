import type { SuiteDay } from '@seldinger/contract';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import { useDayWords } from './day-words';
import styles from './suite.module.css';

/** What was changed by hand, by whom and why, the oldest first. */
export function DayChanges({ day, zone }: { day: SuiteDay; zone: string }) {
  const { t } = useTranslation('suite');
  const format = useFormat();
  const words = useDayWords(zone);
  if (day.changes.length === 0) return null;
  const times = (kept: { cameAt: string | null; leftAt: string | null }) => words.times(kept) ?? t('noTimes');
  return (
    <ul className={styles.changes} aria-label={t('changes')}>
      {day.changes.map((change) => (
        <li key={change.at}>
          {change.reopened ? t('change.reopened') : t('change.times', { before: times(change.before), after: times(change.after) })} {t('change.reason', { reason: change.reason })}
          <span className={styles.quiet}>
            {change.by}, {format.day(change.at, zone)}, {format.time(change.at, zone)}
          </span>
        </li>
      ))}
    </ul>
  );
}
