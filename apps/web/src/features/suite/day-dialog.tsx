import { Button } from '@mantine/core';
import type { SuiteDay, SuiteStay } from '@seldinger/contract';
import { Dialog } from '@seldinger/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import { DayChanges } from './day-changes';
import { canSignDay } from './day-state';
import { useDayWords } from './day-words';
import { ReopenForm } from './reopen-form';
import { useStayCalls } from './stay-calls';
import styles from './suite.module.css';
import { TimesForm } from './times-form';

interface DayDialogProps {
  stay: SuiteStay;
  day: SuiteDay;
  today: string;
  zone: string;
  onClose: () => void;
}

/** One day of a trainee: its times, who changed them and why, its signature. */
export function DayDialog({ stay, day, today, zone, onClose }: DayDialogProps) {
  const { t } = useTranslation(['suite', 'common']);
  const format = useFormat();
  const words = useDayWords(zone);
  const calls = useStayCalls(stay.bookingId, day.date);
  const [reopening, setReopening] = useState(false);
  const closed = day.signed !== null || stay.signature !== null;
  return (
    <Dialog title={`${format.name(stay.person)}, ${words.weekday(day.date)}`} closeLabel={t('common:close')} onClose={onClose}>
      <div className={styles.form}>
        {closed && (
          <p>
            {words.times(day) ?? t('state.absent')}
            {day.minutes > 0 && `, ${t('minutesOf', { minutes: day.minutes, most: stay.dayMinutes })}`}
          </p>
        )}
        {day.signed && <p className={styles.quiet}>{words.signature(day.signed)}</p>}
        {!closed && day.date > today && <p className={styles.quiet}>{t('edit.later')}</p>}
        {!closed && day.date <= today && <TimesForm key={day.version} stay={stay} day={day} zone={zone} onDone={onClose} />}
        <div className={styles.actions}>
          {!stay.signature && canSignDay(day, today) && (
            <Button size="md" loading={calls.busy} onClick={() => calls.signDay(day.version)}>
              {t(day.cameAt ? 'signDay' : 'signAbsent')}
            </Button>
          )}
          {day.signed && !stay.signature && !reopening && (
            <Button size="md" color="red" onClick={() => setReopening(true)}>
              {t('reopen.day')}
            </Button>
          )}
        </div>
        {reopening && day.signed && <ReopenForm bookingId={stay.bookingId} date={day.date} onDone={() => setReopening(false)} />}
        <DayChanges day={day} zone={zone} />
      </div>
    </Dialog>
  );
}
