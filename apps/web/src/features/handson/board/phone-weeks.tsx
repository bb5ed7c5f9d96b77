import { Button } from '@mantine/core';
import type { RotaBoard } from '@seldinger/contract';
import { Icon, Section, Tag } from '@seldinger/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format';
import { PlaceList } from '../place-list';
import styles from './board.module.css';
import { withoutWeek, type Occupants, type Picked } from './draft';
import { MoveSheet } from './move-sheet';
import { useBoardNames } from './outcome-words';
import type { PlaceView } from './place-views';
import type { Picking } from './use-picking';
import { useWishWords } from './without';

interface PhoneWeeksProps {
  board: RotaBoard;
  views: ReadonlyMap<string, PlaceView>;
  occupants: Occupants;
  picking: Picking | null;
}

/** The board on a phone: week after week, and a sheet to move somebody. */
export function PhoneWeeks({ board, views, occupants, picking }: PhoneWeeksProps) {
  const { t } = useTranslation('handson');
  const format = useFormat();
  const names = useBoardNames(board);
  const wishWords = useWishWords(board);
  const [moving, setMoving] = useState<Picked | null>(null);
  const people = withoutWeek(board, occupants);
  const moveButton = (personId: string, placeId: string | null) => (
    <Button variant="subtle" aria-label={t('phone.moveWho', { person: names.person(personId) })} onClick={() => setMoving({ personId, placeId })}>
      {placeId === null ? t('phone.place') : t('phone.move')}
    </Button>
  );
  return (
    <>
      {people.length > 0 && (
        <Section title={t('without.titleCount', { count: people.length })}>
          <div className={styles.weekCard}>
            <ul>
              {people.map((person) => (
                <li key={person.id}>
                  <span className={styles.who}>
                    <b>{names.person(person.id)}</b> {wishWords(person)}
                  </span>
                  {picking && moveButton(person.id, null)}
                </li>
              ))}
            </ul>
          </div>
        </Section>
      )}
      <PlaceList
        setup={board.setup}
        weekTitle={(week) => format.calendarDate(week.monday)}
        place={(placeId) => {
          const view = views.get(placeId);
          if (!view?.personId) return null;
          return {
            words: (
              <span className={styles.who}>
                <b>{view.name}</b>
                <Tag tone={view.tone} icon={view.changed ? 'edit' : undefined}>
                  {view.words}
                  {view.changed && `, ${t('board.changed')}`}
                </Tag>
              </span>
            ),
            action: picking && view.movable ? moveButton(view.personId, placeId) : view.held ? <Icon name="clock" size={16} label={t('board.heldShort')} /> : null,
          };
        }}
      />
      {moving && picking && <MoveSheet board={board} occupants={occupants} views={views} picking={picking} who={moving} onClose={() => setMoving(null)} />}
    </>
  );
}
