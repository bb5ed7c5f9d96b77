import { Icon, ItemList, Section, Tag, type Item } from '@seldinger/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNow } from '../../api/clock';
import { useMe } from '../../api/session';
import { useFormat } from '../../i18n/use-format';
import { useOwn, useRota } from '../handson/own/use-own';
import { roomNameOf } from '../handson/own/weeks';
import { useMoment, useWeekSpan } from '../handson/week-span';
import styles from './today.module.css';

/** What of the suite waits for a trainee: offers, swaps asked of them, wishes that are due, and the next week. */
export function TraineeHandson({ editionId, zone }: { editionId: string; zone: string }) {
  const { t } = useTranslation('requests');
  const items = useItems(editionId, zone);
  if (items.length === 0) return null;
  return (
    <Section title={t('today.trainee')}>
      <ItemList label={t('today.trainee')} items={items} />
    </Section>
  );
}

function To({ children }: { children: ReactNode }) {
  return (
    <Link className={styles.item} to="/hands-on">
      {children}
      <Icon name="chevron-right" size={16} />
    </Link>
  );
}

function useItems(editionId: string, zone: string): Item[] {
  const { t } = useTranslation('requests');
  const format = useFormat();
  const span = useWeekSpan();
  const moment = useMoment(zone);
  const now = useNow(60_000);
  const { id: personId } = useMe().person;
  const own = useOwn(editionId).data;
  const rota = useRota(editionId).data;
  if (!own || !rota) return [];
  const { wishesUntil } = rota.setup.rule;
  const next = rota.setup.weeks.flatMap((week) => {
    const booking = own.bookings.find(({ weekId, state }) => weekId === week.id && state === 'agreed');
    return booking && !week.past ? [{ week, booking }] : [];
  })[0];
  const asked = own.swaps.filter(({ state, other }) => state === 'asked' && other.id === personId);
  return [
    ...own.waiting.flatMap(({ id, monday, offeredUntil }): Item[] =>
      offeredUntil ? [{ key: id, title: <To>{t('today.offer', { week: span(monday) })}</To>, meta: t('today.until', { until: moment(offeredUntil) }), end: <Tag tone="attention">{format.relative(offeredUntil, now)}</Tag> }] : [],
    ),
    ...asked.map(({ id, asker, askerMonday, otherMonday }): Item => ({ key: id, title: <To>{t('today.swap', { name: format.name(asker) })}</To>, meta: `${span(otherMonday)} ⇄ ${span(askerMonday)}` })),
    ...(own.wishes.open && own.wishes.version === 0 && rota.setup.weeks.some(({ past }) => !past) && wishesUntil
      ? [{ key: 'wishes', title: <To>{t('today.wish')}</To>, meta: t('today.until', { until: moment(wishesUntil) }), end: <Tag tone="attention">{format.relative(wishesUntil, now)}</Tag> }]
      : []),
    ...(next ? [{ key: 'week', title: <To>{t('today.week', { week: span(next.week.monday) })}</To>, meta: roomNameOf(rota.setup, next.booking) }] : []),
  ];
}
