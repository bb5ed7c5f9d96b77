import { Button, VisuallyHidden } from '@mantine/core';
import type { SuiteDay, SuiteStay } from '@seldinger/contract';
import { Icon, Tag } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import { dayState } from './day-state';
import { dayTones, useDayWords } from './day-words';
import { useStayCalls } from './stay-calls';
import styles from './suite.module.css';

interface TodayProps {
  stay: SuiteStay;
  day: SuiteDay;
  zone: string;
  onEdit: () => void;
}

/** Today, for the thumb: came, left, signed, each by the one button that comes next. */
export function Today({ stay, day, zone, onEdit }: TodayProps) {
  const { t } = useTranslation(['suite', 'common']);
  const words = useDayWords(zone);
  const format = useFormat();
  const calls = useStayCalls(stay.bookingId, day.date);
  const name = format.name(stay.person);
  const state = dayState(day, day.date);
  const next = {
    expected: { label: t('checkIn.button'), icon: 'check', press: calls.arrive },
    there: { label: t('checkOut'), icon: 'leave', press: calls.depart },
    left: { label: t('signDay'), icon: 'edit', press: () => calls.signDay(day.version) },
  } as const;
  const step = stay.signature ? undefined : next[state as keyof typeof next];
  return (
    <div className={styles.today}>
      <p className={styles.now}>
        <span className={styles.times}>{words.times(day) ?? t('notYet')}</span>
        <Tag tone={dayTones[state]}>{t(`state.${state}`)}</Tag>
      </p>
      <p className={styles.quiet}>
        {day.leftAt && t('minutesOf', { minutes: day.minutes, most: stay.dayMinutes })}
        {day.signed && ` · ${words.signature(day.signed)}`}
      </p>
      {step && (
        <Button size="lg" fullWidth variant="outline" className={styles.step} loading={calls.busy} leftSection={<Icon name={step.icon} />} onClick={step.press}>
          {step.label}
          <VisuallyHidden> {name}</VisuallyHidden>
        </Button>
      )}
      {!day.signed && !stay.signature && (
        <Button size="md" variant="subtle" className={styles.flush} leftSection={<Icon name="clock" size={18} />} onClick={onEdit}>
          {t('edit.button')}
          <VisuallyHidden> {name}</VisuallyHidden>
        </Button>
      )}
    </div>
  );
}
