import { VisuallyHidden } from '@mantine/core';
import type { HandsonWeek } from '@seldinger/contract';
import { Icon } from '@seldinger/ui';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useWeekName } from '../names';
import styles from './board.module.css';

/** The head of a week: its Monday, and a mark where lectures are held. */
export const WeekHead = memo(function WeekHead({ week: { monday, lectureDays, past } }: { week: HandsonWeek }) {
  const { t } = useTranslation('handson');
  const weekName = useWeekName();
  return (
    <th scope="col" className={styles.week} data-past={past || undefined}>
      {weekName(monday)}
      {lectureDays.length > 0 && (
        <span className={styles.lectures} title={t('board.lectures', { count: lectureDays.length })}>
          <Icon name="lectures" size={14} label={t('board.lectures', { count: lectureDays.length })} />
        </span>
      )}
      {past && <VisuallyHidden>{`, ${t('board.past')}`}</VisuallyHidden>}
    </th>
  );
});
