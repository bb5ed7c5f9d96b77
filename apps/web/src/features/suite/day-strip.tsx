import type { SuiteDay } from '@seldinger/contract';
import { Icon, type IconName } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import { dayState, type DayState } from './day-state';
import { useDayWords } from './day-words';
import styles from './suite.module.css';

interface DayStripProps {
  label: string;
  days: SuiteDay[];
  today: string;
  zone: string;
  onOpen: (date: string) => void;
}

const icons: Record<DayState, IconName> = { signed: 'check', 'to-come': 'more', expected: 'more', there: 'clock', left: 'edit', absent: 'close', open: 'warning' };

/** Monday to Friday side by side; each opens its times. */
export function DayStrip({ label, days, today, zone, onOpen }: DayStripProps) {
  const { t } = useTranslation('suite');
  const format = useFormat();
  const words = useDayWords(zone);
  return (
    <ul className={styles.strip} aria-label={label}>
      {days.map((day) => {
        const state = dayState(day, today);
        const weekday = words.weekday(day.date);
        return (
          <li key={day.date}>
            <button type="button" data-state={state} aria-current={day.date === today ? 'date' : undefined} onClick={() => onOpen(day.date)} aria-label={[weekday, t(`state.${state}`), day.minutes > 0 && t('minutes', { minutes: day.minutes })].filter(Boolean).join(', ')}>
              <span aria-hidden="true">{weekday.split(' ').slice(0, 2).join(' ')}</span>
              <Icon name={icons[state]} size={18} />
              <span aria-hidden="true" className={styles.hours}>
                {day.minutes > 0 ? format.hoursMinutes(day.minutes) : '–'}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
