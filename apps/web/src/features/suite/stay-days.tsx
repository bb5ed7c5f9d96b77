import type { SuiteStay } from '@seldinger/contract';
import { Figure, Tag } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import { DayChanges } from './day-changes';
import { dayState } from './day-state';
import { dayTones, useDayWords } from './day-words';
import styles from './suite.module.css';

/** A week's days to read: when, how many minutes, who signed. Needs the words of `suite`. */
export function StayDays({ stay, today, zone }: { stay: SuiteStay; today: string; zone: string }) {
  const { t } = useTranslation(['suite', 'common']);
  const format = useFormat();
  const words = useDayWords(zone);
  return (
    <>
      <ul className={styles.list} aria-label={t('days', { name: format.name(stay.person) })}>
        {stay.days.map((day) => {
          const state = dayState(day, today);
          return (
            <li key={day.date}>
              <span className={styles.words}>
                {words.weekday(day.date)}
                <span className={styles.quiet}>{[words.times(day), day.signed && words.signature(day.signed)].filter(Boolean).join(' · ')}</span>
                <DayChanges day={day} zone={zone} />
              </span>
              {day.minutes > 0 || day.signed ? <Figure value={day.minutes} unit={t('common:unit.minutes')} /> : <Tag tone={dayTones[state]}>{t(`state.${state}`)}</Tag>}
            </li>
          );
        })}
      </ul>
      {stay.signature && <p className={styles.quiet}>{t('weekSigned', { minutes: format.number(stay.signature.minutes), who: words.signature(stay.signature) })}</p>}
    </>
  );
}
