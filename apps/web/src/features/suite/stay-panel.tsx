import type { SuiteStay } from '@seldinger/contract';
import { Panel } from '@seldinger/ui';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import { DayDialog } from './day-dialog';
import { DayStrip } from './day-strip';
import styles from './suite.module.css';
import { Today } from './today';
import { WeekSignature } from './week-signature';

/** One trainee's week: today with its one large button, the five days, the signature of the week. */
export function StayPanel({ stay, today, zone }: { stay: SuiteStay; today: string; zone: string }) {
  const { t } = useTranslation('suite');
  const format = useFormat();
  const id = useId();
  const [opened, setOpened] = useState<string | null>(null);
  const shown = stay.days.find(({ date }) => date === opened);
  const now = stay.days.find(({ date }) => date === today);
  return (
    <Panel>
      <article className={styles.stay} aria-labelledby={id}>
        <h3 id={id} className={styles.name}>
          {format.name(stay.person)}
        </h3>
        {now && <Today stay={stay} day={now} zone={zone} onEdit={() => setOpened(today)} />}
        <DayStrip label={t('days', { name: format.name(stay.person) })} days={stay.days} today={today} zone={zone} onOpen={setOpened} />
        <WeekSignature stay={stay} today={today} zone={zone} />
      </article>
      {shown && <DayDialog stay={stay} day={shown} today={today} zone={zone} onClose={() => setOpened(null)} />}
    </Panel>
  );
}
