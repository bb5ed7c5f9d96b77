import { Button } from '@mantine/core';
import type { HandsonWeek } from '@seldinger/contract';
import { announce, Icon } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useWeekSpan } from '../week-span';
import styles from './own.module.css';
import { useDragOrder } from './use-drag-order';
import type { OwnView } from './use-own';
import { useWeekWords } from './use-week-words';
import { moveWish, removeWish, type WishDraft } from './wish-list';

interface Ranked {
  view: OwnView;
  draft: WishDraft;
  /** Without it they are there to be read. */
  onChange?: (draft: WishDraft) => void;
}

/** The wishes in their order; by buttons, by keys on them, or dragged. */
export function RankedWeeks({ view, draft, onChange }: Ranked) {
  const { t } = useTranslation('requests');
  const span = useWeekSpan();
  const weeks = draft.ranked.flatMap((weekId) => view.rota.setup.weeks.find(({ id }) => id === weekId) ?? []);
  if (weeks.length === 0) return <p className={styles.hint}>{t(onChange ? 'wishes.noneYet' : 'wishes.none')}</p>;
  const move = onChange && ((week: HandsonWeek, to: number) => {
    if (to < 0 || to >= weeks.length) return;
    onChange(moveWish(draft, week.id, to));
    announce(t('wishes.moved', { week: span(week.monday), rank: to + 1 }));
  });
  return (
    <ol className={styles.list} aria-label={t('wishes.title')}>
      {weeks.map((week, index) => (
        <RankedWeek key={week.id} view={view} week={week} index={index} count={weeks.length} onMove={move} onRemove={onChange && (() => onChange(removeWish(draft, week.id)))} onDrop={move && ((dragged) => move(weeks[dragged]!, index))} />
      ))}
    </ol>
  );
}

interface RankedRow {
  view: OwnView;
  week: HandsonWeek;
  index: number;
  count: number;
  onMove?: (week: HandsonWeek, to: number) => void;
  onRemove?: () => void;
  onDrop?: (dragged: number) => void;
}

function RankedWeek({ view, week, index, count, onMove, onRemove, onDrop }: RankedRow) {
  const { t } = useTranslation('requests');
  const name = useWeekSpan()(week.monday);
  const words = useWeekWords(view);
  const { row, over } = useDragOrder(index, onDrop);
  return (
    <li ref={row} className={styles.week} data-over={over || undefined} data-drags={onDrop ? true : undefined}>
      <div className={styles.ranked}>
        <span className={styles.rank}>{index + 1}</span>
        <div>
          <p className={styles.span}>{name}</p>
          <p className={styles.meta}>{words(week)}</p>
        </div>
      </div>
      {onMove && onRemove && (
        <div className={styles.buttons}>
          {/* They stay in reach of the keys at either end, where they do nothing. */}
          <Button className={styles.tool} aria-label={t('wishes.upOf', { week: name })} aria-disabled={index === 0} data-disabled={index === 0 || undefined} onClick={() => onMove(week, index - 1)}>
            <Icon name="chevron-up" size={18} />
          </Button>
          <Button className={styles.tool} aria-label={t('wishes.downOf', { week: name })} aria-disabled={index === count - 1} data-disabled={index === count - 1 || undefined} onClick={() => onMove(week, index + 1)}>
            <Icon name="chevron-down" size={18} />
          </Button>
          <Button className={styles.tool} aria-label={t('wishes.removeOf', { week: name })} onClick={onRemove}>
            <Icon name="close" size={18} />
          </Button>
        </div>
      )}
    </li>
  );
}
