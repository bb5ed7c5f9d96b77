import { Button, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { SuiteStay } from '@seldinger/contract';
import { Dialog, Figure, Icon } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import { weekNotSignable } from './day-state';
import { useDayWords } from './day-words';
import { ReopenForm } from './reopen-form';
import { useStayCalls } from './stay-calls';
import styles from './suite.module.css';

/** The sum of a week, and its signature, which gives the credit. */
export function WeekSignature({ stay, today, zone }: { stay: SuiteStay; today: string; zone: string }) {
  const { t } = useTranslation(['suite', 'common']);
  const format = useFormat();
  const words = useDayWords(zone);
  const calls = useStayCalls(stay.bookingId, stay.monday);
  const [reopening, { open, close }] = useDisclosure();
  const name = <VisuallyHidden> {format.name(stay.person)}</VisuallyHidden>;
  const signable = weekNotSignable(stay, today) === null;
  return (
    <div className={styles.week}>
      <Figure value={format.hoursMinutes(stay.minutes)} unit={t('ofWeek', { hours: format.hoursMinutes(stay.dayMinutes * 5), cme: format.cme(stay.minutes) })} />
      {stay.signature ? (
        <>
          <p className={styles.signed}>
            <Icon name="check" size={16} />
            {words.signature(stay.signature)}
          </p>
          <Button size="md" variant="subtle" className={styles.flush} onClick={open}>
            {t('reopen.week')}
            {name}
          </Button>
        </>
      ) : signable ? (
        <Button size="md" variant="outline" loading={calls.busy} onClick={() => calls.signWeek(stay.minutes)}>
          {t('signWeek')}
          {name}
        </Button>
      ) : (
        <p className={styles.quiet}>{t('weekOpen')}</p>
      )}
      <Dialog opened={reopening} title={t('reopen.week')} closeLabel={t('common:close')} onClose={close}>
        <ReopenForm bookingId={stay.bookingId} onDone={close} />
      </Dialog>
    </div>
  );
}
