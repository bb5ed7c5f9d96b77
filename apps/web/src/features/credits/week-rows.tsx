import type { CreditAccount, WeekCreditRow } from '@seldinger/contract';
import { localDate } from '@seldinger/domain';
import { Figure, Icon, Tag, type Tone } from '@seldinger/ui';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client';
import { now } from '../../api/clock';
import { Loaded } from '../../api/loaded';
import { useFormat } from '../../i18n/use-format';
import { StayDays } from '../suite';
import styles from './credits.module.css';
import { Entries } from './entries';

interface WeekRowsProps {
  weeks: WeekCreditRow[];
  moduleId: string;
  entries: CreditAccount['entries'];
  zone: string;
  /** The week whose days are shown. */
  opened: string | null;
  onToggle: (bookingId: string) => void;
}

/** The trainee's weeks in the suite, each with what it gave this module. */
export function WeekRows({ weeks, moduleId, entries, opened, onToggle, zone }: WeekRowsProps) {
  return (
    <ul className={styles.lectures}>
      {weeks.map((week) => (
        <WeekRow
          key={week.bookingId}
          week={week}
          minutes={week.modules.find((module) => module.moduleId === moduleId)?.minutes ?? 0}
          entries={entries.filter((entry) => entry.moduleId === moduleId && entry.week?.bookingId === week.bookingId)}
          zone={zone}
          opened={opened === week.bookingId}
          onToggle={() => onToggle(week.bookingId)}
        />
      ))}
    </ul>
  );
}

const tones: Record<WeekCreditRow['state'], Tone> = { 'to-come': 'quiet', open: 'attention', waiting: 'attention', earned: 'good', missed: 'wrong' };

interface WeekRowProps {
  week: WeekCreditRow;
  /** What it gave this module. */
  minutes: number;
  entries: CreditAccount['entries'];
  zone: string;
  opened: boolean;
  onToggle: () => void;
}

function WeekRow({ week, minutes, entries, zone, opened, onToggle }: WeekRowProps) {
  const { t } = useTranslation(['credits', 'common']);
  const format = useFormat();
  const id = useId();
  return (
    <li>
      <button type="button" className={styles.lecture} aria-expanded={opened} aria-controls={id} onClick={onToggle}>
        <Icon name="chevron-right" size={16} className={styles.arrow} />
        <span className={styles.title}>
          {t('week.title', { date: format.calendarDate(week.monday) })}
          <span className={styles.quiet}>{week.roomName}</span>
        </span>
        <span>
          <Tag tone={tones[week.state]}>{t(`week.state.${week.state}`)}</Tag>
        </span>
        <span className={styles.amount}>
          {week.state === 'earned' && <Figure value={format.cme(minutes)} unit={t('common:unit.cme')} />}
          {week.state === 'earned' && <span className={styles.quiet}>{t('week.part', { minutes: format.number(minutes), total: format.number(week.creditMinutes) })}</span>}
        </span>
      </button>
      <div id={id} hidden={!opened} className={styles.minutes}>
        {opened && entries.length > 0 && <Entries entries={entries} zone={zone} />}
        {opened && <Days bookingId={week.bookingId} zone={zone} />}
      </div>
    </li>
  );
}

/** Down to the day and who signed it. */
function Days({ bookingId, zone }: { bookingId: string; zone: string }) {
  const stay = $api.useQuery('get', '/api/suite/bookings/{bookingId}', { params: { path: { bookingId } } });
  return (
    <Loaded query={stay} rows={3}>
      {(stay) => <StayDays stay={stay} today={localDate(now(), zone)} zone={zone} />}
    </Loaded>
  );
}
