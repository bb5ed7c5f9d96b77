import type { HandsonSetup, HandsonWeek } from '@seldinger/contract';
import { Icon, Section } from '@seldinger/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { closedBecause } from './board/draft';
import styles from './board/board.module.css';

interface PlaceListProps {
  setup: HandsonSetup;
  weekTitle: (week: HandsonWeek) => string;
  /** Who has a place, and what can be done about it; null for a free one. */
  place: (placeId: string) => { words: ReactNode; action: ReactNode } | null;
}

/** The rota where it is narrow: week after week, each with its places. What is over stands folded below. */
export function PlaceList({ setup, weekTitle, place }: PlaceListProps) {
  const { t } = useTranslation('handson');
  const open = setup.weeks.filter(({ past }) => !past);
  const past = setup.weeks.filter((week) => week.past);
  const list = (weeks: readonly HandsonWeek[]) => (
    <ol className={styles.weeks}>
      {weeks.map((week) => (
        <li key={week.id} className={styles.weekCard} data-past={week.past || undefined}>
          <h3>
            {weekTitle(week)}
            {week.lectureDays.length > 0 && <Icon name="lectures" size={16} label={t('board.lectures', { count: week.lectureDays.length })} />}
          </h3>
          <Places setup={setup} week={week} place={place} />
        </li>
      ))}
    </ol>
  );
  return (
    <>
      <Section title={t('phone.weeks')}>{list(open)}</Section>
      {past.length > 0 && (
        <details className={styles.pastWeeks}>
          <summary>{t('phone.past', { count: past.length })}</summary>
          {list(past)}
        </details>
      )}
    </>
  );
}

/** Who is there in one week; free places of a room, and a room that is closed, in one line. */
function Places({ setup, week, place }: { setup: HandsonSetup; week: HandsonWeek; place: PlaceListProps['place'] }) {
  const { t } = useTranslation('handson');
  return (
    <ul>
      {setup.rooms.flatMap((room) => {
        const places = setup.places.filter(({ weekId, roomId }) => weekId === week.id && roomId === room.id).sort((a, b) => a.number - b.number);
        const closed = closedBecause(setup, week.id, room.id);
        const taken = places.map(({ id }) => ({ id, shown: place(id) }));
        if (closed && taken.every(({ shown }) => shown === null)) {
          return [
            <li key={room.id}>
              <span className={styles.roomName}>{t('phone.closed', { room: room.name, reason: closed.kind === 'closed' ? closed.reason : t('violationShort.lectures') })}</span>
            </li>,
          ];
        }
        const free = taken.filter(({ shown }) => shown === null).length;
        return [
          ...taken.flatMap(({ id, shown }) =>
            shown
              ? [
                  <li key={id}>
                    <span className={styles.roomName}>{room.name}</span>
                    {shown.words}
                    {shown.action}
                  </li>,
                ]
              : [],
          ),
          ...(free > 0
            ? [
                <li key={room.id}>
                  <span className={styles.roomName}>{t('phone.free', { room: room.name, count: free })}</span>
                </li>,
              ]
            : []),
        ];
      })}
    </ul>
  );
}
