import { useMediaQuery } from '@mantine/hooks';
import type { HandsonRota } from '@seldinger/contract';
import { EmptyState, PageHeader, Tag } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client';
import { Loaded } from '../../api/loaded';
import { useMe } from '../../api/session';
import { useFormat } from '../../i18n/use-format';
import { BoardGrid } from './board/board-grid';
import { closedBecause } from './board/draft';
import type { PlaceView } from './board/place-views';
import { useShortNames } from './names';
import { PlaceList } from './place-list';
import styles from './board/board.module.css';

/** The rota as everyone of the edition may read it. */
export function PublishedRota({ editionId }: { editionId: string }) {
  const { t } = useTranslation('handson');
  return (
    <>
      <PageHeader title={t('title')} lead={t('published.lead')} />
      <RotaOverview editionId={editionId} />
    </>
  );
}

/** Who is in the suite when, one's own weeks marked; without a heading, for a page that has its own. */
export function RotaOverview({ editionId }: { editionId: string }) {
  const { t } = useTranslation('handson');
  const rota = $api.useQuery('get', '/api/editions/{editionId}/hands-on/rota', { params: { path: { editionId } } });
  return (
    <Loaded query={rota} rows={8}>
      {(data) =>
        data.setup.places.length > 0 ? (
          <Overview rota={data} />
        ) : (
          <EmptyState icon="hands-on" title={t('published.empty')}>
            {t('published.emptyText')}
          </EmptyState>
        )
      }
    </Loaded>
  );
}

function Overview({ rota }: { rota: HandsonRota }) {
  const { t } = useTranslation('handson');
  const format = useFormat();
  const phone = useMediaQuery('(max-width: 48em)') ?? false;
  const views = useRotaViews(rota);
  if (!phone) return <BoardGrid label={t('board.gridPublished')} setup={rota.setup} views={views} picking={null} />;
  return (
    <PlaceList
      setup={rota.setup}
      weekTitle={({ monday }) => format.calendarDate(monday)}
      place={(placeId) => {
        const view = views.get(placeId);
        if (!view?.personId) return null;
        return {
          words: (
            <span className={styles.who}>
              <b>{view.name}</b>
              {view.words && <Tag tone={view.tone}>{view.words}</Tag>}
            </span>
          ),
          action: null,
        };
      }}
    />
  );
}

function useRotaViews({ setup, bookings, trainees }: HandsonRota): ReadonlyMap<string, PlaceView> {
  const { t } = useTranslation('handson');
  const { person: me } = useMe();
  const names = useShortNames(trainees);
  const byPlace = new Map(bookings.map((booking) => [booking.placeId, booking]));
  const past = new Map(setup.weeks.map((week) => [week.id, week.past]));
  return new Map(
    setup.places.map(({ id: placeId, weekId, roomId }): [string, PlaceView] => {
      const booking = byPlace.get(placeId);
      const isOwn = booking?.person.id === me.id;
      const held = booking?.state === 'held';
      const closed = closedBecause(setup, weekId, roomId);
      const words = [isOwn && t('published.you'), held && t('board.heldShort')].filter(Boolean).join(', ');
      const name = booking ? (names.get(booking.person.id) ?? booking.person.familyName) : '';
      return [
        placeId,
        {
          placeId,
          weekId,
          roomId,
          personId: booking?.person.id ?? null,
          name,
          words,
          hint: closed?.kind === 'closed' ? closed.reason : undefined,
          tone: isOwn ? 'accent' : 'quiet',
          changed: false,
          held,
          past: past.get(weekId) ?? false,
          closed: closed && (closed.kind === 'closed' ? closed.reason : t('violationShort.lectures')),
          movable: false,
        },
      ];
    }),
  );
}
