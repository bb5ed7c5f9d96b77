import { Button } from '@mantine/core';
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import type { BoardTrainee, RotaBoard } from '@seldinger/contract';
import { useEffect, useId, useRef, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './board.module.css';
import { withoutWeek, type Occupants } from './draft';
import { useBoardNames } from './outcome-words';
import type { Picking } from './use-picking';

interface WithoutProps {
  board: RotaBoard;
  occupants: Occupants;
  picking: Picking | null;
  /** Where the key leads that leaves the last row of the grid. */
  awayButton: RefObject<HTMLButtonElement | null>;
  onPick: (personId: string, byKey: boolean) => void;
}

/** Those who have no week; dragging somebody here takes theirs away. */
export function Without({ board, occupants, picking, awayButton, onPick }: WithoutProps) {
  const { t } = useTranslation('handson');
  const title = useId();
  const box = useRef<HTMLElement>(null);
  const people = withoutWeek(board, occupants);
  const picked = picking?.picked;
  useEffect(() => {
    if (box.current) return dropTargetForElements({ element: box.current, getData: () => ({ placeId: null }), canDrop: ({ source }) => source.data['placeId'] !== null });
  }, []);
  return (
    <section ref={box} className={styles.box} aria-labelledby={title} data-over={picking?.target === null || undefined}>
      <h2 id={title}>{people.length > 0 ? t('without.titleCount', { count: people.length }) : t('without.title')}</h2>
      {people.length === 0 && <p>{t('without.nobody')}</p>}
      <ul className={styles.chips}>
        {people.map((person) => (
          <Chip key={person.id} board={board} person={person} isPicked={picked?.placeId === null && picked.personId === person.id} readOnly={picking === null} onPick={onPick} />
        ))}
      </ul>
      {picked && picked.placeId !== null && (
        <Button
          ref={awayButton}
          size="compact-md"
          className={styles.away}
          onFocus={() => picking.aim(null, { aloud: true })}
          onMouseEnter={() => picking.aim(null)}
          onKeyDown={(event) => event.key === 'Escape' && picking.cancel()}
          onClick={() => void picking.drop(null)}
        >
          {t('without.takeAway')}
        </Button>
      )}
    </section>
  );
}

function Chip({ board, person, isPicked, readOnly, onPick }: { board: RotaBoard; person: BoardTrainee; isPicked: boolean; readOnly: boolean; onPick: WithoutProps['onPick'] }) {
  const names = useBoardNames(board);
  const wishWords = useWishWords(board);
  const chip = useRef<HTMLButtonElement>(null);
  const { id } = person;
  useEffect(() => {
    if (chip.current && !readOnly) return combine(draggable({ element: chip.current, getInitialData: () => ({ personId: id, placeId: null }) }));
  }, [id, readOnly]);
  return (
    <li>
      <button ref={chip} type="button" className={styles.chip} disabled={readOnly} aria-pressed={isPicked} onClick={(event) => onPick(id, event.detail === 0)}>
        <b>{names.person(id)}</b> · {wishWords(person)}
      </button>
    </li>
  );
}

/** "3 wishes", "no wishes yet", "impossible: 8 of 12 weeks" where that leaves little. */
export function useWishWords({ setup }: Pick<RotaBoard, 'setup'>): (person: BoardTrainee) => string {
  const { t } = useTranslation('handson');
  const open = setup.weeks.filter(({ past }) => !past);
  return ({ ranked, impossible, hasWished }) => {
    if (!hasWished) return t('wish.none');
    const shut = open.filter(({ id }) => impossible.includes(id)).length;
    return shut * 2 >= open.length && shut > 0 ? t('wish.impossibleWeeks', { count: shut, of: open.length }) : t('wish.count', { count: ranked.length });
  };
}
