import { NativeSelect } from '@mantine/core';
import type { SuiteWeek } from '@seldinger/contract';
import { EmptyState, PageHeader, Section } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { $api } from '../../api/client';
import { Loaded } from '../../api/loaded';
import { useFormat } from '../../i18n/use-format';
import { useMembership } from '../../shell/edition';
import { ScreenButton } from './screen-button';
import { StayPanel } from './stay-panel';
import styles from './suite.module.css';

/** Who is in the suite this week: for the supervisor, with one hand. */
export function SuitePage() {
  const { t } = useTranslation(['suite', 'shell']);
  const membership = useMembership();
  if (membership) return <Week editionId={membership.editionId} />;
  return (
    <>
      <PageHeader title={t('title')} />
      <EmptyState icon="hands-on" title={t('shell:noEdition.title')}>
        {t('shell:noEdition.text')}
      </EmptyState>
    </>
  );
}

function Week({ editionId }: { editionId: string }) {
  const { t } = useTranslation('suite');
  const [search, setSearch] = useSearchParams();
  const format = useFormat();
  const monday = search.get('week') ?? undefined;
  const week = $api.useQuery('get', '/api/editions/{editionId}/suite', { params: { path: { editionId }, query: { monday } } }, { placeholderData: (before) => before });
  const shown = week.data;
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={shown && t('lead', { count: shown.stays.length, week: format.calendarDate(shown.monday) })}
        actions={shown && shown.mondays.length > 1 && <WeekSelect week={shown} onChange={(week) => setSearch({ week }, { replace: true, preventScrollReset: true })} />}
      />
      <Loaded query={week} rows={6}>
        {(week) => <Rooms week={week} />}
      </Loaded>
    </>
  );
}

function WeekSelect({ week: { monday, mondays }, onChange }: { week: SuiteWeek; onChange: (monday: string) => void }) {
  const { t } = useTranslation('suite');
  const format = useFormat();
  const known = mondays.includes(monday) ? mondays : [...mondays, monday].sort();
  return <NativeSelect aria-label={t('week')} size="md" value={monday} onChange={({ currentTarget: { value } }) => onChange(value)} data={known.map((value) => ({ value, label: t('weekOf', { date: format.calendarDate(value) }) }))} />;
}

function Rooms({ week }: { week: SuiteWeek }) {
  const { t } = useTranslation('suite');
  if (week.rooms.length === 0)
    return (
      <EmptyState icon="hands-on" title={t('noRooms.title')}>
        {t('noRooms.text')}
      </EmptyState>
    );
  return week.rooms.map((room) => {
    const stays = week.stays.filter(({ roomId }) => roomId === room.id);
    return (
      <Section key={room.id} title={room.name} aside={<ScreenButton room={room} />}>
        {stays.length === 0 && <p className={styles.quiet}>{t('nobody')}</p>}
        <div className={styles.stays}>
          {stays.map((stay) => (
            <StayPanel key={stay.bookingId} stay={stay} today={week.today} zone={week.timeZone} />
          ))}
        </div>
      </Section>
    );
  });
}
