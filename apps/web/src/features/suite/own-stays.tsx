import { Button } from '@mantine/core';
import type { SuiteStay } from '@seldinger/contract';
import { localDate } from '@seldinger/domain';
import { Icon, Panel, Section } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { $api } from '../../api/client';
import { useNow } from '../../api/clock';
import { useCourse } from '../../api/course';
import { Loaded } from '../../api/loaded';
import { useFormat } from '../../i18n/use-format';
import { StayDays } from './stay-days';
import styles from './suite.module.css';

/** A trainee's own weeks in the suite that have begun, with the days and who signed them. Nothing where none has. Needs the words of `suite`. */
export function OwnStays({ editionId }: { editionId: string }) {
  const course = useCourse(editionId);
  const now = useNow(60_000);
  const stays = $api.useQuery('get', '/api/editions/{editionId}/suite/me', { params: { path: { editionId } } });
  return (
    <Loaded query={course} rows={2}>
      {({ timeZone }) => (
        <Loaded query={stays} rows={2}>
          {({ items }) => <Begun items={items.filter(({ monday }) => monday <= localDate(now, timeZone))} today={localDate(now, timeZone)} zone={timeZone} />}
        </Loaded>
      )}
    </Loaded>
  );
}

function Begun({ items, today, zone }: { items: SuiteStay[]; today: string; zone: string }) {
  const { t } = useTranslation('suite');
  const format = useFormat();
  if (items.length === 0) return null;
  const expected = items.some(({ days }) => days.some(({ date }) => date === today));
  return (
    <Section
      title={t('own.title')}
      aside={
        expected && (
          <Button component={Link} to="/suite/check-in" size="md" leftSection={<Icon name="check" size={18} />}>
            {t('checkIn.title')}
          </Button>
        )
      }
    >
      <div className={styles.stays}>
        {items.toReversed().map((stay) => (
          <Panel key={stay.bookingId}>
            <article className={styles.stay}>
              <h3 className={styles.name}>{t('own.week', { date: format.calendarDate(stay.monday), room: stay.roomName })}</h3>
              <StayDays stay={stay} today={today} zone={zone} />
            </article>
          </Panel>
        ))}
      </div>
    </Section>
  );
}
