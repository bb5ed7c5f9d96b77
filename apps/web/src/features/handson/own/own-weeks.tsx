import { Button } from '@mantine/core';
import type { HandsonBooking } from '@seldinger/contract';
import { Figure, Section, Tag } from '@seldinger/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../../api/client';
import { useFormat } from '../../../i18n/use-format';
import { useWeekSpan } from '../week-span';
import { GiveBackDialog } from './give-back-dialog';
import styles from './own.module.css';
import { SwapDialog } from './swap-dialog';
import type { OwnView } from './use-own';
import { roomNameOf, sharingWith } from './weeks';

/** The weeks that are agreed, in their order, and the hours that were signed in them. */
export function OwnWeeks({ view }: { view: OwnView }) {
  const { t } = useTranslation('requests');
  const order = new Map(view.rota.setup.weeks.map(({ id }, index) => [id, index]));
  const agreed = view.own.bookings.filter(({ state }) => state === 'agreed').sort((a, b) => (order.get(a.weekId) ?? 0) - (order.get(b.weekId) ?? 0));
  if (agreed.length === 0) return null;
  return (
    <Section title={t('weeks.title', { count: agreed.length })} aside={<SignedHours editionId={view.editionId} />}>
      <ul className={styles.list}>
        {agreed.map((booking) => (
          <OwnWeek key={booking.id} view={view} booking={booking} />
        ))}
      </ul>
    </Section>
  );
}

function OwnWeek({ view, booking }: { view: OwnView; booking: HandsonBooking }) {
  const { t } = useTranslation('requests');
  const format = useFormat();
  const span = useWeekSpan();
  const [asking, ask] = useState<'swap' | 'give-back' | null>(null);
  const { setup } = view.rota;
  const week = setup.weeks.find(({ id }) => id === booking.weekId);
  if (!week) return null;
  const others = sharingWith(view.rota, booking).map(({ person }) => format.name(person));
  const name = span(week.monday);
  return (
    <li className={styles.week}>
      <div>
        <p className={styles.span}>{name}</p>
        <p className={styles.meta}>{[roomNameOf(setup, booking), others.length > 0 ? t('weeks.with', { names: others.join(', ') }) : t('weeks.alone')].join(' · ')}</p>
      </div>
      <div className={styles.buttons}>
        {week.past ? (
          <Tag>{t('weeks.past')}</Tag>
        ) : (
          <>
            <Button component="a" href={`/api/hands-on/bookings/${booking.id}/calendar`} download aria-label={t('weeks.calendarOf', { week: name })}>
              {t('weeks.calendar')}
            </Button>
            <Button aria-label={t('weeks.swapOf', { week: name })} onClick={() => ask('swap')}>
              {t('weeks.swap')}
            </Button>
            <Button aria-label={t('weeks.giveBackOf', { week: name })} onClick={() => ask('give-back')}>
              {t('weeks.giveBack')}
            </Button>
          </>
        )}
      </div>
      {asking === 'give-back' && <GiveBackDialog view={view} booking={booking} week={name} onClose={() => ask(null)} />}
      {asking === 'swap' && <SwapDialog view={view} booking={booking} week={name} onClose={() => ask(null)} />}
    </li>
  );
}

/** What the supervisor has signed so far; nothing where nothing is. */
function SignedHours({ editionId }: { editionId: string }) {
  const { t } = useTranslation('requests');
  const format = useFormat();
  const stays = $api.useQuery('get', '/api/editions/{editionId}/suite/me', { params: { path: { editionId } } }, { retry: false });
  const signed = (stays.data?.items ?? []).flatMap(({ days }) => days).reduce((sum, day) => sum + (day.signed ? day.minutes : 0), 0);
  return signed > 0 ? <Figure value={format.hoursMinutes(signed)} unit={t('weeks.signed')} /> : null;
}
