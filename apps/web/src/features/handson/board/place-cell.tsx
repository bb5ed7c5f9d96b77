import { VisuallyHidden } from '@mantine/core';
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { Icon } from '@seldinger/ui';
import { memo, useEffect, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './board.module.css';
import type { OutcomeTone } from './outcome';
import type { PlaceView } from './place-views';

interface PlaceCellProps {
  view: PlaceView;
  /** Reached by Tab; the arrow keys lead to the others. */
  isActive: boolean;
  isPicked: boolean;
  isTarget: boolean;
  /** What would become of who is taken up, if here; null while nobody is. */
  outcome: { tone: OutcomeTone; words: string } | null;
  readOnly: boolean;
  onPress: (placeId: string) => void;
  onEnter: (placeId: string) => void;
  onKey: (event: KeyboardEvent, placeId: string) => void;
}

/** One of the four places of a week: who has it, and while somebody is taken up what putting them here would do. */
export const PlaceCell = memo(function PlaceCell({ view, isActive, isPicked, isTarget, outcome, readOnly, onPress, onEnter, onKey }: PlaceCellProps) {
  const { t } = useTranslation('handson');
  const cell = useRef<HTMLTableCellElement>(null);
  const tile = useRef<HTMLDivElement>(null);
  const { placeId, personId, movable, past, closed } = view;
  useEffect(() => {
    if (!cell.current || !tile.current || readOnly) return;
    const drop = dropTargetForElements({ element: cell.current, canDrop: () => !past, getData: () => ({ placeId }) });
    if (!movable) return drop;
    return combine(drop, draggable({ element: tile.current, getInitialData: () => ({ personId, placeId }) }));
  }, [placeId, personId, movable, past, readOnly]);
  return (
    <td
      ref={cell}
      role="gridcell"
      tabIndex={isActive ? 0 : -1}
      className={styles.cell}
      data-place={placeId}
      data-past={past || undefined}
      data-closed={closed !== null || undefined}
      data-outcome={outcome?.tone}
      data-target={isTarget || undefined}
      aria-selected={personId ? isPicked : undefined}
      onClick={() => onPress(placeId)}
      onKeyDown={(event) => onKey(event, placeId)}
      onFocus={() => onEnter(placeId)}
      onMouseEnter={() => outcome && onEnter(placeId)}
    >
      <div ref={tile} title={view.hint ?? (view.name || undefined)} className={styles.tile} data-tone={personId ? view.tone : undefined} data-picked={isPicked || undefined} data-changed={view.changed || undefined} data-movable={(movable && !readOnly) || undefined}>
        {personId ? <span className={styles.name}>{view.name}</span> : <VisuallyHidden>{view.closed ?? t('board.free')}</VisuallyHidden>}
        {outcome && !isPicked ? <span className={styles.here}>{outcome.words}</span> : <Words view={view} />}
        {view.changed && <Icon name="edit" size={12} label={t('board.changed')} className={styles.changed} />}
      </div>
    </td>
  );
}, sameCell);

/** What the wish fulfils, or until when the place is held. */
function Words({ view: { words, held } }: { view: PlaceView }) {
  const { t } = useTranslation('handson');
  return (
    <span className={styles.words}>
      {held && <Icon name="clock" size={12} label={t('board.heldShort')} style={{ verticalAlign: '-1px' }} />} {words}
    </span>
  );
}

function sameCell(before: PlaceCellProps, after: PlaceCellProps): boolean {
  const same = <Value extends object>(a: Value, b: Value) => (Object.keys(b) as (keyof Value)[]).every((key) => a[key] === b[key]);
  const { view: viewBefore, outcome: outcomeBefore, ...restBefore } = before;
  const { view, outcome, ...rest } = after;
  return same(restBefore, rest) && same(viewBefore, view) && outcomeBefore?.tone === outcome?.tone && outcomeBefore?.words === outcome?.words;
}
